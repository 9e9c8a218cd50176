// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "gui/widgets/internal.h"

namespace ui {
namespace {

// The acts from the right end of `area` leftwards; -1 or the one pressed. Shortens `area` by what they took.
int draw_acts(Area& area, std::span<const std::string_view> acts) {
  float width = 0;
  auto button_of = [&](std::size_t i) {
    return Button{.kind = i + 1 == acts.size() ? Kind::secondary : Kind::ghost, .size = Size::small};
  };
  for (std::size_t i = 0; i < acts.size(); i++) width += button_width(acts[i], button_of(i)) + px(8);
  int pressed = -1;
  if (!acts.empty()) {
    Row row({area.right() - width + px(8), area.y, width - px(8), area.h}, 8);
    for (std::size_t i = 0; i < acts.size(); i++)
      if (button(acts[i], button_of(i))) pressed = int(i);
  }
  area.w -= width;
  return pressed;
}

void say(const Banner& b) {
  std::string all(b.said);
  if (all.empty()) all.append(b.title).append(b.title.empty() || b.text.empty() ? "" : " ").append(b.text);
  if (appears(all)) a11y::announce(all, b.tone == Tone::danger ? a11y::Say::at_once : a11y::Say::politely);
}

Icon icon_of(const Banner& b) { return b.icon != Icon::none ? b.icon : tone_icon(b.tone); }

}  // namespace

int banner(const Banner& b) {
  auto from = ImGui::GetCursorScreenPos();
  float width = ImGui::GetContentRegionAvail().x;
  float title_width = b.title.empty() ? 0 : std::ceil(text_width(b.title, Text::body_strong)) + px(6);
  float acts = 0;
  for (auto act : b.acts) acts += button_width(act, {.size = Size::small}) + px(8);
  float room = width - 2 * px(12) - px(16 + 8) - acts;
  bool one = title_width + text_width(b.text, Text::body) <= room;
  // Wrapped: the height is only known when the lines are.
  auto* storage = ImGui::GetStateStorage();
  ImGuiID memory = ImHashData(b.text.data(), b.text.size(), id(b.title));
  float height = one ? px(38) : storage->GetFloat(memory, px(58));
  Area box{from.x, from.y, width, height};
  Scope group(Role::group, b.title.empty() ? b.text : b.title, box.box());
  fill(box, tone_subtle(b.tone), gui::radius::control);
  frame(box, tone_border(b.tone), gui::radius::control);
  Area inside{box.x + px(12), box.y, box.w - 2 * px(12), px(38)};
  draw_icon_in(inside, inside.x, icon_of(b), 16, tone_text(b.tone));
  inside.x += px(24);
  inside.w -= px(24);
  int pressed;
  {
    Id scope(b.title.empty() ? b.text : b.title);
    pressed = draw_acts(inside, b.acts);
  }
  if (one) {
    Row row(inside, 6);
    if (!b.title.empty()) text(b.title, Text::body_strong);
    if (!b.text.empty()) text(b.text, Text::body, b.title.empty() ? Token::text_primary : Token::text_secondary);
  } else {
    at({inside.x, box.y + px(9), 0, 0});
    float wrap = inside.w / theme().scale;
    if (!b.title.empty()) {
      paragraph(b.title, wrap, Text::body_strong, Token::text_primary);
      at({inside.x, ImGui::GetCursorScreenPos().y, 0, 0});
    }
    paragraph(b.text, wrap, Text::body, b.title.empty() ? Token::text_primary : Token::text_secondary);
    float wanted = ImGui::GetCursorScreenPos().y + px(9) - box.y;
    if (wanted != height) wake_in(0);
    storage->SetFloat(memory, wanted);
  }
  at({from.x, from.y, 0, 0});
  ImGui::ItemSize(ImVec2(width, height), 0);
  say(b);
  return pressed;
}

int banner_strip(const Banner& b, const Area& area) {
  Scope group(Role::group, b.title.empty() ? b.text : b.title, area.box());
  fill(area, tone_subtle(b.tone));
  line_below(area, tone_border(b.tone));
  Area inside{area.x + px(gui::layout::gutter), area.y, area.w - 2 * px(gui::layout::gutter), area.h};
  draw_icon_in(inside, inside.x, icon_of(b), 16, tone_text(b.tone));
  inside.x += px(28);
  inside.w -= px(28);
  Id scope(b.title);
  int pressed = draw_acts(inside, b.acts);
  Row row(inside, 6);
  if (!b.title.empty()) text_cut(b.title, row.rest(), Text::body_strong);
  if (!b.text.empty()) text_cut(b.text, row.rest(), Text::body, Token::text_secondary);
  say(b);
  return pressed;
}

}  // namespace ui
