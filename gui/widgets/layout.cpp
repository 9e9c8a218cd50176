// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gui/widgets/layout.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "gui/widgets/internal.h"

namespace ui {

// ---- areas -----------------------------------------------------------------------------------------------------

float Area::design_width() const { return w / theme().scale; }

Area Area::cut_top(float height) {
  Area strip = *this;
  strip.h = std::min(px(height), h);
  y += strip.h;
  h -= strip.h;
  return strip;
}
Area Area::cut_bottom(float height) {
  Area strip = *this;
  strip.h = std::min(px(height), h);
  h -= strip.h;
  strip.y = y + h;
  return strip;
}
Area Area::cut_left(float width) {
  Area strip = *this;
  strip.w = std::min(px(width), w);
  x += strip.w;
  w -= strip.w;
  return strip;
}
Area Area::cut_right(float width) {
  Area strip = *this;
  strip.w = std::min(px(width), w);
  w -= strip.w;
  strip.x = x + w;
  return strip;
}
Area Area::inset(float horizontal, float vertical) const {
  float dx = px(horizontal), dy = px(vertical);
  return {x + dx, y + dy, std::max(0.0f, w - 2 * dx), std::max(0.0f, h - 2 * dy)};
}

Area display() {
  auto size = ImGui::GetIO().DisplaySize;
  return {0, 0, size.x, size.y};
}

void fill(const Area& area, Token token, float corner) {
  ImGui::GetWindowDrawList()->AddRectFilled(min_of(area), max_of(area), color(token), corner ? px(corner) : 0);
}

void frame(const Area& area, Token token, float corner, float thickness) {
  float t = px(thickness);
  ImVec2 a(area.x + t / 2, area.y + t / 2), b(area.right() - t / 2, area.bottom() - t / 2);
  // Dear ImGui draws a frame half a pixel inside by itself; for whole widths we put its path exactly.
  auto* list = ImGui::GetWindowDrawList();
  list->PathRect(a, b, corner ? std::max(0.0f, px(corner) - t / 2) : 0);
  list->PathStroke(color(token), ImDrawFlags_Closed, t);
}

void line_below(const Area& area, Token token) { fill({area.x, area.bottom() - px(1), area.w, px(1)}, token); }
void line_above(const Area& area, Token token) { fill({area.x, area.y, area.w, px(1)}, token); }
void line_left(const Area& area, Token token) { fill({area.x, area.y, px(1), area.h}, token); }
void line_right(const Area& area, Token token) { fill({area.right() - px(1), area.y, px(1), area.h}, token); }

void rule() { fill(place(px(1), px(16)), Token::border_default); }

// ---- screen and regions ----------------------------------------------------------------------------------------

namespace {

constexpr auto still = ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings |
                       ImGuiWindowFlags_NoBringToFrontOnFocus;

// F6 and Shift+F6 go from region to region.
void next_region(const std::vector<ImGuiWindow*>& regions, int step) {
  if (regions.empty()) return;
  auto& g = *ImGui::GetCurrentContext();
  auto inside = [&](ImGuiWindow* w) {
    for (ImGuiWindow* at = g.NavWindow; at; at = at->ParentWindow)
      if (at == w) return true;
    return false;
  };
  int count = int(regions.size());
  auto at = std::ranges::find_if(regions, inside);
  bool nowhere = at == regions.end() || !a11y::previous().focus;
  int now = nowhere ? (step > 0 ? -1 : count) : int(at - regions.begin());
  ImGuiWindow* window = regions[(now + step + count) % count];
  // The first Tab stop that was in it. Dear ImGui's own search would look through all flattened children at once.
  auto within = [&](ImGuiWindow* w) {
    for (; w; w = w->ParentWindow)
      if (w == window) return true;
    return false;
  };
  for (auto& n : a11y::previous().nodes) {
    if (!(n.state & a11y::TabStop) || !within(n.window)) continue;
    ImGui::FocusWindow(n.window);
    ImRect rect(n.box.x, n.box.y, n.box.z, n.box.w);
    ImGui::SetNavID(n.id, ImGuiNavLayer(n.layer), n.focus_scope, ImGui::WindowRectAbsToRel(n.window, rect));
    ImGui::SetNavCursorVisible(true);
    return;
  }
}

}  // namespace

Screen::Screen() {
  auto& me = shared();
  if (ImGui::IsKeyPressed(ImGuiKey_F6) && !ImGui::GetTopMostPopupModal())
    next_region(me.regions, ImGui::GetIO().KeyShift ? -1 : 1);
  me.regions.clear();
  ImGui::SetNextWindowPos({0, 0});
  ImGui::SetNextWindowSize(ImGui::GetIO().DisplaySize);
  ImGui::Begin("screen", nullptr, still);
  a11y::window(Role::generic, "");
}
Screen::~Screen() { ImGui::End(); }

Region::Region(Role role, std::string_view name, const Area& area, const RegionStyle& style) : area_(area) {
  auto* outer = ImGui::GetCurrentContext()->CurrentWindow;
  auto cursor = outer->DC.CursorPos;
  auto furthest = outer->DC.CursorMaxPos;
  if (style.overlay) {
    // A shadow of 12 px fading out, below the panel but above its neighbours.
    auto* list = ImGui::GetWindowDrawList();
    for (int i = 1; i <= 6; i++) {
      float d = px(float(i * 2));
      list->AddRectFilled({area.x - d, area.y}, {area.right() + d, area.bottom()},
                          (color(Token::shadow) & 0x00FFFFFF) | (color(Token::shadow) >> 24) / 6 << 24);
    }
  }
  ImGui::SetCursorScreenPos(min_of(area));
  ImGui::PushStyleColor(ImGuiCol_ChildBg, color(style.background));
  ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, {px(style.padding_x), px(style.padding_y)});
  int flags = ImGuiWindowFlags_NoSavedSettings;
  if (!style.scrolls) flags |= ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse;
  visible_ = ImGui::BeginChild(id(name), {std::max(1.0f, area.w), std::max(1.0f, area.h)},
                               ImGuiChildFlags_AlwaysUseWindowPadding | ImGuiChildFlags_NavFlattened, flags);
  ImGui::PopStyleVar();
  ImGui::PopStyleColor();
  a11y::window(role, name);
  shared().regions.push_back(ImGui::GetCurrentContext()->CurrentWindow);
  outer->DC.CursorPos = cursor;  // regions are placed by their area; they leave no trace in their parent
  outer->DC.CursorMaxPos = furthest;
}

Region::~Region() {
  auto* outer = ImGui::GetCurrentContext()->CurrentWindow->ParentWindow;
  auto cursor = outer->DC.CursorPos;
  auto furthest = outer->DC.CursorMaxPos;
  ImGui::EndChild();
  outer->DC.CursorPos = cursor;
  outer->DC.CursorMaxPos = furthest;
}

// ---- rows ------------------------------------------------------------------------------------------------------

Row::Row(const Area& area, float gap, float padding) : area_(area) { begin(gap, padding); }

Row::Row(float height, float gap, float padding) : moves_cursor_(true) {
  auto at = ImGui::GetCursorScreenPos();
  area_ = {at.x, at.y, ImGui::GetContentRegionAvail().x, px(height)};
  begin(gap, padding);
}

void Row::begin(float gap, float padding) {
  window_ = ImGui::GetCurrentContext()->CurrentWindow;
  outer_ = std::exchange(shared().row, this);
  gap_ = px(gap);
  padding_ = px(padding);
  x_ = area_.x + padding_;
  // Known by its place in the window and by what is around it.
  float place[] = {area_.x - window_->Pos.x + window_->Scroll.x, area_.y - window_->Pos.y + window_->Scroll.y};
  right_id_ = ImHashData(place, sizeof place, window_->IDStack.back());
  right_width_ = window_->StateStorage.GetFloat(right_id_, 0);
}

void Row::space(float width) { x_ += px(width); }

void Row::hide(bool hidden) {
  if (hidden == hidden_) return;
  hidden_ = hidden;
  if (hidden)
    ImGui::PushClipRect({0, 0}, {0, 0}, true);
  else
    ImGui::PopClipRect();
}

void Row::align_right() {
  right_from_ = std::round(area_.right() - padding_ - right_width_);
  x_ = right_from_;
  hide(right_width_ <= 0);  // first frame: not yet known where it goes
}

float Row::rest() const {
  float end = area_.right() - padding_;
  if (right_from_ < 0 && right_width_ > 0) end -= right_width_ + gap_;
  return std::max(0.0f, end - x_) / theme().scale;
}

Row::~Row() {
  if (right_from_ >= 0) {
    float width = std::max(0.0f, x_ - gap_ - right_from_);
    if (width != right_width_) wake_in(0);
    window_->StateStorage.SetFloat(right_id_, width);
    hide(false);
  }
  shared().row = outer_;
  if (moves_cursor_) {
    window_->DC.CursorPos = {area_.x, area_.y};
    ImGui::ItemSize(ImVec2(0, area_.h), 0);
  }
}

Area place(float width, float height) {
  auto* window = ImGui::GetCurrentContext()->CurrentWindow;
  Row* row = shared().row;
  if (!row || row->window_ != window) {
    auto at = ImGui::GetCursorScreenPos();
    Area area{std::round(at.x), std::round(at.y), std::round(width), std::round(height)};
    ImGui::ItemSize(ImVec2(area.w, area.h), 0);
    return area;
  }
  Area area{std::round(row->x_), 0, std::round(width), std::round(height)};
  area.y = row->area_.y + std::floor((row->area_.h - area.h) / 2);
  row->x_ = area.right() + row->gap_;
  window->DC.CursorMaxPos = ImMax(window->DC.CursorMaxPos, max_of(area));
  return area;
}

float width_or_rest(float design_width) {
  if (design_width > 0) return px(design_width);
  auto* window = ImGui::GetCurrentContext()->CurrentWindow;
  Row* row = shared().row;
  if (row && row->area().w > 0 && row->in(window)) return std::floor(row->rest() * theme().scale);
  return ImGui::GetContentRegionAvail().x;
}

void space(float height) { ImGui::ItemSize(ImVec2(0, px(height)), 0); }

void at(const Area& area) { ImGui::SetCursorScreenPos(min_of(area)); }

Area rest_of_region() {
  auto at = ImGui::GetCursorScreenPos();
  auto size = ImGui::GetContentRegionAvail();
  return {at.x, at.y, std::max(0.0f, size.x), std::max(0.0f, size.y)};
}

// ---- splitter --------------------------------------------------------------------------------------------------

bool splitter(std::string_view name, float& width, float min, float max, const Area& area, bool at_left_edge) {
  auto me = id(name);
  float x = at_left_edge ? area.x : area.right() - px(1), half = px(4);
  Area hit{x - half, area.y, 2 * half + px(1), area.h};
  float was = width, scale = theme().scale;
  double wanted;
  if (a11y::take_number(me, wanted)) width = float(wanted);
  auto press = control(me, hit, Role::separator, {.name = name, .number = width, .min = min, .max = max, .step = 8});
  float direction = at_left_edge ? -1.0f : 1.0f;
  if (press.held) width += direction * ImGui::GetIO().MouseDelta.x / scale;
  if (press.focused) {
    for (auto [key, step] : {std::pair{ImGuiKey_LeftArrow, -8.0f}, std::pair{ImGuiKey_RightArrow, 8.0f}}) {
      ImGui::SetKeyOwner(key, me);
      if (ImGui::IsKeyPressed(key, ImGuiInputFlags_Repeat, me)) width += direction * step;
    }
  }
  width = std::clamp(width, min, max);
  if (press.hovered || press.held) ImGui::SetMouseCursor(ImGuiMouseCursor_ResizeEW);
  bool strong = press.hovered || press.held || press.focused;
  fill({x, area.y, px(1), area.h}, strong ? Token::border_strong : Token::border_default);
  if (press.focused) focus_ring({x, area.y, px(1), area.h}, 0, 0);
  return width != was;
}

}  // namespace ui
