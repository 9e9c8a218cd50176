// SPDX-License-Identifier: AGPL-3.0-or-later
// What is said aloud, in order, to somebody who does not see the screen.
#include <doctest/doctest.h>

#include "gui/ui.h"
#include "world.h"

using namespace screens;
using namespace gui::a11y;

namespace {

/// 2 topics in a collection, 1 in none.
World& begin(World& world) {
  world.controller.collection("incidents", {"incidents/phishing", "incidents/ddos"}, "Incident exchange")
      .leaf("incidents/phishing", "Phishing reports", "whitelist")
      .leaf("incidents/ddos", "Denial of service", "open")
      .leaf("loose", "In no collection", "whitelist");
  world.log_in();
  return world;
}

World& ready(World& world) {
  begin(world).settle();
  return world;
}

/// What was said since, one after the other: "One | Two".
std::string heard(Driver& driver) {
  driver.frames(3);
  std::string all;
  for (const std::string& words : std::exchange(driver.announcements, {})) all += (all.empty() ? "" : " | ") + words;
  return all;
}
std::string heard(World& world) { return heard(world.driver); }

}  // namespace

TEST_CASE("a login is said with who it is, that the list is read, and what was found") {
  World world;
  begin(world);
  while (world.answer(1) > 0) world.driver.frames(1);
  CHECK(heard(world) ==
        "Logged in as alice@grid.example | Reading | Read the topics of pubsub.example: 3 topics, 1 collection");
}

TEST_CASE("how far a long reading is, is said every ten seconds") {
  World world;
  for (int i = 0; i < 400; ++i) world.controller.leaf("topic-" + std::to_string(1000 + i), "T", "open");
  world.log_in();
  for (int i = 0; i < 4; ++i) world.answer(20);
  heard(world);
  for (int second = 0; second < 9; ++second) {
    world.clock.advance(xmpp::Milliseconds(1000));
    world.driver.frames(1);
  }
  CHECK(heard(world) == "");
  world.clock.advance(xmpp::Milliseconds(1000));
  const std::string said = heard(world);
  CHECK(said.starts_with("Reading "));
  CHECK(said.find(" of ") != std::string::npos);
}

TEST_CASE("the filter says how many rows it leaves, and that nothing is left of it") {
  World world;
  heard(ready(world));
  world.driver.find(Role::textbox, "Filter").fill("ddos");
  CHECK(heard(world) == "1 of 4 shown");
  world.driver.find(Role::textbox, "Filter").fill("");
  CHECK(heard(world) == "3 topics, 1 collection");
}

TEST_CASE("what cannot be understood of the filter is said as a status") {
  World world;
  heard(ready(world));
  world.driver.find(Role::textbox, "Filter").fill("acess:open");
  world.driver.frames(2);
  const auto problem = world.driver.find(Role::status, "Problem with the filter");
  REQUIRE(problem.exists());
  CHECK(world.driver.find(Role::textbox, "Filter").is(Invalid));
  CHECK(world.driver.find(Role::textbox, "Filter").description() == "No field 'acess'. Did you mean access?");
}

TEST_CASE("details are said when they open and close; with the arrow keys the rows say themselves") {
  World world;
  heard(ready(world));
  world.driver.find(Role::row, "incidents/ddos").focus();
  world.driver.press(ImGuiKey_Enter);
  CHECK(heard(world) == "Details of Denial of service");
  world.driver.press(ImGuiKey_DownArrow);
  CHECK(world.host.location == "/topics?node=incidents/phishing");
  CHECK(heard(world) == "");
  world.driver.find(Role::link, "incidents").activate();
  CHECK(heard(world) == "Details of Incident exchange");
  world.driver.press(ImGuiKey_Escape);
  CHECK(heard(world) == "Details closed");
}

TEST_CASE("another screen is said by its title") {
  World world;
  heard(ready(world));
  world.app->on_location("/help");
  CHECK(heard(world) == "Keyboard help");
  world.app->on_location("/about");
  CHECK(heard(world) == "About");
}

TEST_CASE("selecting says how many are selected") {
  World world;
  heard(ready(world));
  world.driver.find(Role::row, "loose").focus();
  world.driver.press(ImGuiKey_Space);
  CHECK(heard(world) == "3 topics, 1 collection, 1 selected");
}

TEST_CASE("a lost connection is said once, whatever the countdown shows; reading again is said") {
  World world;
  heard(ready(world));
  world.lose();
  for (int second = 0; second < 5; ++second) {
    world.clock.advance(xmpp::Milliseconds(1000));
    world.driver.frames(1);
  }
  CHECK(heard(world) == "Connection lost at 00:00:00. It is tried again by itself.");
  CHECK(world.driver.find(Role::status, "Connection").exists());
  world.come_back();
  while (world.answer(1) > 0) world.driver.frames(1);
  CHECK(heard(world) == "Reading | Read the topics of pubsub.example: 3 topics, 1 collection");
}

TEST_CASE("how quickly the controller answers is no part of what is spoken at each change") {
  World world;
  ready(world);
  const Node& status = world.driver.find(Role::status, "Connection").node();
  std::string words;
  for (const Node& node : current().nodes)
    if (node.parent_key == status.key) words += current().str(node.name);
  CHECK(words == "Connected");
}

TEST_CASE("what stands there in place of the list is said") {
  World world;
  world.log_in();
  world.settle();
  CHECK(heard(world).find("No topics on this controller yet") != std::string::npos);
}

TEST_CASE("a search that finds nothing in the palette says so") {
  World world;
  heard(ready(world));
  world.driver.press(ImGuiKey_K, ImGuiMod_Ctrl);
  world.driver.find(Role::textbox, "Search").fill("nothing of the kind");
  CHECK(heard(world) == "Nothing matches “nothing of the kind”.");
}

TEST_CASE("two banners at a time are said once each, and again when one comes back") {
  bool second = true;
  Stage app([&] {
    ui::Screen screen;
    ui::Area area = ui::display();
    ui::banner_strip({.title = "One."}, area.cut_top(44));
    if (second) ui::banner_strip({.title = "Two."}, area.cut_top(44));
  });
  CHECK(heard(app) == "One. | Two.");
  CHECK(heard(app) == "");
  second = false;
  CHECK(heard(app) == "");
  second = true;
  CHECK(heard(app) == "Two.");
}
