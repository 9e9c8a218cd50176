// SPDX-License-Identifier: AGPL-3.0-or-later
// When frames are drawn: as soon as there is something to see, and no more often than that.
#include <doctest/doctest.h>

#include <algorithm>

#include "world.h"

using namespace screens;
using namespace gui::a11y;

TEST_CASE("the first rows are drawn at once; what adds to them waits until 200 ms after the last frame") {
  World world;
  for (int i = 0; i < 400; ++i) world.controller.leaf("topic-" + std::to_string(1000 + i), "T", "open");
  world.log_in();
  world.driver.frames(1);
  while (world.driver.names(Role::row).size() < 2) {  // one is the header
    world.host.wakes = 0;
    world.answer(1);
    world.driver.frames(1);
  }
  CHECK(world.host.wakes > 0);
  world.host.wakes = 0;
  world.clock.advance(xmpp::Milliseconds(50));
  world.answer(5);
  CHECK(world.host.wakes == 0);
  CHECK(world.host.wake_after == 150);
}

TEST_CASE("until a topic's items are counted, their place says that they are not yet known") {
  World world;
  world.controller.leaf("loose", "T", "whitelist");
  world.log_in();
  const auto unknown = [&] { return std::ranges::count(world.driver.names(Role::gridcell), "not yet known"); };
  while (world.driver.dump().find("row \"loose\"") == std::string::npos ||
         world.driver.dump().find("whitelist") == std::string::npos)
    world.answer(1), world.driver.frames(1);
  CHECK(unknown() == 3);  // providers, consumers, items
  world.settle();
  CHECK(unknown() == 0);
}

TEST_CASE("while the login card waits for somebody, nothing is drawn") {
  World world;
  world.driver.frames(4);  // letters are prepared
  world.host.wakes = 0;
  world.driver.frames(1);
  CHECK(world.host.wakes == 0);
}
