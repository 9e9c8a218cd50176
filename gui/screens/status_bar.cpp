// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gui/format.h"
#include "gui/screens/frame.h"
#include "gui/ui.h"

namespace gui {
namespace {

void muted(std::string_view text) { ui::text(text, Text::small, Token::text_muted); }

void reading(Shell& shell) {
  const xmpp::grid::CrawlProgress* progress = shell.session.reading();
  if (!progress) return;
  const std::string words = reading_words(*progress);
  if (words.empty()) {
    if (progress->cancelled) {
      ui::rule();
      muted("Reading stopped at " + number(progress->read) + " of " + number(progress->found));
    }
    return;
  }
  ui::rule();
  if (!shell.session.online()) {
    ui::icon(Icon::pause, Token::text_muted, 14);
    muted("Reading paused at " + number(progress->read) + " of " + number(progress->found) + ", goes on by itself");
    return;
  }
  muted(words);
  if (progress->found > 0) {
    const auto part = [&](std::size_t count) { return float(count) / float(progress->found); };
    ui::progress("Reading", part(progress->read), part(progress->failed), 96,
                 number(progress->read + progress->failed) + " of " + number(progress->found));
  }
  if (ui::link("Stop")) shell.run(Act::stop_reading);
}

void notices(Shell& shell) {
  const xmpp::grid::CrawlProgress* progress = shell.session.reading();
  if (!progress || progress->notices.empty()) return;
  ui::rule();
  if (ui::link(counted(progress->notices.size(), "notice"))) ui::open_popover("notices");
  ui::Popover popover("notices", ui::Role::dialog, 440);
  if (!popover) return;
  ui::heading("What the controller did differently", 2, Text::body_strong);
  constexpr std::size_t most = 12;
  for (std::size_t i = 0; i < std::min(progress->notices.size(), most); ++i) {
    const xmpp::grid::Notice& notice = progress->notices[i];
    ui::space(4);
    if (!notice.node.empty()) ui::path(notice.node, 400);
    ui::paragraph(ui::visible(notice.text), 400, Text::small);
  }
  if (progress->notices.size() > most) muted(counted(progress->notices.size() - most, "more"));
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
  reading(shell);
  notices(shell);
  row.align_right();
  if (const std::string software = software_words(shell.session.service()); !narrow && !software.empty()) {
    muted(software);
    ui::rule();
  }
  if (ui::link("Keyboard help")) shell.run(Act::go_help);
  ui::kbd("?");
}

}  // namespace gui
