// SPDX-License-Identifier: AGPL-3.0-or-later
// Topics, collections and JIDs by some letters of their names; see xmpp/fuzzy.h.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <vector>

#include "xmpp/fuzzy.h"
#include "xmpp/grid/model.h"

namespace xmpp::grid {

/// The best places of a list, the best first, and how many fit at all.
struct Found {
  static constexpr std::size_t most = 12;
  std::array<std::uint32_t, most> best;
  std::size_t count = 0, all = 0;
  const std::uint32_t* begin() const { return best.data(); }
  const std::uint32_t* end() const { return best.data() + count; }
};

/// At most `most` of them, and Found::most. By id or title. An id says more than a title; of two that fit as well the
/// shorter id comes first.
Found find_nodes(const Model& model, const Fuzzy& query, std::size_t most);

/// Somebody whom the grid names.
struct Person {
  std::string jid;
  std::size_t owns = 0, publishes = 0;  ///< topics and collections
};
/// All owners and publishers that are known by now, each once.
std::vector<Person> people(const Model& model);
Found find_people(const std::vector<Person>& people, const Fuzzy& query, std::size_t most);

}  // namespace xmpp::grid
