// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gui/command.h"

#include <algorithm>

#include "imgui.h"

namespace gui {
namespace {

constexpr Command command_table[] = {
    {Act::palette, "Search or run a command", Icon::search, Need::nothing, "Ctrl K", ImGuiMod_Ctrl | ImGuiKey_K, true,
     false},
    {Act::find, "Filter the list", Icon::filter, Need::topics_screen, "/", ImGuiMod_Ctrl | ImGuiKey_F, true},
    {Act::open_details, "Show the details", Icon::eye, Need::node, "Enter"},
    {Act::select_all, "Select all shown", Icon::check, Need::topics_screen, "Ctrl A"},
    {Act::copy_ids, "Copy the ids of the selected", Icon::copy, Need::selection},
    {Act::copy_link, "Copy the link to the topic", Icon::link, Need::node},
    {Act::copy_rows, "Copy the rows of the selected, for a spreadsheet", Icon::copy, Need::rows, "Ctrl C"},
    {Act::read_again, "Read again", Icon::refresh, Need::connection, "R", ImGuiKey_R},
    {Act::stop_reading, "Stop reading", Icon::pause, Need::reading},
    {Act::show_tree, "Show as tree", Icon::tree, Need::topics_screen},
    {Act::show_list, "Show as list", Icon::menu, Need::topics_screen},
    {Act::step_back, "Close what is on top, clear the filter, the selection, then the details", Icon::x, Need::nothing,
     "Esc", ImGuiKey_Escape, false, false},
    {Act::operations, "Operations", Icon::ops, Need::nothing},
    {Act::try_now, "Connect now", Icon::refresh, Need::lost_connection},
    {Act::go_topics, "Go to Topics", Icon::topic, Need::nothing, "G 1"},
    {Act::go_preferences, "Preferences", Icon::sliders, Need::nothing},
    {Act::go_help, "Keyboard help", Icon::info, Need::nothing, "?"},
    {Act::go_about, "About", Icon::info, Need::nothing},
    {Act::theme_system, "Theme: as the system", Icon::sun, Need::nothing},
    {Act::theme_light, "Theme: light", Icon::sun, Need::nothing},
    {Act::theme_dark, "Theme: dark", Icon::sun, Need::nothing},
    {Act::theme_high_contrast, "Theme: high contrast", Icon::sun, Need::nothing},
    {Act::log_out, "Log out", Icon::logout, Need::nothing},
};

bool is_sign(std::string_view keys) { return keys.size() == 1 && keys[0] < 'A'; }

bool pressed(const Command& command, bool typing) {
  if (command.chord && (command.while_typing || !typing) && ImGui::IsKeyChordPressed(command.chord)) return true;
  return !typing && is_sign(command.keys) && ImGui::GetIO().InputQueueCharacters.contains(ImWchar(command.keys[0]));
}

}  // namespace

std::span<const Command> commands() { return command_table; }

const Command& command(Act act) { return *std::ranges::find(command_table, act, &Command::act); }

std::string_view why_not(Need need, const Situation& now) {
  switch (need) {
    case Need::nothing:
      return "";
    case Need::connection:
      return now.online ? "" : "Not while offline";
    case Need::lost_connection:
      return now.lost ? "" : "The connection is there";
    case Need::reading:
      return now.reading ? "" : "Nothing is being read";
    case Need::selection:
      return now.selected ? "" : "Select something first";
    case Need::topics_screen:
      return now.topics_screen ? "" : "Go to Topics first";
    case Need::node:
      return now.has_node ? "" : "Choose a topic first";
    case Need::rows:
      return now.has_node || now.selected ? "" : "Choose a topic first";
  }
  return "";
}

const Command* pressed_command() {
  const bool typing = ImGui::GetIO().WantTextInput;
  for (const Command& command : command_table)
    if (pressed(command, typing)) return &command;
  return nullptr;
}

}  // namespace gui
