// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gui/widgets/loss_list.h"

#include <algorithm>

#include "gui/widgets/internal.h"

namespace ui {

LossList::LossList(std::string_view name) : scope_(Role::list, name), width_(width_or_rest(0)) {}

LossList::~LossList() {
  if (to_ > from_)
    frame({x_, from_, width_, to_ - from_}, theme().high_contrast() ? Token::border_control : Token::border_default,
          gui::radius::control);
}

void LossList::row(Icon icon, std::string_view words, std::string_view detail) {
  const Area area = place(width_, px(32));
  if (to_ > from_)
    line_above(area, Token::border_subtle);
  else
    x_ = area.x, from_ = area.y;
  to_ = area.bottom();
  const std::string said = std::string(words) + (detail.empty() ? "" : ", ") + std::string(detail);
  const Scope item(Role::listitem, said, area.box());
  Area line = area.inset(12, 0);
  draw_icon_in(line, line.x, icon, 16, Token::text_muted);
  line.cut_left(24);
  // The detail gives way: the words say what is lost.
  const std::string lost = cut_end(one_line(words), line.w, Text::body);
  draw_line(line, lost, Text::body, Token::text_primary);
  const float room = line.w - text_width(lost, Text::body) - px(12);
  if (room > px(24))
    draw_line_right(line, cut_end(one_line(detail), room, Text::small), Text::small, Token::text_muted);
}

}  // namespace ui
