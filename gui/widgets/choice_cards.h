// SPDX-License-Identifier: AGPL-3.0-or-later
#pragma once
#include <span>

#include "gui/widgets/choice.h"

namespace ui {

struct ChoiceCard {
  std::string_view label;          ///< "Whitelist"
  std::string_view text;           ///< one line: "Only JIDs you list"
  bool unsafe = false;             ///< folded under "3 more that XMPP-Grid advises against"
  std::string_view disabled = {};  ///< reason, shown instead of the text
};

/// One of a few as cards 48 high, two side by side where there is room: a radio group with one Tab stop, where the
/// arrows choose. The unsafe ones come with `unfolded`, which is set while one of them is chosen. True when another was
/// chosen.
bool choice_cards(std::string_view name, int& chosen, std::span<const ChoiceCard> cards, bool& unfolded);

}  // namespace ui
