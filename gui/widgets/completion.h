// SPDX-License-Identifier: AGPL-3.0-or-later
// Text fields that know what may be meant.
#pragma once
#include <span>
#include <string>
#include <vector>

#include "gui/widgets/input.h"

namespace ui {

/// One line of the list under a field.
struct Completion {
  std::string_view label;        ///< what the text becomes
  std::string_view detail = {};  ///< right, small
  Icon icon = Icon::none;
  bool muted = false;
};

/// A text field over a list of what it may become, which the caller makes for the present text, best first. The list
/// opens with typing and with Down, and closes with Escape alone. Up and Down choose in it, Enter and a click take what
/// is chosen, and so does Tab, which goes on to the next control. For the tree: a combobox with an active descendant.
/// `changed` also when an offer was taken; `submitted` only where Enter took none.
Edited completed_input(std::string_view name, std::string& value, const Input& options,
                       std::span<const Completion> offers);

struct TokenInput {
  std::string_view label = {};  ///< as in Input
  std::string_view note = {};   ///< beside the label, muted: "may publish"
  std::string_view help = {};
  std::string_view error = {};
  std::string_view placeholder = "Add";
  std::string_view disabled = {};
  std::span<const std::string> problems = {};  ///< what is wrong with each token, "" : nothing; may be too short
  Size size = Size::normal;                    ///< Size::touch: tokens for fingers
  float width = 0;
  bool spaces = true;  ///< a space ends a token, as in lists of JIDs. False: it may hold some, as ids of collections do
  bool first = false;  ///< the first offer is chosen with typing: where only what exists makes sense
  bool focus = false;
};
struct Tokens {
  bool changed = false;    ///< tokens came or went
  bool edited = false;     ///< the text behind them is another: other offers are wanted
  bool submitted = false;  ///< Enter, with nothing to finish
  explicit operator bool() const { return changed; }
};
/// A field with finished tokens, each with a button "Remove bob@grid.example", and free text behind them; as many lines
/// as they need. Text becomes tokens by Enter, a comma, the end of a line, a space (see TokenInput::spaces), and when
/// the keyboard leaves; of a pasted list all but its last word at once, and that with the rest of what is typed.
/// Nothing becomes a token twice. Backspace at the beginning of the text brings the last token back into it.
Tokens token_input(std::string_view name, std::vector<std::string>& tokens, std::string& text,
                   const TokenInput& options = {}, std::span<const Completion> offers = {});

/// Moves all that is finished from `text` to `tokens`; with `all` the rest as well. How many tokens came.
std::size_t take_tokens(std::string& text, std::vector<std::string>& tokens, bool spaces, bool all);

}  // namespace ui
