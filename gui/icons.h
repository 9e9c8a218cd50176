// SPDX-License-Identifier: AGPL-3.0-or-later
// The icons of the design, drawn as lines: no font, no texture.
#pragma once
#include "gui/theme/icon_data.h"
#include "imgui.h"

namespace gui {

/// Draws `icon` into the square at `at` (device pixels, snapped to whole ones) of `size` device pixels. Stroke: 1.25
/// at 16 and in proportion, never under one device pixel. Icon::none draws nothing.
void draw_icon(ImDrawList& list, Icon icon, ImVec2 at, float size, ImU32 color);

}  // namespace gui
