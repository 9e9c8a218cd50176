// SPDX-License-Identifier: AGPL-3.0-or-later
// For the widgets' own files: the bare field in which text is edited, without its frame.
#pragma once
#include <string>

#include "gui/widgets/internal.h"

namespace ui {

struct TextField {
  ImGuiID id = 0;
  Area area;
  std::string* value = nullptr;
  Text style = Text::body;
  Token text = Token::text_primary;
  std::string_view placeholder = {};
  float padding = 0;  // left and right, device pixels
  bool secret = false, read_only = false, focus = false;
  std::size_t max_bytes = 64 * 1024;
  int flags = 0;  // ImGuiInputTextFlags besides
  // What came of it.
  ImGuiID item = 0;  // of the text itself, for the accessible tree
  bool active = false, ended = false, submitted = false, cancelled = false;
};
/// True when the value changed. Leaves ImGui's cursor alone.
bool edit_text(TextField& field);
/// The text takes the keyboard in the next frame.
void begin_editing(const TextField& field);

}  // namespace ui
