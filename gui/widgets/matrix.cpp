// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gui/widgets/matrix.h"

#include <algorithm>

#include "gui/widgets/group.h"

namespace ui {
namespace {

constexpr int page = 10;  // rows

ImGuiID id_of(int column) { return ImHashData(&column, sizeof column, id("matrix")); }

// The bar at the left of the whole row, over the clip of its cells but not over the header.
void mark_row(const Area& row) {
  ImRect clip = rect_of(row);
  clip.ClipWith(ImGui::GetCurrentContext()->CurrentWindow->InnerClipRect);
  ImGui::GetWindowDrawList()->PushClipRect(clip.Min, clip.Max);
  fill({row.x, row.y, px(2), row.h}, Token::warning_fill);
  ImGui::GetWindowDrawList()->PopClipRect();
}

enum class Mark : std::uint8_t { dot, ring, before, held };

void draw(const Area& mark, Mark kind, bool hovered, bool off) {
  if (kind == Mark::held) return draw_radio(mark, true, off);
  auto& list = *ImGui::GetWindowDrawList();
  const ImVec2 centre(mark.x + mark.w / 2, mark.y + mark.h / 2);
  const Token ink = kind == Mark::before ? Token::warning_fill
                    : off                ? Token::border_default
                    : hovered            ? Token::border_strong
                                         : Token::border_control;
  if (kind == Mark::dot)
    list.AddCircleFilled(centre, px(4) / 2, color(ink));
  else
    list.AddCircle(centre, mark.w / 2 - px(1) / 2, color(ink), 0, px(1));
}

// What the keys do in the cell that has the keyboard. The one that brought it here does no more.
void move(Table& table, ImGuiID me, int column, int count, bool just_came) {
  constexpr struct {
    ImGuiKey key;
    int rows, columns;
  } moves[] = {{ImGuiKey_LeftArrow, 0, -1}, {ImGuiKey_RightArrow, 0, 1}, {ImGuiKey_Home, 0, -99},
               {ImGuiKey_End, 0, 99},       {ImGuiKey_UpArrow, -1, 0},   {ImGuiKey_DownArrow, 1, 0},
               {ImGuiKey_PageUp, -page, 0}, {ImGuiKey_PageDown, page, 0}};
  for (auto [key, rows, columns] : moves) {
    ImGui::SetKeyOwner(key, me);
    if (just_came || !ImGui::IsKeyPressed(key, ImGuiInputFlags_Repeat, me)) continue;
    ImGui::NavMoveRequestCancel();
    ImGui::SetNavCursorVisible(true);
    const bool out = columns == -1 && column == 0;
    table.go(rows, out ? -1 : std::clamp(column + columns, 0, count - 1));
  }
}

}  // namespace

int matrix_cells(Table& table, std::string_view jid, int held, int was, std::span<const MatrixColumn> columns,
                 std::string_view locked) {
  const auto& g = *ImGui::GetCurrentContext();
  const auto& row = table.row_state();
  const int count = int(columns.size());
  const bool pending = was >= 0 && was != held;
  if (pending) mark_row(row.area);
  int wanted = row.cursor && table.keys().right ? std::max(0, held) : table.take_cell(), chosen = -1;
  if (wanted >= 0 && !locked.empty() && (wanted = held) < 0) table.go(0, -1);
  bool open = row.hovered || row.focused || wanted >= 0;
  for (int i = 0; i < count; ++i) open |= g.NavId == id_of(i) && g.NavCursorVisible;

  for (int i = 0; i < count; ++i) {
    if (!table.cell()) continue;
    const Area cell = table.cell_area();
    if (i == held || (pending && i == was)) a11y::text(i == held ? "yes" : "before", cell.box());
    if (!locked.empty() && i != held) continue;
    const std::string_view why = locked.empty() ? columns[std::size_t(i)].disabled : locked;
    const std::string about = std::string(jid) + (why.empty() ? "" : ", ") + std::string(why);
    const ImGuiID me = id_of(i);
    if (i == wanted) give_keyboard(me, cell);
    ImGui::PushItemFlag(ImGuiItemFlags_NoTabStop, true);
    const Press press = control(me, cell, Role::radio,
                                {.name = columns[std::size_t(i)].name,
                                 .description = about,
                                 .state = a11y::Checkable | (i == held ? a11y::Checked : 0u),
                                 .position = i + 1,
                                 .set_size = count},
                                why);
    ImGui::PopItemFlag();
    hint(why);
    if (press.pressed && i != held) chosen = i;
    if (g.NavId == me) {
      table.come_here();
      move(table, me, i, count, i == wanted);
    }
    const float side = px(gui::control::radio);
    const Area mark{std::round(cell.x + (cell.w - side) / 2), cell.y + std::floor((cell.h - side) / 2), side, side};
    draw(mark,
         i == held             ? Mark::held
         : pending && i == was ? Mark::before
         : open                ? Mark::ring
                               : Mark::dot,
         press.hovered, !why.empty());
    if (press.focused) focus_ring(mark, 2, gui::control::radio / 2);
  }
  return chosen;
}

}  // namespace ui
