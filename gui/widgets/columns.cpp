// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include "gui/widgets/table.h"

namespace ui {

// Columns disappear in the order they name until the rest has room; the sharing ones then divide what is left.
std::vector<Placed> place_columns(std::span<const Column> columns, float width, bool checkboxes) {
  constexpr float padding = gui::layout::gutter, gap = 12;
  float from = padding + (checkboxes ? gui::control::checkbox + gap : 0), room = width - from - padding;
  std::vector<bool> shown;
  for (const Column& column : columns) shown.push_back(!column.hidden);
  auto needed = [&] {
    float sum = -gap;
    for (std::size_t i = 0; i < columns.size(); i++)
      if (shown[i]) sum += gap + (columns[i].width > 0 ? columns[i].width : columns[i].min_width);
    return sum;
  };
  for (int order = 1; needed() > room && order <= int(columns.size()); order++)
    for (std::size_t i = 0; i < columns.size(); i++)
      if (columns[i].drop == order) shown[i] = false;

  float fixed = -gap, parts = 0;
  for (std::size_t i = 0; i < columns.size(); i++) {
    if (!shown[i]) continue;
    fixed += gap + columns[i].width;
    if (columns[i].width <= 0) parts += columns[i].parts;
  }
  float share = parts > 0 ? std::max(0.0f, room - fixed) / parts : 0;
  std::vector<Placed> placed(columns.size());
  float x = from;
  for (std::size_t i = 0; i < columns.size(); i++) {
    if (!shown[i]) continue;
    float w = columns[i].width > 0 ? columns[i].width : share * columns[i].parts;
    placed[i] = {x, w};
    x += w + gap;
  }
  return placed;
}

}  // namespace ui
