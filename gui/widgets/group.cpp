// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gui/widgets/group.h"

namespace ui {

void give_keyboard(ImGuiID id, const Area& area) {
  auto& g = *ImGui::GetCurrentContext();
  ImGuiWindow* window = g.CurrentWindow;
  if (g.NavWindow != window) ImGui::FocusWindow(window);
  ImGui::SetNavID(id, ImGuiNavLayer_Main, g.CurrentFocusScopeId, ImGui::WindowRectAbsToRel(window, rect_of(area)));
  ImGui::SetNavCursorVisible(true);
}

Press Group::item(int index, const Area& area, Role role, Props props, std::string_view disabled) {
  ImGuiID me = ImHashData(&index, sizeof index, list_);
  bool stop = index == std::max(0, was_);
  if (stop) props.state |= a11y::TabStop;
  // An arrow in the frame before has chosen this one: the keyboard follows.
  if (ImGui::GetCurrentContext()->NavId && index == was_) {
    ImGuiStorage& storage = *ImGui::GetStateStorage();
    if (storage.GetBool(list_)) {
      storage.SetBool(list_, false);
      give_keyboard(me, area);
    }
  }
  ImGui::PushItemFlag(ImGuiItemFlags_NoTabStop, !stop);
  Press press = control(me, area, role, props, disabled);
  ImGui::PopItemFlag();
  if (press.pressed) chosen_ = index;
  if (!press.focused) return press;
  constexpr struct {
    ImGuiKey key;
    int by;
  } moves[] = {{ImGuiKey_LeftArrow, -1}, {ImGuiKey_UpArrow, -1}, {ImGuiKey_RightArrow, 1}, {ImGuiKey_DownArrow, 1}};
  for (auto [key, by] : moves) {
    ImGui::SetKeyOwner(key, me);
    if (!ImGui::IsKeyPressed(key, ImGuiInputFlags_Repeat, me)) continue;
    ImGui::NavMoveRequestCancel();
    chosen_ = (index + by + count_) % count_;
    ImGui::GetStateStorage()->SetBool(list_, true);
    wake_in(0);
  }
  return press;
}

}  // namespace ui
