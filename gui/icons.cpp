// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gui/icons.h"

#include <algorithm>
#include <cmath>
#include <numbers>

#include "gui/theme/tokens.h"

namespace gui {
namespace {

using namespace icon_data;

// One primitive after the other, from quarters of the 24-unit grid to device pixels. Level and upright lines are moved
// to where a stroke of this width covers whole pixels; everything else stays exactly where the drawing has it.
class Pen {
 public:
  Pen(ImDrawList& list, ImVec2 at, float size, ImU32 color, float stroke)
      : list_(list),
        at_{std::round(at.x), std::round(at.y)},
        unit_(size / (4 * icon_size::grid)),
        color_(color),
        stroke_(stroke),
        centre_(int(std::round(stroke)) % 2 ? 0.5f : 0) {}

  void draw(std::int8_t primitive, const std::int8_t* n, int count) {
    constexpr float tens = 10 * std::numbers::pi_v<float> / 180;
    switch (primitive) {
      case polyline:
        line(n, count / 2, false);
        break;
      case polygon:
        line(n, count / 2, true);
        break;
      case rectangle:
        list_.PathRect({snap(x(n[0])), snap(y(n[1]))}, {snap(x(n[0] + n[2])), snap(y(n[1] + n[3]))}, n[4] * unit_);
        list_.PathStroke(color_, ImDrawFlags_Closed, stroke_);
        break;
      case circle:
        list_.AddCircle({x(n[0]), y(n[1])}, n[2] * unit_, color_, 0, stroke_);
        break;
      case disc:
        list_.AddCircleFilled({x(n[0]), y(n[1])}, n[2] * unit_, color_);
        break;
      case arc:
        list_.PathArcTo({x(n[0]), y(n[1])}, n[2] * unit_, n[3] * tens, n[4] * tens);
        list_.PathStroke(color_, 0, stroke_);
        break;
    }
  }

 private:
  void line(const std::int8_t* n, int points, bool closed) {
    auto at = [&](int i) { return n + 2 * ((i + points) % points); };
    ImVec2 first, last;
    for (int i = 0; i < points; i++) {
      const std::int8_t* p = at(i);
      bool has_before = closed || i > 0, has_after = closed || i + 1 < points;
      bool upright = (has_before && at(i - 1)[0] == p[0]) || (has_after && at(i + 1)[0] == p[0]);
      bool level = (has_before && at(i - 1)[1] == p[1]) || (has_after && at(i + 1)[1] == p[1]);
      last = {upright ? snap(x(p[0])) : x(p[0]), level ? snap(y(p[1])) : y(p[1])};
      if (i == 0) first = last;
      list_.PathLineTo(last);
    }
    list_.PathStroke(color_, closed ? ImDrawFlags_Closed : 0, stroke_);
    if (closed || stroke_ < 2) return;
    for (ImVec2 end : {first, last}) list_.AddCircleFilled(end, stroke_ / 2, color_, 8);  // round caps
  }
  float x(int quarters) const { return at_.x + quarters * unit_; }
  float y(int quarters) const { return at_.y + quarters * unit_; }
  float snap(float v) const { return std::round(v - centre_) + centre_; }

  ImDrawList& list_;
  ImVec2 at_;
  float unit_;
  ImU32 color_;
  float stroke_, centre_;
};

}  // namespace

void draw_icon(ImDrawList& list, Icon icon, ImVec2 at, float size, ImU32 color) {
  if (icon == Icon::none || (color & IM_COL32_A_MASK) == 0) return;
  float stroke = std::max(1.0f, icon_size::stroke_at16 * size / 16);
  if (const float whole = std::round(stroke); std::abs(stroke - whole) < 0.2f) stroke = whole;  // no faint edge
  Pen pen(list, at, size, color, stroke);
  int index = int(icon) - 1;
  for (int i = starts[index]; i < starts[index + 1]; i += 2 + numbers[i + 1])
    pen.draw(numbers[i], &numbers[i + 2], numbers[i + 1]);
}

}  // namespace gui
