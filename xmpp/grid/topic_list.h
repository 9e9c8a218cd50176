// SPDX-License-Identifier: AGPL-3.0-or-later
// The rows of the Topics screen, flat or as a tree: data in, rows out. Fast enough for every keystroke over 10 000
// nodes.
#pragma once
#include <cstdint>
#include <limits>
#include <set>
#include <vector>

#include "xmpp/grid/filter.h"
#include "xmpp/grid/model.h"

namespace xmpp::grid {

enum class Column : std::uint8_t { id, title, kind, access, providers, consumers, items, type, parents, mine };

/// What is not known sorts last in both directions; equals by id.
struct Sort {
  Column column = Column::id;
  bool descending = false;
};

enum class Show : std::uint8_t { everything, topics, collections };

/// The matching nodes in order. Nodes of unknown kind count as topics.
std::vector<NodeIndex> list_rows(const Model& model, const Filter& filter, Sort sort, Show show = Show::everything);

/// Stands for no node: the group of topics that are in no collection.
inline constexpr NodeIndex no_node = std::numeric_limits<NodeIndex>::max();

struct TreeRow {
  NodeIndex node = no_node;  ///< no_node: the group "Not in a collection"
  std::uint32_t level = 0;   ///< 0 at the left
  std::uint32_t topics = 0;  ///< of a collection: different topics in it and below; of the group: its topics
  bool expandable = false;   ///< has rows to show below it
  bool expanded = false;
  bool matches = true;  ///< false: only here because something below matches
};

/// Which rows are open.
struct Expanded {
  std::set<NodeIndex> nodes;
  bool ungrouped = true;
};

struct Tree {
  std::vector<TreeRow> rows;
  bool truncated = false;  ///< too many rows: collections held by many collections multiply
};

/// Collections first, each level in the order of `sort`. A topic appears under each of its collections; a collection
/// never below itself. With a filter everything on the way to a match is open. Collections that only contain each
/// other, and so have no way in from the root, begin at the one with the first id. `limit`: rows at most.
Tree tree_rows(const Model& model, const Filter& filter, Sort sort, const Expanded& expanded,
               std::size_t limit = 100'000);

/// Different topics in the collection and below.
std::uint32_t topics_below(const Model& model, NodeIndex collection);

}  // namespace xmpp::grid
