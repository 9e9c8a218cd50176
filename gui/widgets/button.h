// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
#include "gui/widgets/context.h"

namespace ui {

enum class Kind : std::uint8_t { primary, secondary, ghost, danger, danger_final, link };
enum class Size : std::uint8_t { small, normal, large, touch };  ///< 24, 28, 36, 44

struct Button {
  Kind kind = Kind::secondary;
  Size size = Size::normal;
  Icon icon = Icon::none;
  std::string_view name = {};  ///< accessible name; default: the label
  std::string_view tooltip = {};
  std::string_view keys = {};        ///< shown in the tooltip: "Ctrl K"
  std::string_view disabled = {};    ///< reason; empty: enabled
  float width = 0;                   ///< 0: as wide as its content
  bool toggles = false, on = false;  ///< a toggle button: aria-pressed, drawn as chosen while `on`
  bool opens_menu = false;
};

/// True when pressed: by pointer, Enter, Space or assistive technology.
bool button(std::string_view label, const Button& options = {});
/// Square, with `name` as tooltip and accessible name; ghost unless the options say otherwise.
bool icon_button(Icon icon, std::string_view name, Button options = {.kind = Kind::ghost});
/// Accent text, underlined under the pointer; inside a line of text.
bool link(std::string_view label, std::string_view disabled = {});
/// Device pixels.
float button_width(std::string_view label, const Button& options = {});

/// Entry of the navigation: 32 high (28 when `pinned`), full width of the region; `rail`: icon only, 32 square.
struct NavItem {
  Icon icon = Icon::none;
  bool selected = false, pinned = false, rail = false;
  int badge = 0;
  std::string_view disabled = {};
};
bool nav_item(std::string_view label, const NavItem& options);

}  // namespace ui
