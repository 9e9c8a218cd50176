// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/grid/reveals.h"

#include <algorithm>

#include "xmpp/sort.h"
#include "xmpp/utf8.h"

namespace xmpp::grid {
namespace {

// How few an access model lets in. What is not known is taken for open: it says nothing about others.
int strictness(AccessModel access) {
  switch (access) {
    case AccessModel::unknown:
    case AccessModel::open:
      return 0;
    case AccessModel::presence:
    case AccessModel::roster:
      return 1;
    case AccessModel::authorize:
      return 2;
    case AccessModel::whitelist:
      return 3;
  }
  return 0;
}

void sort_by_id(const Model& model, std::vector<NodeIndex>& nodes) {
  small_sort(nodes, [&](NodeIndex a, NodeIndex b) { return model[a].id < model[b].id; });
}

// What stands for all letters that look like it: of Unicode TR39 those that RFC 8265 leaves in a local part.
struct LookAlike {
  char32_t letter;
  char latin;
};
constexpr LookAlike look_alikes[] = {
    {'0', 'o'},    {'1', 'l'},    {0x0430, 'a'}, {0x03b1, 'a'}, {0x0251, 'a'}, {0x0441, 'c'}, {0x03f2, 'c'},
    {0x0501, 'd'}, {0x0435, 'e'}, {0x0261, 'g'}, {0x04bb, 'h'}, {0x0456, 'i'}, {0x03b9, 'i'}, {0x0131, 'i'},
    {0x0458, 'j'}, {0x03ba, 'k'}, {0x04cf, 'l'}, {0x0578, 'n'}, {0x043e, 'o'}, {0x03bf, 'o'}, {0x0585, 'o'},
    {0x0440, 'p'}, {0x03c1, 'p'}, {0x051b, 'q'}, {0x0455, 's'}, {0x03c4, 't'}, {0x03c5, 'u'}, {0x03bd, 'v'},
    {0x051d, 'w'}, {0x0445, 'x'}, {0x0443, 'y'}, {0x03b3, 'y'},
};

using Letters = std::u32string;

Letters letters(std::string_view text) {
  Letters out;
  const char *at = text.data(), *end = at + text.size();
  while (at != end) out += utf8::decode(at, end);
  return out;
}

bool digit(char32_t c) { return c >= '0' && c <= '9'; }
bool joins(char32_t c) { return c == '-' || c == '_' || c == '.'; }

// All names that look alike have the same one.
Letters skeleton(const Letters& name) {
  Letters out;
  for (std::size_t i = 0; i < name.size(); ++i) {
    const bool between_numbers = i > 0 && i + 1 < name.size() && digit(name[i - 1]) && digit(name[i + 1]);
    if (joins(name[i]) && !between_numbers) continue;
    out += name[i];
    for (const LookAlike& row : look_alikes)
      if (row.letter == name[i]) out.back() = char32_t(row.latin);
  }
  for (auto at = out.find(U"rn"); at != out.npos; at = out.find(U"rn")) out.replace(at, 2, U"m");
  return out;
}

// One letter other, more, less, or two neighbours exchanged; none of them a digit: "tier1" and "tier2" are two systems,
// and no slip.
bool one_slip(std::u32string_view a, std::u32string_view b) {
  constexpr std::size_t short_names = 5;  // in which one letter is a lot
  if (a.size() > b.size()) std::swap(a, b);
  if (a.size() < short_names || b.size() - a.size() > 1) return false;
  const std::size_t from = std::size_t(std::ranges::mismatch(a, b).in1 - a.begin());
  a.remove_prefix(from);
  b.remove_prefix(from);
  if (b.empty() || digit(b[0]) || (!a.empty() && digit(a[0]))) return false;
  if (a.size() < b.size()) return a == b.substr(1);
  if (a.substr(1) == b.substr(1)) return true;
  return a.size() > 1 && a[0] == b[1] && a[1] == b[0] && a.substr(2) == b.substr(2);
}

bool below(std::string_view domain, std::string_view of) {
  return domain == of ||
         (domain.size() > of.size() && domain.ends_with(of) && domain[domain.size() - of.size() - 1] == '.');
}

bool holds(const std::vector<Jid>& list, const Jid& who) {
  return std::ranges::any_of(list, [&](const Jid& one) { return one.bare() == who; });
}

}  // namespace

Reveals reveals(const Model& model, NodeIndex node) {
  Reveals found;
  if (model[node].kind != NodeKind::collection) {
    found.topics = {node};
    found.items = model[node].items;
    return found;
  }
  for (const NodeIndex inside : model.descendants(node)) {
    if (model[inside].kind == NodeKind::collection) continue;
    found.topics.push_back(inside);
    if (strictness(model[inside].access) > strictness(model[node].access)) found.stricter.push_back(inside);
  }
  sort_by_id(model, found.topics);
  sort_by_id(model, found.stricter);
  return found;
}

bool look_alike(const Jid& a, const Jid& b) {
  if (a.bare() == b.bare() || a.local().empty() || b.local().empty()) return false;
  if (a.local() == b.local()) return true;  // at another domain
  const Letters one = letters(a.local()), other = letters(b.local());
  return skeleton(one) == skeleton(other) || (a.domain() == b.domain() && one_slip(one, other));
}

Applicant applicant(const Model& model, std::span<const Person> known, const Jid& full, std::string_view domain) {
  const Jid who = full.bare();
  Applicant found;
  found.foreign = !below(who.domain(), domain);
  for (const NodeIndex index : model.all()) {
    if (holds(model[index].owners, who)) found.owns.push_back(index);
    if (holds(model[index].publishers, who)) found.publishes.push_back(index);
  }
  for (const Person& person : known) {
    const auto other = Jid::split(person.jid);
    if (!other || !look_alike(who, *other)) continue;
    // The same name at two hosts of the grid is usual.
    if (!found.foreign && who.local() == other->local() && below(other->domain(), domain)) continue;
    found.looks_like = other->bare().to_string();
    break;
  }
  return found;
}

}  // namespace xmpp::grid
