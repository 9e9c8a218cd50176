// SPDX-License-Identifier: AGPL-3.0-or-later
// In the place of Dear ImGui's imgui_tables.cpp: our table is ui::Table, so that its tables and columns stay out of the
// download. These are the ends that its other files call, with nothing to do when there never is a table.
#include "imgui_internal.h"

namespace ImGui {

void EndColumns() {}
void TableGcCompactSettings() {}
void TableGcCompactTransientBuffers(ImGuiTable*) {}
void TableGcCompactTransientBuffers(ImGuiTableTempData*) {}
void TableSettingsAddSettingsHandler() {}

}  // namespace ImGui
