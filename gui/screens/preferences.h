// SPDX-License-Identifier: AGPL-3.0-or-later
// What a person may choose, from the table of preferences; copied, saved and reset in one place.
#pragma once
#include "gui/shell.h"
#include "gui/widgets/layout.h"

namespace gui {

void draw_preferences(Shell& shell, ui::Area area);
/// A checkbox for each column of the list of topics that may be hidden.
void draw_column_choices(Shell& shell);

}  // namespace gui
