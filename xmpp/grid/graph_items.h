// SPDX-License-Identifier: AGPL-3.0-or-later
// What is moved as a whole in a picture of the graph: boxes, blocks of boxes, and lanes that keep a way free for lines.
// The middle part of graph_layout.h.
#pragma once
#include <algorithm>
#include <vector>

#include "xmpp/grid/graph_choice.h"
#include "xmpp/grid/graph_layout.h"

namespace xmpp::grid {

struct GraphItem {
  std::vector<NodeIndex> members;  ///< one: a box; several: a block; none: a lane
  std::uint32_t layer = 0;
  std::uint32_t order = 0;  ///< at first
  std::uint32_t place = 0;  ///< in its layer
  double width = GraphSizes::width, height = GraphSizes::height, y = 0;
  std::vector<std::uint32_t> left, right;  ///< items that lines lead to, in the layers before and after
  std::uint32_t lanes = ~0u;               ///< its first lane, in the layer after its own; the others follow
  double centre() const { return y + height / 2; }
  bool block() const { return members.size() > 1; }
};

struct GraphItems {
  static constexpr std::uint32_t none = ~0u;

  std::vector<GraphItem> items;
  std::vector<std::uint32_t> item_of;  ///< by NodeIndex
  std::vector<std::vector<std::uint32_t>> layers;
  std::size_t columns = 1;  ///< of blocks, at most

  std::size_t columns_of(const GraphItem& item) const { return std::min(item.members.size(), columns); }
  /// Where lines from `parent` end that go on into `layer`: a lane of its, or itself.
  std::uint32_t before(std::uint32_t parent, std::uint32_t layer) const;
};

/// Those of `nodes` that the picture shows.
std::vector<NodeIndex> shown(const GraphChoice& choice, const std::vector<NodeIndex>& nodes);

/// In layers, each in the order of the walk.
GraphItems make_items(const Model& model, const GraphChoice& choice);

/// Chooses the columns, the order within the layers, and the heights.
void arrange(GraphItems& graph);

}  // namespace xmpp::grid
