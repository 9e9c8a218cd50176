// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>
#include <cmath>

#include "gui/widgets/popup.h"

namespace ui {
namespace {

enum class Fate { stays, closed, acted };

Fate draw_toast(ShownToast& shown, int index, float& bottom) {
  const Toast& t = shown.toast;
  auto size = ImGui::GetIO().DisplaySize;
  float width = std::min(px(gui::layout::toast_w), size.x - 2 * px(16));
  ImGui::SetNextWindowPos({size.x - px(16), bottom}, ImGuiCond_Always, {1, 1});
  ImGui::SetNextWindowSizeConstraints({width, 0}, {width, FLT_MAX});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {px(12), px(10)});
  ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, px(gui::radius::panel));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, px(1));
  ImGui::PushStyleColor(ImGuiCol_WindowBg, color(Token::bg_raised));
  char name[] = "toast 0";
  name[6] = char('0' + index);
  ImGui::Begin(name, nullptr,
               ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                   ImGuiWindowFlags_AlwaysAutoResize | ImGuiWindowFlags_NoFocusOnAppearing);
  ImGui::PopStyleColor();
  ImGui::PopStyleVar(3);
  auto* window = ImGui::GetCurrentContext()->CurrentWindow;
  draw_shadow(area_of(window->Rect()), gui::radius::panel);
  a11y::window(Role::region, t.text);
  Fate fate = Fate::stays;
  float acts = (t.act.empty() ? 0 : button_width(t.act, {.size = Size::small}) + px(8)) + height_of(Size::small);
  float words = width - 2 * px(12) - px(16 + 8) - acts - px(8);
  auto from = ImGui::GetCursorScreenPos();
  draw_icon_in({from.x, from.y, px(16), px(24)}, from.x, tone_icon(t.tone), 16, tone_text(t.tone));
  {
    Row row({from.x, from.y, width - 2 * px(12), px(24)}, 8);
    row.space((width - 2 * px(12) - acts) / theme().scale);
    if (!t.act.empty() && button(t.act, {.size = Size::small, .icon = t.act == "Undo" ? Icon::undo : Icon::none}))
      fate = Fate::acted;
    if (icon_button(Icon::x, "Close", {.kind = Kind::ghost, .size = Size::small})) fate = Fate::closed;
  }
  at({from.x + px(24), from.y + px(2), 0, 0});
  paragraph(t.text, words / theme().scale, Text::body, Token::text_primary);
  bool read = ImGui::IsWindowHovered() || ImGui::IsWindowFocused();
  if (read && shown.until > 0) shown.until = std::max(shown.until, ImGui::GetTime() + 2);
  bottom -= window->Size.y + px(8);
  ImGui::End();
  return fate;
}

}  // namespace

void toast(Toast toast) {
  auto& me = shared();
  bool stays = toast.tone == Tone::danger || toast.milliseconds <= 0;
  double until = stays ? 0 : ImGui::GetTime() + toast.milliseconds / 1000;
  a11y::announce(toast.text, toast.tone == Tone::danger ? a11y::Say::at_once : a11y::Say::politely);
  // Eight are more than anybody reads; the oldest goes.
  if (me.toasts.size() >= 8) me.toasts.erase(me.toasts.begin());
  me.toasts.push_back({std::move(toast), until});
  wake_in(0);
}

void clear_toasts() { shared().toasts.clear(); }

void draw_toasts(float bottom) {
  auto& toasts = shared().toasts;
  float from = ImGui::GetIO().DisplaySize.y - px(bottom);
  double now = ImGui::GetTime();
  std::function<void()> act;
  for (std::size_t i = 0; i < toasts.size();) {
    auto& t = toasts[i];
    bool over = t.until > 0 && now >= t.until;
    Fate fate = over ? Fate::closed : draw_toast(t, int(i), from);
    if (fate == Fate::stays) {
      if (t.until > 0) wake_in(1000 * (t.until - now) + 1);
      i++;
      continue;
    }
    if (fate == Fate::acted) act = std::move(t.toast.on_act);
    toasts.erase(toasts.begin() + std::ptrdiff_t(i));
    wake_in(0);
  }
  if (act) act();
}

}  // namespace ui
