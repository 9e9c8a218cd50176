// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gui/widgets/panel.h"

#include <algorithm>
#include <cmath>

#include "gui/widgets/internal.h"

namespace ui {

// ---- sections --------------------------------------------------------------------------------------------------

Section::Section(std::string_view title, std::string_view count) {
  scope_.emplace(Role::group, title);
  space(12);
  ImGui::Indent(px(gui::layout::gutter));
  if (title.empty()) return;
  auto at = ImGui::GetCursorScreenPos();
  Area line{at.x, at.y, ImGui::GetContentRegionAvail().x - px(gui::layout::gutter), px(20)};
  heading(title, 3, Text::body_strong);
  if (!count.empty()) {
    draw_line_right(line, count, Text::small, Token::text_muted);
    a11y::text(count, line.box());
  }
  space(8);
}

Section::~Section() {
  ImGui::Unindent(px(gui::layout::gutter));
  space(12);
  fill(place(ImGui::GetContentRegionAvail().x, px(1)), Token::border_subtle);
}

// ---- key and value ---------------------------------------------------------------------------------------------

KeyValues::KeyValues(float key_width) : key_width_(key_width) {
  scope_.emplace(Role::group, "Properties");
  left_ = ImGui::GetCursorScreenPos().x;
}

KeyValues::~KeyValues() { close(); }

void KeyValues::close() {
  line_.reset();
  if (open_) space(4);
  open_ = false;
}

float KeyValues::value_width() const {
  auto* window = ImGui::GetCurrentContext()->CurrentWindow;
  float right = window->WorkRect.Max.x - px(gui::layout::gutter);
  return std::max(0.0f, (right - left_) / theme().scale - key_width_ - 12);
}

void KeyValues::row(std::string_view key) {
  close();
  open_ = true;
  auto at = ImGui::GetCursorScreenPos();
  Area line{left_, at.y, px(key_width_), px(20)};
  std::string shown = cut_end(one_line(key), line.w, Text::body);
  draw_line(line, shown, Text::body, Token::text_muted);
  a11y::text(key, line.box(), Role::term);
  // The value's row begins behind the key; what is in it is centred on the same line.
  ImGui::ItemSize(ImVec2(0, px(20)), 0);
  line_.emplace(Area{left_ + px(key_width_ + 12), at.y, px(value_width()), px(20)}, 6.0f);
}

void KeyValues::row(std::string_view key, std::string_view value) {
  row(key);
  if (value.empty())
    text("–", Text::body, Token::text_muted);
  else
    text_cut(value, value_width());
}

void KeyValues::lines(std::string_view key, std::string_view value, Text style) {
  if (value.empty()) return row(key, value);
  const float y = ImGui::GetCursorScreenPos().y + (open_ ? px(4) : 0);
  row(key);
  line_.reset();
  const float lead = (20 - float(gui::style_of(style).line)) / 2;  // on the line of the key
  at({left_ + px(key_width_ + 12), y + px(lead), 0, 0});
  paragraph(value, value_width(), style, Token::text_primary);
  space(lead);
}

// ---- empty state -----------------------------------------------------------------------------------------------

namespace {

constexpr float step_height = 56;

// One step of 56 px: icon, title over text, key cap.
bool next_step(const Area& area, const NextStep& step, bool first) {
  bool off = !step.disabled.empty();
  auto press =
      control(id(step.title), area, Role::button,
              {.name = step.title, .description = off ? step.disabled : step.text, .keys = step.keys}, step.disabled);
  if (press.hovered) fill(area.inset(1, 1), Token::state_hover, first ? gui::radius::control : 0);
  Token mark = off ? Token::text_disabled : first ? Token::accent_text : Token::text_muted;
  draw_icon_in(area, area.x + px(16), step.icon, 16, mark);
  float x = area.x + px(44), right = area.right() - px(16);
  if (!step.keys.empty()) {
    float width = std::ceil(text_width(step.keys, Text::caption)) + px(10);
    Area cap = middle({right - width, area.y, width, area.h}, px(18));
    cap.h = px(18);
    frame(cap, theme().high_contrast() ? Token::border_control : Token::border_default, gui::radius::chip);
    draw_line({cap.x + px(5), cap.y, cap.w, cap.h}, step.keys, Text::caption, Token::text_muted);
    right = cap.x - px(12);
  }
  Text style = first ? Text::body_strong : Text::body;
  draw_line({x, area.y + px(10), right - x, px(20)}, cut_end(step.title, right - x, style), style,
            off ? Token::text_disabled : Token::text_primary);
  std::string_view below = off ? step.disabled : step.text;
  draw_line({x, area.y + px(30), right - x, px(16)}, cut_end(below, right - x, Text::small), Text::small,
            Token::text_muted);
  if (press.focused) focus_ring(area, -2, gui::radius::control);
  return press.pressed;
}

}  // namespace

int empty_state(const Area& area, Icon icon, std::string_view title, std::string_view text,
                std::span<const NextStep> steps, std::string_view foot) {
  float width = std::min(px(480), area.w - px(32));
  float height =
      px(48 + 16 + 24 + 8 + 40) + (steps.empty() ? 0 : px(16) + px(step_height) * float(steps.size())) + px(40);
  Area box{std::round(area.x + (area.w - width) / 2), std::round(area.y + std::max(px(16), (area.h - height) / 2)),
           width, height};
  Scope group(Role::group, title);
  if (appears(title)) a11y::announce(title);
  Area square{box.x, box.y, px(48), px(48)};
  fill(square, Token::bg_sunken, gui::radius::panel);
  frame(square, Token::border_default, gui::radius::panel);
  draw_icon_in(square, square.x + px(14), icon, 20, Token::text_muted);
  at({box.x, square.bottom() + px(16), 0, 0});
  heading(title, 2, Text::title);
  auto below = [&](float gap) {
    float y = ImGui::GetCursorScreenPos().y + px(gap);
    at({box.x, y, 0, 0});
  };
  below(4);
  paragraph(text, width / theme().scale, Text::body, Token::text_secondary);
  below(16);
  int chosen = -1;
  if (!steps.empty()) {
    auto from = ImGui::GetCursorScreenPos();
    Area list{box.x, from.y, width, px(step_height) * float(steps.size())};
    fill(list, Token::bg_surface, gui::radius::panel);
    for (int i = 0; i < int(steps.size()); i++) {
      Area row{list.x, list.y + px(step_height) * float(i), width, px(step_height)};
      if (next_step(row, steps[i], i == 0)) chosen = i;
      if (i) fill({row.x, row.y, row.w, px(1)}, Token::border_subtle);
    }
    frame(list, Token::border_default, gui::radius::panel);
    at({box.x, list.bottom() + px(12), 0, 0});
  }
  if (foot.empty()) ImGui::Dummy({0, 0});  // Dear ImGui wants an item after the cursor was moved
  if (!foot.empty()) paragraph(foot, width / theme().scale, Text::small, Token::text_muted);
  return chosen;
}

}  // namespace ui
