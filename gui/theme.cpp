// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gui/theme.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace gui {

Scheme scheme_from(std::string_view word) {
  return word == "light" ? Scheme::light : word == "hc" ? Scheme::high_contrast : Scheme::dark;
}

std::string_view word(Scheme scheme) {
  switch (scheme) {
    case Scheme::light:
      return "light";
    case Scheme::high_contrast:
      return "hc";
    case Scheme::dark:
      break;
  }
  return "dark";
}

float Theme::px(float design) const {
  float device = std::round(std::abs(design) * scale);
  if (design != 0) device = std::max(device, 1.0f);
  return design < 0 ? -device : device;
}

void Theme::apply(ImGuiStyle& style) const {
  style = ImGuiStyle();
  style.FontSizeBase = font_size_of(px(style_of(Text::body).size));
  style.WindowPadding = style.FramePadding = style.ItemSpacing = {0, 0};
  style.ItemInnerSpacing = {px(6), px(4)};
  style.WindowMinSize = {1, 1};
  style.WindowBorderSize = style.ChildBorderSize = style.FrameBorderSize = 0;
  style.PopupBorderSize = px(1);
  style.PopupRounding = px(radius::panel);
  style.FrameRounding = px(radius::control);
  style.WindowRounding = style.ChildRounding = 0;
  style.ScrollbarSize = px(10);
  style.ScrollbarRounding = px(5);
  style.GrabRounding = px(5);
  style.GrabMinSize = px(24);
  style.SeparatorTextBorderSize = px(1);
  style.HoverStationaryDelay = 0.1f;
  style.HoverDelayShort = style.HoverDelayNormal = 0.4f;
  style.AntiAliasedLinesUseTex = false;  // the texture of lines blurs strokes of fractional width
  constexpr std::pair<ImGuiCol_, Token> colors[] = {
      {ImGuiCol_Text, Token::text_primary},
      {ImGuiCol_TextDisabled, Token::text_muted},
      {ImGuiCol_WindowBg, Token::bg_canvas},
      {ImGuiCol_PopupBg, Token::bg_raised},
      {ImGuiCol_Border, Token::border_default},
      {ImGuiCol_FrameBg, Token::bg_surface},
      {ImGuiCol_FrameBgHovered, Token::bg_surface},
      {ImGuiCol_FrameBgActive, Token::bg_surface},
      {ImGuiCol_ScrollbarGrab, Token::border_default},
      {ImGuiCol_ScrollbarGrabHovered, Token::border_control},
      {ImGuiCol_ScrollbarGrabActive, Token::border_strong},
      {ImGuiCol_TextSelectedBg, Token::state_selected_hover},
      {ImGuiCol_InputTextCursor, Token::text_primary},
      {ImGuiCol_ModalWindowDimBg, Token::scrim},
  };
  for (auto [slot, token] : colors) style.Colors[slot] = ImGui::ColorConvertU32ToFloat4(color(token));
  // Drawn by the widgets themselves, or not at all.
  for (auto slot : {ImGuiCol_ChildBg, ImGuiCol_ScrollbarBg, ImGuiCol_NavCursor, ImGuiCol_NavWindowingHighlight,
                    ImGuiCol_NavWindowingDimBg})
    style.Colors[slot] = {0, 0, 0, 0};
}

double contrast(ImU32 one, ImU32 other) {
  auto luminance = [](ImU32 c) {
    auto linear = [](ImU32 channel) {
      double v = (channel & 0xFF) / 255.0;
      return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(c >> IM_COL32_R_SHIFT) + 0.7152 * linear(c >> IM_COL32_G_SHIFT) +
           0.0722 * linear(c >> IM_COL32_B_SHIFT);
  };
  double a = luminance(one), b = luminance(other);
  return (std::max(a, b) + 0.05) / (std::min(a, b) + 0.05);
}

}  // namespace gui
