// SPDX-License-Identifier: AGPL-3.0-or-later
// Telling: banner, error in place, toast.
#pragma once
#include <functional>
#include <span>

#include "gui/widgets/chip.h"
#include "gui/widgets/layout.h"

namespace ui {

struct Banner {
  Tone tone = Tone::info;       ///< info, success, warning or danger
  Icon icon = Icon::none;       ///< default: the tone's
  std::string_view title = {};  ///< in bodyStrong before the text
  std::string_view text = {};
  std::string_view said = {};                   ///< aloud, instead of title and text: without what changes every second
  std::span<const std::string_view> acts = {};  ///< at the right; the last is secondary, those before ghost
};
/// A box at the cursor, as wide as the region; index of the act pressed, or -1. Said aloud when it appears or its text
/// is new.
int banner(const Banner& banner);
/// The same without corners, filling `area` (44 high, under the top bar).
int banner_strip(const Banner& banner, const Area& area);

struct Toast {
  Tone tone = Tone::success;
  std::string text = {};
  std::string act = {};  ///< "Undo"; "" : none
  std::function<void()> on_act = {};
  double milliseconds = 6000;  ///< 0: stays until closed; failures always stay
};
/// Shown at the lower right and said aloud. Only for acts that end out of sight.
void toast(Toast toast);
/// Draws them; once a frame, last, `bottom` design pixels above the lower edge of the display.
void draw_toasts(float bottom = 44);
/// At the end of a session: they tell of what it did.
void clear_toasts();

}  // namespace ui
