// SPDX-License-Identifier: AGPL-3.0-or-later
// Ctrl K: go to a topic or run a command by typing some of its letters.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "gui/shell.h"

namespace gui {

struct Palette {
  bool open = false;
  std::string text;
  int chosen = 0;
};

/// One line of the palette.
struct PaletteEntry {
  Icon icon = Icon::none;
  std::string_view label, remark;  ///< remark: the title of a topic, beside the label
  std::string_view keys;
  std::string_view disabled;  ///< reason
  bool is_node = false;
  xmpp::grid::NodeIndex node = 0;
  Act act = Act::palette;
};
/// Topics and collections first (at most `most_nodes`), then commands; both by place of the match. Pure.
std::vector<PaletteEntry> palette_entries(std::string_view text, const xmpp::grid::Model& model,
                                          const Situation& situation, std::size_t most_nodes = 6);

void draw_palette(Shell& shell, Palette& palette);

}  // namespace gui
