// SPDX-License-Identifier: AGPL-3.0-or-later
// The panel of running and ended operations, in place of the details.
#pragma once
#include "gui/shell.h"
#include "gui/widgets/layout.h"

namespace gui {

void draw_operations(Shell& shell, ui::Area area, bool overlay);
/// Its bar, for a known total.
void draw_progress(const Operation& operation, std::string_view name, float width);
/// Says aloud what has ended.
void announce_ended(Operations& operations);

}  // namespace gui
