// SPDX-License-Identifier: AGPL-3.0-or-later
// The tree of collections at the left: limits the list to one of them.
#include "gui/format.h"
#include "gui/screens/topics.h"

namespace gui {

using xmpp::grid::Model;
using xmpp::grid::Node;
using xmpp::grid::NodeIndex;
using xmpp::grid::NodeKind;

void TopicsScreen::draw_collections(Shell& shell, const ui::Area& place) {
  const Model& model = shell.session.model();
  collections_.update(model, open_);
  ui::Area area = place;
  const ui::Region region(ui::Role::complementary, "Collections", area, {.overlay = tree_overlay_});
  ui::line_right(area);
  const ui::Area head = area.cut_top(layout::panel_header);
  ui::line_below(head, Token::border_subtle);
  {
    ui::Row row({head.x, head.y, head.w + ui::px(8), head.h}, 8, 16);  // 8 at the right
    ui::heading("Collections", 2, Text::body_strong);
    row.align_right();
    if (tree_overlay_ &&
        ui::icon_button(Icon::x, "Close collections", {.kind = ui::Kind::ghost, .size = ui::Size::small}))
      tree_overlay_ = false;
  }
  area.cut_right(1);
  area.cut_top(4);
  const ui::Region body(ui::Role::group, "Tree", area);
  const Route& route = shell.route();
  const std::size_t topics = model.all().size() - model.collections();
  ui::Tree tree(tree_, "Collections", int(collections_.rows().size()) + 1, shell.row_height());
  while (tree.step())
    for (int i = tree.first(); i < tree.last(); ++i) {
      if (i == 0) {
        tree.row(i, {.label = "All topics",
                     .icon = Icon::tree,
                     .count = number(topics),
                     .said = counted(topics, "topic"),
                     .selected = route.within.empty() && !route.loose,
                     .position = 1,
                     .set_size = 1 + (collections_.rows().empty() ? 0 : collections_.place(0).set_size)});
        continue;
      }
      const xmpp::grid::TreeRow& row = collections_.rows()[std::size_t(i - 1)];
      const bool loose = row.node == xmpp::grid::no_node;
      const bool collection = loose || model[row.node].kind == NodeKind::collection;
      const std::string label =
          loose ? "Not in a collection" : ui::visible(collections_.label(model, std::size_t(i - 1)), 256);
      const TreePlace& place = collections_.place(std::size_t(i - 1));
      const int above = row.level == 0;  // “All topics” stands there too
      tree.row(i, {.label = label,
                   .icon = collection ? Icon::collection : Icon::topic,
                   .level = int(row.level) + 1,
                   .count = collection ? number(row.topics) : "",
                   .said = collection ? counted(row.topics, "topic") : "",
                   .expandable = !loose && row.expandable,
                   .expanded = !loose && row.expanded,
                   .selected = loose        ? route.loose
                               : collection ? route.within == model[row.node].id
                                            : route.node == model[row.node].id,
                   .parent = place.parent < 0 ? -1 : place.parent + 1,
                   .position = place.position + above,
                   .set_size = place.set_size + above});
    }
  take_collection_event(shell, tree.end());
}

void TopicsScreen::take_collection_event(Shell& shell, const ui::TreeEvent& event) {
  if (!event) return;
  const Model& model = shell.session.model();
  const NodeIndex node = event.row == 0 ? xmpp::grid::no_node : collections_.rows()[std::size_t(event.row - 1)].node;
  if (event.kind != ui::TreeEvent::Kind::select) {
    if (!open_.erase(node)) open_.insert(node);
    shell.host.wake();
    return;
  }
  Route next = shell.route();
  const bool is_node = node != xmpp::grid::no_node;
  if (is_node && model[node].kind != NodeKind::collection) {
    next.node = model[node].id;
  } else {
    next.loose = !is_node && event.row != 0;
    next.within = is_node ? model[node].id : "";
    tree_overlay_ = false;
  }
  shell.go(std::move(next), true);
}

}  // namespace gui
