// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gui/screens/palette.h"

#include <algorithm>

#include "gui/ui.h"
#include "gui/widgets/internal.h"
#include "xmpp/fold.h"

namespace gui {
namespace {

struct Match {
  std::size_t place;  // where it matches: the nearer to the beginning, the better
  xmpp::grid::NodeIndex node;
};

std::vector<Match> matching_nodes(std::string_view folded, const xmpp::grid::Model& model, std::size_t most) {
  std::vector<Match> matches;
  std::string text;
  for (xmpp::grid::NodeIndex index : model.all()) {
    const xmpp::grid::Node& node = model[index];
    const std::string_view leaf = node.id;
    xmpp::fold_into(leaf, text);
    std::size_t place = text.find(folded);
    if (place == text.npos) {
      xmpp::fold_into(node.title, text);
      place = text.find(folded);
      if (place == text.npos) continue;
      place += 1000;  // an id says more than a title
    }
    matches.push_back({place, index});
  }
  const auto end = matches.begin() + std::ptrdiff_t(std::min(most, matches.size()));
  std::partial_sort(matches.begin(), end, matches.end(), [&](const Match& a, const Match& b) {
    return a.place != b.place ? a.place < b.place : model[a.node].id < model[b.node].id;
  });
  matches.erase(end, matches.end());
  return matches;
}

void carry_out(Shell& shell, Palette& palette, const PaletteEntry& entry) {
  if (!entry.disabled.empty()) return;
  palette.open = false;
  if (entry.is_node) {
    Route next = shell.route();
    next.screen = Screen::topics;
    next.node = shell.session.model()[entry.node].id;
    shell.go(std::move(next));
  } else {
    shell.run(entry.act);
  }
}

// One row of the list; true when pressed.
bool draw_entry(const PaletteEntry& entry, int index, int count, bool chosen, ImGuiID field) {
  const ui::Id id(index);
  const ui::Area strip = ui::place(ImGui::GetContentRegionAvail().x, ui::px(layout::palette_row));
  ImGui::PushItemFlag(ImGuiItemFlags_NoNav, true);  // the keyboard stays in the field
  const ui::Press press = ui::control(ui::id("entry"), strip, ui::Role::option,
                                      {.name = entry.label,
                                       .description = ui::visible(entry.remark, 256),
                                       .state = a11y::Selectable | (chosen ? a11y::Selected : 0u),
                                       .position = index + 1,
                                       .set_size = count},
                                      entry.disabled);
  ImGui::PopItemFlag();
  if (chosen) a11y::active_item(field, ui::id("entry"));
  const ui::Scope said(ui::Role::none, "");  // all that follows
  if (chosen || press.hovered) ui::fill(strip, chosen ? Token::state_selected : Token::state_hover);
  const Token color = entry.disabled.empty() ? Token::text_primary : Token::text_disabled;
  ui::Row row(strip, 10, 16);
  ui::icon(entry.icon, Token::text_muted);
  if (entry.is_node) {
    ui::path(entry.label, 320);
    ui::text_cut(ui::visible(entry.remark, 256), row.rest(), Text::body, Token::text_secondary);
  } else {
    ui::text_cut(entry.label, row.rest(), Text::body, color);
  }
  row.align_right();
  if (!entry.disabled.empty()) {
    ui::text(entry.disabled, Text::small, Token::text_muted);
  } else if (!entry.keys.empty()) {
    ui::kbd(entry.keys);
  }
  return press.pressed;
}

}  // namespace

std::vector<PaletteEntry> palette_entries(std::string_view text, const xmpp::grid::Model& model,
                                          const Situation& situation, std::size_t most_nodes) {
  std::vector<PaletteEntry> entries;
  const bool commands_only = text.starts_with('>');
  const std::string folded = xmpp::fold(commands_only ? text.substr(1) : text);
  if (!commands_only && !folded.empty())
    for (const Match& match : matching_nodes(folded, model, most_nodes)) {
      const xmpp::grid::Node& node = model[match.node];
      const Icon icon = node.kind == xmpp::grid::NodeKind::collection ? Icon::collection : Icon::topic;
      entries.push_back({.icon = icon,
                         .label = node.id,
                         .remark = node.title,
                         .keys = {},
                         .disabled = {},
                         .is_node = true,
                         .node = match.node});
    }
  for (const Command& command : commands())
    if (command.in_palette && xmpp::fold(command.label).find(folded) != std::string::npos)
      entries.push_back({.icon = command.icon,
                         .label = command.label,
                         .remark = {},
                         .keys = command.keys,
                         .disabled = why_not(command.need, situation),
                         .act = command.act});
  return entries;
}

void draw_palette(Shell& shell, Palette& palette) {
  const bool opened = palette.open && !ImGui::GetIO().AppFocusLost && palette.chosen < 0;
  if (opened) palette.text.clear(), palette.chosen = 0;
  ui::Dialog dialog("Search or run a command", palette.open, layout::palette_w);
  if (!dialog) return;
  const ui::Input options{.placeholder = "Topics, collections, commands (> for commands only)",
                          .icon = Icon::search,
                          .size = ui::Size::large,
                          .focus = opened,
                          .leads_list = true};
  const ui::Edited edited = ui::input("Search", palette.text, options);
  if (edited.changed) palette.chosen = 0;
  const std::vector<PaletteEntry> entries = palette_entries(palette.text, shell.session.model(), shell.situation);
  const int count = int(entries.size());
  palette.chosen = std::clamp(palette.chosen + edited.moved, 0, std::max(0, count - 1));
  if (edited.cancelled) palette.open = false;
  ui::space(8);
  {
    const ui::Scope list(ui::Role::listbox, "Results");
    for (int i = 0; i < count; ++i)
      if (draw_entry(entries[std::size_t(i)], i, count, i == palette.chosen, edited.item))
        carry_out(shell, palette, entries[std::size_t(i)]);
  }
  if (entries.empty()) ui::paragraph("Nothing matches “" + ui::visible(palette.text, 128) + "”.");
  if (edited.submitted && palette.chosen < count) carry_out(shell, palette, entries[std::size_t(palette.chosen)]);
}

}  // namespace gui
