// SPDX-License-Identifier: AGPL-3.0-or-later
// For the widgets' own files: the window of popovers and its rows.
#pragma once
#include "gui/widgets/internal.h"

namespace ui {

/// Shadow 0 4 12 around `area`; nothing in high contrast.
void draw_shadow(const Area& area, float corner);
/// Like ImGui::BeginPopup, at a place and of a width in device pixels (0: its content's), `padding` in design pixels.
bool begin_popup(ImGuiID popup, ImVec2 at, float width, float padding = 4);

struct MenuRow {
  std::string_view label, keys = {}, disabled = {};
  Icon icon = Icon::none;
  Token icon_color = Token::text_muted;
  Icon mark = Icon::none;  // at the right
  Token mark_color = Token::text_muted;
  std::uint32_t state = 0;
  bool danger = false, chosen = false;
};
bool menu_row(ImGuiID id, Role role, const MenuRow& row);

}  // namespace ui
