// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gui/widgets/choice.h"

#include <algorithm>
#include <cmath>

#include "gui/widgets/group.h"
#include "gui/widgets/internal.h"

namespace ui {
namespace {

constexpr float box_side = gui::control::checkbox;

void draw_check(const Area& box, Check state, bool off) {
  bool on = state != Check::off;
  Token fill_token = off ? Token::state_disabled_bg : on ? Token::accent_fill : Token::bg_surface;
  fill(box, fill_token, 3);
  if (!on || off) frame(box, off ? Token::border_default : Token::border_control, 3);
  if (!on) return;
  auto& list = *ImGui::GetWindowDrawList();
  ImU32 ink = color(off ? Token::text_disabled : Token::accent_on_fill);
  float u = box.w / 14, thick = std::max(1.0f, 1.75f * u);
  if (state == Check::some) {
    float y = std::round(box.y + box.h / 2 - thick / 2);
    list.AddRectFilled({box.x + std::round(3.5f * u), y}, {box.x + std::round(10.5f * u), y + std::round(thick)}, ink);
  } else {
    ImVec2 tick[] = {
        {box.x + 3.4f * u, box.y + 7.4f * u}, {box.x + 6 * u, box.y + 10 * u}, {box.x + 10.8f * u, box.y + 4.4f * u}};
    list.AddPolyline(tick, 3, ink, 0, thick);
  }
}

// Mark and label in one control, 20 high; `mark` wide at the left.
struct Marked {
  Press press;
  Area mark;
};
Marked marked(std::string_view label, float width, float height, Role role, std::uint32_t state,
              std::string_view disabled) {
  float words = label.empty() ? 0 : px(8) + std::ceil(text_width(label, Text::body));
  Area area = place(px(width) + words, px(20));
  Marked m;
  m.press = control(id(label), area, role, {.name = label, .state = state}, disabled);
  m.mark = {area.x, area.y + std::floor((area.h - px(height)) / 2), px(width), px(height)};
  Area text_area = area;
  text_area.x += px(width) + px(8);
  draw_line(text_area, label, Text::body, disabled.empty() ? Token::text_primary : Token::text_disabled);
  if (m.press.focused) focus_ring(area, 2, gui::radius::chip);
  tooltip(disabled);
  return m;
}

std::uint32_t check_state(Check state) {
  return a11y::Checkable | (state == Check::on ? a11y::Checked : 0u) | (state == Check::some ? a11y::Mixed : 0u);
}

}  // namespace

void draw_check_box(const Area& box, Check state, bool off) { draw_check(box, state, off); }

void draw_radio(const Area& mark, bool on, bool off) {
  auto& list = *ImGui::GetWindowDrawList();
  ImVec2 centre(mark.x + mark.w / 2, mark.y + mark.h / 2);
  float r = mark.w / 2;
  list.AddCircleFilled(centre, r, color(off ? Token::state_disabled_bg : Token::bg_surface));
  if (on)
    list.AddCircle(centre, r - px(4) / 2, color(off ? Token::text_disabled : Token::accent_fill), 0, px(4));
  else
    list.AddCircle(centre, r - px(1) / 2, color(off ? Token::border_default : Token::border_control), 0, px(1));
}

bool checkbox(std::string_view label, Check& state, std::string_view disabled) {
  auto m = marked(label, box_side, box_side, Role::checkbox, check_state(state), disabled);
  if (m.press.pressed) state = state == Check::on ? Check::off : Check::on;
  draw_check(m.mark, state, !disabled.empty());
  return m.press.pressed;
}

bool checkbox(std::string_view label, bool& on, std::string_view disabled) {
  Check state = on ? Check::on : Check::off;
  bool hit = checkbox(label, state, disabled);
  on = state == Check::on;
  return hit;
}

bool check_box_only(std::string_view name, Check& state) {
  Area area = place(px(box_side), px(box_side));
  auto press = control(id(name), area, Role::checkbox, {.name = name, .state = check_state(state)});
  if (press.pressed) state = state == Check::on ? Check::off : Check::on;
  draw_check(area, state, false);
  if (press.focused) focus_ring(area, 2, 3);
  return press.pressed;
}

bool toggle(std::string_view label, bool& on, std::string_view disabled) {
  auto m = marked(label, gui::control::switch_w, gui::control::switch_h, Role::toggle,
                  check_state(on ? Check::on : Check::off), disabled);
  if (m.press.pressed) on = !on;
  bool off = !disabled.empty();
  fill(m.mark, off ? Token::state_disabled_bg : on ? Token::accent_fill : Token::border_control, 8);
  float r = px(12) / 2, x = on ? m.mark.right() - px(2) - r : m.mark.x + px(2) + r;
  ImGui::GetWindowDrawList()->AddCircleFilled({x, m.mark.y + m.mark.h / 2}, r,
                                              color(on ? Token::accent_on_fill : Token::bg_surface));
  return m.press.pressed;
}

bool radio(std::string_view label, bool on, std::string_view disabled) {
  auto m = marked(label, gui::control::radio, gui::control::radio, Role::radio,
                  check_state(on ? Check::on : Check::off), disabled);
  draw_radio(m.mark, on, !disabled.empty());
  return m.press.pressed;
}

// ---- segmented -------------------------------------------------------------------------------------------------

bool segmented(std::string_view name, int& chosen, std::span<const Segment> segments, Size size) {
  float pad = px(size == Size::small ? 8 : 10);
  Text style = size == Size::small ? Text::small : Text::body;
  Text strong = size == Size::small ? Text::small_strong : Text::body_strong;
  auto width_of = [&](const Segment& s) {
    // Wide enough for both weights, so that nothing moves when another is chosen.
    float words = std::max(text_width(s.label, style), text_width(s.label, strong));
    return std::ceil(words) + 2 * pad + (s.icon == Icon::none ? 0 : px(14) + px(6));
  };
  float width = 2 * px(1) + px(1) * float(std::max<std::size_t>(1, segments.size()) - 1);
  for (auto& s : segments) width += width_of(s);
  if (!shared().row) {  // on its own line: closer on a narrow screen
    const float less = std::clamp((width - width_or_rest(0)) / float(2 * segments.size()), 0.0f, pad - px(2));
    pad -= less;
    width -= less * float(2 * segments.size());
  }
  Area area = place(width, height_of(size));
  fill(area, Token::bg_surface, gui::radius::control);
  Scope group(Role::radiogroup, name, area.box());
  Id scope(name);
  Group keys(name, chosen, int(segments.size()));
  float x = area.x + px(1);
  Area focused{};
  for (int i = 0; i < int(segments.size()); i++) {
    auto& s = segments[i];
    Area cell{x, area.y + px(1), width_of(s), area.h - 2 * px(1)};
    bool on = i == chosen;
    auto press = keys.item(i, cell, Role::radio, {.name = s.label, .state = check_state(on ? Check::on : Check::off)});
    int count = int(segments.size());
    int corners = (i == 0 ? ImDrawFlags_RoundCornersLeft : 0) | (i + 1 == count ? ImDrawFlags_RoundCornersRight : 0);
    if (!corners) corners = ImDrawFlags_RoundCornersNone;
    if (on || press.hovered)
      ImGui::GetWindowDrawList()->AddRectFilled(min_of(cell), max_of(cell),
                                                color(on ? Token::state_selected : Token::state_hover),
                                                px(gui::radius::control) - px(1), corners);
    if (on && theme().high_contrast()) frame(cell, Token::accent_border);
    Token ink = on ? Token::accent_text : Token::text_secondary;
    float at = cell.x + pad;
    if (s.icon != Icon::none) {
      draw_icon_in(cell, at, s.icon, 14, ink);
      at += px(14) + px(6);
    }
    draw_line({at, cell.y, cell.right() - at, cell.h}, s.label, on ? strong : style, ink);
    x = cell.right();
    if (i + 1 < count) fill({x, area.y, px(1), area.h}, Token::border_default);
    x += px(1);
    if (press.focused) focused = cell;
  }
  frame(area, theme().high_contrast() ? Token::border_control : Token::border_default, gui::radius::control);
  if (focused.w > 0) focus_ring(focused, 0);
  int was = chosen;
  chosen = keys.chosen();
  return chosen != was;
}

}  // namespace ui
