// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gui/widgets/tree.h"

#include <algorithm>

#include "gui/widgets/internal.h"

namespace ui {

Tree::Tree(Roving& state, std::string_view name, int rows, float row_height)
    : list_(state, Role::tree, name, rows, row_height, rest_of_region()), state_(state) {
  if (list_.keys().moved) event_ = {TreeEvent::Kind::select, state.cursor};
}
Tree::~Tree() { list_.end(); }

bool Tree::step() { return list_.step(); }
int Tree::first() const { return list_.first(); }
int Tree::last() const { return list_.last(); }

void Tree::row(int index, const TreeRow& r) {
  auto row = list_.row(index);
  std::uint32_t state = a11y::Selectable | (r.selected ? a11y::Selected : 0u) | (row.cursor ? a11y::TabStop : 0u);
  if (r.expandable) state |= a11y::Expandable | (r.expanded ? a11y::Expanded : 0u);
  a11y::item(row.id, Role::treeitem,
             {.name = r.label,
              .description = r.said.empty() ? r.count : r.said,
              .state = state,
              .level = r.level,
              .position = r.position,
              .set_size = r.set_size});

  Area area = row.area;
  if (r.selected || row.hovered)
    fill(area, r.selected ? row.hovered ? Token::state_selected_hover : Token::state_selected : Token::state_hover);
  if (r.selected && theme().high_contrast()) fill({area.x, area.y, px(4), area.h}, Token::accent_fill);
  float x = area.x + px(8) + px(16) * float(r.level - 1);
  if (r.expandable) draw_icon_in(area, x, r.expanded ? Icon::chevron_down : Icon::chevron_right, 12, Token::text_muted);
  bool on_chevron = r.expandable && ImGui::GetIO().MousePos.x < x + px(16) && ImGui::GetIO().MousePos.x >= x - px(6);
  x += px(12) + px(6);
  if (r.icon != Icon::none) {
    draw_icon_in(area, x, r.icon, 14, Token::text_muted);
    x += px(14) + px(6);
  }
  float right = area.right() - px(8);
  if (!r.count.empty()) {
    Area count{x, area.y, right - x, area.h};
    draw_line_right(count, r.count, Text::small, Token::text_muted);
    right -= text_width(r.count, Text::small) + px(8);
  }
  Text style = r.selected ? Text::body_strong : Text::body;
  Token words = r.quiet ? Token::text_muted : Token::text_primary;
  draw_line({x, area.y, right - x, area.h}, cut_end(one_line(r.label), right - x, style), style, words);
  list_.focus_ring(row);

  bool by_pointer = row.clicked && row.hovered;
  if (row.clicked) {
    bool turn = r.expandable && by_pointer && (on_chevron || row.double_clicked);
    auto kind = turn ? r.expanded ? TreeEvent::Kind::close : TreeEvent::Kind::open : TreeEvent::Kind::select;
    event_ = {kind, index};
  }
  if (index != state_.cursor) return;
  const auto& keys = list_.keys();
  if (keys.enter || keys.space) event_ = {TreeEvent::Kind::select, index};
  if (keys.right && r.expandable && !r.expanded) event_ = {TreeEvent::Kind::open, index};
  if (keys.left && r.expandable && r.expanded)
    event_ = {TreeEvent::Kind::close, index};
  else if (keys.left && r.parent >= 0) {
    state_.cursor = r.parent;
    state_.take_focus = true;
    event_ = {TreeEvent::Kind::select, r.parent};
  }
}

TreeEvent Tree::end() {
  list_.end();
  return event_;
}

}  // namespace ui
