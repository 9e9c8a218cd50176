// SPDX-License-Identifier: AGPL-3.0-or-later
// The keys, from the table of commands.
#pragma once
#include "gui/shell.h"
#include "gui/widgets/layout.h"

namespace gui {

void draw_help(Shell& shell, const ui::Area& area);

}  // namespace gui
