// SPDX-License-Identifier: AGPL-3.0-or-later
// A picture of the graph, as coordinates: collections on the left, what they hold to the right of them. Several parents
// and cycles are shown as they are; many topics of the same collections become one block of columns.
#pragma once
#include <cstdint>
#include <optional>
#include <vector>

#include "xmpp/grid/model.h"

namespace xmpp::grid {

/// Design pixels.
struct GraphSizes {
  static constexpr float width = 160, height = 28;  ///< of a node's box
  static constexpr float gap = 8;                   ///< between boxes of a layer
  static constexpr float layer_gap = 48;            ///< between layers
  static constexpr float padding = 4;               ///< between the frame of a block and its boxes
  static constexpr float aspect = 1.6f;             ///< width to height that the picture should have
};

struct GraphBox {
  NodeIndex node = 0;
  float x = 0, y = 0;  ///< top left
  std::uint32_t layer = 0;
  std::uint32_t hidden = 0;  ///< children that are not in the picture
  bool in_block = false;
};

/// At least GraphLayout::block_size nodes without children, in exactly the same collections.
struct GraphBlock {
  float x = 0, y = 0, width = 0, height = 0;  ///< of its frame
  std::uint32_t first = 0, count = 0;         ///< its boxes
};

struct GraphEdge {
  std::uint32_t parent = 0;  ///< a box
  std::uint32_t child = 0;   ///< a box or, `to_block`, a block
  bool to_block = false;
  bool against = false;                       ///< closes a cycle: its child is not to the right of its parent
  std::uint32_t first_point = 0, points = 0;  ///< its line: level to the second point, bent to the third, level, …
};

struct GraphPoint {
  float x = 0, y = 0;
};

struct GraphLayout {
  static constexpr std::size_t block_size = 6;

  std::vector<GraphBox> boxes;  ///< by layer, from top to bottom; those of a block by id
  std::vector<GraphBlock> blocks;
  std::vector<GraphEdge> edges;
  std::vector<GraphPoint> points;
  float width = 0, height = 0;
};

/// `focus`: only what it is in and what it holds, at most `depth` steps away, up and down; without it the whole, at
/// most `depth` steps below the roots. The same model gives the same picture.
GraphLayout layout(const Model& model, std::optional<NodeIndex> focus = std::nullopt, std::uint32_t depth = ~0u);

}  // namespace xmpp::grid
