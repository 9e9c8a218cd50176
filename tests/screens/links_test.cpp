// SPDX-License-Identifier: AGPL-3.0-or-later
// Story 2.8: a link to a topic or collection shows its row, whenever the row comes.
#include <doctest/doctest.h>

#include <format>

#include "world.h"

using namespace screens;
using namespace gui::a11y;

namespace {

/// Many topics in one collection that sorts first, and one topic behind them all.
void make_grid(xmpp::test::FakeController& controller) {
  std::vector<std::string> many;
  for (int i = 0; i < 100; ++i) many.push_back(std::format("archive/{:03}", i));
  for (const std::string& id : many) controller.leaf(id);
  controller.collection("archive", many)
      .collection("energy", {"energy/south"})
      .collection("energy/south", {"energy/scada"})
      .leaf("energy/scada")
      .leaf("weather");
}

/// The whole row can be seen.
bool in_view(World& world, std::string_view row) {
  auto item = world.driver.find(Role::row, row);
  if (!item.exists()) return false;
  const Node& node = item.node();
  return node.box.y >= node.clip.y && node.box.w <= node.clip.w;
}

}  // namespace

TEST_CASE("a link to a topic far below scrolls to its row once it is read") {
  World world("/topics?node=weather");
  make_grid(world.controller);
  world.log_in();
  world.settle();
  CHECK(in_view(world, "weather"));
  world.app->on_location("/topics?node=archive/000");
  world.driver.frames(2);
  CHECK(in_view(world, "archive/000"));
}

TEST_CASE("rows that are read later do not push the row of a link out of view") {
  World world("/topics?node=weather");
  make_grid(world.controller);
  world.log_in();
  bool shown = false;
  while (world.answer(1) > 0) {
    world.driver.frames(2);
    shown = shown || in_view(world, "weather");
    CHECK(in_view(world, "weather") == shown);
  }
  CHECK(shown);
}

TEST_CASE("whoever scrolls away from the row of a link is not brought back by rows that are read later") {
  World world("/topics?node=weather");
  make_grid(world.controller);
  for (int i = 0; i < 100; ++i) world.controller.leaf(std::format("more/{:03}", i));
  world.log_in();
  while (!in_view(world, "weather") && world.answer(1) > 0) world.driver.frames(2);
  REQUIRE(in_view(world, "weather"));
  world.driver.find(Role::row, "weather").hover();
  ImGui::GetIO().AddMouseWheelEvent(0, 100);
  world.driver.frames(2);
  REQUIRE_FALSE(in_view(world, "weather"));
  world.settle();
  CHECK(in_view(world, "archive"));
  CHECK_FALSE(in_view(world, "weather"));
}

TEST_CASE("a link to a topic opens the collections that hold it when the list is a tree") {
  World world("/topics?view=tree&node=energy/scada");
  make_grid(world.controller);
  world.log_in();
  world.settle();
  CHECK(in_view(world, "energy/scada"));
  CHECK_FALSE(world.driver.find(Role::row, "archive").is(Expanded));
  // Closed by hand it stays closed; another link opens it again.
  world.driver.find(Role::row, "energy").focus();
  world.driver.press(ImGuiKey_LeftArrow);
  CHECK_FALSE(world.driver.find(Role::row, "energy/scada").exists());
  world.app->on_location("/topics?view=tree&node=archive/099");
  world.driver.frames(2);
  CHECK(in_view(world, "archive/099"));
}
