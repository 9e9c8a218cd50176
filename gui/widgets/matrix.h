// SPDX-License-Identifier: AGPL-3.0-or-later
// Rows in which one of a few is held, as in a table of who has which affiliation.
#pragma once
#include <span>

#include "gui/widgets/table.h"

namespace ui {

/// One of the columns, which are columns of the table as well (76 wide, centred, not dropped).
struct MatrixColumn {
  std::string_view name;           ///< "publisher"
  std::string_view disabled = {};  ///< reason why nobody can be given it
};

/// The next cells of the row being drawn, one for each column, as a group of radios: each is named by its column and
/// described by `jid`. `held` is chosen (-1: none is known), `was` is what the controller has; when they differ the row
/// is marked. With a `locked` reason only the held one is there, and refuses.
/// From the row, Right leads to the held one. There Left and Right, Home and End move without choosing, Up and Down go
/// to the rows around in the same column, Space and Enter choose, and Left from the first leads back.
/// The column that was chosen and is not held; else -1.
int matrix_cells(Table& table, std::string_view jid, int held, int was, std::span<const MatrixColumn> columns,
                 std::string_view locked = {});

}  // namespace ui
