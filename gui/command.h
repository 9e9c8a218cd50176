// SPDX-License-Identifier: AGPL-3.0-or-later
// Every act of the application has one row here: its words, its key, its icon and what it needs. Keys, palette, help
// and buttons all read this table; App::run() carries the acts out.
#pragma once
#include <span>
#include <string>
#include <string_view>

#include "gui/icons.h"

namespace gui {

enum class Act : unsigned char {
  palette,
  find,
  show_tree,
  show_list,
  open_details,
  select_all,
  copy_ids,
  copy_link,
  copy_rows,
  read_again,
  stop_reading,
  step_back,
  operations,
  try_now,
  go_topics,
  go_preferences,
  go_help,
  go_about,
  theme_system,  // and the following ones as in the table of preferences
  theme_light,
  theme_dark,
  theme_high_contrast,
  log_out,
};

/// What must be there for an act to make sense.
enum class Need : unsigned char { nothing, connection, lost_connection, reading, selection, topics_screen, node, rows };

struct Command {
  Act act;
  std::string_view label;
  Icon icon;
  Need need;
  /// As on the caps: "Ctrl K"; "" : none. A single sign is found by the character that was typed: where it is, and
  /// whether it needs Shift, is the keyboard's.
  std::string_view keys = {};
  ImGuiKeyChord chord = 0;    ///< 0: the key is handled where it acts (lists), or there is none
  bool while_typing = false;  ///< the chord, also with the keyboard in a text field
  bool in_palette = true;
};

std::span<const Command> commands();
const Command& command(Act act);

/// What is there now.
struct Situation {
  bool online = false, lost = false, reading = false, topics_screen = false, has_node = false;
  std::size_t selected = 0;
  friend bool operator==(const Situation&, const Situation&) = default;
};
/// Why the act cannot be done now, as a phrase for a tooltip; "" when it can.
std::string_view why_not(Need need, const Situation& situation);

/// The act whose key was pressed in this frame of Dear ImGui, if any.
const Command* pressed_command();

}  // namespace gui
