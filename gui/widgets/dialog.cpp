// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gui/widgets/dialog.h"

#include "gui/widgets/popup.h"

namespace ui {

Dialog::Dialog(std::string_view title, bool& open, float width, float top) : open_(open) {
  ImGuiID popup = id(title);
  bool was_open = ImGui::IsPopupOpen(popup, ImGuiPopupFlags_None);
  if (!open && !was_open) return;
  if (open && !was_open) ImGui::OpenPopupEx(popup);
  auto size = ImGui::GetIO().DisplaySize;
  float wide = std::min(px(width), size.x - px(32));
  const float at = top > 0 ? 0 : 0.4f, padding = top > 0 ? 0 : px(16);
  ImGui::SetNextWindowPos({std::floor((size.x - wide) / 2), std::floor(px(top) + size.y * at)}, ImGuiCond_Always,
                          {0, at});
  ImGui::SetNextWindowSizeConstraints({wide, 0}, {wide, size.y - px(32)});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {padding, padding});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, px(gui::radius::panel));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, px(1));
  ImGui::PushStyleColor(ImGuiCol_WindowBg, color(Token::bg_raised));
  // BeginPopupModal without its names: the id is ours.
  shown_ = ImGui::BeginPopupEx(popup, ImGuiWindowFlags_Modal | ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove |
                                          ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_NoSavedSettings);
  ImGui::PopStyleColor();
  ImGui::PopStyleVar(3);
  if (!shown_) {
    open_ = false;
    return;
  }
  auto* window = ImGui::GetCurrentContext()->CurrentWindow;
  draw_shadow(area_of(window->Rect()), gui::radius::panel);
  a11y::window(Role::dialog, title, {.state = a11y::Modal});
  bool leave = !open_ || (ImGui::IsWindowFocused(ImGuiFocusedFlags_RootAndChildWindows) && !ImGui::IsAnyItemActive() &&
                          ImGui::IsKeyPressed(ImGuiKey_Escape, ImGuiInputFlags_None, ImGuiKeyOwner_Any));
  if (leave) {
    open_ = false;
    ImGui::CloseCurrentPopup();
  }
  if (top > 0) return;
  paragraph(title, wide / theme().scale - 32, Text::heading, Token::text_primary);
  space(12);
}

Dialog::~Dialog() {
  if (!shown_) return;
  row_.reset();
  if (!open_) ImGui::CloseCurrentPopup();
  ImGui::EndPopup();
}

void Dialog::footer() {
  space(16);
  row_.emplace(gui::control::height, 8.0f);
  row_->align_right();
}

void Dialog::focus_next() {
  if (ImGui::IsWindowAppearing()) {
    ImGui::SetKeyboardFocusHere();
    ImGui::SetNavCursorVisible(true);
  }
}

}  // namespace ui
