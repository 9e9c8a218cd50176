// SPDX-License-Identifier: AGPL-3.0-or-later
// Sorting by a column: one table says what each column compares.
#include "xmpp/grid/topic_order.h"

#include <algorithm>
#include <optional>
#include <string>

#include "xmpp/fold.h"
#include "xmpp/sort.h"

namespace xmpp::grid {
namespace {

using Text = std::string (*)(const Model&, const Node&);  // "": not known
using Number = std::optional<std::uint64_t> (*)(const Model&, const Node&);

template <class E>
std::optional<std::uint64_t> known(E value) {
  if (value == E::unknown) return std::nullopt;
  return static_cast<std::uint64_t>(value);
}

struct ColumnRow {
  Column column;
  Text text = nullptr;  // one of the two; neither: by id
  Number number = nullptr;
};

constexpr ColumnRow columns[] = {
    {.column = Column::id},
    {.column = Column::title, .text = [](const Model&, const Node& n) { return fold(n.title); }},
    {.column = Column::type, .text = [](const Model&, const Node& n) { return fold(n.type); }},
    {.column = Column::parents,
     .text = [](const Model& m, const Node& n) { return n.parents.empty() ? std::string() : m[n.parents.front()].id; }},
    {.column = Column::kind, .number = [](const Model&, const Node& n) { return known(n.kind); }},
    {.column = Column::access, .number = [](const Model&, const Node& n) { return known(n.access); }},
    {.column = Column::mine, .number = [](const Model&, const Node& n) { return known(n.mine); }},
    {.column = Column::providers, .number = [](const Model&, const Node& n) { return n.providers; }},
    {.column = Column::consumers, .number = [](const Model&, const Node& n) { return n.consumers; }},
    {.column = Column::items, .number = [](const Model&, const Node& n) { return n.items; }},
};

struct Key {
  std::string text;
  std::uint64_t number = 0;
  bool known = false;
};

Key key_of(const ColumnRow& column, const Model& model, NodeIndex node) {
  Key key;
  if (column.text) {
    key.text = column.text(model, model[node]);
    key.known = !key.text.empty();
  } else if (auto number = column.number(model, model[node])) {
    key.number = *number;
    key.known = true;
  }
  return key;
}

}  // namespace

void sort_nodes(const Model& model, std::vector<NodeIndex>& nodes, Sort sort) {
  const auto& column = *std::find_if(std::begin(columns), std::end(columns),
                                     [&](const ColumnRow& c) { return c.column == sort.column; });
  if (!column.text && !column.number) {
    if (sort.descending) std::reverse(nodes.begin(), nodes.end());
    return;
  }
  std::vector<Key> keys;
  std::vector<std::uint32_t> places;  // in `nodes`, which are in the order of their ids
  keys.reserve(nodes.size());
  for (NodeIndex node : nodes) {
    places.push_back(static_cast<std::uint32_t>(keys.size()));
    keys.push_back(key_of(column, model, node));
  }
  sort_indices(places, [&](std::uint32_t first, std::uint32_t second) {
    const Key &a = keys[first], &b = keys[second];
    if (a.known != b.known) return a.known;
    int order = a.text.compare(b.text);
    if (order == 0) order = a.number < b.number ? -1 : a.number > b.number;
    if (order == 0) return first < second;
    return sort.descending ? order > 0 : order < 0;
  });
  for (std::uint32_t& place : places) place = nodes[place];
  nodes = std::move(places);
}

}  // namespace xmpp::grid
