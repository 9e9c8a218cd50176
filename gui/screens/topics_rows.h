// SPDX-License-Identifier: AGPL-3.0-or-later
// Which rows the topics screen shows: made anew only when the grid, the question or what is open has changed. No
// drawing.
#pragma once
#include <cstdint>
#include <set>
#include <string>
#include <vector>

#include "gui/screens/tree_places.h"

namespace gui {

/// What the list is asked for.
struct TopicQuery {
  std::string filter = {};  ///< as in the route
  std::string within = {};  ///< id of a collection, "" : none
  bool loose = false;       ///< only what is in no collection
  bool tree = false;
  xmpp::grid::Sort sort = {};
};
bool operator==(const TopicQuery& a, const TopicQuery& b);

using OpenNodes = std::set<xmpp::grid::NodeIndex>;

class TopicRows {
 public:
  /// Makes the rows anew when something has changed; true then.
  bool update(const xmpp::grid::Model& model, const TopicQuery& query, const OpenNodes& open);
  /// Flat: level 0 and not expandable. The group "Not in a collection" is no row here: its topics stand at the end.
  const std::vector<xmpp::grid::TreeRow>& rows() const { return rows_; }
  /// Of a row of the tree.
  const TreePlace& place(std::size_t row) const { return tree_places_[row]; }
  /// Different nodes that pass the filter, and all that are in the chosen part of the grid.
  std::size_t shown() const { return shown_; }
  std::size_t total() const { return total_; }
  /// Why a part of the filter cannot be used, as a sentence; "" when all of it can.
  const std::string& error() const { return error_; }
  /// Words of the filter, folded, to be marked in ids and titles.
  const std::vector<std::string>& words() const { return words_; }
  /// First row of the node, -1 when it is not shown.
  int row_of(xmpp::grid::NodeIndex node) const;
  /// The node of a row and the collections above it, which tell its rows apart; empty for no row.
  using Path = std::vector<xmpp::grid::NodeIndex>;
  Path path_of(int row) const;
  /// The row of this path, else the first one of the node, -1 when it is not shown.
  int row_of(const Path& path) const;

 private:
  void list(const xmpp::grid::Model& model, const xmpp::grid::Filter& filter);
  void tree(const xmpp::grid::Model& model, const xmpp::grid::Filter& filter);

  std::vector<xmpp::grid::TreeRow> rows_;
  std::vector<TreePlace> tree_places_;
  std::vector<int> places_;  ///< first row of each node, -1 for none
  std::size_t shown_ = 0, total_ = 0;
  std::string error_;
  std::vector<std::string> words_;
  std::uint64_t revision_ = ~0ull;
  TopicQuery query_;
  OpenNodes open_;
};

/// The tree of collections at the left, without filter; the first row of the panel ("All topics") is not among these.
class CollectionRows {
 public:
  void update(const xmpp::grid::Model& model, const OpenNodes& open);
  const std::vector<xmpp::grid::TreeRow>& rows() const { return rows_; }
  const TreePlace& place(std::size_t row) const { return places_[row]; }
  /// What the row's parent does not say already: "sector-energy" for "incidents/sector-energy" under "incidents".
  std::string_view label(const xmpp::grid::Model& model, std::size_t row) const;

 private:
  std::vector<xmpp::grid::TreeRow> rows_;
  std::vector<TreePlace> places_;
  std::uint64_t revision_ = ~0ull;
  OpenNodes open_;
};

}  // namespace gui
