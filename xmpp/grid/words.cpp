// SPDX-License-Identifier: AGPL-3.0-or-later
// The protocol's words for access models and affiliations.
#include <array>

#include "xmpp/grid/model.h"

namespace xmpp::grid {
namespace {

template <class E>
struct Word {
  std::string_view word;
  E value;
};

// XEP-0060 §4.5
constexpr std::array access_words{
    Word{"open", AccessModel::open},           Word{"presence", AccessModel::presence},
    Word{"roster", AccessModel::roster},       Word{"authorize", AccessModel::authorize},
    Word{"whitelist", AccessModel::whitelist},
};

// XEP-0060 §4.1
constexpr std::array affiliation_words{
    Word{"none", Affiliation::none},
    Word{"member", Affiliation::member},
    Word{"publish-only", Affiliation::publish_only},
    Word{"publisher", Affiliation::publisher},
    Word{"owner", Affiliation::owner},
    Word{"outcast", Affiliation::outcast},
};

template <class E, std::size_t N>
E value_of(const std::array<Word<E>, N>& words, std::string_view word) {
  for (const auto& row : words)
    if (row.word == word) return row.value;
  return E::unknown;
}

template <class E, std::size_t N>
std::string_view word_of(const std::array<Word<E>, N>& words, E value) {
  for (const auto& row : words)
    if (row.value == value) return row.word;
  return "unknown";
}

}  // namespace

AccessModel access_model(std::string_view word) { return value_of(access_words, word); }
std::string_view word(AccessModel model) { return word_of(access_words, model); }
Affiliation affiliation(std::string_view word) { return value_of(affiliation_words, word); }
std::string_view word(Affiliation affiliation) { return word_of(affiliation_words, affiliation); }

}  // namespace xmpp::grid
