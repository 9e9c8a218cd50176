// SPDX-License-Identifier: AGPL-3.0-or-later
// For the widgets' own files: a few controls side by side with one Tab stop, where the arrows choose.
#pragma once
#include "gui/widgets/choice.h"
#include "gui/widgets/internal.h"

namespace ui {

class Group {
 public:
  Group(std::string_view name, int chosen, int count) : list_(id(name)), chosen_(chosen), was_(chosen), count_(count) {}
  Press item(int index, const Area& area, Role role, Props props, std::string_view disabled = {});
  int chosen() const { return chosen_; }

 private:
  ImGuiID list_;
  int chosen_, was_, count_;
};

/// The keyboard goes to `id`, which was or will be submitted in the current window at `area`.
void give_keyboard(ImGuiID id, const Area& area);

void draw_check_box(const Area& box, Check state, bool off);
void draw_radio(const Area& mark, bool on, bool off);

}  // namespace ui
