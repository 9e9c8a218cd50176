// SPDX-License-Identifier: AGPL-3.0-or-later
// Work that takes a while: its words, its place in the panel, and the reading of the grid as the first of its kind.
#include "gui/operations.h"

#include <doctest/doctest.h>

#include "gui/screens/frame.h"
#include "gui/screens/operations.h"
#include "gui/ui.h"
#include "world.h"

using namespace screens;
using namespace gui::a11y;
using gui::Operation;
using Ending = gui::Operation::State;

namespace {

/// The panel and the status bar with nothing around them, and a list of operations that the test writes.
struct Desk : Stage {
  native::FakeClock clock;
  native::FakeTransport transport;
  native::FakeFetcher fetcher;
  native::IcuUnicode unicode;
  native::OpensslCrypto crypto;
  native::SeededRandom random;
  TestHost host;
  gui::Session session{xmpp::Outside{transport, clock, random, crypto, unicode, fetcher}, {}, {}, [] {}};
  gui::Shell shell{session, host};

  Desk() {
    shell.situation.online = true;
    show([this] {
      const ui::Screen screen;
      ui::Area area = ui::display();
      gui::announce_ended(shell.operations);
      const ui::Area status = area.cut_bottom(28);
      gui::draw_operations(shell, area.cut_right(440), false);
      gui::draw_status_bar(shell, status);
    });
  }

  Operation& start(std::string title) { return shell.operations.start(std::move(title), clock); }
  void end(Operation& operation, Ending state, std::string result) {
    shell.operations.end(operation, state, std::move(result), clock);
    frames(2);
  }
  bool shows(std::string_view text) const { return dump().find(text) != std::string::npos; }
};

}  // namespace

TEST_CASE("operation: words of how far it is") {
  Operation operation{.title = "Make bob owner of 412 topics", .done = 268, .total = 412};
  for (int i = 0; i < 11; ++i) operation.fail("topic", "Not allowed.", "Ask an owner.");
  CHECK(gui::count_words(operation) == "279 of 412");
  CHECK(gui::progress_words(operation) == "268 done, 11 failed, 133 to go");
  operation.total = 0;
  CHECK(gui::count_words(operation) == "279 so far");
  CHECK(gui::progress_words(operation) == "268 done, 11 failed");
  CHECK(gui::count_words({.title = "Nothing yet"}) == "");
}

TEST_CASE("operation: rate and remaining time, once they can be told") {
  const auto seconds = [](int count) { return xmpp::Milliseconds(1000 * count); };
  const Operation fast{.title = "", .done = 300, .total = 500, .began = seconds(5)};
  CHECK(gui::pace_words(fast, seconds(5)) == "");
  CHECK(gui::pace_words(fast, seconds(15)) == "30 per second, 6 s left");
  const Operation slow{.title = "", .done = 10, .total = 100};
  CHECK(gui::pace_words(slow, seconds(60)) == "10 per minute, 9 min left");
  CHECK(gui::pace_words({.title = "", .done = 60}, seconds(2)) == "30 per second");
  CHECK(gui::pace_words({.title = "", .done = 100, .total = 90}, seconds(10)) == "10 per second");
}

TEST_CASE("operation: failures are grouped by their reason, in the order in which they came") {
  Operation operation{.title = "Delete"};
  const xmpp::Error forbidden = xmpp::test::stanza_error("forbidden", xmpp::ErrorType::auth);
  operation.fail("a", forbidden);
  operation.fail("b", "Gone meanwhile.", "Nothing to do.");
  operation.fail("c", forbidden);
  REQUIRE(operation.failures.size() == 2);
  CHECK(operation.failures[0].reason == xmpp::explain(forbidden).what);
  CHECK(operation.failures[0].names == std::vector<std::string>{"a", "c"});
  CHECK(operation.failures[1].names == std::vector<std::string>{"b"});
  CHECK(operation.failed() == 3);
}

TEST_CASE("the panel shows a running operation, its failures by reason, and cancels it; so does the status bar") {
  Desk desk;
  int cancelled = 0;
  Operation& operation = desk.start("Make bob owner of 412 topics");
  operation.done = 268;
  operation.total = 412;
  operation.cancel = [&] { cancelled++; };
  for (const char* name : {"incidents/cert", "edr/isolation", "ids/lab-1"})
    operation.fail(name, "Not allowed", "Ask an owner, or leave them out.");
  operation.fail("ids/lab-2", "Gone meanwhile", "Nothing to do.");
  desk.frames(3);
  CHECK(desk.says("268 done, 4 failed, 140 to go"));
  CHECK(desk.find(Role::progressbar, "Make bob owner of 412 topics").value() == "272 of 412");
  CHECK(desk.says("Ask an owner, or leave them out."));
  CHECK(desk.says("incidents/cert, edr/isolation and 1 more"));
  CHECK(desk.says("ids/lab-2"));
  CHECK(desk.says("4 failed"));  // in the status bar
  desk.find(Role::button, "Copy list").click();
  CHECK(desk.host.copied == "incidents/cert\nedr/isolation\nids/lab-1\n");
  desk.find(Role::button, "Cancel").click();
  CHECK(cancelled == 1);
}

TEST_CASE("an ended operation says so aloud, once, and stays with its result until it is dismissed") {
  Desk desk;
  int undone = 0;
  Operation& first = desk.start("Access model of 38 topics");
  first.done = 36;
  first.total = 38;
  desk.clock.advance(xmpp::Milliseconds(1400));
  first.undo = [&] { undone++; };
  first.undo_label = "Undo 36";
  first.fail("sacm/oval", "Controller was too slow", "Read again before you repeat.");
  desk.end(first, Ending::finished, "36 changed and read back, 2 failed");
  Operation& second = desk.start("Purge incidents/test");
  desk.end(second, Ending::failed, "The controller refused.");
  Operation& third = desk.start("Still running");
  desk.frames(2);
  CHECK(desk.announcements == std::vector<std::string>{"Access model of 38 topics: 36 changed and read back, 2 failed",
                                                       "Purge incidents/test: The controller refused."});
  CHECK(desk.says("36 changed and read back, 2 failed. 00:00:01, took 1.4 s."));
  CHECK(desk.says("The controller refused. 00:00:01, took 0 ms."));
  CHECK_FALSE(desk.find(Role::button, "Cancel").exists());
  desk.find(Role::button, "Undo 36").click();
  CHECK(undone == 1);
  desk.find(Role::button, "Clear finished").click();
  CHECK_FALSE(desk.shows("36 changed"));
  CHECK(desk.find(Role::group, "Still running").exists());
  desk.end(third, Ending::cancelled, "Stopped at 0");
  desk.find(Role::button, "Clear finished").click();
  CHECK_FALSE(desk.find(Role::group, "Still running").exists());
}

namespace {

World& reading(World& world, int topics = 400) {
  for (int i = 0; i < topics; ++i) world.controller.leaf("topic-" + std::to_string(1000 + i), "T", "open");
  world.log_in();
  for (int i = 0; i < 4; ++i) world.answer(20);
  world.driver.frames(2);
  return world;
}

}  // namespace

TEST_CASE("the reading of the grid is an operation: progress, rate, result") {
  World world;
  reading(world);
  CHECK(world.driver.find(Role::button, "Operations").description() == "Something is running");
  world.driver.find(Role::button, "Operations").click();
  CHECK(world.driver.find(Role::complementary, "Operations").node().w == 440);
  CHECK(world.driver.find(Role::group, "Read the topics of pubsub.example").exists());
  CHECK(world.driver.find(Role::button, "Cancel").exists());
  world.clock.advance(xmpp::Milliseconds(2000));
  world.driver.frames(1);
  CHECK(world.driver.dump().find(" per second, ") != std::string::npos);
  world.driver.announcements.clear();
  world.settle();
  CHECK(world.driver.announcements ==
        std::vector<std::string>{"Read the topics of pubsub.example: 400 topics, 0 collections"});
  CHECK(world.driver.find(Role::button, "Operations").description() == "");
  CHECK_FALSE(world.driver.find(Role::button, "Cancel").exists());
  world.driver.press(ImGuiKey_Escape);
  CHECK_FALSE(world.driver.find(Role::complementary, "Operations").exists());
}

TEST_CASE("Cancel in the panel stops the reading as Stop in the status bar does") {
  World world;
  reading(world);
  world.driver.find(Role::button, "Operations").click();
  world.driver.announcements.clear();
  world.driver.find(Role::button, "Cancel").click();
  world.driver.frames(2);
  CHECK(world.driver.dump().find("Reading stopped at ") != std::string::npos);
  CHECK(world.driver.dump().find("Stopped at ") != std::string::npos);
  CHECK_FALSE(world.driver.find(Role::progressbar, "Reading").exists());
  CHECK(world.driver.announcements.size() == 1);
}

TEST_CASE("a new reading takes the place of the one before, and log out leaves none") {
  World world;
  world.controller.leaf("one");
  world.log_in();
  world.settle();
  world.controller.leaf("two");
  world.driver.find(Role::button, "Operations").click();
  world.driver.press(ImGuiKey_R);
  world.settle();
  CHECK(world.driver.dump().find("2 topics, 0 collections. ") != std::string::npos);
  CHECK(world.driver.dump().find("1 topic, 0 collections. ") == std::string::npos);
  world.driver.find(Role::button, "Log out").click();
  world.transport.end(1000);
  world.clock.advance(xmpp::Milliseconds(10'000));
  world.transport.take_all();
  world.controller.nodes.clear();
  world.log_in();
  CHECK_FALSE(world.driver.find(Role::complementary, "Operations").exists());
  world.driver.find(Role::button, "Operations").click();
  CHECK(world.driver.dump().find("2 topics") == std::string::npos);
}

TEST_CASE("topics that could not be read are failures with their reason; those that are refused are not") {
  World world;
  world.controller.leaf("good").leaf("hidden").leaf("slow-1").leaf("slow-2");
  world.controller.info_errors["hidden"] = xmpp::test::stanza_error("forbidden", xmpp::ErrorType::auth);
  const xmpp::Error busy = xmpp::test::stanza_error("resource-constraint", xmpp::ErrorType::wait);
  world.controller.info_errors["slow-1"] = world.controller.info_errors["slow-2"] = busy;
  world.log_in();
  world.settle();
  world.driver.find(Role::button, "Operations").click();
  CHECK(world.driver.says(xmpp::explain(busy).what));
  CHECK(world.driver.says("slow-1, slow-2"));
  CHECK(world.driver.announcements.back() ==
        "Read the topics of pubsub.example: 4 topics, 0 collections, 2 could not be read");
  CHECK_FALSE(world.driver.says(xmpp::explain(world.controller.info_errors["hidden"]).what));
}

TEST_CASE("the panel stands in place of the details; whoever opens a topic sees that instead") {
  World world("/topics?node=topic-1000");
  reading(world, 3);
  world.settle();
  CHECK(world.driver.find(Role::complementary, "Details").exists());
  world.driver.find(Role::button, "Operations").click();
  CHECK_FALSE(world.driver.find(Role::complementary, "Details").exists());
  world.driver.find(Role::row, "topic-1001").click();
  world.driver.frames(2);
  CHECK(world.driver.find(Role::complementary, "Details").exists());
  CHECK_FALSE(world.driver.find(Role::complementary, "Operations").exists());
}

TEST_CASE("on a phone the panel is a page, which another screen takes away") {
  World world("", R"({"domain": "grid.example", "endpoint": "/ws"})", 390, 844);
  reading(world, 3);
  world.settle();
  world.driver.find(Role::button, "Operations").click();
  CHECK(world.driver.find(Role::complementary, "Operations").node().w == 390);
  CHECK_FALSE(world.driver.find(Role::main, "Topics").exists());
  world.driver.find(Role::link, "About").click();
  world.driver.frames(2);
  CHECK(world.driver.find(Role::main, "About").exists());
}

TEST_CASE("Escape outside of the topics leaves their filter alone") {
  World world("/about?filter=topic");
  reading(world, 3);
  world.driver.press(ImGuiKey_Escape);
  CHECK(world.app);
  CHECK(world.host.location == "");  // nothing was changed
}
