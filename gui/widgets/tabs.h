// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
#include <span>

#include "gui/widgets/context.h"

namespace ui {

struct Tab {
  std::string_view label;
  std::string_view count = {};  ///< in small and muted after the label: "12,384"
  int badge = 0;
  std::string_view locked = {};  ///< reason; still selectable
};
/// A strip of 36 px over the width of the region; one Tab stop, Left and Right choose. True when changed.
bool tabs(std::string_view name, int& chosen, std::span<const Tab> tabs);
/// What the chosen tab shows.
class TabPanel {
 public:
  explicit TabPanel(std::string_view tab) : scope_(Role::tabpanel, tab) {}

 private:
  Scope scope_;
};

}  // namespace ui
