// SPDX-License-Identifier: AGPL-3.0-or-later
// The table of the design: header with sort, rows with selection, only the visible rows submitted. Rules of selection
// are the screen's: the table says what was done (TableEvent) and draws what it is told.
#pragma once
#include <span>
#include <vector>

#include "gui/widgets/roving.h"

namespace ui {

struct Column {
  std::string_view name;
  float width = 0;  ///< design pixels; 0: shares the rest by `parts`
  float parts = 0;
  bool numbers = false;  ///< aligned right
  bool centred = false;  ///< its name, over a mark in each row
  bool sortable = true;
  int drop = 0;           ///< 1 disappears first when narrow, then 2 …; 0 stays
  float min_width = 120;  ///< of a sharing column, before others are dropped
  bool hidden = false;    ///< as somebody wishes; it keeps its number
};

/// Kept by the screen.
struct TableState {
  Roving rows;
  int sort_column = 0;
  bool descending = false;
  int dragged = -1;      ///< the table's own: row to which a drag over checkboxes has come
  bool drag_on = false;  ///< what that drag makes of them
  int cell = -1;         ///< the table's own: control in the cursor's row that the keyboard comes to, see matrix.h
};

struct TableEvent {
  enum class Kind : std::uint8_t {
    none,
    focus,       ///< the cursor went to `row`: show its details
    open,        ///< Enter or double click on `row`
    toggle,      ///< Space, Ctrl+click or the checkbox of `row`
    select,      ///< plain click on `row`: details, not selection; sent instead of focus
    extend,      ///< Shift+click, Shift+arrow, a drag over checkboxes: rows `from` to `to`, inclusive, in order, become
                 ///< `on`
    select_all,  ///< Ctrl+A or the checkbox of the header
    clear,       ///< Escape, or the checkbox of the header when all are selected
    remove,      ///< Delete
    turn,        ///< Right on a closed `row` of a tree, Left on an open one
    sort,        ///< TableState::sort_column and descending have changed
    menu,        ///< right click on `row`, a finger that rests, the menu key: the corner of the menu is `at`
  } kind = Kind::none;
  int row = -1, from = -1, to = -1;
  bool on = true;
  ImVec2 at = {};
  explicit operator bool() const { return kind != Kind::none; }
};

struct TableStyle {
  bool checkboxes = true;
  bool tree = false;  ///< rows have levels and can be opened
  float header = 28;  ///< height; 0: only for who cannot see it
  float row_height = 28;
  int selected = 0;         ///< how many rows are selected: state of the header's checkbox
  float progress = -1;      ///< 0 to 1 on the lower edge of the header; negative: none
  bool fresh_data = false;  ///< aria-busy while rows still arrive
};
struct TableRow {
  std::string_view name;  ///< accessible name of the row: id of the topic
  bool selected = false;
  bool in_details = false;  ///< the bar at its left
  int level = 0;            ///< in a tree, from 1
  bool expandable = false, expanded = false;
  int parent = -1;                 ///< row that Left goes to, -1: none
  int position = 0, set_size = 0;  ///< among its siblings, 0: not told
  bool is_new = false;             ///< Live: new until seen
  std::string_view locked = {};    ///< reason: lock instead of the checkbox
};

///   Table table(state, "Topics", columns, count, rest_of_region());
///   while (table.step())
///     for (int i = table.first(); i < table.last(); i++) {
///       table.row(i, {.name = topic.id, .selected = …});
///       if (table.cell()) path(topic.id, table.cell_width());
///       table.words(topic.title); table.number("38"); table.skeleton(24);
///     }
///   if (auto event = table.end()) …
class Table {
 public:
  Table(TableState& state, std::string_view name, std::span<const Column> columns, int rows, const Area& area,
        const TableStyle& style = {});
  ~Table();
  Table(const Table&) = delete;
  Table& operator=(const Table&) = delete;
  bool step();
  int first() const;
  int last() const;
  void row(int index, const TableRow& row);
  /// Next cell; false when its column is not shown (draw nothing then). The cursor is at its left, centred for body
  /// text; several widgets follow each other with 6 px between.
  bool cell();
  /// Width of the current cell in design pixels.
  float cell_width() const;
  // Whole cells in one call.
  void words(std::string_view text, Token color = Token::text_secondary);
  void number(std::string_view text, Token color = Token::text_primary);
  void skeleton(float width);  ///< not yet known
  void empty();                ///< no value: en dash
  void not_visible();          ///< may not know
  TableEvent end();

  // For controls in cells (gui/widgets/matrix.h).
  const RovingList::RowState& row_state() const;  ///< of the row being drawn
  Area cell_area() const;                         ///< of the cell being drawn
  const RovingKeys& keys() const;                 ///< of the row that has the keyboard
  /// The keyboard is in a cell of the row being drawn: the cursor comes with it.
  void come_here();
  /// The cursor goes so many rows further and the keyboard to `control` there (TableState::cell), -1: to the row
  /// itself.
  void go(int rows, int control);
  /// The control in the row being drawn that the keyboard comes to now, -1: none. Once.
  int take_cell();

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

/// Places of the columns for a width, all in design pixels: x and width, width 0 for a dropped column. Pure.
struct Placed {
  float x = 0, width = 0;
};
std::vector<Placed> place_columns(std::span<const Column> columns, float width, bool checkboxes);

}  // namespace ui
