// SPDX-License-Identifier: AGPL-3.0-or-later
#include <doctest/doctest.h>

#include "driver.h"
#include "gui/ui.h"

using namespace screens;
using namespace gui::a11y;

TEST_CASE("a button is pressed by pointer, Enter, Space and assistive technology, once each") {
  int pressed = 0;
  Stage app([&] {
    ui::Screen screen;
    if (ui::button("Create topic")) pressed++;
  });
  auto button = app.find(Role::button, "Create topic");
  button.click();
  CHECK(pressed == 1);
  button.activate();
  CHECK(pressed == 2);
  button.focus();
  app.press(ImGuiKey_Enter);
  CHECK(pressed == 3);
  app.press(ImGuiKey_Space);
  CHECK(pressed == 4);
  CHECK(app.focused() == "button Create topic");
}

TEST_CASE("a disabled button says why, can have the keyboard, and does nothing") {
  int pressed = 0;
  Stage app([&] {
    ui::Screen screen;
    if (ui::button("Delete", {.kind = ui::Kind::danger, .disabled = "You are not an owner"})) pressed++;
  });
  auto button = app.find(Role::button, "Delete");
  CHECK(button.is(Disabled));
  CHECK(button.description() == "You are not an owner");
  CHECK_THROWS(button.activate());
  button.focus();
  CHECK(app.focused() == "button Delete");
  app.press(ImGuiKey_Enter);
  button.click_at(4, 4);
  CHECK(pressed == 0);
}

TEST_CASE("an icon button has a name, and its tooltip opens after the pointer rests on it") {
  Stage app([&] {
    ui::Screen screen;
    ui::icon_button(gui::Icon::copy, "Copy the id");
  });
  auto button = app.find(Role::button, "Copy the id");
  CHECK(button.description() == "");  // the name is enough
  CHECK_FALSE(app.find(Role::tooltip, "Copy the id").exists());
  button.hover(700);
  REQUIRE(app.find(Role::tooltip, "Copy the id").exists());
  CHECK(button.node().described_by == 0);  // and is not said twice
}

TEST_CASE("a tooltip describes its control, from inside the landmark of the control") {
  Stage app([&] {
    ui::Screen screen;
    const ui::Region region(Role::main, "Topics", ui::display());
    const ui::Region list(Role::rowgroup, "Rows", ui::display());  // may hold nothing but rows
    ui::button("Delete", {.disabled = "Not while offline"});
  });
  auto button = app.find(Role::button, "Delete");
  button.hover(700);
  const Node& tooltip = app.find(Role::tooltip, "Not while offline").node();
  CHECK(button.node().described_by == tooltip.key);
  CHECK(tooltip.parent_key == app.find(Role::main, "Topics").node().key);
}

TEST_CASE("a toggle button tells whether it is pressed") {
  bool on = false;
  Stage app([&] {
    ui::Screen screen;
    if (ui::button("Tree", {.toggles = true, .on = on})) on = !on;
  });
  CHECK_FALSE(app.find(Role::button, "Tree").is(Pressed));
  app.find(Role::button, "Tree").click();
  CHECK(app.find(Role::button, "Tree").is(Pressed));
  CHECK(app.find(Role::button, "Tree").is(Pressable));
}

TEST_CASE("the entry of the current screen is marked in the navigation") {
  Stage app([&] {
    ui::Screen screen;
    ui::Area area = ui::display();
    ui::Region nav(Role::navigation, "Screens", area.cut_left(176), {.padding_x = 8, .padding_y = 8});
    ui::nav_item("Overview", {.icon = gui::Icon::overview});
    ui::nav_item("Topics", {.icon = gui::Icon::topic, .selected = true, .badge = 7});
  });
  CHECK(app.find(Role::link, "Topics").is(Current));
  CHECK_FALSE(app.find(Role::link, "Overview").is(Current));
  CHECK(app.find(Role::navigation, "Screens").exists());
}

TEST_CASE("sizes of buttons are those of the design, at every scale") {
  for (float scale : {1.0f, 1.5f, 2.0f}) {
    Stage app(1440, 900);
    ui::set_scale(scale);
    app.show([] {
      ui::Screen screen;
      ui::button("Small", {.size = ui::Size::small});
      ui::button("Normal");
      ui::button("Large", {.size = ui::Size::large});
      ui::icon_button(gui::Icon::more, "More");
    });
    CHECK(app.find(Role::button, "Small").node().h == 24 * scale);
    CHECK(app.find(Role::button, "Normal").node().h == 28 * scale);
    CHECK(app.find(Role::button, "Large").node().h == 36 * scale);
    CHECK(app.find(Role::button, "More").node().w == 28 * scale);
    CHECK(app.find(Role::button, "More").node().h == 28 * scale);
  }
}
