// SPDX-License-Identifier: AGPL-3.0-or-later
// A virtual list of equal rows with one Tab stop: which rows to submit, where the keyboard is, what keys move it.
// The base of Table and Tree.
#pragma once
#include <memory>

#include "gui/widgets/layout.h"

namespace ui {

/// Kept by the screen from frame to frame.
struct Roving {
  int cursor = -1;          ///< row with the Tab stop; -1: none yet (then the first)
  int anchor = -1;          ///< where a Shift selection began
  bool reveal = false;      ///< set it to scroll the cursor into view
  bool keep = false;        ///< set it to keep the cursor in view, unless somebody has just scrolled
  bool in_view = false;     ///< told by the list: the whole row of the cursor can be seen
  bool take_focus = false;  ///< set it to bring the keyboard to the cursor
  int pressed = -1;         ///< the list's own: row whose press is answered in the next frame
  int last = -1;            ///< the list's own: cursor of the frame before
  float scrolled = -1;      ///< the list's own: scroll position of the frame before, when nothing is going to change it
  float row_height = 0;     ///< the list's own: of the frame before
};

/// What the keyboard asked of a list in this frame.
struct RovingKeys {
  bool moved = false, extend = false;  ///< the cursor is new; with Shift
  bool enter = false, space = false, left = false, right = false, all = false, remove = false, escape = false;
  bool menu = false;  ///< the menu key, or Shift+F10
};

class RovingList {
 public:
  /// Opens a scrolling child over `area`, rows `row_height` design pixels high.
  RovingList(Roving& state, Role role, std::string_view name, int rows, float row_height, const Area& area,
             const gui::a11y::Props& props = {});
  ~RovingList();
  RovingList(const RovingList&) = delete;
  RovingList& operator=(const RovingList&) = delete;
  bool step();
  int first() const { return first_; }
  int last() const { return last_; }

  struct RowState {
    Area area;
    ImGuiID id = 0;
    bool hovered = false, focused = false, clicked = false, double_clicked = false;
    bool ctrl = false, shift = false;  ///< with the click
    bool cursor = false;
    bool menu = false;  ///< its menu was asked for, which belongs at `menu_at`
    ImVec2 menu_at = {};
  };
  /// Submits row `index`: an ImGui item over its whole width that others may overlap.
  RowState row(int index);
  /// Ring inside the row when it has the keyboard.
  void focus_ring(const RowState& row) const;
  /// The row at this height of the display. Above and below the list its first and last in view, and the list scrolls.
  int drag_to(float y);
  const RovingKeys& keys() const { return keys_; }
  Area area() const { return area_; }
  /// Closes the child; once.
  void end();

 private:
  void find_focus();
  void read_keys(int page);
  void give_focus(int row);
  void focus_row(int row);
  void reveal(int row);
  Roving& state_;
  Area area_;
  int rows_, first_ = 0, last_ = 0, first_visible_ = 0, last_visible_ = 0, pass_ = 0;
  float row_height_;
  bool open_ = false, focused_ = false;
  RovingKeys keys_;
  ImGuiID list_ = 0;
};

}  // namespace ui
