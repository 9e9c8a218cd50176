// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wasm/platform.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "gui/accessibility.h"
#include "gui/widgets/context.h"
#include "imgui_internal.h"
#include "wasm/js.h"
#include "wasm/keys.h"

JS_IMPORTS {
  void js_page_start(browser::Platform * owner);
  void js_page_frame();
  void js_page_timer(double milliseconds);
  void js_page_cursor(const char* css);
  void js_page_count(double frames, double ui, double font, double gl, const char* reason);
  int js_page_counts();
  int js_page_mac();
  int js_page_still();
  int js_page_touch();
  double js_page_now();
}

namespace browser {

Platform::Platform(Font& font, std::function<void()> draw) : font_(font), draw_(std::move(draw)) {}

bool Platform::start() {
  ImGuiIO& io = ImGui::GetIO();
  io.IniFilename = io.LogFilename = nullptr;
  io.BackendPlatformName = "browser";
  io.BackendFlags |= ImGuiBackendFlags_HasMouseCursors | ImGuiBackendFlags_RendererHasTextures |
                     ImGuiBackendFlags_RendererHasVtxOffset;
  io.ConfigFlags |= ImGuiConfigFlags_NavEnableKeyboard;
  io.ConfigMacOSXBehaviors = js_page_mac();
  counting_ = js_page_counts();
  ui::set_touch(js_page_touch());

  if (!renderer_.start()) return false;
  js_page_start(this);  // reports the size, which asks for the first frame
  return true;
}

void Platform::wake(const char* reason, int frames) {
  note(reason);
  pending_ = std::max(pending_, frames);
  if (!in_frame_) js_page_frame();
}

void Platform::note(std::string_view reason) {
  if (!counting_ || reasons_.find(reason) != reasons_.npos) return;
  if (!reasons_.empty()) reasons_ += ", ";
  reasons_ += reason;
}

void Platform::wake_after(double milliseconds) {
  const double at = js_page_now() + milliseconds;
  if (wake_at_ >= 0 && wake_at_ <= at) return;
  wake_at_ = at;
  if (!in_frame_) schedule();
}

// When must the next frame come although nobody touches anything?
void Platform::schedule() {
  ImGuiContext& g = *ImGui::GetCurrentContext();
  bool busy = pending_ > 0 || !g.InputEventsQueue.empty() || !input_.empty() || (g.DimBgRatio > 0 && g.DimBgRatio < 1);
  for (bool down : g.IO.MouseDown) busy |= down;  // drags, repeating buttons
  for (int key = ImGuiKey_NamedKey_BEGIN; key < ImGuiKey_GamepadStart && !busy; ++key)
    busy = !ImGui::IsLRModKey(ImGuiKey(key)) && g.IO.KeysData[key - ImGuiKey_NamedKey_BEGIN].Down;  // key repeat
  if (busy) return js_page_frame();

  double in = wake_at_ < 0 ? -1 : std::max(0.0, wake_at_ - js_page_now());
  auto not_after = [&](double milliseconds) { in = in < 0 ? milliseconds : std::min(in, milliseconds); };
  if (g.IO.WantTextInput && g.IO.ConfigInputTextCursorBlink) {  // caret: on 0.8 s, off 0.4 s
    const float at = g.InputTextState.CursorAnim;
    const float phase = at < 0 ? at : std::fmod(at, 1.2f);
    not_after(1000 * (phase <= 0.8f ? 0.8f - phase : 1.2f - phase) + 10);
  }
  if (g.HoverItemDelayId && g.HoverItemDelayTimer < g.Style.HoverDelayNormal)  // a tooltip waits to appear
    not_after(1000 * (g.Style.HoverDelayNormal - g.HoverItemDelayTimer) + 10);
  if (in >= 0) js_page_timer(in);
}

// Items that others may overlap (tabs, tree items, table rows) count as hovered only from their second frame: a button
// therefore waits one frame behind the move that led to it, and each change of one has a frame of its own. Dear ImGui's
// own queue does the former for touch alone.
void Platform::apply_input() {
  ImGuiIO& io = ImGui::GetIO();
  bool moved = false, changed = false;
  std::size_t done = 0;
  for (; done < input_.size() && !changed; ++done) {
    const Input& event = input_[done];
    if (event.of_keyboard) {
      apply_key(event);
      continue;
    }
    if (event.button >= 0 && moved) break;
    io.AddMouseSourceEvent(event.touch ? ImGuiMouseSource_TouchScreen : ImGuiMouseSource_Mouse);
    moved |= event.position.x != io.MousePos.x || event.position.y != io.MousePos.y;
    io.AddMousePosEvent(event.position.x, event.position.y);
    if (event.button < 0) continue;
    if (moved) break;  // it brought its own move
    // The browser knows which click is a double one: from the person's settings, however long our frames take.
    const bool told = event.clicks > 0, more = event.clicks > 1;
    io.MouseDoubleClickTime = !told ? 0.3f : more ? FLT_MAX : -1;
    io.MouseDoubleClickMaxDist = told ? FLT_MAX : 6 * ratio_;
    io.AddMouseButtonEvent(event.button, event.down);
    changed = true;
  }
  input_.erase(input_.begin(), input_.begin() + std::ptrdiff_t(done));
}

void Platform::apply_key(const Input& event) {
  ImGuiIO& io = ImGui::GetIO();
  io.AddKeyEvent(ImGuiMod_Ctrl, event.modifiers & 1);
  io.AddKeyEvent(ImGuiMod_Shift, event.modifiers & 2);
  io.AddKeyEvent(ImGuiMod_Alt, event.modifiers & 4);
  io.AddKeyEvent(ImGuiMod_Super, event.modifiers & 8);
  if (event.key) io.AddKeyEvent(event.key, event.down);
  if (event.sign) io.AddInputCharacter(event.sign);
}

void Platform::frame() {
  if (context_lost_ || in_frame_ || ratio_ == 0) return;
  in_frame_ = true;
  const double began = js_page_now();
  ImGuiIO& io = ImGui::GetIO();
  io.DeltaTime = last_frame_ > 0 ? float(std::clamp((began - last_frame_) / 1000, 0.0001, 1.0)) : 1 / 60.f;
  last_frame_ = began;
  pending_ = std::max(0, pending_ - 1);
  wake_at_ = -1;
  io.ConfigInputTextCursorBlink = began - last_input_ < 10'000 && io.WantTextInput && !js_page_still();

  apply_input();
  gui::a11y::begin_frame();
  ImGui::NewFrame();
  float& dim = ImGui::GetCurrentContext()->DimBgRatio;  // of what lies behind a dialog: comes and goes by degrees
  if (dim > 0 && dim < 1 && js_page_still()) dim = ImGui::GetTopMostPopupModal() ? 1 : 0;
  draw_();
  const gui::a11y::Tree& tree = gui::a11y::end_frame();
  mirror_.show(tree, ratio_);
  if (tree.unfinished) pending_ = std::max(pending_, 1);
  ImGui::Render();
  const double drawn = js_page_now();
  if (font_.rasterise()) pending_ = std::max(pending_, 1);
  const double filled = js_page_now();
  renderer_.draw(*ImGui::GetDrawData(), ImGui::GetStyle().Colors[ImGuiCol_WindowBg], font_);
  const double ended = js_page_now();

  if (const int cursor = ImGui::GetMouseCursor(); cursor != cursor_) {
    static constexpr const char* css[] = {"default",     "text",    "move", "ns-resize", "ew-resize",  "nesw-resize",
                                          "nwse-resize", "pointer", "wait", "progress",  "not-allowed"};
    cursor_ = cursor;
    js_page_cursor(cursor < 0 || cursor >= IM_ARRAYSIZE(css) ? "none" : css[cursor]);
  }
  ++frames_;
  if (counting_) {
    if (!reasons_.empty()) shown_reasons_ = std::exchange(reasons_, {});  // none: the frame before is still followed up
    js_page_count(double(frames_), drawn - began, filled - drawn, ended - filled, shown_reasons_.c_str());
  }
  in_frame_ = false;
  schedule();
}

void Platform::timer() {
  note("timer");
  pending_ = std::max(pending_, 2);
  frame();
}

void Platform::resize(int width, int height, double ratio) {
  ImGuiIO& io = ImGui::GetIO();
  ratio_ = float(ratio);
  io.DisplaySize = ImVec2(float(width), float(height));
  font_.set_ratio(ratio_);
  ui::set_scale(ratio_);
  wake("resize");
}

void Platform::pointer(double x, double y, int button, bool down, bool touch) {
  const bool gone = x < -1e6;  // left the page, or a finger that was lifted
  last_input_ = js_page_now();
  // Whole pixels, as Dear ImGui keeps them.
  const ImVec2 at = gone ? ImVec2(-FLT_MAX, -FLT_MAX) : ImFloor(ImVec2(float(x) * ratio_, float(y) * ratio_));
  input_.push_back({.position = at, .button = button, .down = down, .touch = touch});
  wake("pointer", frames_after_event);
}

void Platform::clicks(int count) {
  if (!input_.empty()) input_.back().clicks = count;
}

void Platform::key(std::string_view code, std::string_view key, bool down, int modifiers) {
  last_input_ = js_page_now();
  // Signs that are commands. All other text is typed in the mirror's fields.
  const bool sign = down && !(modifiers & 13) && (key == "/" || key == "?");
  input_.push_back({.down = down,
                    .of_keyboard = true,
                    .key = key_of(code, key),
                    .sign = sign ? ImWchar(key[0]) : ImWchar(0),
                    .modifiers = modifiers});
  wake("key", frames_after_event);
}

void Platform::focus(bool focused) {
  ImGui::GetIO().AddFocusEvent(focused);
  wake("focus");
}

void Platform::context(bool alive) {
  context_lost_ = !alive;
  if (!alive) return renderer_.forget();
  renderer_.restore();
  wake("context");
}

}  // namespace browser

using browser::Platform;
JS_EXPORT void page_frame(Platform* platform) { platform->frame(); }
JS_EXPORT void page_timer(Platform* platform) { platform->timer(); }
JS_EXPORT void page_wake(Platform* platform) { platform->wake("mirror", browser::frames_after_event); }
JS_EXPORT void page_resize(Platform* platform, int width, int height, double ratio) {
  platform->resize(width, height, ratio);
}
JS_EXPORT void page_pointer(Platform* platform, double x, double y, int button, int down, int touch) {
  platform->pointer(x, y, button, down, touch);
}
JS_EXPORT void page_clicks(Platform* platform, int count) { platform->clicks(count); }
JS_EXPORT void page_key(Platform* platform, const char* code, const char* key, int down, int modifiers) {
  platform->key(code, key, down, modifiers);
}
JS_EXPORT void page_focus(Platform* platform, int focused) { platform->focus(focused); }
JS_EXPORT void page_context(Platform* platform, int alive) { platform->context(alive); }
