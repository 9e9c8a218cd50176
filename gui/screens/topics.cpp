// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gui/screens/topics.h"

#include <algorithm>

#include "gui/format.h"
#include "gui/screens/preferences.h"
#include "gui/screens/topics_columns.h"

namespace gui {

using xmpp::grid::Known;
using xmpp::grid::Model;
using xmpp::grid::Node;
using xmpp::grid::NodeIndex;

namespace {

constexpr float least_centre_with_tree = 640;

/// Terms that are finished go in front of what is being typed.
ui::FilterText split_filter(std::string_view text) {
  ui::FilterText filter;
  while (!text.empty()) {
    const std::string_view word = text.substr(0, text.find(' '));
    const bool last = word.size() == text.size();
    const bool term = !last && !word.starts_with("re:") &&
                      (word.find(':', 1) != word.npos || (word.starts_with('-') && word.size() > 1));
    if (!term) break;
    filter.terms.emplace_back(word);
    text.remove_prefix(word.size() + 1);
  }
  filter.text = text;
  return filter;
}

std::string join_filter(const ui::FilterText& filter) {
  std::string text;
  for (const std::string& term : filter.terms) text += term + " ";
  return text + filter.text;
}

}  // namespace

// The node that a link leads to, once it is read; in a tree the collections that hold it open.
std::optional<NodeIndex> TopicsScreen::find_sought(Shell& shell) {
  const Model& model = shell.session.model();
  const auto node = seeking_ ? model.find(shell.route().node) : std::nullopt;
  if (!node) return {};
  if (shell.route().tree)
    for (const NodeIndex above : model.ancestors(*node)) open_in_table_.insert(above);
  seeking_ = shell.session.is_reading();  // more collections may turn out to hold it
  return node;
}

// Brings the state of the screen in line with the route and with what became of the nodes.
void TopicsScreen::follow(Shell& shell) {
  const Model& model = shell.session.model();
  const Route& route = shell.route();
  if (route.filter != followed_filter_) {
    filter_ = split_filter(route.filter);
    followed_filter_ = route.filter;
  }
  const bool arrived = route.node != followed_node_;
  if (arrived) {
    followed_node_ = route.node;
    show_all_ = false;
    seeking_ = true;
  }
  const auto sought = find_sought(shell);
  const ColumnSort sort = read_sort(route.sort);
  table_.sort_column = sort.column;
  table_.descending = sort.descending;
  const TopicQuery query{.filter = route.filter,
                         .within = route.within,
                         .loose = route.loose,
                         .tree = route.tree && shell.width != Width::phone,
                         .sort = {topic_sort_columns[std::size_t(sort.column)], sort.descending}};
  const TopicRows::Path at = rows_.path_of(table_.rows.cursor);
  if (rows_.update(model, query, open_in_table_) && !at.empty()) {
    table_.rows.cursor = rows_.row_of(at);
    table_.rows.keep = table_.rows.in_view;
  }
  if (const int row = sought ? rows_.row_of(*sought) : -1; row >= 0 && (arrived || row != table_.rows.cursor)) {
    table_.rows.cursor = row;
    table_.rows.reveal = true;
  }
  if (followed_ != model.revision()) {
    std::erase_if(selected_, [&](NodeIndex node) { return !model.alive(node); });
    followed_ = model.revision();
  }
  shell.crumb = route.loose            ? "Not in a collection"
                : route.within.empty() ? "All topics"
                                       : ui::visible(route.within, 128);
}

void TopicsScreen::apply_filter(Shell& shell) {
  Route next = shell.route();
  next.filter = followed_filter_ = join_filter(filter_);
  shell.go(std::move(next), true);  // no entry in the history for every key
}

void TopicsScreen::show_status(Shell& shell) const {
  const std::size_t shown = rows_.shown(), total = rows_.total();
  const Model& model = shell.session.model();
  const std::size_t collections = model.collections();  // what is not known yet counts as a topic
  shell.shown = shown == total
                    ? counted(model.all().size() - collections, "topic") + ", " + counted(collections, "collection")
                    : number(shown) + " of " + number(total) + " shown";
  if (!selected_.empty()) shell.shown += ", " + number(selected_.size()) + " selected";
}

void TopicsScreen::draw(Shell& shell, ui::Area area) {
  follow(shell);
  show_status(shell);
  const ui::Region main(ui::Role::main, "Topics", area);
  if (draw_empty(shell, area)) return;

  const bool phone = shell.width == Width::phone;
  const bool has_details = !shell.route().node.empty() && !shell.operations.open;
  if (phone) {
    if (has_details) {
      Route next = shell.route();
      next.node.clear();
      if (!draw_details(shell, area, false, show_all_)) shell.go(std::move(next));
    } else {
      if (alone_ && ui::keyboard_in_use()) table_.rows.take_focus = true;
      draw_list(shell, area);
    }
    alone_ = has_details;
    return;
  }
  alone_ = false;
  if (tree_width_ == 0) tree_width_ = layout::tree;
  const float usual = shell.width == Width::wide ? 400 : layout::details;
  if (details_width_ == 0) details_width_ = usual;
  const float width = area.design_width();
  const bool details_beside = has_details && width - details_width_ >= least_centre;
  const float left_of_details = width - (details_beside ? details_width_ : 0);
  const bool tree_beside = shell.width != Width::narrow && left_of_details - tree_width_ >= least_centre_with_tree;
  if (tree_beside) tree_overlay_ = false;

  ui::Area centre = area;
  ui::Area details = centre;
  if (details_beside) details = centre.cut_right(details_width_);
  if (tree_beside) {
    const ui::Area tree = centre.cut_left(tree_width_);
    draw_collections(shell, tree);
    ui::splitter("Width of the collections", tree_width_, 160, 400, tree);
  }
  tree_beside_ = tree_beside;
  draw_list(shell, centre);
  if (tree_overlay_) draw_collections(shell, ui::Area(area).cut_left(std::max(tree_width_, 280.0f)));
  if (!has_details) return;
  if (!details_beside) details = ui::Area(area).cut_right(details_width_);
  if (!draw_details(shell, details, !details_beside, show_all_)) {
    Route next = shell.route();
    next.node.clear();
    shell.go(std::move(next));
  }
  ui::splitter("Width of the details", details_width_, 280, 480, details, true);
}

void TopicsScreen::draw_list(Shell& shell, ui::Area area) {
  const bool phone = shell.width == Width::phone;
  if (!phone) draw_head(shell, area.cut_top(layout::screen_header));
  draw_tool_bar(shell, area.cut_top(phone ? 60 : layout::toolbar));
  draw_banners(shell, area);
  if (!selected_.empty()) draw_bulk_bar(shell, area.cut_bottom(layout::bulk_bar));
  draw_table(shell, area);
}

void TopicsScreen::draw_head(Shell& shell, const ui::Area& area) {
  ui::Row row(area, 8, 16);
  if (!tree_beside_) {
    if (ui::icon_button(Icon::tree, "Collections", {.kind = ui::Kind::secondary, .toggles = true, .on = tree_overlay_}))
      tree_overlay_ = !tree_overlay_;
  }
  ui::heading("Topics", 1, Text::title);
  row.align_right();
  const Command& again = command(Act::read_again);
  if (ui::button(again.label, {.kind = ui::Kind::ghost,
                               .icon = again.icon,
                               .keys = again.keys,
                               .disabled = shell.why_not(Act::read_again)}))
    shell.run(Act::read_again);
}

void TopicsScreen::draw_tool_bar(Shell& shell, const ui::Area& area) {
  const bool phone = shell.width == Width::phone;
  if (!phone) ui::line_above(area, Token::border_subtle);
  ui::line_below(area, Token::border_subtle);
  ui::Row row(area, 8, 16);
  const std::string count =
      rows_.shown() == rows_.total() ? number(rows_.total()) : number(rows_.shown()) + " of " + number(rows_.total());
  constexpr ui::Segment views[] = {{"Tree", Icon::tree}, {"List", Icon::menu}};
  const ui::Filter options{
      .placeholder = phone ? "Filter by id or title" : "Filter by id or title, access:open, consumers:>3",
      .count = count,
      .error = rows_.error(),
      .width = row.rest(),
      .size = phone ? ui::Size::touch : ui::Size::normal,
      .focus = std::exchange(focus_filter_, false)};
  if (ui::filter("Filter", filter_, options)) apply_filter(shell);
  row.align_right();
  if (phone) return;
  int chosen = shell.route().tree ? 0 : 1;
  if (ui::segmented("View", chosen, views)) shell.run(chosen == 0 ? Act::show_tree : Act::show_list);
  if (ui::icon_button(Icon::sliders, "Columns", {.opens_menu = true})) ui::open_popover("Columns");
  if (ui::Popover popover("Columns", ui::Role::dialog); popover) {
    draw_column_choices(shell);
    if (ui::link("All preferences")) shell.run(Act::go_preferences);
  }
}

// What makes the list less than the truth stands above it; the rest is in the status bar.
void TopicsScreen::draw_banners(Shell& shell, ui::Area& area) {
  if (!rows_.error().empty()) {
    const bool phone = shell.width == Width::phone;
    const ui::Area strip = area.cut_top(phone ? 44 : 28);
    ui::line_below(strip, Token::border_subtle);
    const ui::Scope spoken(ui::Role::status, "Problem with the filter", strip.box());
    const ui::Row row(strip, 6, 16);
    ui::icon(Icon::error, Token::danger_text, 14);
    if (phone) {
      ui::paragraph(ui::visible(rows_.error(), 100), row.rest(), Text::small, Token::danger_text);  // two lines
    } else {
      ui::text_cut(ui::visible(rows_.error(), 512), row.rest(), Text::small, Token::danger_text);
    }
  }
  const xmpp::grid::CrawlProgress* progress = shell.session.reading();
  if (!progress) return;
  std::string title, text;
  if (progress->error) {
    title = "The list could not be read.";
    text = words(*progress->error);
  } else {
    for (const xmpp::grid::Notice& notice : progress->notices)
      if (notice.kind == xmpp::grid::Notice::Kind::list_capped ||
          notice.kind == xmpp::grid::Notice::Kind::paging_loop) {
        title = "The list may not be complete.";
        text = ui::visible(notice.text);
      }
  }
  if (title.empty()) return;
  constexpr std::string_view acts[] = {"Read again"};
  const ui::Area strip = area.cut_top(44);
  if (ui::banner_strip({.tone = ui::Tone::warning, .title = title, .text = text, .acts = acts}, strip) == 0)
    shell.run(Act::read_again);
}

void TopicsScreen::draw_bulk_bar(Shell& shell, const ui::Area& area) {
  const ui::Region region(ui::Role::toolbar, "Selected topics", area, {.background = Token::accent_subtle});
  ui::line_above(area, Token::accent_border);
  ui::Row row(area, 8, 16);
  ui::text(number(selected_.size()) + " selected", Text::body_strong);
  const auto hidden = std::ranges::count_if(selected_, [&](NodeIndex node) { return rows_.row_of(node) < 0; });
  if (hidden > 0) ui::text(number(std::uint64_t(hidden)) + " of them not shown", Text::body, Token::text_secondary);
  if (selected_.size() - std::size_t(hidden) < rows_.shown() && ui::link("Select all " + number(rows_.shown())))
    shell.run(Act::select_all);
  ui::rule();
  if (ui::button(selected_.size() == 1 ? "Copy id" : "Copy " + number(selected_.size()) + " ids",
                 {.size = ui::Size::small, .icon = Icon::copy}))
    shell.run(Act::copy_ids);
  if (shell.width != Width::phone && ui::button("Copy rows", {.size = ui::Size::small, .icon = Icon::copy}))
    shell.run(Act::copy_rows);
  row.align_right();
  if (ui::icon_button(Icon::x, "Clear the selection", {.kind = ui::Kind::ghost, .size = ui::Size::small}))
    selected_.clear();
}

}  // namespace gui
