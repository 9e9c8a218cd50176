// SPDX-License-Identifier: AGPL-3.0-or-later
// Topics and collections: tree of collections, filtered list (flat or as tree), details of the chosen one.
#pragma once
#include <optional>
#include <set>
#include <string>

#include "gui/screens/topics_rows.h"
#include "gui/shell.h"
#include "gui/ui.h"

namespace gui {

class TopicsScreen {
 public:
  void draw(Shell& shell, ui::Area area);
  /// find, open_details, select_all, copy_ids, copy_link, copy_rows, step_back.
  void run(Shell& shell, Act act);
  std::size_t selected() const { return selected_.size(); }
  /// The node that an act is about: of the open menu, of the cursor, in the details; no_node when there is none.
  xmpp::grid::NodeIndex current(const Shell& shell) const;
  bool menu_open() const { return menu_node_ != xmpp::grid::no_node; }

 private:
  void follow(Shell& shell);
  std::optional<xmpp::grid::NodeIndex> find_sought(Shell& shell);
  void draw_list(Shell& shell, ui::Area area);
  void draw_head(Shell& shell, const ui::Area& area);
  void draw_tool_bar(Shell& shell, const ui::Area& area);
  void draw_banners(Shell& shell, ui::Area& area);
  void draw_bulk_bar(Shell& shell, const ui::Area& area);
  void draw_table(Shell& shell, const ui::Area& area);
  void draw_nothing(Shell& shell, const ui::Area& area, float header);  ///< below a header so high
  void draw_row(Shell& shell, ui::Table& table, int index);
  void draw_phone_row(Shell& shell, ui::Table& table, int index);
  void take_event(Shell& shell, const ui::TableEvent& event);
  void draw_menu(Shell& shell);
  void copy(Shell& shell, Act act) const;
  std::vector<xmpp::grid::NodeIndex> meant(const Shell& shell) const;
  bool draw_empty(Shell& shell, const ui::Area& area);
  bool draw_services(Shell& shell, const ui::Area& area);
  void draw_collections(Shell& shell, const ui::Area& area);
  void take_collection_event(Shell& shell, const ui::TreeEvent& event);
  void show_status(Shell& shell) const;

  void choose(Shell& shell, int row, bool replace);
  void select(const Shell& shell, xmpp::grid::NodeIndex node, bool on);
  void open_or_close(xmpp::grid::NodeIndex node);
  void apply_filter(Shell& shell);

  TopicRows rows_;
  CollectionRows collections_;
  ui::FilterText filter_;
  ui::TableState table_;
  ui::Roving tree_;
  std::set<xmpp::grid::NodeIndex> selected_;
  xmpp::grid::NodeIndex menu_node_ = xmpp::grid::no_node;  ///< of the row whose menu is open
  OpenNodes open_, open_in_table_;  ///< collections open in the tree at the left, and in the list
  std::string followed_filter_, followed_node_;
  std::uint64_t followed_ = 0;  ///< revision of the model that selection and rows were checked against
  float tree_width_ = 0, details_width_ = 0;
  bool seeking_ = false;  ///< the row that a link leads to is not shown yet, or not yet in all its collections
  bool focus_filter_ = false, tree_beside_ = false, tree_overlay_ = false, show_all_ = false;
  bool alone_ = false;  ///< the details stood in the place of the list, as on a phone
};

/// Why the node cannot be selected; "" when it can.
std::string_view why_locked(const xmpp::grid::Node& node);
/// The menu of a row.
inline constexpr std::string_view row_menu = "Acts on the row";

/// The panel at the right; false when it was closed.
bool draw_details(Shell& shell, const ui::Area& area, bool overlay, bool& show_all);

}  // namespace gui
