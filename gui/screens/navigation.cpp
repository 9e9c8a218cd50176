// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include "gui/screens/frame.h"
#include "gui/ui.h"
#include "gui/widgets/internal.h"

namespace gui {

void draw_navigation(Shell& shell, const ui::Area& area) {
  const ui::Region region(ui::Role::navigation, "Screens", area,
                          {.background = Token::bg_nav, .padding_x = 8, .padding_y = 8});
  ui::line_right(area);
  const bool rail = shell.width == Width::narrow;
  const auto entry = [&](const ScreenRow& screen) {
    const bool chosen = shell.route().screen == screen.screen;
    if (ui::nav_item(screen.title, {.icon = screen.icon, .selected = chosen, .rail = rail})) shell.go_to(screen.screen);
    ui::space(2);
  };
  for (const ScreenRow& screen : screens())
    if (!screen.at_foot) entry(screen);
  const auto foot = std::ranges::count(screens(), true, &ScreenRow::at_foot);
  ui::at({area.x + ui::px(8), area.bottom() - ui::px(6 + 34 * float(foot)), 0, 0});
  for (const ScreenRow& screen : screens())
    if (screen.at_foot) entry(screen);
}

void draw_phone_navigation(Shell& shell, ui::Area area) {
  const ui::Region region(ui::Role::navigation, "Screens", area, {.background = Token::bg_nav});
  ui::line_above(area);
  const float width = area.design_width() / float(screens().size());
  for (const ScreenRow& screen : screens()) {
    const ui::Area box = area.cut_left(width);
    const bool chosen = shell.route().screen == screen.screen;
    const ui::Press press = ui::control(ui::id(screen.path), box, ui::Role::link,
                                        {.name = screen.title, .state = chosen ? a11y::Current : 0u});
    if (press.pressed) shell.go_to(screen.screen);
    if (press.focused) ui::focus_ring(box, -2);
    const ImU32 color = ui::color(chosen ? Token::accent_text : Token::text_muted);
    const float icon = ui::px(20), middle = box.x + box.w / 2;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    draw_icon(list, screen.icon, {middle - icon / 2, box.y + ui::px(9)}, icon, color);
    ui::draw_text(list, {middle - ui::text_width(screen.title, Text::caption) / 2, box.y + ui::px(32)}, screen.title,
                  Text::caption, color);
  }
}

}  // namespace gui
