// SPDX-License-Identifier: AGPL-3.0-or-later
// Dear ImGui sets one glyph for each code point, from left to right. A line that needs more (right-to-left and shaped
// scripts, marks, emoji sequences) becomes a run: one glyph for all of it, under a private-use code point, which the
// font loader draws as whoever owns the fonts lays it out.
#pragma once
#include <string>
#include <string_view>

#include "gui/theme.h"
#include "imgui.h"

namespace ui {

struct Run {
  std::string text;  ///< begins with the mark of its direction, U+200E or U+200F
  ImU32 color = 0;   ///< 0: a mask, tinted like any glyph; otherwise it may hold emoji and is drawn in this very colour
  ImGuiID hash = 0;
  int frame = 0;  ///< that asked for it last
};

/// The runs of one ImGui context. The one not asked for longest makes way, never one of this frame.
class Runs {
 public:
  /// `text` in code points that Dear ImGui sets right; holds until the next call. In ids and whatever else is set in
  /// mono the bidi algorithm changes the order of nothing but the letters of one word.
  std::string_view shape(std::string_view text, gui::Text style, ImU32 color = 0);
  /// The same for a text of which only the measure is asked, once: takes the place of the last one.
  std::string_view shape_once(std::string_view text, gui::Text style);
  /// What stands behind a code point; nullptr: only itself.
  const Run* at(ImWchar c) const;

 private:
  std::string_view shape(std::string_view text, gui::Text style, ImU32 color, bool once);
  std::size_t place_for(std::string_view text, ImU32 color);

  Run runs_[1024];  // more than the lines of any screen; the first is shape_once's
  std::size_t count_ = 1;
  std::string line_;
  char code_[5];
};

/// For the font loader.
const Run* run_of(ImWchar c);
/// Whether a line has to become a run.
bool needs_run(std::string_view text);
/// By its first letter.
bool right_to_left(std::string_view text);

}  // namespace ui
