// SPDX-License-Identifier: AGPL-3.0-or-later
// Choosing: checkbox, switch, radio, segmented control, select.
#pragma once
#include <span>

#include "gui/widgets/button.h"

namespace ui {

enum class Check : std::uint8_t { off, on, some };

/// True when toggled; `some` becomes on.
bool checkbox(std::string_view label, bool& on, std::string_view disabled = {});
bool checkbox(std::string_view label, Check& state, std::string_view disabled = {});
/// The box alone, 14 px, `name` for assistive technology.
bool check_box_only(std::string_view name, Check& state);
bool toggle(std::string_view label, bool& on, std::string_view disabled = {});
bool radio(std::string_view label, bool on, std::string_view disabled = {});

struct Segment {
  std::string_view label;
  Icon icon = Icon::none;
};
/// One of a few, as a radio group: one Tab stop, Left and Right choose.
bool segmented(std::string_view name, int& chosen, std::span<const Segment> segments, Size size = Size::normal);

struct Option {
  std::string_view label;
  Icon icon = Icon::none;
  Token icon_color = Token::text_muted;
  std::string_view disabled = {};
};
/// A closed list of options. In the tree it is a combobox with all options; the open list is not repeated there.
bool select(std::string_view name, int& chosen, std::span<const Option> options, float width = 0,
            std::string_view disabled = {});

}  // namespace ui
