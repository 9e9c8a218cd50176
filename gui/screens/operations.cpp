// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gui/screens/operations.h"

#include <algorithm>
#include <utility>

#include "gui/format.h"
#include "gui/ui.h"

namespace gui {
namespace {

using State = Operation::State;

struct Mark {
  Icon icon;
  Token color;
};
Mark mark_of(const Operation& operation) {
  if (operation.state == State::failed) return {Icon::error, Token::danger_text};
  if (operation.state == State::cancelled) return {Icon::x, Token::text_muted};
  if (!operation.failures.empty()) return {Icon::warning, Token::warning_text};
  return {Icon::check, Token::success_text};
}

void small(std::string_view text, Token color = Token::text_secondary) { ui::text(text, Text::small, color); }

bool act(std::string_view label, ui::Kind kind = ui::Kind::secondary, Icon icon = Icon::none) {
  return ui::button(label, {.kind = kind, .size = ui::Size::small, .icon = icon});
}

// A line of one pixel at the cursor, over the width of `area`.
void rule(const ui::Area& area, Token color) {
  const ui::Area at = ui::place(0, ui::px(1));
  ui::fill({area.x, at.y, area.w, at.h}, color);
}

void failures(Shell& shell, const Failures& group) {
  constexpr std::size_t most = 2;
  constexpr float indent = 32;
  const ui::Id id(group.reason);
  ui::space(8);
  rule(ui::rest_of_region(), Token::border_subtle);
  ui::space(6);
  {
    ui::Row row(control::height_sm);
    const std::string count = number(group.names.size());
    row.space(std::max(0.0f, indent - 8 - ui::text_width(count, Text::body_strong) / ui::theme().scale));
    ui::text(count, Text::body_strong);
    ui::text_cut(group.reason, row.rest());
    row.align_right();
    if (act("Copy list", ui::Kind::ghost)) {
      std::string list;
      for (const std::string& name : group.names) list += name + "\n";
      shell.copy(list, counted(group.names.size(), "name") + " copied");
    }
  }
  ImGui::Indent(ui::px(indent));
  ui::paragraph(group.advice, 0, Text::small);
  std::string first;
  for (std::size_t i = 0; i < std::min(most, group.names.size()); ++i) first += (i ? ", " : "") + group.names[i];
  if (group.names.size() > most) first += " and " + number(group.names.size() - most) + " more";
  ui::paragraph(first, 0, Text::mono, Token::text_muted);
  ImGui::Unindent(ui::px(indent));
}

void running(Shell& shell, const Operation& operation) {
  if (operation.total) {
    ui::space(2);
    draw_progress(operation, operation.title, 0);
  }
  ui::Row row(24);
  small(progress_words(operation));
  row.align_right();
  small(shell.situation.online ? pace_words(operation, shell.session.clock().now()) : "paused, goes on by itself",
        Token::text_muted);
}

void ended(Shell& shell, const Operation& operation) {
  const std::int64_t took = (operation.ended - operation.began).count();
  std::string text = operation.result + (operation.result.ends_with('.') ? " " : ". ");
  text += shell.time_of_day(operation.ended_at) + ", took " + milliseconds(took) + ".";
  ui::paragraph(text, 0, Text::small);
}

void draw(Shell& shell, const Operation& operation) {
  const ui::Id id(int(operation.id));
  const ui::Scope group(ui::Role::group, operation.title);
  ui::space(12);
  {
    ui::Row row(control::height);
    if (!operation.runs()) ui::icon(mark_of(operation).icon, mark_of(operation).color);
    ui::text_cut(operation.title, row.rest(), Text::body_strong);
    row.align_right();
    if (operation.runs()) {
      if (operation.cancel && act("Cancel")) operation.cancel();
    } else if (operation.undo) {
      if (act(operation.undo_label, ui::Kind::secondary, Icon::undo)) operation.undo();
    }
  }
  if (operation.runs()) {
    running(shell, operation);
  } else {
    ended(shell, operation);
  }
  for (const Failures& group : operation.failures) failures(shell, group);
  ui::space(12);
}

}  // namespace

void draw_progress(const Operation& operation, std::string_view name, float width) {
  const auto part = [&](std::size_t count) { return float(count) / float(operation.total); };
  ui::progress(name, part(operation.done), part(operation.failed()), width, count_words(operation));
}

void announce_ended(Operations& operations) {
  for (Operation& operation : operations.all())
    if (!operation.runs() && !std::exchange(operation.said, true))
      a11y::announce(operation.title + ": " + operation.result,
                     operation.state == State::failed ? a11y::Say::at_once : a11y::Say::politely);
}

void draw_operations(Shell& shell, ui::Area area, bool overlay) {
  const ui::Region panel(ui::Role::complementary, "Operations", area, {.overlay = overlay});
  if (shell.width != Width::phone) ui::line_left(area);
  const ui::Area head = area.cut_top(layout::panel_header);
  ui::line_below(head);
  Operations& operations = shell.operations;
  {
    ui::Row row(head, 8, 16);
    ui::heading("Operations");
    row.align_right();
    const bool ended = !std::ranges::all_of(operations.all(), &Operation::runs);
    if (ended && act("Clear finished", ui::Kind::ghost)) operations.dismiss_ended();
    if (ui::icon_button(Icon::x, "Close operations")) operations.open = false;
    row.space(4);
  }
  area.cut_left(1);
  const ui::Region body(ui::Role::group, "List", area, {.scrolls = true, .padding_x = layout::gutter});
  if (operations.all().empty()) {
    ui::space(12);
    ui::paragraph("What takes a while is shown here, with how far it is and what came of it.");
  }
  for (const Operation& operation : operations.all()) {
    draw(shell, operation);
    rule(area, Token::border_subtle);
  }
}

}  // namespace gui
