// SPDX-License-Identifier: AGPL-3.0-or-later
// The menu of a row, and what of the list goes to the clipboard.
#include <algorithm>

#include "gui/format.h"
#include "gui/screens/topics.h"
#include "gui/screens/topics_columns.h"

namespace gui {

using xmpp::grid::Known;
using xmpp::grid::Model;
using xmpp::grid::Node;
using xmpp::grid::NodeIndex;

namespace {

// One cell. What would end it becomes a space; what a spreadsheet would calculate is marked as text, since ids and
// titles come from strangers.
void add_cell(std::string& row, std::string_view text, char end = '\t') {
  if (!text.empty() && std::string_view("=+-@").find(text[0]) != text.npos) row += '\'';
  const auto start = std::ptrdiff_t(row.size());
  row += text;
  std::replace_if(row.begin() + start, row.end(), [](char c) { return static_cast<unsigned char>(c) < 0x20; }, ' ');
  row += end;
}

// Digits alone: a comma between them is a decimal point elsewhere.
void add_count(std::string& row, const std::optional<std::uint64_t>& value, char end = '\t') {
  add_cell(row, value ? std::to_string(*value) : "", end);
}

// The columns of the table, in its order.
void add_row(std::string& rows, const Node& node) {
  add_cell(rows, node.id);
  add_cell(rows, node.title);
  const bool known = node.access != xmpp::grid::AccessModel::unknown;
  add_cell(rows, known ? xmpp::grid::word(node.access) : node.state == Known::refused ? "not visible" : "");
  add_count(rows, node.providers);
  add_count(rows, node.consumers);
  add_count(rows, node.items, '\n');
}

}  // namespace

std::string_view why_locked(const Node& node) {
  return node.state == Known::refused ? "The controller does not let you see it" : "";
}

NodeIndex TopicsScreen::current(const Shell& shell) const {
  if (menu_open()) return menu_node_;
  const int row = table_.rows.cursor;
  if (row >= 0 && row < int(rows_.rows().size())) return rows_.rows()[std::size_t(row)].node;
  return shell.session.model().find(shell.route().node).value_or(xmpp::grid::no_node);
}

// What is selected, in the order of the list, with what the list does not show at the end; or the row alone, when none
// is selected or the menu is that of another one.
std::vector<NodeIndex> TopicsScreen::meant(const Shell& shell) const {
  std::vector<NodeIndex> nodes;
  const NodeIndex node = current(shell);
  std::set<NodeIndex> left = selected_;
  if (left.empty() || (menu_open() && !left.contains(node))) left = {node};
  for (const xmpp::grid::TreeRow& row : rows_.rows())
    if (left.erase(row.node)) nodes.push_back(row.node);
  nodes.insert(nodes.end(), left.begin(), left.end());
  std::erase(nodes, xmpp::grid::no_node);
  return nodes;
}

void TopicsScreen::copy(Shell& shell, Act act) const {
  const Model& model = shell.session.model();
  if (act == Act::copy_link) {
    const Route link{.service = shell.route().service, .node = model[current(shell)].id};
    return shell.copy(shell.session.page().address + "#" + write_route(link), "Link copied");
  }
  const std::vector<NodeIndex> nodes = meant(shell);
  if (nodes.empty()) return;
  const bool ids = act == Act::copy_ids;
  std::string text;
  if (!ids)
    for (const ui::Column& column : topic_columns(shell.preferences()))
      add_cell(text, column.name, column.name == "Items" ? '\n' : '\t');
  for (const NodeIndex node : nodes)
    if (ids)
      text += model[node].id + "\n";
    else
      add_row(text, model[node]);
  shell.copy(text, counted(nodes.size(), ids ? "id" : "row") + " copied");
}

void TopicsScreen::draw_menu(Shell& shell) {
  if (!menu_open()) return;
  const ui::Popover menu(row_menu);
  if (!menu) {
    menu_node_ = xmpp::grid::no_node;
    return;
  }
  const std::size_t count = meant(shell).size();
  const auto several = [&](std::string_view what) {
    return count == 1 ? "Copy " + std::string(what) : "Copy " + counted(count, what);
  };
  if (ui::menu_item("Open details", {.icon = Icon::eye, .keys = "Enter"})) choose(shell, table_.rows.cursor, false);
  ui::menu_rule();
  if (ui::menu_item(several("id"), {.icon = Icon::copy})) copy(shell, Act::copy_ids);
  if (ui::menu_item("Copy link", {.icon = Icon::link})) copy(shell, Act::copy_link);
  if (ui::menu_item(several("row"), {.icon = Icon::copy, .keys = "Ctrl C"})) copy(shell, Act::copy_rows);
  if (shell.width == Width::phone) return;  // no check boxes
  ui::menu_rule();
  const bool selected = selected_.contains(menu_node_);
  const std::string_view locked = why_locked(shell.session.model()[menu_node_]);
  if (ui::menu_item(selected ? "Unselect" : "Select", {.icon = Icon::check, .keys = "Space", .disabled = locked}))
    select(shell, menu_node_, !selected);
}

}  // namespace gui
