// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gui/widgets/form_row.h"

#include <algorithm>

#include "gui/widgets/internal.h"

namespace ui {
namespace {

constexpr float padding = gui::layout::gutter, padding_y = 10, label_width = 280, control_width_ = 304, column_gap = 24;

ImGuiWindow& window() { return *ImGui::GetCurrentContext()->CurrentWindow; }

void draw_label(const FormLabel& l, float width) {
  const float chip_room = l.changed ? chip_width("changed") / theme().scale + 6 : 0;
  {
    const Row row(20, 6);
    text_cut(l.label, width - chip_room, Text::body_strong);
    if (l.changed) chip("changed", Tone::accent);
  }
  if (l.help.empty()) return;
  space(2);
  // Said as the description of the control.
  const Scope unsaid(Role::none, "");
  paragraph(l.help, width, Text::small, Token::text_muted);
}

}  // namespace

FormRow::FormRow(const FormLabel& l)
    : scope_(Role::group, l.label),
      help_(l.help),
      bar_(l.different ? Token::warning_fill
           : l.changed ? Token::accent_fill
                       : Token::scrim) {
  const ImVec2 at = ImGui::GetCursorScreenPos();
  area_ = {at.x, at.y, ImGui::GetContentRegionAvail().x, px(padding_y)};
  right_ = window().ContentRegionRect.Max.x;
  indent_ = window().DC.Indent.x;
  const float room = area_.design_width() - 2 * padding;
  wide_ = room >= label_width + column_gap + control_width_;
  side_notes_ = room >= label_width + 2 * column_gap + control_width_ + 160;
  control_ = wide_ ? control_width_ : room;
  const float words = wide_ ? label_width : room, top = at.y + px(padding_y);
  column(padding, top, words);
  draw_label(l, words);
  end_column();
  last_ = ImGui::GetCurrentContext()->LastItemData.ID;
  if (wide_)
    column(padding + label_width + column_gap, top, control_);
  else
    column(padding, area_.bottom() + px(6), control_);
}

FormRow::~FormRow() {
  if (!in_notes_) a11y::describe(last_, help_);
  end_column();
  area_.h += px(padding_y);
  line_below(area_, Token::border_subtle);
  if (bar_ != Token::scrim) fill({area_.x, area_.y, px(2), area_.h - px(1)}, bar_);
  ImGui::SetCursorScreenPos(min_of(area_));
  ImGui::ItemSize(ImVec2(area_.w, area_.h), 0);
}

void FormRow::notes() {
  if (in_notes_) return;
  a11y::describe(last_, help_);
  end_column();
  in_notes_ = true;
  const float left = padding + label_width + column_gap;
  if (side_notes_)
    column(left + control_ + column_gap, area_.y + px(padding_y + 6),
           area_.design_width() - left - control_ - column_gap - padding);
  else
    column(wide_ ? left : padding, area_.bottom() + px(6), control_);
}

float FormRow::control_width() const { return control_; }

// From now on lines begin at `x` and end after `width`, both in design pixels.
void FormRow::column(float x, float y, float width) {
  auto& w = window();
  const float left = area_.x + px(x);
  w.DC.Indent.x = indent_ + left - area_.x;
  w.ContentRegionRect.Max.x = left + px(width);
  ImGui::SetCursorScreenPos({left, y});
}

void FormRow::end_column() {
  auto& w = window();
  area_.h = std::max(area_.h, w.DC.CursorPos.y - area_.y);
  w.DC.Indent.x = indent_;
  w.ContentRegionRect.Max.x = right_;
}

}  // namespace ui
