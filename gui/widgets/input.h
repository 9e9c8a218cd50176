// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
#include <span>
#include <string>
#include <vector>

#include "gui/widgets/button.h"

namespace ui {

struct Input {
  std::string_view label = {};  ///< shown above in bodyStrong; "" : only the accessible name
  std::string_view help = {};   ///< below
  std::string_view error = {};  ///< below instead of help, with icon; the border turns to danger
  std::string_view placeholder = {};
  std::string_view disabled = {};  ///< reason, shown as help
  Icon icon = Icon::none;          ///< inside, at the left
  Size size = Size::normal;
  float width = 0;                                                      ///< 0: the rest of the region
  bool mono = false, secret = false, read_only = false, focus = false;  ///< focus: take the keyboard now
  std::size_t max_bytes = 64 * 1024;
};
struct Edited {
  bool changed = false, submitted = false, cancelled = false;  ///< submitted: Enter; cancelled: Escape
  explicit operator bool() const { return changed; }
};
Edited input(std::string_view name, std::string& value, const Input& options = {});

/// What stands in a filter: finished terms, then free text.
struct FilterText {
  std::vector<std::string> terms;
  std::string text;
  bool empty() const { return terms.empty() && text.empty(); }
  friend bool operator==(const FilterText&, const FilterText&) = default;
};
struct Filter {
  std::string_view placeholder = {};
  std::string_view count = {};  ///< "214 of 1,042"
  std::string_view error = {};  ///< "No field 'acess'. Did you mean access?"
  float width = 0;
  Size size = Size::normal;
  bool focus = false;
};
/// A word followed by a space becomes a token where it has a ':' inside or begins with '-' and more. True when terms or
/// text changed. Escape clears; Backspace at the beginning takes the last token back into the text.
bool filter(std::string_view name, FilterText& value, const Filter& options = {});

}  // namespace ui
