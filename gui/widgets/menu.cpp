// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gui/widgets/menu.h"

#include <algorithm>

#include "gui/widgets/choice.h"
#include "gui/widgets/internal.h"
#include "gui/widgets/popup.h"

namespace ui {

void draw_shadow(const Area& area, float corner) {
  ImU32 shadow = color(Token::shadow);
  auto alpha = float(shadow >> IM_COL32_A_SHIFT);
  if (alpha == 0) return;
  auto* list = ImGui::GetWindowDrawList();
  list->PushClipRectFullScreen();
  constexpr int steps = 8;
  for (int i = 0; i < steps; i++) {
    float out = px(1) * (float(i) + 0.5f) * 1.5f, fade = 1 - (float(i) + 0.5f) / steps;
    auto a = ImU32(alpha * fade * fade * 0.35f);
    ImU32 ink = (shadow & ~IM_COL32_A_MASK) | a << IM_COL32_A_SHIFT;
    list->AddRect({area.x - out, area.y - out + px(4)}, {area.right() + out, area.bottom() + out + px(4)}, ink,
                  px(corner) + out, 0, px(1) * 1.5f);
  }
  list->PopClipRect();
}

bool begin_popup(ImGuiID popup, ImVec2 at, float width, float padding) {
  auto& g = *ImGui::GetCurrentContext();
  const auto inside = [&](const ImVec2& size) {
    const ImVec2 most(g.IO.DisplaySize.x - size.x, g.IO.DisplaySize.y - size.y);
    return ImMax(ImVec2(), ImMin(at, most));
  };
  for (auto& open : g.OpenPopupStack)
    if (open.PopupId == popup && open.Window) at = inside(open.Window->Size);
  ImGui::SetNextWindowPos(at);
  if (width > 0) ImGui::SetNextWindowSizeConstraints({width, 0}, {width, FLT_MAX});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {px(padding), px(padding)});
  bool open = ImGui::BeginPopupEx(popup, ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_NoTitleBar |
                                             ImGuiWindowFlags_NoSavedSettings | ImGuiWindowFlags_NoMove);
  ImGui::PopStyleVar();
  if (!open) return false;
  const ImVec2 next = inside(g.CurrentWindow->Size);  // only now its size is known
  if (next.x != at.x || next.y != at.y) wake_in(0);
  draw_shadow(area_of(g.CurrentWindow->Rect()), gui::radius::panel);
  return true;
}

void open_popover(std::string_view name) {
  auto& g = *ImGui::GetCurrentContext();
  const ImRect& r = g.LastItemData.Rect;
  // Below the control; if it would stick out at the right, under its right end.
  bool at_right = r.Min.x + px(240) > g.IO.DisplaySize.x;
  open_popover_at(name, {at_right ? std::max(0.0f, r.Max.x - px(240)) : r.Min.x, r.Max.y + px(4)});
}

void open_popover_at(std::string_view name, ImVec2 at) {
  ImGuiID popup = id(name);
  auto* storage = ImGui::GetStateStorage();
  storage->SetFloat(popup, at.x);
  storage->SetFloat(popup + 1, at.y);
  ImGui::OpenPopupEx(popup);
}

Popover::Popover(std::string_view name, Role role, float width) {
  ImGuiID popup = id(name);
  if (!ImGui::IsPopupOpen(popup, ImGuiPopupFlags_None)) {
    ImGui::GetCurrentContext()->NextWindowData.ClearFlags();
    return;
  }
  auto* storage = ImGui::GetStateStorage();
  open_ = begin_popup(popup, {storage->GetFloat(popup), storage->GetFloat(popup + 1)}, px(width > 0 ? width : 240),
                      role == Role::menu ? 4 : 12);
  if (!open_) return;
  a11y::window(role, name, {.state = role == Role::dialog ? std::uint32_t(a11y::Modal) : 0u});
  if (role == Role::dialog && ImGui::IsWindowAppearing()) ImGui::SetKeyboardFocusHere();
}

Popover::~Popover() {
  if (open_) ImGui::EndPopup();
}

void Popover::close() { ImGui::CloseCurrentPopup(); }

bool menu_row(ImGuiID me, Role role, const MenuRow& r) {
  Area area = place(ImGui::GetContentRegionAvail().x, px(touchable(gui::row_height::compact)));
  bool off = !r.disabled.empty();
  auto press = control(me, area, role, {.name = r.label, .keys = r.keys, .state = r.state}, r.disabled);
  if (press.hovered || press.focused) fill(area, Token::state_hover, gui::radius::chip);
  if (r.chosen) fill(area, Token::state_selected, gui::radius::chip);
  Token ink = off ? Token::text_disabled : r.danger ? Token::danger_text : Token::text_primary;
  float x = area.x + px(8), right = area.right() - px(8);
  if (r.icon != Icon::none) {
    draw_icon_in(area, x, r.icon, 16, off ? Token::text_disabled : r.danger ? Token::danger_text : r.icon_color);
    x += px(16) + px(8);
  }
  if (r.mark != Icon::none) {
    draw_icon_in(area, right - px(14), r.mark, 14, r.mark_color);
    right -= px(14) + px(8);
  }
  if (!r.keys.empty()) {
    draw_line_right({x, area.y, right - x, area.h}, r.keys, Text::caption, Token::text_muted);
    right -= text_width(r.keys, Text::caption) + px(8);
  }
  draw_line({x, area.y, right - x, area.h}, cut_end(one_line(r.label), right - x, Text::body), Text::body, ink);
  if (press.focused) focus_ring(area, -2, gui::radius::chip);
  tooltip(r.disabled);
  return press.pressed;
}

bool menu_item(std::string_view label, const MenuItem& o) {
  Role role = o.checkable ? Role::menuitemcheckbox : Role::menuitem;
  std::uint32_t state = o.checkable ? a11y::Checkable | (o.checked ? a11y::Checked : 0u) : 0u;
  bool hit = menu_row(id(label), role,
                      {.label = label,
                       .keys = o.keys,
                       .disabled = o.disabled,
                       .icon = o.icon,
                       .mark = o.checked ? Icon::check : Icon::none,
                       .state = state,
                       .danger = o.danger});
  if (hit) ImGui::CloseCurrentPopup();
  return hit;
}

void menu_rule() {
  space(4);
  fill(place(ImGui::GetContentRegionAvail().x, px(1)), Token::border_subtle);
  space(4);
}

// ---- select ----------------------------------------------------------------------------------------------------

bool select(std::string_view name, int& chosen, std::span<const Option> options, float width,
            std::string_view disabled) {
  Area area = place(width_or_rest(width), px(gui::control::height));
  bool off = !disabled.empty();
  ImGuiID me = id(name), popup = me + 1;
  int was = chosen;
  double wanted;
  if (!off && a11y::take_number(me, wanted) && wanted >= 0 && wanted < double(options.size()) &&
      options[std::size_t(wanted)].disabled.empty())
    chosen = int(wanted);
  std::string all;
  for (auto& o : options) {
    if (!all.empty()) all += '\n';
    all += one_line(o.label);
  }
  bool valid = chosen >= 0 && chosen < int(options.size());
  std::string_view shown = valid ? options[chosen].label : std::string_view{};
  bool open = ImGui::IsPopupOpen(popup, ImGuiPopupFlags_None);
  auto press = control(me, area, Role::combobox,
                       {.name = name,
                        .value = shown,
                        .options = all,
                        .state = a11y::Expandable | (open ? a11y::Expanded : 0u),
                        .number = double(chosen),
                        .max = double(options.size())},
                       disabled);
  fill(area, off ? Token::state_disabled_bg : Token::bg_surface, gui::radius::control);
  frame(area, off ? Token::border_default : Token::border_control, gui::radius::control);
  Area inside = area;
  inside.x += px(8);
  inside.w -= px(8 + 8 + 14 + 6);
  draw_line(inside, cut_end(one_line(shown), inside.w, Text::body), Text::body,
            off ? Token::text_disabled : Token::text_primary);
  draw_icon_in(area, area.right() - px(8 + 14), Icon::chevron_down, 14, Token::text_muted);
  if (press.focused || open) focus_ring(area, -1);
  tooltip(disabled);
  if (press.pressed) ImGui::OpenPopupEx(popup);
  if (!ImGui::IsPopupOpen(popup, ImGuiPopupFlags_None)) return chosen != was;
  if (begin_popup(popup, {area.x, area.bottom() + px(4)}, area.w)) {
    a11y::window(Role::none, "");  // the combobox has the options; once is enough
    for (int i = 0; i < int(options.size()); i++) {
      auto& o = options[i];
      Id scope(i);
      bool on = i == chosen;
      if (on && ImGui::IsWindowAppearing()) ImGui::SetKeyboardFocusHere();
      bool hit = menu_row(id("option"), Role::option,
                          {.label = o.label,
                           .disabled = o.disabled,
                           .mark = on ? Icon::check : o.icon,
                           .mark_color = on ? Token::accent_text : o.icon_color,
                           .chosen = on});
      if (hit) {
        chosen = i;
        ImGui::CloseCurrentPopup();
      }
    }
    ImGui::EndPopup();
  }
  return chosen != was;
}

}  // namespace ui
