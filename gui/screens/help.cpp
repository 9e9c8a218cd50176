// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gui/screens/help.h"

#include "gui/ui.h"

namespace gui {
namespace {

// Keys that belong to lists and fields and not to a command of their own.
struct Key {
  std::string_view keys, what;
};
constexpr Key list_keys[] = {{"↑ ↓", "Next and previous row; the details follow"},
                             {"Space", "Select the row"},
                             {"Shift ↑ ↓", "Extend the selection"},
                             {"Shift F10", "Menu of the row"},
                             {"Home End", "First and last row"},
                             {"← →", "Close and open a collection"},
                             {"F6", "Next region of the screen"},
                             {"Tab", "Next control"}};
constexpr Key other_keys[] = {{"Ctrl F", "Filter the list, while something is typed as well"},
                              {"G 2", "Go to Preferences"},
                              {"G 3", "Go to Keyboard help"},
                              {"G 4", "Go to About"}};

void keys_row(std::string_view keys, std::string_view what) {
  constexpr float column = 144;
  const ui::Area rest = ui::rest_of_region();
  {
    const ui::Row row(28);
    ui::kbd(keys);
  }
  ui::at({rest.x + ui::px(column), rest.y + ui::px(4), 0, 0});
  ui::paragraph(what, rest.design_width() - column, Text::body, Token::text_primary);
  ui::space(4);
}

void group(std::string_view title) {
  ui::space(16);
  ui::heading(title, 2, Text::body_strong);
  ui::space(4);
}

}  // namespace

void draw_help(Shell& shell, const ui::Area& area) {
  const ui::Region region(ui::Role::main, "Keyboard help", area, {.scrolls = true, .padding_x = 16, .padding_y = 12});
  ui::heading("Keyboard help", 1, Text::title);
  group("Everywhere");
  for (const Command& command : commands())
    if (!command.keys.empty()) keys_row(command.keys, command.label);
  for (const Key& key : other_keys) keys_row(key.keys, key.what);
  ui::space(4);
  ui::paragraph("On a Mac, Cmd takes the place of Ctrl.", 0, Text::small);
  group("In lists");
  for (const Key& key : list_keys) keys_row(key.keys, key.what);
  group("In the filter");
  constexpr Key terms[] = {{"phish", "Id or title holds “phish”"},
                           {"re:^ids/", "Id or title matches the regular expression"},
                           {"access:open", "Topics that anybody may read"},
                           {"owner:bob", "Owned by bob, where the controller tells"},
                           {"publisher:bob", "Bob may publish, where the controller tells"},
                           {"consumers:>3", "More than three consumers, where the controller tells"},
                           {"-archive", "Does not hold “archive”"}};
  for (const Key& term : terms) keys_row(term.keys, term.what);
  ui::space(16);
  if (ui::link("Open the guide")) shell.host.open_page("guide/index.html");
  ui::space(16);
}

}  // namespace gui
