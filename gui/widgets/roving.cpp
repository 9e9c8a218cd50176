// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gui/widgets/roving.h"

#include <algorithm>
#include <utility>

#include "gui/widgets/internal.h"

namespace ui {
namespace {

ImGuiID row_id(ImGuiID list, int row) { return ImHashData(&row, sizeof row, list); }

// The keys a list answers; while it has the keyboard nobody else gets them.
constexpr ImGuiKey own_keys[] = {ImGuiKey_UpArrow, ImGuiKey_DownArrow, ImGuiKey_LeftArrow,  ImGuiKey_RightArrow,
                                 ImGuiKey_PageUp,  ImGuiKey_PageDown,  ImGuiKey_Home,       ImGuiKey_End,
                                 ImGuiKey_Space,   ImGuiKey_Enter,     ImGuiKey_KeypadEnter};

struct Move {
  ImGuiKey key;
  int by;  // rows; ±1 page as ±2, the ends as ±3
};
constexpr Move moves[] = {{ImGuiKey_UpArrow, -1}, {ImGuiKey_DownArrow, 1}, {ImGuiKey_PageUp, -2},
                          {ImGuiKey_PageDown, 2}, {ImGuiKey_Home, -3},     {ImGuiKey_End, 3}};

}  // namespace

RovingList::RovingList(Roving& state, Role role, std::string_view name, int rows, float row_height, const Area& area,
                       const Props& props)
    : state_(state), area_(area), rows_(rows), row_height_(px(touchable(row_height))) {
  auto& g = *ImGui::GetCurrentContext();
  if (state.cursor >= rows) state.cursor = rows - 1;
  if (state.anchor >= rows) state.anchor = -1;
  ImGui::SetCursorScreenPos(min_of(area));
  list_ = id(name);
  // The focus may have been put on another row from outside (pointer, mirror): the cursor follows it.
  ImGui::BeginChild(list_, {std::max(1.0f, area.w), std::max(1.0f, area.h)}, ImGuiChildFlags_NavFlattened,
                    ImGuiWindowFlags_NoSavedSettings);
  open_ = true;
  a11y::window(role, name, props);
  ImGuiWindow* window = g.CurrentWindow;
  float view = window->InnerRect.GetHeight();
  first_visible_ = std::clamp(int(window->Scroll.y / row_height_), 0, std::max(0, rows - 1));
  last_visible_ = std::min(rows, int((window->Scroll.y + view) / row_height_) + 1);
  if (g.NavWindow == window || (g.NavWindow && g.NavWindow->RootWindowForNav == window->RootWindowForNav)) find_focus();
  if (state.take_focus && rows > 0) {
    state.take_focus = false;
    focus_row(std::max(0, state.cursor));
  }
  if (focused_) read_keys(std::max(1, int(view / row_height_) - 1));
  const bool was_in_view = state.in_view;
  const float top = float(state.cursor) * row_height_ - window->Scroll.y;
  state.reveal |= std::exchange(state.keep, false) && (state.scrolled < 0 || state.scrolled == window->Scroll.y);
  state.in_view = state.reveal || (top >= 0 && top + row_height_ <= view);
  state.scrolled = window->Scroll.y;
  if (std::exchange(state.reveal, false)) reveal(state.cursor);
  // Another density, zoom or layout: the same rows stay in view, and among them the cursor.
  if (const float was = std::exchange(state.row_height, row_height_); was > 0 && was != row_height_) {
    ImGui::SetScrollY(window->Scroll.y * row_height_ / was);
    state.keep = was_in_view;
    state.scrolled = -1;
    wake_in(0);
  }
}

RovingList::~RovingList() { end(); }

void RovingList::find_focus() {
  auto& g = *ImGui::GetCurrentContext();
  if (!g.NavId) return;
  if (state_.cursor >= 0 && g.NavId == row_id(list_, state_.cursor)) {
    focused_ = true;
    return;
  }
  // The screen moved the cursor, because rows came or went before it: the keyboard stays with it.
  if (state_.cursor >= 0 && state_.last >= 0 && g.NavId == row_id(list_, state_.last)) return give_focus(state_.cursor);
  // The screen moves the cursor itself, or Dear ImGui has only made its first choice, which nobody sees.
  if (state_.take_focus || !g.NavCursorVisible) return;
  for (int i = first_visible_; i < last_visible_; i++)
    if (g.NavId == row_id(list_, i)) {
      focused_ = keys_.moved = true;
      state_.cursor = i;
    }
}

void RovingList::read_keys(int page) {
  auto& io = ImGui::GetIO();
  for (ImGuiKey key : own_keys) ImGui::SetKeyOwner(key, list_);
  auto pressed = [&](ImGuiKey key, ImGuiInputFlags flags = 0) { return ImGui::IsKeyPressed(key, flags, list_); };
  auto free_pressed = [](ImGuiKey key) { return ImGui::IsKeyPressed(key, 0, ImGuiKeyOwner_NoOwner); };
  if (ImGui::GetCurrentContext()->NavCursorVisible == false && io.InputQueueCharacters.Size == 0) {
    // A click left the focus here; the first key shows where it is.
    for (ImGuiKey key : own_keys)
      if (ImGui::IsKeyDown(key)) ImGui::SetNavCursorVisible(true);
  }
  for (auto [key, by] : moves) {
    if (!pressed(key, ImGuiInputFlags_Repeat) || rows_ == 0) continue;
    int from = std::max(0, state_.cursor);
    int to = by == -1   ? from - 1
             : by == 1  ? from + 1
             : by == -2 ? from - page
             : by == 2  ? from + page
             : by < 0   ? 0
                        : rows_ - 1;
    to = std::clamp(to, 0, rows_ - 1);
    if (io.KeyShift && state_.anchor < 0) state_.anchor = from;
    if (!io.KeyShift) state_.anchor = -1;
    keys_.moved = to != from || state_.cursor < 0;
    keys_.extend = io.KeyShift;
    focus_row(to);
  }
  keys_.enter = pressed(ImGuiKey_Enter) || pressed(ImGuiKey_KeypadEnter);
  keys_.space = pressed(ImGuiKey_Space);
  keys_.left = pressed(ImGuiKey_LeftArrow, ImGuiInputFlags_Repeat);
  keys_.right = pressed(ImGuiKey_RightArrow, ImGuiInputFlags_Repeat);
  // Of a key that came with the move of the focus: Dear ImGui saw it before it was the list's.
  if (keys_.moved || keys_.left || keys_.right) ImGui::NavMoveRequestCancel();
  keys_.all = io.KeyCtrl && free_pressed(ImGuiKey_A);
  keys_.remove = free_pressed(ImGuiKey_Delete);
  keys_.escape = free_pressed(ImGuiKey_Escape);
  keys_.menu = free_pressed(ImGuiKey_Menu) || (io.KeyShift && free_pressed(ImGuiKey_F10));
  if (keys_.menu) reveal(state_.cursor);
}

void RovingList::give_focus(int row) {
  auto& g = *ImGui::GetCurrentContext();
  ImGuiWindow* window = g.CurrentWindow;
  if (g.NavWindow != window) ImGui::FocusWindow(window);
  ImRect rect(0, float(row) * row_height_, area_.w, float(row + 1) * row_height_);
  ImGui::SetNavID(row_id(list_, row), ImGuiNavLayer_Main, g.CurrentFocusScopeId, rect);
  focused_ = true;
}

void RovingList::focus_row(int row) {
  state_.cursor = row;
  give_focus(row);
  ImGui::SetNavCursorVisible(true);
  reveal(row);
}

void RovingList::reveal(int row) {
  if (row < 0) return;
  ImGuiWindow* window = ImGui::GetCurrentContext()->CurrentWindow;
  float top = float(row) * row_height_, view = window->InnerRect.GetHeight();
  const bool above = top<window->Scroll.y, below = top + row_height_> window->Scroll.y + view;
  if (above) ImGui::SetScrollY(top);
  if (below) ImGui::SetScrollY(top + row_height_ - view);
  if (above || below) state_.scrolled = -1;
}

// The visible rows, and the cursor's row before or after them, so that the Tab stop and the focus always exist.
bool RovingList::step() {
  int cursor = state_.cursor;
  for (; pass_ < 3; pass_++) {
    first_ = last_ = 0;
    if (pass_ == 0 && cursor >= 0 && cursor < first_visible_) first_ = cursor, last_ = cursor + 1;
    if (pass_ == 1) first_ = first_visible_, last_ = last_visible_;
    if (pass_ == 2 && cursor >= last_visible_ && cursor < rows_) first_ = cursor, last_ = cursor + 1;
    if (last_ > first_) {
      pass_++;
      return true;
    }
  }
  return false;
}

RovingList::RowState RovingList::row(int index) {
  auto& g = *ImGui::GetCurrentContext();
  ImGuiWindow* window = g.CurrentWindow;
  RowState row;
  row.id = row_id(list_, index);
  row.area = {area_.x, std::round(window->DC.CursorStartPos.y + float(index) * row_height_),
              window->InnerRect.GetWidth(), row_height_};
  row.cursor = index == std::max(0, state_.cursor);
  ImRect rect = rect_of(row.area);
  ImGui::PushItemFlag(ImGuiItemFlags_NoTabStop, !row.cursor);
  ImGui::SetNextItemAllowOverlap();
  bool visible = ImGui::ItemAdd(rect, row.id);
  ImGui::PopItemFlag();
  row.menu = row.cursor && keys_.menu;
  row.menu_at = {row.area.x + px(16), row.area.bottom()};
  if (!visible) return row;
  bool held = false;
  row.clicked = ImGui::ButtonBehavior(rect, row.id, &row.hovered, &held,
                                      ImGuiButtonFlags_PressedOnClick | ImGuiButtonFlags_NoHoldingActiveId);
  // A key that came with the move of the focus: Dear ImGui saw it before it was the list's.
  if (g.NavActivateId == row.id && (keys_.enter || keys_.space)) row.clicked = false;
  row.hovered = g.HoveredId == row.id;
  // What lies over the row comes later in the frame, so Dear ImGui believes a row only if nothing took the pointer in
  // the frame before. A press that came together with the move (touch, robots) is answered one frame later.
  const bool waited = std::exchange(state_.pressed, state_.pressed == index ? -1 : state_.pressed) == index;
  row.clicked |= waited && g.HoveredIdPreviousFrame == row.id;
  if (!row.clicked && row.hovered && ImGui::IsMouseClicked(0)) {
    state_.pressed = index;
    wake_in(0);
  }
  row.double_clicked = row.hovered && ImGui::IsMouseDoubleClicked(0);
  row.focused = has_keyboard(row.id);
  row.ctrl = g.IO.KeyCtrl;
  row.shift = g.IO.KeyShift;
  if (row.hovered && ImGui::IsMouseClicked(1)) {
    row.menu = true;
    row.menu_at = g.IO.MousePos;
    state_.cursor = index;
    ImGui::SetFocusID(row.id, window);  // where the keyboard returns to
  }
  if (row.clicked) {
    if (row.shift && state_.anchor < 0) state_.anchor = std::max(0, state_.cursor);
    if (!row.shift) state_.anchor = -1;
    state_.cursor = index;
  }
  return row;
}

int RovingList::drag_to(float y) {
  ImGuiWindow* window = ImGui::GetCurrentContext()->CurrentWindow;
  const float inside = std::clamp(y, area_.y, area_.bottom() - 1);
  if (y != inside) ImGui::SetScrollY(window->Scroll.y + (y - inside) / 4);
  return std::clamp(int((inside - area_.y + window->Scroll.y) / row_height_), 0, rows_ - 1);
}

void RovingList::focus_ring(const RowState& row) const {
  if (row.focused) ui::focus_ring(row.area, -2, 0);
}

void RovingList::end() {
  if (!open_) return;
  open_ = false;
  state_.last = state_.cursor;
  // The height of all rows, whether submitted or not.
  auto* window = ImGui::GetCurrentContext()->CurrentWindow;
  ImGui::SetCursorPos({0, 0});
  ImGui::Dummy({1, float(rows_) * row_height_});
  window->DC.CursorMaxPos.x = window->DC.CursorStartPos.x;
  ImGui::EndChild();
}

}  // namespace ui
