// SPDX-License-Identifier: AGPL-3.0-or-later
// What a picture of the graph shows, and in which layers: the first half of graph_layout.h.
#pragma once
#include <optional>
#include <vector>

#include "xmpp/grid/model.h"

namespace xmpp::grid {

/// Nodes of a picture. The vectors are indexed by NodeIndex.
struct GraphChoice {
  std::vector<char> chosen;
  std::vector<std::uint32_t> rank;   ///< topological order; an edge to a lower rank closes a cycle
  std::vector<std::uint32_t> first;  ///< the order of a walk from the roots, which keeps siblings together
  std::vector<std::uint32_t> layer;  ///< the longest way from a root
  std::vector<NodeIndex> nodes;      ///< those chosen, by rank

  bool forward(NodeIndex parent, NodeIndex child) const { return rank[parent] < rank[child]; }
};

/// See layout().
GraphChoice choose(const Model& model, std::optional<NodeIndex> focus, std::uint32_t depth);

}  // namespace xmpp::grid
