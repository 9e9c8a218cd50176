// SPDX-License-Identifier: AGPL-3.0-or-later
#include <doctest/doctest.h>

#include "driver.h"
#include "gui/ui.h"

using namespace screens;
using namespace gui::a11y;

namespace {
int tab_stops_in(Role container) {
  int stops = 0;
  auto& nodes = current().nodes;
  for (auto& n : nodes)
    for (int p = n.parent; p >= 0; p = nodes[p].parent)
      if (nodes[p].role == container && n.state & TabStop) stops++;
  return stops;
}
}  // namespace

TEST_CASE("checkbox, switch and radio tell their state and change by pointer and assistive technology") {
  bool keep = false, live = true;
  auto some = ui::Check::some;
  int kind = 0;
  Stage app([&] {
    ui::Screen screen;
    ui::checkbox("Persist items", keep);
    ui::checkbox("All topics", some);
    ui::toggle("Live", live);
    if (ui::radio("Leaf", kind == 0)) kind = 0;
    if (ui::radio("Collection", kind == 1)) kind = 1;
    ui::checkbox("Locked", keep, "Only owners may change this");
  });
  app.find(Role::checkbox, "Persist items").click();
  CHECK(keep);
  CHECK(app.find(Role::checkbox, "Persist items").is(Checked));
  CHECK(app.find(Role::checkbox, "All topics").is(Mixed));
  app.find(Role::checkbox, "All topics").activate();
  CHECK(some == ui::Check::on);
  app.find(Role::toggle, "Live").click();
  CHECK_FALSE(live);
  app.find(Role::radio, "Collection").activate();
  CHECK(kind == 1);
  CHECK_FALSE(app.find(Role::radio, "Leaf").is(Checked));
  CHECK(app.find(Role::checkbox, "Locked").description() == "Only owners may change this");
  app.find(Role::checkbox, "Locked").click_at(5, 5);
  CHECK(keep);
}

TEST_CASE("a segmented control is one Tab stop, and arrows choose") {
  int view = 1;
  constexpr ui::Segment views[] = {{"Tree", gui::Icon::tree}, {"List", gui::Icon::menu}, {"Map"}};
  Stage app([&] {
    ui::Screen screen;
    ui::segmented("View", view, views);
  });
  CHECK(app.find(Role::radiogroup, "View").exists());
  CHECK(tab_stops_in(Role::radiogroup) == 1);
  CHECK(app.find(Role::radio, "List").is(TabStop));
  app.find(Role::radio, "Tree").click();
  CHECK(view == 0);
  CHECK(app.find(Role::radio, "Tree").is(Checked));
  app.find(Role::radio, "Tree").focus();
  app.press(ImGuiKey_RightArrow);
  CHECK(view == 1);
  CHECK(app.focused() == "radio List");
  app.press(ImGuiKey_LeftArrow);
  app.press(ImGuiKey_LeftArrow);
  CHECK(view == 2);
  CHECK(app.focused() == "radio Map");
  CHECK(tab_stops_in(Role::radiogroup) == 1);
}

TEST_CASE("tabs choose by pointer and arrows; a locked one says why and can be chosen") {
  int chosen = 0;
  constexpr ui::Tab all[] = {
      {"Items", "12,384"}, {"Consumers", {}, 2}, {"Configuration", {}, 0, "Only owners may read it"}};
  Stage app([&] {
    ui::Screen screen;
    ui::tabs("Topic", chosen, all);
    ui::TabPanel panel(all[chosen].label);
    ui::text("content");
  });
  CHECK(app.find(Role::tab, "Items").is(Selected));
  CHECK(app.find(Role::tab, "Consumers").description() == "2 waiting");
  CHECK(app.find(Role::tab, "Configuration").description() == "Only owners may read it");
  CHECK(tab_stops_in(Role::tablist) == 1);
  app.find(Role::tab, "Configuration").click();
  CHECK(chosen == 2);
  CHECK(app.find(Role::tabpanel, "Configuration").exists());
  app.find(Role::tab, "Configuration").focus();
  app.press(ImGuiKey_LeftArrow);
  CHECK(chosen == 1);
  CHECK(app.focused() == "tab Consumers");
}

TEST_CASE("a select has its options once, takes an index from outside, and opens a list for the pointer") {
  int model = 0;
  constexpr ui::Option models[] = {{"Whitelist"}, {"Authorize"}, {"Open", gui::Icon::warning, gui::Token::danger_text}};
  Stage app([&] {
    ui::Screen screen;
    ui::select("Access model", model, models, 240);
  });
  auto box = app.find(Role::combobox, "Access model");
  CHECK(box.value() == "Whitelist");
  CHECK(std::string(current().str(box.node().options)) == "Whitelist\nAuthorize\nOpen");
  box.set(2);
  CHECK(model == 2);
  CHECK(box.value() == "Open");
  box.click();
  app.frames(2);
  CHECK(box.is(Expanded));
  CHECK_FALSE(app.find(Role::option, "Authorize").exists());  // the combobox has them
  app.press(ImGuiKey_UpArrow);
  app.press(ImGuiKey_Enter);
  CHECK(model == 1);
  CHECK_FALSE(box.is(Expanded));
}

TEST_CASE(
    "a popover with words in it is a dialog: it takes the keyboard, hides the rest, and gives the keyboard back") {
  Stage app([&] {
    ui::Screen screen;
    if (ui::button("2 notices")) ui::open_popover("notices");
    if (ui::Popover popover("notices", Role::dialog); popover) {
      ui::heading("What the controller did differently", 2);
      if (ui::button("Close")) popover.close();
    }
    ui::button("Behind");
  });
  app.find(Role::button, "2 notices").focus();
  app.press(ImGuiKey_Enter);
  app.frames(3);
  CHECK(app.find(Role::dialog, "notices").is(Modal));
  CHECK(app.focused() == "button Close");
  CHECK(app.find(Role::button, "Behind").is(Inert));
  CHECK_FALSE(app.find(Role::button, "Close").is(Inert));
  app.press(ImGuiKey_Escape);
  app.frames(2);
  CHECK_FALSE(app.find(Role::dialog, "notices").exists());
  CHECK(app.focused() == "button 2 notices");
  CHECK_FALSE(app.find(Role::button, "Behind").is(Inert));
}

TEST_CASE("a menu opens at its button, chooses, and closes") {
  std::string chosen;
  Stage app([&] {
    ui::Screen screen;
    if (ui::button("More", {.opens_menu = true})) ui::open_popover("more");
    if (ui::Popover menu("more"); menu) {
      if (ui::menu_item("Export", {.icon = gui::Icon::download})) chosen = "Export";
      if (ui::menu_item("Purge", {.disabled = "The controller does not offer it", .danger = true})) chosen = "Purge";
      if (ui::menu_item("Show ids", {.checkable = true, .checked = true})) chosen = "Show ids";
    }
  });
  CHECK(app.find(Role::button, "More").is(HasPopup));
  app.find(Role::button, "More").click();
  app.frames(2);
  CHECK(app.find(Role::menu, "more").exists());
  CHECK(app.find(Role::menuitem, "Purge").description() == "The controller does not offer it");
  CHECK(app.find(Role::menuitemcheckbox, "Show ids").is(Checked));
  CHECK_THROWS(app.find(Role::menuitem, "Purge").activate());
  app.find(Role::menuitem, "Export").click();
  CHECK(chosen == "Export");
  app.frames(2);
  CHECK_FALSE(app.find(Role::menu, "more").exists());
  app.find(Role::button, "More").click();
  app.frames(2);
  app.press(ImGuiKey_Escape);
  CHECK_FALSE(app.find(Role::menu, "more").exists());
}
