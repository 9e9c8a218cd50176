// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gui/widgets/context.h"

#include <algorithm>

#include "gui/widgets/internal.h"

namespace ui {

Context::Context(const gui::Fonts& fonts) : impl_(std::make_unique<Impl>()) {
  impl_->fonts = fonts;
  auto& io = ImGui::GetIO();
  io.UserData = impl_.get();
  io.IniFilename = nullptr;
  io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
  io.ConfigWindowsMoveFromTitleBarOnly = true;
  io.ConfigNavEscapeClearFocusItem = false;  // Escape belongs to the screens
  io.ConfigNavCursorVisibleAuto = true;
  io.ConfigErrorRecoveryEnableTooltip = false;
  ImGui::GetCurrentContext()->ConfigNavWindowingKeyNext = ImGuiKey_None;  // Ctrl+Tab belongs to the browser
  ImGui::GetCurrentContext()->ConfigNavWindowingKeyPrev = ImGuiKey_None;
  impl_->theme.apply(ImGui::GetStyle());
}

Context::~Context() {
  if (ImGui::GetCurrentContext() && ImGui::GetIO().UserData == impl_.get()) ImGui::GetIO().UserData = nullptr;
}

Context::Impl& shared() { return *static_cast<Context::Impl*>(ImGui::GetIO().UserData); }

const gui::Theme& theme() { return shared().theme; }

void set_scheme(Scheme scheme) {
  if (shared().theme.scheme == scheme) return;
  shared().theme.scheme = scheme;
  shared().theme.apply(ImGui::GetStyle());
}

void set_scale(float scale) {
  if (shared().theme.scale == scale || !(scale > 0)) return;
  shared().theme.scale = scale;
  shared().theme.apply(ImGui::GetStyle());
}

void set_touch(bool touch) { shared().touch = touch; }
float touchable(float height) { return shared().touch ? std::max(height, gui::control::height_touch) : height; }

ImGuiID id(std::string_view name) {
  // Nothing at all would be the id of the window itself.
  if (name.empty()) name = "\xFF";
  return ImHashData(name.data(), name.size(), ImGui::GetCurrentContext()->CurrentWindow->IDStack.back());
}

Id::Id(std::string_view name) { ImGui::PushOverrideID(id(name)); }
Id::Id(int number) { ImGui::PushID(number); }
Id::~Id() { ImGui::PopID(); }

ImFont* font_of(Text style) {
  auto& s = gui::style_of(style);
  auto& fonts = shared().fonts;
  return s.mono ? fonts.mono : s.strong ? fonts.semibold : fonts.sans;
}

float font_size(Text style) { return gui::font_size_of(px(gui::style_of(style).size)); }

Font::Font(Text text) { ImGui::PushFont(font_of(text), font_size(text)); }
Font::~Font() { ImGui::PopFont(); }

void wake_in(double milliseconds) {
  auto& wake = shared().wake;
  if (wake < 0 || milliseconds < wake) wake = milliseconds;
}

double take_wake() { return std::exchange(shared().wake, -1); }

// ---- what every control does -----------------------------------------------------------------------------------

bool keyboard_in_use() { return ImGui::GetCurrentContext()->NavCursorVisible; }

bool has_keyboard(ImGuiID id) {
  auto& g = *ImGui::GetCurrentContext();
  return id && g.NavId == id && g.NavCursorVisible && !g.NavCursorHideFrames;
}

bool appears(std::string_view text) {
  int now = ImGui::GetFrameCount();
  int& latest = *shared().appearances.GetIntRef(ImHashData(text.data(), text.size()), -1);
  const int before = std::exchange(latest, now);
  return before != now && before != now - 1;
}

Press control(ImGuiID id, const Area& area, Role role, Props props, std::string_view disabled) {
  auto& g = *ImGui::GetCurrentContext();
  ImRect rect = rect_of(area);
  Press press;
  if (g.CurrentWindow->SkipItems) return press;
  bool visible = ImGui::ItemAdd(rect, id);
  bool off = !disabled.empty() || props.state & a11y::Disabled;
  if (off) {
    props.state |= a11y::Disabled;
    if (props.description.empty()) props.description = disabled;
  }
  if (visible) {
    press.pressed = ImGui::ButtonBehavior(rect, id, &press.hovered, &press.held);
    if (press.hovered && !g.NavCursorVisible && !off) ImGui::SetMouseCursor(ImGuiMouseCursor_Hand);
    press.hovered = press.hovered && g.HoveredId == id;
    press.focused = has_keyboard(id);
  }
  a11y::item(role, props);
  if (off) press.pressed = press.held = press.hovered = false;
  return press;
}

void focus_ring(const Area& area, float offset, float corner) {
  float width = px(gui::line::focus), out = px(offset) + width / 2;
  ImVec2 a(area.x - out, area.y - out), b(area.right() + out, area.bottom() + out);
  auto* list = ImGui::GetWindowDrawList();
  // The ring of a control at the edge of its region lies outside of it.
  ImGuiWindow* window = ImGui::GetCurrentContext()->CurrentWindow;
  bool outside = offset > 0 && !(window->ScrollMax.y > 0);
  if (outside) list->PushClipRectFullScreen();
  list->AddRect(a, b, color(Token::focus_ring), corner ? px(corner) + std::max(out, 0.0f) : 0, 0, width);
  if (outside) list->PopClipRect();
}

Area middle(const Area& area, float height) {
  return {area.x, area.y + std::floor((area.h - height) / 2), area.w, height};
}

void draw_line(const Area& area, std::string_view text, Text style, Token token) {
  ImVec2 at(area.x, area.y + above_letters(area.h, style) - above_letters(font_size(style), style));
  draw_text(*ImGui::GetWindowDrawList(), at, text, style, color(token));
}

void draw_line_right(const Area& area, std::string_view text, Text style, Token token) {
  Area a = area;
  a.x = std::round(area.right() - text_width(text, style));
  draw_line(a, text, style, token);
}

void draw_icon_in(const Area& area, float x, Icon icon, float size, Token token) {
  float s = px(size);
  gui::draw_icon(*ImGui::GetWindowDrawList(), icon, {x, area.y + std::floor((area.h - s) / 2)}, s, color(token));
}

float height_of(Size size) {
  constexpr float heights[] = {gui::control::height_sm, gui::control::height, gui::control::height_lg,
                               gui::control::height_touch};
  return px(heights[int(size)]);
}

}  // namespace ui
