// SPDX-License-Identifier: AGPL-3.0-or-later
// Popovers and menus.
#pragma once
#include "gui/widgets/context.h"

namespace ui {

/// Opens the popover `name` of the current ID stack below the item just submitted.
void open_popover(std::string_view name);
/// The same with its upper left corner at a place of the display, or as near as it fits.
void open_popover_at(std::string_view name, ImVec2 at);

/// The popover while it is open. Escape, a click outside and choosing an entry close it; the keyboard then returns to
/// where it was. Role::menu: entries with menu_item(); Role::dialog: anything.
class Popover {
 public:
  explicit Popover(std::string_view name, Role role = Role::menu, float width = 0);
  ~Popover();
  Popover(const Popover&) = delete;
  Popover& operator=(const Popover&) = delete;
  explicit operator bool() const { return open_; }
  void close();

 private:
  bool open_ = false;
  std::optional<Scope> scope_;
};

struct MenuItem {
  Icon icon = Icon::none;
  std::string_view keys = {};
  std::string_view disabled = {};
  bool checkable = false, checked = false, danger = false;
};
bool menu_item(std::string_view label, const MenuItem& options = {});
void menu_rule();

}  // namespace ui
