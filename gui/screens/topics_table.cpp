// SPDX-License-Identifier: AGPL-3.0-or-later
// The list itself: rows, what is done to them, and what stands there when there are none.
#include <algorithm>

#include "gui/format.h"
#include "gui/screens/topics.h"
#include "gui/screens/topics_columns.h"

namespace gui {

using xmpp::grid::Known;
using xmpp::grid::Model;
using xmpp::grid::Node;
using xmpp::grid::NodeIndex;
using xmpp::grid::NodeKind;

namespace {

// A value, the place of one that is still to come, or none.
void count_cell(ui::Table& table, const Node& node, const std::optional<std::uint64_t>& value, Known state) {
  if (value) return table.number(number(*value));
  if (node.state == Known::refused || !pending(state)) return table.empty();
  table.skeleton(24);
}

void access_cell(ui::Table& table, const Node& node) {
  if (node.state == Known::refused) return table.not_visible();
  if (node.state == Known::failed) return table.words("no answer", Token::warning_text);
  if (pending(node.state)) return table.skeleton(64);
  if (node.access == xmpp::grid::AccessModel::unknown) return table.empty();
  if (table.cell()) ui::access_chip(node.access, true);
}

// The head of a screen that has nothing to show yet; what is left below it.
ui::Area below_head(const Shell& shell, ui::Area area) {
  if (shell.width == Width::phone) return area;
  const ui::Area head = area.cut_top(layout::screen_header);
  ui::line_below(head);
  const ui::Row row(head, 8, 16);
  ui::heading("Topics", 1, Text::title);
  return area;
}

}  // namespace

void TopicsScreen::draw_table(Shell& shell, const ui::Area& area) {
  const bool phone = shell.width == Width::phone;
  const auto columns = topic_columns(shell.preferences());
  static constexpr ui::Column phone_columns[] = {{.name = "Topic", .parts = 1, .sortable = false, .min_width = 80}};
  const xmpp::grid::CrawlProgress* progress = shell.session.reading();
  const bool reading = shell.session.is_reading();
  const ui::TableStyle style{.checkboxes = !phone,
                             .tree = shell.route().tree && !phone,
                             .header = phone ? 0 : ui::touchable(row_height::header),
                             .row_height = phone ? 60.0f : shell.row_height(),
                             .selected = int(selected_.size()),
                             .progress = reading && progress->found > 0
                                             ? float(progress->read + progress->failed) / float(progress->found)
                                             : -1,
                             .fresh_data = reading};
  const std::span<const ui::Column> shown = phone ? std::span<const ui::Column>(phone_columns) : columns;
  ui::Table table(table_, "Topics", shown, int(rows_.rows().size()), area, style);
  std::vector<NodeIndex> visible;
  while (table.step())
    for (int i = table.first(); i < table.last(); ++i) {
      visible.push_back(rows_.rows()[std::size_t(i)].node);
      if (phone) {
        draw_phone_row(shell, table, i);
      } else {
        draw_row(shell, table, i);
      }
    }
  take_event(shell, table.end());
  draw_menu(shell);
  draw_nothing(shell, area, style.header);
  if (const auto chosen = shell.session.model().find(shell.route().node)) visible.push_back(*chosen);
  shell.session.look_at(visible);
}

// Why there are no rows, and the way to some.
void TopicsScreen::draw_nothing(Shell& shell, const ui::Area& area, float header) {
  Route next = shell.route();
  const bool gone = !next.within.empty() && !shell.session.model().find(next.within);
  if (!rows_.rows().empty() || !rows_.error().empty()) return;
  if (gone ? shell.session.awaits_list() : next.filter.empty()) return;
  const ui::Area strip{area.x, area.y + ui::px(header + 12), area.w, ui::px(28)};
  const ui::Region region(ui::Role::status, "Nothing found", strip);
  const ui::Row row(strip, 6, 16);
  const std::string name = ui::visible(gone ? next.within : next.filter, 128);
  ui::text(gone ? "The controller lists no collection “" + name + "”. It may have been deleted, or be hidden from you."
                : "No topic matches “" + name + "”.",
           Text::body, Token::text_secondary);
  if (!ui::link(gone ? "Show all topics" : "Clear the filter")) return;
  (gone ? next.within : next.filter).clear();
  shell.go(std::move(next), true);
}

void TopicsScreen::draw_row(Shell& shell, ui::Table& table, int index) {
  const xmpp::grid::TreeRow& row = rows_.rows()[std::size_t(index)];
  const Node& node = shell.session.model()[row.node];
  const TreePlace place =
      shell.route().tree ? rows_.place(std::size_t(index)) : TreePlace{.position = 0, .set_size = 0};
  table.row(index, {.name = node.id,
                    .selected = selected_.contains(row.node),
                    .in_details = node.id == shell.route().node,
                    .level = shell.route().tree ? int(row.level) + 1 : 0,
                    .expandable = row.expandable,
                    .expanded = row.expanded,
                    .parent = place.parent,
                    .position = place.position,
                    .set_size = place.set_size,
                    .locked = why_locked(node)});
  if (table.cell()) {
    if (shell.route().tree) {
      const float indent = 16.0f * float(row.level);
      if (indent > 0) ui::place(ui::px(indent), ui::px(14));
      if (row.expandable) {
        if (ui::icon_button(row.expanded ? Icon::chevron_down : Icon::chevron_right, row.expanded ? "Close" : "Open",
                            {.kind = ui::Kind::ghost, .size = ui::Size::small}))
          open_or_close(row.node);
      } else {
        ui::place(ui::px(24), ui::px(14));
      }
    }
    ui::icon(node.kind == NodeKind::collection ? Icon::collection : Icon::topic, Token::text_muted, 14);
    const ui::Marks marks(rows_.words());
    ui::path(node.id, table.cell_width(), node.state == Known::refused);
  }
  const bool quiet = node.state == Known::refused;
  if (node.title.empty() && pending(node.state)) {
    table.skeleton(96);
  } else if (node.title.empty()) {
    table.empty();
  } else {
    const ui::Marks marks(rows_.words());
    table.words(ui::prose(node.title, 256), quiet ? Token::text_muted : Token::text_secondary);
  }
  access_cell(table, node);
  count_cell(table, node, node.providers, node.counts);
  count_cell(table, node, node.consumers, node.counts);
  count_cell(table, node, node.items, node.kind == NodeKind::collection ? Known::known : node.counts);
}

// Title over id; at the right access over counts.
void TopicsScreen::draw_phone_row(Shell& shell, ui::Table& table, int index) {
  const xmpp::grid::TreeRow& row = rows_.rows()[std::size_t(index)];
  const Node& node = shell.session.model()[row.node];
  table.row(index, {.name = node.id, .locked = why_locked(node)});
  if (!table.cell()) return;
  constexpr float right = 136, line = 20;
  ui::icon(node.kind == NodeKind::collection ? Icon::collection : Icon::topic, Token::text_muted, 20);
  const float width = table.cell_width();
  const ui::Area at = ui::place(0, ui::px(60));  // where the two lines begin
  const auto part = [&](float y, bool at_right) {
    return ui::Area{at.x + (at_right ? ui::px(width - right) : ui::px(6)), at.y + ui::px(y),
                    ui::px(at_right ? right : width - right - 12), ui::px(line)};
  };
  {
    const ui::Marks marks(rows_.words());
    const ui::Row upper(part(9, false));
    const std::string name =
        node.title.empty() ? ui::visible(split_id(node.id).second, 256) : ui::prose(node.title, 256);
    ui::text_cut(name, upper.rest(), Text::body_strong);
  }
  {
    const ui::Marks marks(rows_.words());
    const ui::Row lower(part(31, false));
    ui::path(node.id, lower.rest(), node.state == Known::refused);
  }
  {
    ui::Row upper(part(9, true));
    upper.align_right();
    if (node.state == Known::refused) {
      ui::text("not visible", Text::small, Token::text_muted);
    } else if (node.access != xmpp::grid::AccessModel::unknown) {
      ui::access_chip(node.access, true);
    }
  }
  std::string counts;
  if (node.providers) counts = number(*node.providers) + " in";
  if (node.consumers) counts += (counts.empty() ? "" : ", ") + number(*node.consumers) + " out";
  if (counts.empty()) return;
  ui::Row lower(part(31, true));
  lower.align_right();
  ui::text(counts, Text::small, Token::text_muted);
}

void TopicsScreen::choose(Shell& shell, int row, bool replace) {
  if (row < 0 || row >= int(rows_.rows().size())) return;
  seeking_ = false;
  Route next = shell.route();
  next.node = followed_node_ = shell.session.model()[rows_.rows()[std::size_t(row)].node].id;
  shell.go(std::move(next), replace);
}

void TopicsScreen::select(const Shell& shell, NodeIndex node, bool on) {
  if (!on) {
    selected_.erase(node);
  } else if (why_locked(shell.session.model()[node]).empty()) {
    selected_.insert(node);
  }
}

void TopicsScreen::open_or_close(NodeIndex node) {
  seeking_ = false;
  if (!open_in_table_.erase(node)) open_in_table_.insert(node);
}

void TopicsScreen::take_event(Shell& shell, const ui::TableEvent& event) {
  using Kind = ui::TableEvent::Kind;
  const auto& rows = rows_.rows();
  const bool details_open = !shell.route().node.empty() && !shell.operations.open;
  const bool phone = shell.width == Width::phone;
  switch (event.kind) {
    case Kind::none:
    case Kind::remove:
      break;
    case Kind::focus:  // the details follow the cursor when they are open
      if (details_open) choose(shell, event.row, true);
      break;
    case Kind::select:
      choose(shell, event.row, details_open && !phone);
      break;
    case Kind::open:
      choose(shell, event.row, details_open && !phone);
      if (shell.route().tree && rows[std::size_t(event.row)].expandable)
        open_or_close(rows[std::size_t(event.row)].node);
      break;
    case Kind::turn:
      open_or_close(rows[std::size_t(event.row)].node);
      break;
    case Kind::toggle:
      select(shell, rows[std::size_t(event.row)].node, !selected_.contains(rows[std::size_t(event.row)].node));
      break;
    case Kind::extend:
      for (int i = std::min(event.from, event.to); i <= std::max(event.from, event.to); ++i)
        select(shell, rows[std::size_t(i)].node, event.on);
      break;
    case Kind::menu:
      menu_node_ = rows[std::size_t(event.row)].node;
      ui::open_popover_at(row_menu, event.at);
      break;
    case Kind::select_all:
      run(shell, Act::select_all);
      break;
    case Kind::clear:
      if (!ImGui::IsKeyPressed(ImGuiKey_Escape)) selected_.clear();  // Escape is step_back, in order
      break;
    case Kind::sort: {
      Route next = shell.route();
      next.sort = write_sort({table_.sort_column, table_.descending});
      shell.go(std::move(next), true);
      break;
    }
  }
}

void TopicsScreen::run(Shell& shell, Act act) {
  switch (act) {
    case Act::find:
      focus_filter_ = true;
      break;
    case Act::open_details:
      choose(shell, table_.rows.cursor, false);
      break;
    case Act::copy_ids:
    case Act::copy_link:
    case Act::copy_rows:
      copy(shell, act);
      break;
    case Act::select_all:
      for (const xmpp::grid::TreeRow& row : rows_.rows()) select(shell, row.node, true);
      break;
    case Act::step_back: {
      Route next = shell.route();
      if (tree_overlay_) {
        tree_overlay_ = false;
      } else if (!next.filter.empty()) {
        next.filter.clear();
        shell.go(std::move(next), true);
      } else if (!selected_.empty()) {
        selected_.clear();
      } else if (!next.node.empty()) {
        next.node.clear();
        shell.go(std::move(next));
      }
      break;
    }
    default:
      break;
  }
}

bool TopicsScreen::draw_empty(Shell& shell, const ui::Area& area) {
  const Session& session = shell.session;
  const ui::NextStep again{Icon::refresh, "Look again", "If you expected topics, they may be hidden from you", "R",
                           shell.why_not(Act::read_again)};
  const std::string who = "Connected as " + ui::visible(session.status().jid.bare().to_string(), 256);
  int step = -1;
  if (session.search() == Session::Search::failed) {
    const std::string text = session.search_error() ? words(*session.search_error()) : "";
    step = ui::empty_state(below_head(shell, area), Icon::error, "The controller did not say which services it has",
                           text, {&again, 1}, who);
  } else if (session.search() == Session::Search::done && session.services().empty()) {
    const ui::NextStep steps[] = {
        {Icon::refresh, "Look again", "After the service was switched on", "R", shell.why_not(Act::read_again)},
        {Icon::link, "How to check", "The guide says what to switch on, or how to name the service", "", ""}};
    step = ui::empty_state(below_head(shell, area), Icon::topic, "No broker found on the controller",
                           "The controller runs, but none of its services is a publish-subscribe service, or it hides "
                           "them. Switch one on, or name it as pubsub in config.json.",
                           steps, who);
    if (step == 1) shell.host.open_page("guide/login.html#no-service");
  } else if (!session.service() && !session.services().empty()) {
    return draw_services(shell, area);
  } else if (const auto* progress = session.reading();
             progress && progress->finished && !progress->error && session.model().all().empty()) {
    step = ui::empty_state(below_head(shell, area), Icon::topic, "No topics on this controller yet",
                           "A topic carries one kind of message from its providers to its consumers. Collections group "
                           "topics, so that a consumer can subscribe to many at once.",
                           {&again, 1}, who);
  } else {
    return false;
  }
  if (step == 0) shell.run(Act::read_again);
  return true;
}

// Several services: none is guessed.
bool TopicsScreen::draw_services(Shell& shell, const ui::Area& area) {
  const auto& services = shell.session.services();
  std::vector<std::string> titles;
  for (const auto& service : services) titles.push_back(ui::visible(service.jid.to_string(), 256));
  std::vector<ui::NextStep> steps;
  for (std::size_t i = 0; i < services.size(); ++i) steps.push_back({Icon::topic, titles[i], services[i].name, "", ""});
  const int chosen =
      ui::empty_state(below_head(shell, area), Icon::topic, "Which broker?",
                      "The controller has " + number(services.size()) +
                          " publish-subscribe services. Choose the one of your grid; name it as pubsub in "
                          "config.json to be asked no more.",
                      steps);
  if (chosen < 0) return true;
  Route next = shell.route();
  next.service = services[std::size_t(chosen)].jid.to_string();
  shell.go(std::move(next));
  shell.session.choose_service(std::size_t(chosen));
  return true;
}

}  // namespace gui
