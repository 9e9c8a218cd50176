// SPDX-License-Identifier: AGPL-3.0-or-later
#include <algorithm>

#include "gui/widgets/field.h"
#include "gui/widgets/input.h"

namespace ui {
namespace {

// "access:open" and "-term" stand for themselves; "re:" begins an expression that may hold spaces.
bool looks_finished(std::string_view word) {
  if (word.starts_with("re:")) return false;
  if (word.size() > 1 && word[0] == '-') return true;
  std::size_t colon = word.find(':');
  return colon != word.npos && colon > 0 && colon + 1 < word.size();
}

// Moves the word before the space just typed to the terms.
bool take_term(FilterText& value) {
  std::string& text = value.text;
  if (text.empty() || text.back() != ' ' || text.starts_with("re:")) return false;
  std::size_t end = text.find_last_not_of(' ');
  if (end == text.npos) return false;
  std::size_t from = text.rfind(' ', end);
  from = from == text.npos ? 0 : from + 1;
  std::string word = text.substr(from, end + 1 - from);
  if (!looks_finished(word)) return false;
  text.erase(from);
  value.terms.push_back(std::move(word));
  return true;
}

// One finished term with its cross; true when it was taken away.
bool token(const Area& area, std::string_view term, int index) {
  Id scope(index);
  std::string name = "Remove filter " + std::string(term);
  auto press = control(id("term"), area, Role::button, {.name = name});
  fill(area, press.hovered ? Token::state_selected_hover : Token::accent_subtle, gui::radius::chip);
  Area inside = area;
  inside.x += px(6);
  draw_line(inside, one_line(term), Text::small, Token::accent_text);
  draw_icon_in(area, area.right() - px(4 + 12), Icon::x, 12, Token::accent_text);
  if (press.focused) focus_ring(area, 0, gui::radius::chip);
  return press.pressed;
}

}  // namespace

bool filter(std::string_view name, FilterText& value, const Filter& o) {
  auto& g = *ImGui::GetCurrentContext();
  Area area = place(width_or_rest(o.width), height_of(o.size));
  Scope search(Role::search, name);
  Id scope(name);
  bool wrong = !o.error.empty(), changed = false;
  fill(area, Token::bg_surface, gui::radius::control);
  draw_icon_in(area, area.x + px(8), Icon::filter, 14, Token::text_muted);
  float x = area.x + px(8 + 14 + 6), right = area.right() - px(4);

  // From the right: clear, count. They keep their place whatever is typed.
  Area clear{right - px(20), area.y + std::floor((area.h - px(20)) / 2), px(20), px(20)};
  right = clear.x - px(4);
  float count_width = o.count.empty() ? 0 : std::ceil(text_width(o.count, Text::small));
  Area count{right - count_width, area.y, count_width, area.h};
  if (count_width) right = count.x - px(8);

  int removed = -1;
  for (int i = 0; i < int(value.terms.size()); i++) {
    float width = std::ceil(text_width(one_line(value.terms[i]), Text::small)) + px(6 + 4 + 12 + 4);
    if (x + width + px(80) > right) break;  // the field keeps room to type
    if (token({x, area.y + std::floor((area.h - px(20)) / 2), width, px(20)}, value.terms[i], i)) removed = i;
    x += width + px(4);
  }
  if (removed >= 0) {
    value.terms.erase(value.terms.begin() + removed);
    changed = true;
  }

  TextField field{.id = id("text"), .area = {x, area.y, std::max(px(20), right - x), area.h}, .value = &value.text};
  field.placeholder = value.terms.empty() ? o.placeholder : std::string_view{};
  field.padding = px(2);
  field.focus = o.focus;
  field.flags = ImGuiInputTextFlags_EscapeClearsAll;
  field.max_bytes = 1024;
  bool was_empty = value.text.empty();
  bool typed = edit_text(field);
  changed |= typed;
  if (typed && take_term(value)) reload(field, value.text.size());
  bool back =
      field.active && was_empty && value.text.empty() && ImGui::IsKeyPressed(ImGuiKey_Backspace, 0, ImGuiKeyOwner_Any);
  if (back && !value.terms.empty()) {
    value.text = std::move(value.terms.back());
    value.terms.pop_back();
    reload(field, value.text.size());
    changed = true;
  }
  if (field.cancelled && was_empty && !value.terms.empty()) {
    value.terms.clear();
    changed = true;
  }
  frame(area, wrong ? Token::danger_fill : Token::border_control, gui::radius::control);
  if (field.active || has_keyboard(field.item)) focus_ring(area, -1);

  if (count_width) {
    draw_line(count, o.count, Text::small, Token::text_muted);
    a11y::text(o.count, count.box());
  }
  if (!value.empty()) {
    auto press = control(id("clear"), clear, Role::button, {.name = "Clear the filter", .keys = "Escape"});
    if (press.hovered) fill(clear, Token::state_hover, gui::radius::chip);
    draw_icon_in(clear, clear.x + px(3), Icon::x, 14, Token::text_muted);
    if (press.focused) focus_ring(clear, 0, gui::radius::chip);
    hint("Clear the filter", "Esc");
    if (press.pressed) {
      value = {};
      reload(field, value.text.size());
      changed = true;
    }
  }
  const std::string shown = o.count.empty() ? "" : std::string(o.count) + " shown";
  a11y::item(field.item, Role::textbox,
             {.name = name,
              .value = value.text,
              .description = wrong ? o.error : shown,
              .state = wrong ? std::uint32_t(a11y::Invalid) : 0u});
  // A click beside the text, on icon or count, is meant for the field as well.
  ImRect whole = rect_of(area);
  if (ImGui::IsMouseClicked(0) && !g.HoveredId && whole.Contains(g.IO.MousePos) && ImGui::IsWindowHovered())
    begin_editing(field);
  if (wrong) {
    Row* row = shared().row;
    if (!row) draw_line(place(area.w, px(20)), o.error, Text::small, Token::danger_text);
  }
  return changed;
}

}  // namespace ui
