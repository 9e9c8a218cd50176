// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gui/widgets/table.h"

#include <algorithm>
#include <cmath>
#include <utility>

#include "gui/widgets/group.h"
#include "gui/widgets/internal.h"

namespace ui {

using Event = TableEvent::Kind;

struct Table::Impl {
  TableState& state;
  std::span<const Column> columns;
  TableStyle style;
  int rows;
  Area area;
  std::vector<Placed> placed = {};
  TableEvent event = {};
  std::optional<Scope> grid = {};
  std::optional<RovingList> list = {};
  RovingList::RowState row_state = {};
  std::optional<Scope> row_scope = {}, cell_scope = {};
  std::optional<Id> row_id = {};
  std::optional<Row> cell_row = {};
  Area cell_area = {};
  int column = -1, index = -1;
  bool clipped = false, ended = false;

  void header(Area strip);
  void sort_by(int column);
  void click(int index, const TableRow& row);
  void keys();
  void drag();
  void close_cell();
  void close_row();
  Area place_of(int column) const;
};

void Table::Impl::sort_by(int which) {
  state.descending = state.sort_column == which && !state.descending;
  state.sort_column = which;
  event = {Event::sort};
}

void Table::Impl::header(Area strip) {
  fill(strip, Token::bg_surface);
  if (strip.h > 0) line_below(strip, Token::border_default);
  Scope row(Role::row, "header", strip.box(), {.name = "Header", .row = 1});
  Id scope("header");
  if (style.checkboxes) {
    bool all = rows > 0 && style.selected >= rows;
    Check check = all ? Check::on : style.selected > 0 ? Check::some : Check::off;
    Area box{strip.x + px(gui::layout::gutter), strip.y + std::floor((strip.h - px(14)) / 2), px(14), px(14)};
    Scope cell(Role::columnheader, "Selection", box.box(), {.column = 1});
    at(box);
    if (check_box_only("Select all", check)) event = {all ? Event::clear : Event::select_all};
  }
  for (int i = 0; i < int(columns.size()); i++) {
    const Column& c = columns[i];
    if (placed[i].width <= 0) continue;
    Area cell{strip.x + px(placed[i].x), strip.y, px(placed[i].width), strip.h};
    bool sorted = c.sortable && state.sort_column == i;
    std::uint32_t sort_state = sorted ? state.descending ? a11y::SortedDown : a11y::SortedUp : 0u;
    int number = i + 1 + style.checkboxes;
    Press press;
    if (c.sortable) {
      press = control(id(c.name), cell, Role::columnheader, {.name = c.name, .state = sort_state, .column = number});
      if (press.pressed) sort_by(i);
    } else {
      Scope plain(Role::columnheader, c.name, cell.box(), {.column = number});
    }
    if (strip.h <= 0) continue;
    float words = std::ceil(text_width(c.name, Text::small)), arrow = sorted ? px(12) + px(4) : 0;
    Token ink = sorted || press.hovered ? Token::text_primary : Token::text_muted;
    Area text_area = cell;
    if (c.numbers) text_area.x = std::round(cell.right() - words - arrow);
    if (c.centred) text_area.x = std::round(cell.x + (cell.w - words - arrow) / 2);
    draw_line(text_area, c.name, Text::small, ink);
    if (sorted)
      draw_icon_in(cell, text_area.x + words + px(4), state.descending ? Icon::sort_up : Icon::sort_down, 12, ink);
    if (press.focused) focus_ring({cell.x, cell.y + px(4), cell.w, cell.h - px(8)}, 2, gui::radius::chip);
  }
  if (style.progress >= 0) {
    Area bar{strip.x, strip.bottom() - px(2), strip.w, px(2)};
    fill(bar, Token::border_subtle);
    bar.w = std::round(bar.w * std::min(1.0f, style.progress));
    if (bar.w >= 1) fill(bar, Token::accent_fill);
  }
}

Table::Table(TableState& state, std::string_view name, std::span<const Column> columns, int rows, const Area& area,
             const TableStyle& style)
    : impl_(new Impl{.state = state, .columns = columns, .style = style, .rows = rows, .area = area}) {
  auto& me = *impl_;
  me.placed = place_columns(columns, area.w / theme().scale, style.checkboxes);
  std::uint32_t grid_state = (style.fresh_data ? a11y::Busy : 0u) | (style.checkboxes ? a11y::MultiSelectable : 0u);
  me.grid.emplace(style.tree ? Role::treegrid : Role::grid, name, area.box(),
                  Props{.state = grid_state, .rows = rows + 1, .columns = int(columns.size()) + style.checkboxes});
  Area body = area;
  me.header(body.cut_top(style.header > 0 ? touchable(style.header) : 0));
  me.list.emplace(state.rows, Role::rowgroup, name, rows, style.row_height, body);
  me.keys();
  me.drag();
}

Table::~Table() { end(); }

void Table::Impl::keys() {
  const auto& k = list->keys();
  int at = state.rows.cursor;
  if (k.moved && k.extend)
    event = {Event::extend, at, std::min(at, state.rows.anchor), std::max(at, state.rows.anchor)};
  else if (k.moved)
    event = {Event::focus, at};
  if (at >= 0 && k.enter) event = {Event::open, at};
  if (at >= 0 && k.space) event = {Event::toggle, at};
  if (k.all) event = {Event::select_all};
  if (k.remove) event = {Event::remove, at};
  if (k.escape) event = {Event::clear};
}

// The rows that the pointer passes become as the one became on whose checkbox it was pressed.
void Table::Impl::drag() {
  if (!ImGui::IsMouseDown(0) || rows == 0) state.dragged = -1;
  if (state.dragged < 0) return;
  int at = list->drag_to(ImGui::GetMousePos().y);
  if (at == state.dragged) return;
  event = {Event::extend, at, std::min(at, state.dragged), std::max(at, state.dragged), state.drag_on};
  state.dragged = at;
}

bool Table::step() {
  impl_->close_row();
  return impl_->list->step();
}
int Table::first() const { return impl_->list->first(); }
int Table::last() const { return impl_->list->last(); }

void Table::Impl::click(int index, const TableRow& row) {
  const auto& r = row_state;
  if (r.menu) event = {.kind = Event::menu, .row = index, .at = r.menu_at};
  if (!r.clicked) return;
  float box_end = r.area.x + px(touchable(gui::layout::gutter + gui::control::checkbox + 6));
  bool on_box = style.checkboxes && r.hovered && ImGui::GetIO().MousePos.x < box_end;
  if (r.shift && r.hovered && state.rows.anchor >= 0)
    event = {Event::extend, index, std::min(index, state.rows.anchor), std::max(index, state.rows.anchor)};
  else if (on_box || (r.ctrl && r.hovered)) {
    event = {row.locked.empty() ? Event::toggle : Event::select, index};
    if (on_box) state.dragged = index, state.drag_on = !row.selected;
  } else
    event = {r.double_clicked ? Event::open : Event::select, index};
}

void Table::row(int index, const TableRow& row) {
  auto& me = *impl_;
  me.close_row();
  me.row_state = me.list->row(index);
  me.index = index;
  const auto& r = me.row_state;
  std::uint32_t state = (r.cursor ? a11y::TabStop : 0u) | (row.in_details ? a11y::Current : 0u);
  if (me.style.checkboxes && row.locked.empty()) state |= a11y::Selectable | (row.selected ? a11y::Selected : 0u);
  if (row.expandable) state |= a11y::Expandable | (row.expanded ? a11y::Expanded : 0u);
  a11y::item(r.id, Role::row,
             {.name = row.name,
              .description = row.locked,
              .state = state,
              .level = row.level,
              .row = index + 2,
              .position = row.position,
              .set_size = row.set_size});
  me.click(index, row);
  const auto& keys = me.list->keys();
  if (r.cursor && row.expandable && (row.expanded ? keys.left : keys.right)) me.event = {Event::turn, index};
  if (r.cursor && !row.expanded && keys.left && row.parent >= 0) {
    me.state.rows.cursor = row.parent;
    me.state.rows.take_focus = true;
    me.event = {Event::focus, row.parent};
  }
  me.row_scope.emplace(r.id);
  me.row_id.emplace(index);
  me.column = -1;

  Area a = r.area;
  if (row.selected)
    fill(a, r.hovered ? Token::state_selected_hover : Token::state_selected);
  else if (r.hovered || row.is_new)
    fill(a, r.hovered ? Token::state_hover : Token::state_new_row);
  line_below(a, Token::border_subtle);
  if (row.in_details) fill({a.x, a.y, px(2), a.h}, Token::accent_fill);
  if (row.selected && theme().high_contrast()) fill({a.x, a.y, px(4), a.h}, Token::accent_fill);
  if (me.style.checkboxes) {
    Area box{a.x + px(gui::layout::gutter), a.y + std::floor((a.h - px(14)) / 2), px(14), px(14)};
    if (row.locked.empty())
      draw_check_box(box, row.selected ? Check::on : Check::off, false);
    else
      draw_icon_in(a, box.x, Icon::lock, 14, Token::text_muted);
  }
  me.list->focus_ring(r);
}

Area Table::Impl::place_of(int which) const {
  const Area& a = row_state.area;
  return {a.x + px(placed[which].x), a.y, px(placed[which].width), a.h};
}

void Table::Impl::close_cell() {
  cell_row.reset();
  if (clipped) ImGui::PopClipRect();
  clipped = false;
  cell_scope.reset();
}

void Table::Impl::close_row() {
  close_cell();
  row_id.reset();
  row_scope.reset();
}

bool Table::cell() {
  auto& me = *impl_;
  me.close_cell();
  if (++me.column >= int(me.columns.size()) || me.placed[me.column].width <= 0) return false;
  me.cell_area = me.place_of(me.column);
  me.cell_scope.emplace(Role::gridcell, me.columns[me.column].name, me.cell_area.box(),
                        Props{.column = me.column + 1 + me.style.checkboxes});
  const Area& a = me.cell_area;
  ImGui::PushClipRect(min_of(a), {a.right() + px(6), a.bottom()}, true);
  me.clipped = true;
  me.cell_row.emplace(a, 6.0f);
  return true;
}

float Table::cell_width() const { return impl_->cell_row ? impl_->cell_row->rest() : 0; }

const RovingList::RowState& Table::row_state() const { return impl_->row_state; }
Area Table::cell_area() const { return impl_->cell_area; }
const RovingKeys& Table::keys() const { return impl_->list->keys(); }

void Table::come_here() {
  auto& me = *impl_;
  if (me.state.rows.cursor == me.index) return;
  me.state.rows.cursor = me.index;
  me.event = {Event::focus, me.index};
}

void Table::go(int rows, int control) {
  auto& me = *impl_;
  const int to = std::clamp(me.index + rows, 0, me.rows - 1);
  if (to != me.index) me.event = {Event::focus, to};
  me.state.rows.cursor = to;
  me.state.rows.reveal = true;
  me.state.rows.take_focus = control < 0;
  me.state.cell = control;
  wake_in(0);
}

int Table::take_cell() {
  auto& me = *impl_;
  return me.index == me.state.rows.cursor ? std::exchange(me.state.cell, -1) : -1;
}

void Table::words(std::string_view words, Token token) {
  if (cell()) text_cut(words, cell_width(), Text::body, token);
}

void Table::number(std::string_view number, Token token) {
  if (!cell()) return;
  const Area& a = impl_->cell_area;
  if (impl_->columns[impl_->column].numbers)
    draw_line_right(a, number, Text::body, token);
  else
    draw_line(a, number, Text::body, token);
  a11y::text(number, a.box());
}

void Table::skeleton(float width) {
  if (!cell()) return;
  Area bar = middle(impl_->cell_area, px(8));
  bar.h = px(8);
  float w = std::min(px(width), bar.w);
  if (impl_->columns[impl_->column].numbers) bar.x = bar.right() - w;
  bar.w = w;
  fill(bar, Token::skeleton, 4);
  a11y::text("not yet known", bar.box());
}

void Table::empty() { number("–", Token::text_muted); }
void Table::not_visible() {
  if (cell()) text("not visible", Text::small, Token::text_muted);
}

TableEvent Table::end() {
  auto& me = *impl_;
  if (me.ended) return me.event;
  me.ended = true;
  me.close_row();
  me.list->end();
  me.grid.reset();
  return me.event;
}

}  // namespace ui
