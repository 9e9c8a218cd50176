// SPDX-License-Identifier: AGPL-3.0-or-later
// Rectangles cut from rectangles, regions with scrolling, rows of things centred on one line.
#pragma once
#include "gui/widgets/context.h"

namespace ui {

/// A rectangle in device pixels on whole pixels. The cut_ functions take a strip of so many design pixels off (less
/// when there is not so much) and return it.
struct Area {
  float x = 0, y = 0, w = 0, h = 0;
  float right() const { return x + w; }
  float bottom() const { return y + h; }
  /// Width in design pixels, for breakpoints.
  float design_width() const;
  Area cut_top(float height);
  Area cut_bottom(float height);
  Area cut_left(float width);
  Area cut_right(float width);
  /// Smaller by so many design pixels on each side.
  Area inset(float horizontal, float vertical) const;
  Area inset(float all) const { return inset(all, all); }
  ImVec4 box() const { return {x, y, x + w, y + h}; }
};

/// The whole display.
Area display();

void fill(const Area& area, Token token, float corner = 0);
/// A frame of one design pixel inside `area`.
void frame(const Area& area, Token token, float corner = 0, float thickness = 1);
/// One device line or more along an edge of `area`, inside it.
void line_below(const Area& area, Token token = Token::border_default);
void line_above(const Area& area, Token token = Token::border_default);
void line_left(const Area& area, Token token = Token::border_default);
void line_right(const Area& area, Token token = Token::border_default);
/// Vertical rule of 16 px at the cursor, centred in the current Row.
void rule();

/// Where the whole application draws: one borderless window over the display. All regions are inside it.
class Screen {
 public:
  Screen();
  ~Screen();
  Screen(const Screen&) = delete;
  Screen& operator=(const Screen&) = delete;
};

struct RegionStyle {
  Token background = Token::bg_surface;
  bool scrolls = false;  ///< vertically, when the content is higher
  float padding_x = 0, padding_y = 0;
  bool overlay = false;  ///< above its neighbours, with shadow (drawn and hit after them)
};
/// Part of the screen with a role of its own (a landmark, a toolbar, a listbox, …), own clip and, if wanted, own
/// scrolling. The cursor starts at its upper left corner plus padding. F6 goes through them.
class Region {
 public:
  Region(Role role, std::string_view name, const Area& area, const RegionStyle& style = {});
  ~Region();
  Region(const Region&) = delete;
  Region& operator=(const Region&) = delete;
  /// False when nothing of it can be seen.
  explicit operator bool() const { return visible_; }
  /// Its inside without the padding, for further cutting.
  Area area() const { return area_; }

 private:
  Area area_;
  bool visible_ = false;
};

/// Widgets side by side, each centred in the height of `area`, `gap` apart. What follows align_right() stands at the
/// right end (its width is known from the frame before).
class Row {
 public:
  explicit Row(const Area& area, float gap = 8, float padding = 0);
  /// A strip of the full width at the cursor, `height` high; the cursor goes below it afterwards.
  explicit Row(float height, float gap = 8, float padding = 0);
  ~Row();
  Row(const Row&) = delete;
  Row& operator=(const Row&) = delete;
  /// Extra space, in design pixels.
  void space(float width);
  void align_right();
  /// Design pixels left for what comes next, up to the part at the right.
  float rest() const;
  const Area& area() const { return area_; }
  /// Whether widgets drawn into `window` are placed by this row.
  bool in(const ImGuiWindow* window) const { return window == window_; }

 private:
  friend Area place(float width, float height);
  void begin(float gap, float padding);
  void hide(bool hidden);
  Area area_;
  ImGuiWindow* window_ = nullptr;
  Row* outer_ = nullptr;
  ImGuiID right_id_ = 0;  // under which the width of the part at the right is remembered
  float gap_ = 0, padding_ = 0, x_ = 0, right_width_ = 0, right_from_ = -1;
  bool moves_cursor_ = false, hidden_ = false;
};

/// For widgets: the place of the next thing of this size in device pixels (centred in the current Row, else at the
/// cursor), with the cursor moved on behind it.
Area place(float width, float height);

/// Moves the cursor down by so many design pixels.
void space(float height);
/// Puts the cursor at the upper left corner of `area`.
void at(const Area& area);
/// The rest of the current region below the cursor, as wide as the content.
Area rest_of_region();

/// A handle of 1 px (8 px hit area) on the right (or left) edge of `area`; dragging or arrow keys change `width`
/// (design pixels) within the limits. True when changed.
bool splitter(std::string_view name, float& width, float min, float max, const Area& area, bool at_left_edge = false);

}  // namespace ui
