// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include "gui/format.h"
#include "gui/screens/frame.h"
#include "gui/ui.h"
#include "gui/widgets/internal.h"

namespace gui {
namespace {

using ui::Area;
using xmpp::Phase;

void mark() {
  const Area box = ui::place(ui::px(20), ui::px(20));
  ui::fill(box, Token::accent_fill, radius::chip);
  const float size = ui::px(14), inside = (box.w - size) / 2;
  draw_icon(*ImGui::GetWindowDrawList(), Icon::plan, {box.x + inside, box.y + inside}, size,
            ui::color(Token::accent_on_fill));
}

// Where there is too little room the service goes first, then the end of the title.
void breadcrumb(const Shell& shell, const ui::Row& row) {
  const xmpp::grid::Service* service = shell.session.service();
  const float beside = row.rest() - ui::text_width(title(shell), Text::body_strong) / ui::theme().scale - 26;
  if (beside > 60) {
    ui::text_cut(service ? service->jid.to_string() : shell.session.domain(), std::min(240.0f, beside), Text::body,
                 Token::text_muted);
    ui::icon(Icon::chevron_right, Token::text_muted, 14);
  }
  ui::text_cut(title(shell), std::min(320.0f, row.rest()), Text::body_strong);
}

// Looks like a field and is a button: the palette brings the real one.
void search_box(Shell& shell, float width) {
  constexpr std::string_view name = "Search or run a command";
  const Area box = ui::place(ui::px(width), ui::px(28));
  const ui::Press press = ui::control(ui::id(name), box, ui::Role::button, {.name = name, .keys = "Control+K"});
  ui::fill(box, press.hovered ? Token::state_hover : Token::bg_canvas, radius::control);
  ui::frame(box, ui::theme().high_contrast() ? Token::border_control : Token::border_default, radius::control);
  if (press.focused) ui::focus_ring(box, 0);
  ui::draw_icon_in(box, box.x + ui::px(8), Icon::search, 14, Token::text_muted);
  const float cap = ui::text_width("Ctrl K", Text::caption) + ui::px(8);
  const Area key = ui::middle({box.right() - ui::px(6) - cap, box.y, cap, box.h}, ui::px(18));
  ui::frame(key, Token::border_default, radius::chip);
  ui::draw_line({key.x + ui::px(4), key.y, cap, key.h}, "Ctrl K", Text::caption, Token::text_muted);
  const float from = box.x + ui::px(30);
  const Area words{from, box.y, key.x - from - ui::px(8), box.h};
  ui::draw_line(words, ui::cut_end(name, words.w, Text::body), Text::body, Token::text_muted);
  if (press.pressed) shell.run(Act::palette);
}

void connection(const Shell& shell) {
  const xmpp::Status& status = shell.session.status();
  const bool online = status.phase == Phase::online;
  {
    const ui::Scope scope(ui::Role::status, "Connection");  // spoken at each change; the time beside it is not
    ui::dot(online ? Token::success_fill : Token::warning_fill);
    ui::text(online ? "Connected" : "Reconnecting", Text::body, online ? Token::text_secondary : Token::warning_text);
  }
  if (online && status.latency) ui::text(milliseconds(status.latency->count()), Text::small, Token::text_muted);
}

void user(const Shell& shell) {
  const xmpp::Status& status = shell.session.status();
  const bool certificate = shell.session.login_kind() == LoginKind::certificate;
  const std::string how = "Logged in as " + status.jid.bare().to_string() +
                          (certificate ? " with a certificate" : " with a password") + " (" + status.mechanism + ")";
  ui::icon(certificate ? Icon::certificate : Icon::user, Token::text_primary, 16, how);
  ui::text_cut(status.jid.local().empty() ? status.jid.domain() : status.jid.local(), 160);
}

// A dot says that something runs.
void operations_button(Shell& shell, ui::Size size) {
  const bool runs = shell.operations.current();
  const ui::Button options{.kind = ui::Kind::ghost,
                           .size = size,
                           .tooltip = runs ? "Something is running" : "",
                           .toggles = true,
                           .on = shell.operations.open};
  if (ui::icon_button(Icon::ops, "Operations", options)) shell.run(Act::operations);
  if (!runs) return;
  const ImVec2 corner{ImGui::GetItemRectMax().x, ImGui::GetItemRectMin().y};
  ImGui::GetWindowDrawList()->AddCircleFilled({corner.x - ui::px(6), corner.y + ui::px(6)}, ui::px(7) / 2,
                                              ui::color(Token::accent_fill));
}

void log_out_button(Shell& shell, ui::Size size) {
  if (ui::icon_button(Icon::logout, "Log out", {.kind = ui::Kind::ghost, .size = size})) shell.run(Act::log_out);
}

}  // namespace

void draw_top_bar(Shell& shell, Area area) {
  const bool narrow = shell.width == Width::narrow;
  const ui::Region region(ui::Role::banner, "XMPP-Grid Broker", area);
  ui::line_below(area);
  {
    const ui::Row row(area.cut_left(narrow ? layout::nav_rail : layout::nav), 8, narrow ? 14 : 16);
    mark();
    if (!narrow) ui::text("XMPP-Grid", Text::body_strong);
  }
  area.w += ui::px(8);  // 16 at the left, 8 at the right
  ui::Row row(area, 6, 16);
  breadcrumb(shell, row);
  row.align_right();
  search_box(shell, narrow ? 184 : 264);
  row.space(10);
  connection(shell);
  row.space(6);
  ui::rule();
  row.space(6);
  operations_button(shell, ui::Size::normal);
  user(shell);
  log_out_button(shell, ui::Size::normal);
}

void draw_phone_top_bar(Shell& shell, Area area) {
  const ui::Region region(ui::Role::banner, "XMPP-Grid Broker", area);
  ui::line_below(area);
  Area buttons = area.cut_right(144);
  area.cut_left(16);
  area.cut_top(4);
  {
    const Area line = area.cut_top(22);
    const ui::Row row(line);
    ui::text_cut(title(shell), line.design_width(), Text::heading);
  }
  {
    const ui::Row row(area.cut_top(16), 6);
    connection(shell);
  }
  const ui::Row row(buttons, 4);
  if (ui::icon_button(Icon::search, "Search or run a command", {.kind = ui::Kind::ghost, .size = ui::Size::touch}))
    shell.run(Act::palette);
  operations_button(shell, ui::Size::touch);
  log_out_button(shell, ui::Size::touch);
}

}  // namespace gui
