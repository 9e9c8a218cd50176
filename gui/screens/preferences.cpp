// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gui/screens/preferences.h"

#include "gui/ui.h"

namespace gui {
namespace {

void reset(Shell& shell) {
  shell.before_reset = shell.preferences();
  ui::toast({.text = "Preferences reset",
             .act = "Undo",
             .on_act = [&shell] { shell.prefer(shell.before_reset); },
             .milliseconds = motion::undo_visible});
  shell.prefer(Preferences());
}

void acts(Shell& shell, const ui::Area& area) {
  ui::Row row(area, 8, 16);
  const bool phone = shell.width == Width::phone;  // the narrowest have room for the words alone
  if (!phone) ui::heading("Preferences", 1, Text::title);
  row.align_right();
  if (ui::button("Copy as text", {.kind = ui::Kind::ghost, .icon = phone ? Icon::none : Icon::copy}))
    shell.copy(shell.preferences().text(), "Preferences copied");
  if (ui::button("Save as file", {.kind = ui::Kind::ghost, .icon = phone ? Icon::none : Icon::download}))
    shell.host.save_file("xmpp-grid-broker-preferences.json", shell.preferences().text());
  if (ui::button("Reset all",
                 {.icon = phone ? Icon::none : Icon::undo,
                  .disabled = shell.preferences() == Preferences() ? "All are as they were at first" : ""}))
    reset(shell);
}

void choice(Shell& shell, const PreferenceRow& row) {
  ui::text(row.label, Text::body_strong);
  ui::space(4);
  ui::Segment segments[std::tuple_size_v<decltype(row.all)>];
  const std::span<const Choice> choices = row.choices();
  for (std::size_t i = 0; i < choices.size(); ++i) segments[i] = {choices[i].label};
  int chosen = shell.preferences()[row.preference];
  if (ui::segmented(row.label, chosen, {segments, choices.size()})) shell.prefer(row.preference, chosen);
  if (row.help.empty()) return;
  ui::space(4);
  ui::paragraph(row.help, 0, Text::small, Token::text_muted);
}

}  // namespace

void draw_column_choices(Shell& shell) {
  const ui::Scope group(ui::Role::group, "Columns");
  for (const PreferenceRow& row : preference_rows()) {
    if (!is_column(row.preference)) continue;
    bool shown = !shell.preferences()[row.preference];
    if (ui::checkbox(row.label, shown)) shell.prefer(row.preference, !shown);
    ui::space(8);
  }
}

void draw_preferences(Shell& shell, ui::Area area) {
  const ui::Region main(ui::Role::main, "Preferences", area);
  acts(shell, area.cut_top(layout::screen_header));
  if (!shell.keeps_preferences())
    ui::banner_strip({.tone = ui::Tone::warning,
                      .text = "The browser does not store preferences, or has no room left; they last until the page "
                              "is closed."},
                     area.cut_top(44));
  const float side = shell.width == Width::phone ? 16 : 32;
  const ui::Region form(ui::Role::form, "Preferences", area, {.scrolls = true, .padding_x = side, .padding_y = 24});
  for (const PreferenceRow& row : preference_rows()) {
    if (row.preference == Preference::title) {
      ui::text("Columns of the list of topics", Text::body_strong);
      ui::space(8);
      draw_column_choices(shell);
      ui::space(12);
    }
    if (is_column(row.preference)) continue;
    choice(shell, row);
    ui::space(20);
  }
}

}  // namespace gui
