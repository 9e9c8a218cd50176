// SPDX-License-Identifier: AGPL-3.0-or-later
// For the widgets' own files: the bare field in which text is edited, without its frame.
#pragma once
#include <string>

#include "gui/widgets/input.h"
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
  Area frame = {};   // of input(): all around it
  ImGuiID item = 0;  // of the text itself, for the accessible tree
  bool active = false, ended = false, submitted = false, cancelled = false;
};
/// True when the value changed. Leaves ImGui's cursor alone.
bool edit_text(TextField& field);
/// The text takes the keyboard in the next frame.
void begin_editing(const TextField& field);
/// After somebody else than the editor has changed the value: the editor takes it over, with the caret so many bytes
/// behind its beginning.
void reload(const TextField& field, std::size_t caret);
/// The line below a field: help, or with an icon what is wrong.
void draw_below(Area line, std::string_view words, bool wrong);
/// ui::input(), and what came of its field.
Edited input(std::string_view name, std::string& value, const Input& options, TextField& field);

}  // namespace ui
