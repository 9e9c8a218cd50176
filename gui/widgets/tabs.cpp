// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gui/widgets/tabs.h"

#include <cmath>

#include "gui/widgets/group.h"

namespace ui {

bool tabs(std::string_view name, int& chosen, std::span<const Tab> tabs) {
  Area area = place(ImGui::GetContentRegionAvail().x, px(gui::layout::tab_bar));
  line_below(area, Token::border_default);
  Scope list(Role::tablist, name, area.box());
  Id scope(name);
  Group keys(name, chosen, int(tabs.size()));
  float x = area.x + px(gui::layout::gutter);
  for (int i = 0; i < int(tabs.size()); i++) {
    const Tab& t = tabs[i];
    bool on = i == chosen, locked = !t.locked.empty();
    std::string badge = t.badge > 0 ? std::to_string(t.badge) : "";
    float words = std::ceil(std::max(text_width(t.label, Text::body), text_width(t.label, Text::body_strong)));
    float count = t.count.empty() ? 0 : px(6) + std::ceil(text_width(t.count, Text::small));
    float badge_w = badge.empty() ? 0 : px(6) + std::max(px(20), std::ceil(text_width(badge, Text::caption)) + px(10));
    float lock = locked ? px(12) + px(6) : 0;
    Area cell{x, area.y, lock + words + count + badge_w, area.h};
    std::string said = t.badge > 0 ? badge + " waiting" : std::string(t.count);
    auto press = keys.item(i, cell, Role::tab,
                           {.name = t.label,
                            .description = locked ? t.locked : std::string_view(said),
                            .state = a11y::Selectable | (on ? a11y::Selected : 0u)});
    Token ink = locked ? Token::text_disabled : on || press.hovered ? Token::text_primary : Token::text_secondary;
    Area at = cell;
    if (locked) {
      draw_icon_in(cell, at.x, Icon::lock, 12, Token::text_disabled);
      at.x += lock;
    }
    draw_line(at, t.label, on ? Text::body_strong : Text::body, ink);
    at.x += words;
    if (count) {
      draw_line({at.x + px(6), at.y, count, at.h}, t.count, Text::small, Token::text_muted);
      at.x += count;
    }
    if (badge_w) {
      Area pill = middle({at.x + px(6), at.y, badge_w - px(6), at.h}, px(16));
      pill.h = px(16);
      fill(pill, Token::accent_fill, 8);
      pill.x = std::round(pill.x + (pill.w - text_width(badge, Text::caption)) / 2);
      draw_line(pill, badge, Text::caption, Token::accent_on_fill);
    }
    if (on) fill({cell.x, cell.bottom() - px(2), cell.w, px(2)}, Token::accent_fill);
    if (press.focused) focus_ring({cell.x, cell.y + px(6), cell.w, cell.h - px(12)}, 2, gui::radius::chip);
    if (locked) hint(t.locked);
    x = cell.right() + px(20);
  }
  int was = chosen;
  chosen = keys.chosen();
  return chosen != was;
}

}  // namespace ui
