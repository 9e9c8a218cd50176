// SPDX-License-Identifier: AGPL-3.0-or-later
// The URL says all that is shown, Back goes where it was, and what a link leads to in vain is said.
#include <doctest/doctest.h>

#include "world.h"

using namespace screens;
using namespace gui::a11y;

namespace {

World& ready(World& world) {
  world.controller.collection("incidents", {"incidents/ddos"})
      .leaf("incidents/ddos", "Denial of service")
      .leaf("loose");
  world.log_in();
  world.settle();
  return world;
}

/// What Back and Forward and a new address do.
void go(World& world, std::string_view fragment) {
  world.app->on_location(fragment);
  world.settle();
}

bool shows(World& world, std::string_view text) { return world.driver.dump().find(text) != std::string::npos; }

}  // namespace

TEST_CASE("the title of the page follows: screen, collection, topic, and none of them on the card") {
  World world;
  CHECK(world.host.title == "XMPP-Grid Broker");
  ready(world);
  CHECK(world.host.title == "All topics · grid.example · XMPP-Grid Broker");
  go(world, "/topics?in=incidents");
  CHECK(world.host.title == "incidents · grid.example · XMPP-Grid Broker");
  go(world, "/topics?in=incidents&node=incidents/ddos");
  CHECK(world.host.title == "Denial of service · grid.example · XMPP-Grid Broker");
  go(world, "/topics?node=loose");
  CHECK(world.host.title == "loose · grid.example · XMPP-Grid Broker");
  go(world, "/preferences?node=loose");
  CHECK(world.host.title == "Preferences · grid.example · XMPP-Grid Broker");
}

TEST_CASE("a link to a topic that is gone says so, and so does one to a collection, with the way back") {
  World world;
  ready(world);
  go(world, "/topics?node=incidents/gone");
  CHECK(world.driver.says(
      "The controller lists no topic “incidents/gone”. It may have been deleted, or be hidden from you."));
  CHECK(world.host.title == "incidents/gone · grid.example · XMPP-Grid Broker");
  go(world, "/topics?in=gone");
  CHECK(
      world.driver.says("The controller lists no collection “gone”. It may have been deleted, or be hidden from you."));
  world.driver.find(Role::link, "Show all topics").click();
  world.driver.frames(2);
  CHECK(world.host.location == "/topics");
  CHECK(world.driver.find(Role::row, "loose").exists());
}

TEST_CASE("a collection that is only not read yet is not called gone") {
  World world("/topics?in=incidents");
  world.controller.collection("incidents", {"incidents/ddos"}).leaf("incidents/ddos");
  world.log_in();
  for (int i = 0; i < 50 && world.answer(1) > 0; ++i) {
    world.driver.frames(1);
    CHECK_FALSE(shows(world, "no collection"));
  }
  world.settle();
  CHECK(world.driver.find(Role::row, "incidents/ddos").exists());
}

TEST_CASE("a link to a broker that is gone says so, and which one is shown instead") {
  World world("/topics?service=old.example&node=loose");
  ready(world);
  CHECK(world.driver.says("There is no broker “old.example” on this controller. This is pubsub.example."));
  CHECK(world.driver.find(Role::complementary, "Details").exists());
}

TEST_CASE("with several brokers the URL says which; a link without one asks, and so does Back to that place") {
  World world;
  world.services = {"lab.grid.example", "pubsub.example"};
  ready(world);
  CHECK(world.driver.says("Which broker?"));
  world.driver.find(Role::button, "pubsub.example").click();
  world.settle();
  CHECK(world.host.location == "/topics?service=pubsub.example");
  CHECK(world.driver.find(Role::row, "loose").exists());
  go(world, "/topics");  // Back
  CHECK(world.driver.says("Which broker?"));
  CHECK_FALSE(world.driver.find(Role::row, "loose").exists());
  go(world, "/topics?service=pubsub.example");  // Forward
  CHECK(world.driver.find(Role::row, "loose").exists());
  go(world, "/topics?service=gone.example");
  CHECK(world.driver.says("There is no broker “gone.example” on this controller."));
  CHECK(world.driver.says("Which broker?"));
}

TEST_CASE("Back and Forward over five screens show each as it was, without new entries") {
  World world;
  ready(world);
  const std::pair<const char*, Role> steps[] = {{"/topics?filter=loose", Role::grid},
                                                {"/topics?filter=loose&node=loose", Role::complementary},
                                                {"/preferences?filter=loose&node=loose", Role::form},
                                                {"/help?filter=loose&node=loose", Role::main},
                                                {"/about?filter=loose&node=loose", Role::main}};
  const char* names[] = {"Topics", "Details", "Preferences", "Keyboard help", "About"};
  world.driver.find(Role::textbox, "Filter").fill("loose");
  world.driver.find(Role::row, "loose").click();
  for (const char* screen : {"Preferences", "Keyboard help", "About"}) {
    world.driver.find(Role::link, screen).click();
    world.driver.frames(2);
  }
  CHECK(world.host.location == steps[4].first);
  const int history = world.host.history;
  CHECK(history == 4);
  for (int i : {3, 2, 1, 0, 1, 2, 3, 4}) {
    go(world, steps[i].first);
    CHECK(world.driver.find(steps[i].second, names[i]).exists());
  }
  go(world, steps[1].first);
  CHECK(world.driver.find(Role::textbox, "Filter").value() == "loose");
  CHECK(world.host.history == history);
}
