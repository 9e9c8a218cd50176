// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gui/widgets/text_area.h"

#include <algorithm>

#include "gui/widgets/field.h"

namespace ui {
namespace {

constexpr float row_height = 20, padding_x = 8, padding_y = 6;

void draw_value(Area area, std::string_view value, const Input& o, int lines) {
  const bool off = !o.disabled.empty(), hint = value.empty();
  area = area.inset(padding_x, padding_y);
  ImGui::PushClipRect(min_of(area), max_of(area), true);
  const ImVec2 cursor = ImGui::GetCursorScreenPos();
  at(area);
  {
    const Scope unsaid(Role::none, "");
    // No more than can be seen.
    std::size_t end = 0;
    for (int i = 0; i < lines && end < value.size(); ++i) end = std::min(value.find('\n', end), value.size() - 1) + 1;
    paragraph(hint ? o.placeholder : value.substr(0, end), area.design_width(), o.mono ? Text::mono : Text::body,
              off    ? Token::text_disabled
              : hint ? Token::text_muted
                     : Token::text_primary);
  }
  ImGui::SetCursorScreenPos(cursor);
  ImGui::PopClipRect();
}

}  // namespace

Edited text_area(std::string_view name, std::string& value, const Input& o, int lines) {
  auto& g = *ImGui::GetCurrentContext();
  const bool off = !o.disabled.empty(), wrong = !o.error.empty();
  Edited edited;
  if (!o.label.empty()) {
    text(o.label, Text::body_strong);
    space(4);
  }
  const float width = width_or_rest(o.width);
  const Area area = place(width, px(row_height) * float(lines) + 2 * px(padding_y));
  const ImGuiID me = id(name);
  std::string outside;
  int from, to;
  if (!off && !o.read_only && a11y::take_text(me, outside, from, to) && outside.size() <= o.max_bytes) {
    edited.changed = value != outside;
    value = std::move(outside);
  }
  if (o.focus) ImGui::ActivateItemByID(me);
  const std::string_view about = wrong ? o.error : off ? o.disabled : o.help;
  control(me, area, Role::textbox,
          {.name = o.label.empty() ? name : o.label,
           .value = value,
           .description = about,
           .state = a11y::Multiline | (off || o.read_only ? a11y::ReadOnly : 0u) | (wrong ? a11y::Invalid : 0u)},
          o.disabled);
  const bool active = g.NavId == me && g.NavWindow == g.CurrentWindow;
  if (active) {
    g.PlatformImeData.WantTextInput = true;  // no letter is a command
    g.PlatformImeData.ViewportId = ImGui::GetMainViewport()->ID;
    const auto pressed = [](ImGuiKey key) { return ImGui::IsKeyPressed(key, ImGuiInputFlags_None, ImGuiKeyOwner_Any); };
    edited.submitted = g.IO.KeyCtrl && (pressed(ImGuiKey_Enter) || pressed(ImGuiKey_KeypadEnter));
    edited.cancelled = pressed(ImGuiKey_Escape);
  }
  fill(area, off ? Token::state_disabled_bg : Token::bg_surface, gui::radius::control);
  draw_value(area, value, o, lines);
  frame(area, wrong ? Token::danger_fill : off ? Token::border_default : Token::border_control, gui::radius::control);
  if (active) focus_ring(area, -1);
  if (about.empty()) return edited;
  space(4);
  draw_below(place(width, px(16)), about, wrong);
  return edited;
}

}  // namespace ui
