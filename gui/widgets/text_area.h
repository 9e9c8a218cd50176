// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
#include <string>

#include "gui/widgets/input.h"

namespace ui {

/// A text of several lines, as `text-multi` fields of forms have (XEP-0004), `lines` of them in sight. Of the options
/// icon, secret and size say nothing here. Enter begins a line, Ctrl+Enter submits, Tab leaves, Escape cancels.
/// Editing, wrapping and scrolling are the browser's: its own field shows the text while it has the keyboard
/// (wasm/js/text_field.js). What is drawn is the beginning of the text, for when it has not.
Edited text_area(std::string_view name, std::string& value, const Input& options = {}, int lines = 4);

}  // namespace ui
