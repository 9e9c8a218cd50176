// SPDX-License-Identifier: AGPL-3.0-or-later
// The command palette: where it is, what it finds, how it is used.
#include <doctest/doctest.h>

#include "drawn.h"
#include "world.h"

using namespace screens;
using namespace gui::a11y;

namespace {

World& ready(World& world) {
  for (int i = 0; i < 8; ++i) world.controller.leaf("incidents/phishing-" + std::to_string(i), "Phishing");
  world.log_in();
  world.settle();
  world.driver.press(ImGuiKey_K, ImGuiMod_Ctrl);
  world.driver.frames(3);
  return world;
}

std::string chosen() {
  for (const Node& node : current().nodes)
    if (node.role == Role::option && node.state & Selected) return std::string(current().str(node.name));
  return "";
}

}  // namespace

TEST_CASE("the palette is 640 wide at 96 from the top: input 48, labels 24, rows 36, foot 32") {
  World world;
  ready(world);
  auto search = world.driver.find(Role::textbox, "Search");
  CHECK(world.driver.focused() == "textbox Search");
  search.fill("log out");
  world.driver.frames(3);
  const ImVec4 box = world.driver.find(Role::dialog, "Search or run a command").node().box;
  const ImVec4 row = world.driver.find(Role::option, "Log out").node().box;
  CHECK(box.x == 400);
  CHECK(box.z == 1040);
  CHECK(box.y == 96);
  CHECK(row.y == 96 + 48 + 24);
  CHECK(row.w - row.y == 36);
  CHECK(box.w == row.w + 8 + 32);
  world.driver.resize(390, 844);  // no keys there, hence no foot that names them
  CHECK(world.driver.find(Role::dialog, "Search or run a command").node().box.x == 16);
}

TEST_CASE("the palette groups what it finds, says how much there is, and marks the words") {
  World world;
  ready(world);
  CHECK(world.driver.names(Role::option).front() == "Filter the list");
  CHECK(world.driver.find(Role::group, "Commands").exists());
  world.driver.find(Role::textbox, "Search").fill("PHISHING-");
  world.driver.frames(3);
  CHECK(world.driver.find(Role::group, "Topics and collections, 6 of 8").exists());
  CHECK_FALSE(world.driver.find(Role::group, "Commands").exists());
  const auto marks = filled(gui::Token::syntax_match);
  REQUIRE(marks.size() == 6);
  CHECK(drawn(marks[0]).ends_with("phishing-"));  // over the list that lies below
  world.driver.find(Role::textbox, "Search").fill("nothing like this");
  world.driver.frames(3);
  CHECK(world.driver.says("Nothing matches “nothing like this”."));
}

TEST_CASE("what is chosen in the palette stays in view, and Enter does it") {
  World world("", R"({"domain": "grid.example", "endpoint": "/ws"})", 1280, 400);
  ready(world);
  const std::string last = world.driver.names(Role::option).back();
  while (chosen() != last) {
    const std::string before = chosen();
    world.driver.press(ImGuiKey_DownArrow);
    REQUIRE(chosen() != before);
    CHECK(world.driver.focused() == "textbox Search");  // what is typed next goes on searching
    const Node& option = world.driver.find(Role::option, chosen()).node();
    CHECK(option.box.y >= option.clip.y);
    CHECK(option.box.w <= option.clip.w);
  }
  CHECK(last == "Log out");
  world.driver.press(ImGuiKey_Enter);
  world.driver.frames(2);
  world.transport.end(1000);
  world.clock.advance(xmpp::Milliseconds(10'000));
  world.driver.frames(2);
  CHECK(world.host.card.visible);
}

TEST_CASE("one Escape closes the palette, whatever was typed") {
  World world;
  ready(world);
  world.driver.find(Role::textbox, "Search").fill("phish");
  world.driver.frames(2);
  world.driver.press(ImGuiKey_Escape);
  CHECK_FALSE(world.driver.find(Role::dialog, "Search or run a command").exists());
  CHECK(world.host.location.empty());
}
