// SPDX-License-Identifier: AGPL-3.0-or-later
// Where the keyboard is, for ImGui and for whoever follows the tree.
#include <doctest/doctest.h>

#include "driver.h"
#include "gui/ui.h"
#include "world.h"

using namespace screens;
using namespace gui::a11y;

TEST_CASE("the last of two moves of the focus in one frame counts, also one away from a text field") {
  std::string text;
  Stage app([&] {
    ui::Screen screen;
    ui::input("name", text, {.label = "Name"});
    ui::button("Next");
  });
  REQUIRE(request(app.find(Role::textbox, "Name").node().key, Verb::focus));
  REQUIRE(request(app.find(Role::button, "Next").node().key, Verb::focus));
  app.frames(4);
  CHECK(app.focused() == "button Next");
  app.type("x");
  CHECK(text == "");
}

TEST_CASE("a key that comes together with the move away from a text field is no text") {
  std::string text;
  bool taken_for_text = true;
  Stage app([&] {
    ui::Screen screen;
    ui::input("name", text, {.label = "Name"});
    ui::button("Next");
    if (ImGui::IsKeyPressed(ImGuiKey_Slash)) taken_for_text = ImGui::GetIO().WantTextInput;
  });
  app.find(Role::textbox, "Name").click();
  REQUIRE(request(app.find(Role::button, "Next").node().key, Verb::focus));
  app.press(ImGuiKey_Slash);
  CHECK_FALSE(taken_for_text);
}

TEST_CASE("when what has the keyboard disappears, the keyboard goes to the control before it") {
  bool panel = true;
  Stage app([&] {
    ui::Screen screen;
    ui::button("Before");
    ui::text("Words cannot have the keyboard");
    if (panel) {
      const ui::Region region(Role::complementary, "Panel", {0, 100, 200, 200});
      if (ui::button("Close")) panel = false;
    }
    const ui::Region region(Role::complementary, "After", {0, 300, 200, 200});
    ui::button("After");
  });
  app.find(Role::button, "Close").focus();
  app.press(ImGuiKey_Enter);
  REQUIRE_FALSE(panel);
  CHECK(app.focused() == "button Before");
  app.press(ImGuiKey_Enter);  // and stays there
  app.frames(4);
  CHECK(app.focused() == "button Before");
}

TEST_CASE("what a list loses gives the keyboard to another row of the list") {
  ui::TableState state;
  int rows = 3;
  constexpr ui::Column columns[] = {{.name = "Id", .parts = 1}};
  constexpr std::string_view names[] = {"one", "two", "three"};
  Stage app([&] {
    ui::Screen screen;
    ui::button("Before");
    ui::Table table(state, "Topics", columns, rows, {0, 100, 400, 400});
    while (table.step())
      for (int i = table.first(); i < table.last(); ++i) {
        table.row(i, {.name = names[i]});
        table.words(names[i]);
      }
  });
  app.find(Role::row, "three").focus();
  REQUIRE(app.focused() == "row three");
  rows = 2;
  app.frames(4);
  CHECK(app.focused() == "row two");
}

TEST_CASE("on another screen the keyboard waits at its main region, and Tab goes on from there") {
  bool help = false;
  Stage app([&] {
    ui::Screen screen;
    {
      const ui::Region region(Role::navigation, "Screens", {0, 0, 200, 200});
      ui::button("Somewhere else");
    }
    if (help) {
      const ui::Region region(Role::main, "Help", {200, 0, 400, 400});
      ui::heading("Help", 1);
      ui::button("Open the guide");
    } else {
      const ui::Region region(Role::main, "Topics", {200, 0, 400, 400});
      if (ui::button("Help")) help = true;
    }
  });
  app.find(Role::button, "Help").focus();
  app.press(ImGuiKey_Enter);
  REQUIRE(help);
  CHECK(app.focused() == "main Help");
  app.frames(4);
  CHECK(app.focused() == "main Help");
  app.find(Role::button, "Open the guide").focus();
  CHECK(app.focused() == "button Open the guide");
}

namespace {

World& ready(World& world) {
  for (const char* id : {"one", "two", "three"}) world.controller.leaf(id, std::string("Title of ") + id, "open");
  world.log_in();
  world.settle();
  return world;
}

}  // namespace

TEST_CASE("closing the details brings the keyboard back to their row") {
  World world;
  ready(world);
  world.driver.find(Role::row, "two").focus();
  world.driver.press(ImGuiKey_Enter);
  world.driver.find(Role::button, "Close details").focus();
  world.driver.press(ImGuiKey_Enter);
  CHECK(world.host.location == "/topics");
  CHECK(world.driver.focused() == "row two");
}

TEST_CASE("on a phone the details take the place of the list, and the way back leads to the row") {
  World world("", R"({"domain": "grid.example", "endpoint": "/ws"})", 390, 844);
  ready(world);
  world.driver.find(Role::row, "two").focus();
  world.driver.press(ImGuiKey_Enter);
  CHECK_FALSE(world.driver.find(Role::row, "two").exists());
  CHECK(world.driver.focused() == "main Topics");
  world.driver.find(Role::button, "Back to the list").focus();
  world.driver.press(ImGuiKey_Enter);
  CHECK(world.driver.focused() == "row two");
}

TEST_CASE("a link of the details that leads to other details leaves the keyboard among them") {
  World world;
  world.controller.collection("all", {"one", "two"}, "All");
  ready(world);
  world.driver.find(Role::row, "two").focus();
  world.driver.press(ImGuiKey_Enter);
  world.driver.find(Role::link, "all").focus();
  world.driver.press(ImGuiKey_Enter);
  CHECK(world.host.location == "/topics?node=all");
  CHECK(world.driver.focused() == "button Copy id");  // the link was the control after it
}
