// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gui/format.h"
#include "gui/screens/frame.h"
#include "gui/screens/operations.h"
#include "gui/ui.h"

namespace gui {
namespace {

void muted(std::string_view text) { ui::text(text, Text::small, Token::text_muted); }

bool link(std::string_view label) { return ui::button(label, {.kind = ui::Kind::link, .size = ui::Size::small}); }

// What runs, or how the latest was stopped.
void operation(Shell& shell) {
  const Operation* now = shell.operations.current();
  if (!now && !shell.operations.all().empty()) now = &shell.operations.all().front();
  if (!now || (!now->runs() && now->state != Operation::State::cancelled)) return;
  const std::string& name = now->brief.empty() ? now->title : now->brief;
  const std::string count = count_words(*now);
  ui::rule();
  if (!now->runs()) return muted(name + " stopped at " + count);
  if (!shell.situation.online) {
    ui::icon(Icon::pause, Token::text_muted, 14);
    return muted(name + " paused at " + count + ", goes on by itself");
  }
  muted(name + " " + count);
  const std::size_t failed = now->failed();
  if (now->total) draw_progress(*now, name, 96);
  if (failed) ui::text(number(failed) + " failed", Text::small, Token::danger_text);
  if (now->cancel && link("Stop")) now->cancel();
}

void notices(Shell& shell) {
  const xmpp::grid::CrawlProgress* progress = shell.session.reading();
  if (!progress || progress->notices.empty()) return;
  ui::rule();
  constexpr std::string_view title = "What the controller did differently";
  if (link(counted(progress->notices.size(), "notice"))) ui::open_popover(title);
  ui::Popover popover(title, ui::Role::dialog, 440);
  if (!popover) return;
  {
    ui::Row row(24, 8);
    ui::heading(title, 2, Text::body_strong);
    row.align_right();
    if (ui::icon_button(Icon::x, "Close", {.kind = ui::Kind::ghost, .size = ui::Size::small})) popover.close();
  }
  constexpr std::size_t most = 12;
  for (std::size_t i = 0; i < std::min(progress->notices.size(), most); ++i) {
    const xmpp::grid::Notice& notice = progress->notices[i];
    ui::space(4);
    if (!notice.node.empty()) ui::path(notice.node, 400);
    ui::paragraph(ui::visible(notice.text), 400, Text::small);
  }
  if (progress->notices.size() > most) muted(number(progress->notices.size() - most) + " more");
}

}  // namespace

void draw_status_bar(Shell& shell, const ui::Area& area) {
  if (area.h <= 0) return;
  const ui::Region region(ui::Role::contentinfo, "Status", area, {.background = Token::bg_nav});
  ui::line_above(area);
  const bool narrow = shell.width == Width::narrow;
  ui::Row row(area, 16, 16);
  const std::int64_t as_of = shell.session.as_of();
  if (!shell.session.online() && as_of)
    muted("As of " + shell.time_of_day(as_of));
  else
    muted(shell.shown);
  operation(shell);
  notices(shell);
  row.align_right();
  if (const std::string software = software_words(shell.session.service()); !narrow && !software.empty()) {
    muted(software);
    ui::rule();
  }
  if (link("Keyboard help")) shell.run(Act::go_help);
  ui::kbd("?");
}

}  // namespace gui
