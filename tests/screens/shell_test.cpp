// SPDX-License-Identifier: AGPL-3.0-or-later
// What stands around the screens: connection, keys, palette, phone.
#include <doctest/doctest.h>

#include "drawn.h"
#include "gui/screens/frame.h"
#include "world.h"

using namespace screens;
using namespace gui::a11y;

namespace {

World& ready(World& world, int topics = 3) {
  for (int i = 0; i < topics; ++i)
    world.controller.leaf("topic-" + std::to_string(100 + i), "Title " + std::to_string(i), "whitelist");
  world.log_in();
  world.settle();
  return world;
}

}  // namespace

TEST_CASE("a lost connection is announced with what happens next; list and filter stay; Try now connects") {
  World world;
  ready(world);
  world.driver.find(Role::textbox, "Filter").fill("101");
  world.lose();
  CHECK_FALSE(world.host.card.visible);
  CHECK(world.driver.says("Reconnecting"));
  CHECK(world.driver.dump().find("Connection lost at 00:00:00.") != std::string::npos);
  CHECK(world.driver.find(Role::row, "topic-101").exists());
  CHECK(world.driver.find(Role::button, "Read again").is(Disabled));
  CHECK(world.driver.find(Role::button, "Read again").description().starts_with("Not while offline"));
  const int connects = world.transport.connects();
  world.driver.find(Role::button, "Try now").click();
  world.driver.frames(1);
  CHECK(world.transport.connects() == connects + 1);
}

TEST_CASE("after coming back the grid is read again and the banner is gone") {
  World world;
  ready(world);
  world.lose();
  world.controller.leaf("topic-new", "New", "open");
  world.come_back();
  world.settle();
  CHECK(world.driver.says("Connected"));
  CHECK(world.driver.dump().find("Connection lost") == std::string::npos);
  CHECK(world.driver.find(Role::row, "topic-new").exists());
}

TEST_CASE("what breaks the connection each time it is asked is given up, and the rest is read") {
  std::string breaks, shown = "topic-100";
  SUBCASE("what a topic is") { breaks = "#info' node='topic-101'"; }
  SUBCASE("the consumers of a topic") { breaks = "<subscriptions node='topic-101'/>"; }
  SUBCASE("the list of all topics") {
    breaks = "<query xmlns='http://jabber.org/protocol/disco#items'/>";
    shown = "The connection broke each time before this was answered.";
  }
  World world;
  world.breaks = breaks;
  world.controller.affiliations = {{"topic-101", "owner"}};
  ready(world);
  int losses = 0;
  for (; world.transport.state() == native::FakeTransport::State::idle; world.settle()) {
    REQUIRE(++losses < 12);
    world.come_back();
  }
  CHECK(losses >= 3);
  CHECK(world.driver.dump().find(shown) != std::string::npos);
}

TEST_CASE("the words of the countdown") {
  xmpp::Status status;
  status.phase = xmpp::Phase::waiting;
  status.attempts = 2;
  status.next_attempt = xmpp::Milliseconds(6'900);
  CHECK(gui::reconnecting_words(status, xmpp::Milliseconds(0)) == "Next try in 6 s, the third.");
  CHECK(gui::reconnecting_words(status, xmpp::Milliseconds(6'000)) == "Next try now, the third.");
  status.phase = xmpp::Phase::authenticating;
  CHECK(gui::reconnecting_words(status, xmpp::Milliseconds(0)) == "Connecting now.");
}

TEST_CASE("keyboard only: filter, list, details, help, back") {
  World world;
  ready(world);
  world.driver.type("/");
  world.driver.frames(2);
  CHECK(world.driver.focused() == "textbox Filter");
  world.driver.type("10");
  world.driver.frames(2);
  CHECK(world.host.location == "/topics?filter=10");
  world.driver.press(ImGuiKey_Escape);
  world.driver.frames(2);
  CHECK(world.host.location == "/topics");
  world.driver.find(Role::row, "topic-100").focus();
  world.driver.press(ImGuiKey_DownArrow);
  world.driver.press(ImGuiKey_Enter);
  world.driver.frames(2);
  CHECK(world.host.location == "/topics?node=topic-101");
  world.driver.press(ImGuiKey_DownArrow);  // the details follow
  world.driver.frames(2);
  CHECK(world.host.location == "/topics?node=topic-102");
  world.driver.type("?");
  world.driver.frames(2);
  CHECK(world.host.location == "/help?node=topic-102");
  CHECK(world.driver.says("Search or run a command"));
  world.driver.press(ImGuiKey_G);
  world.driver.press(ImGuiKey_1);
  world.driver.frames(2);
  CHECK(world.host.location == "/topics?node=topic-102");
}

TEST_CASE("signs are commands by themselves, whatever keys make them") {
  World world;
  ready(world);
  world.driver.find(Role::row, "topic-100").focus();
  ImGui::GetIO().AddInputCharacter('/');
  world.driver.press(ImGuiKey_7, ImGuiMod_Shift);  // German
  world.driver.frames(2);
  CHECK(world.driver.focused() == "textbox Filter");
  CHECK(world.host.location.empty());
  world.driver.type("?");  // to be found, not a command
  CHECK(world.host.location == "/topics?filter=%3F");
  world.driver.press(ImGuiKey_Escape);
  world.driver.find(Role::row, "topic-100").focus();
  world.driver.press(ImGuiKey_Slash);  // French: "!" is where others have "/"
  CHECK(world.driver.focused() == "row topic-100");
}

TEST_CASE("Ctrl+F goes to the filter, from the list as from another field") {
  World world;
  ready(world);
  world.driver.find(Role::row, "topic-100").focus();
  world.driver.press(ImGuiKey_F, ImGuiMod_Ctrl);
  world.driver.frames(2);
  CHECK(world.driver.focused() == "textbox Filter");
  world.driver.type("10");
  world.driver.press(ImGuiKey_F, ImGuiMod_Ctrl);
  world.driver.frames(2);
  CHECK(world.driver.focused() == "textbox Filter");
  CHECK(world.host.location == "/topics?filter=10");
}

TEST_CASE("the browser's Back and Forward change the screen without a new entry") {
  World world;
  ready(world);
  const int history = world.host.history;
  world.app->on_location("/about");
  world.driver.frames(2);
  CHECK(world.driver.says("About XMPP-Grid Broker"));
  world.app->on_location("/topics?filter=102");
  world.driver.frames(2);
  CHECK(world.driver.find(Role::row, "topic-102").exists());
  CHECK_FALSE(world.driver.find(Role::row, "topic-100").exists());
  CHECK(world.host.history == history);
}

TEST_CASE("a link that is opened while the filter is being typed takes the filter's text away") {
  World world;
  ready(world);
  world.driver.find(Role::textbox, "Filter").click();
  world.driver.type("101");
  world.driver.frames(2);
  CHECK_FALSE(world.driver.find(Role::row, "topic-100").exists());
  world.app->on_location("/topics?node=topic-102");
  world.driver.frames(3);
  CHECK(world.driver.find(Role::row, "topic-100").exists());
  CHECK(world.driver.find(Role::textbox, "Filter").value() == "");
}

TEST_CASE("Ctrl K finds topics and runs commands; what cannot be done says why") {
  World world;
  ready(world);
  world.driver.press(ImGuiKey_K, ImGuiMod_Ctrl);
  world.driver.frames(3);
  world.driver.find(Role::textbox, "Search").fill("topic-101");
  world.driver.frames(2);
  world.driver.find(Role::option, "topic-101").click();
  world.driver.frames(3);
  CHECK(world.host.location == "/topics?node=topic-101");
  world.driver.press(ImGuiKey_K, ImGuiMod_Ctrl);
  world.driver.frames(3);
  CHECK(world.driver.find(Role::option, "Connect now").is(Disabled));
  CHECK(world.driver.find(Role::option, "Connect now").description() == "The connection is there");
  world.driver.find(Role::textbox, "Search").fill("high contrast");
  world.driver.press(ImGuiKey_Enter);
  world.driver.frames(3);
  CHECK(ui::theme().high_contrast());
}

TEST_CASE("WS-33 About tells an endpoint outside the domain, and who named it") {
  const auto told = [](std::string_view config, std::string host) {
    World world("/about", config, 1440, 900, std::move(host));
    world.fetcher.answer("https://grid.example/.well-known/host-meta", 404, "");
    world.fetcher.answer(
        "https://grid.example/.well-known/host-meta.json", 200,
        R"({"links": [{"rel": "urn:xmpp:alt-connections:websocket", "href": "wss://broker.example/ws"}]})");
    world.log_in();
    world.settle();
    world.driver.find(Role::button, "Copy as text").click();
    const auto from = world.host.copied.find("Endpoint host: ");
    return world.host.copied.substr(from, world.host.copied.find('\n', from) - from);
  };
  const auto written = R"({"domain": "grid.example", "endpoint": "/ws"})";
  CHECK(told(written, "ws.grid.example") == "Endpoint host: the domain's");
  CHECK(told(written, "broker.example") == "Endpoint host: another than the domain's: config.json or you named it");
  CHECK(told(R"({"domain": "grid.example"})", "broker.example") ==
        "Endpoint host: another than the domain's: its host-meta names it");
}

TEST_CASE("in the palette the keyboard stays in the field, the arrow keys go through the results, one Escape leaves") {
  World world;
  ready(world);
  world.driver.find(Role::link, "About").focus();
  world.driver.press(ImGuiKey_K, ImGuiMod_Ctrl);
  world.driver.frames(3);
  const auto field = world.driver.find(Role::textbox, "Search");
  CHECK(field.is(Expanded));
  const auto active = [&] { return current().by_key(field.node().active); };
  const auto results = world.driver.names(Role::option);
  REQUIRE(results.size() > 2);
  REQUIRE(active());
  CHECK(current().str(active()->name) == results[0]);
  CHECK(active()->position == 1);
  CHECK(active()->set_size == int(results.size()));
  CHECK(current().by_key(field.node().controls)->role == Role::listbox);
  world.driver.press(ImGuiKey_DownArrow);
  world.driver.press(ImGuiKey_DownArrow);
  world.driver.press(ImGuiKey_UpArrow);
  CHECK(current().str(active()->name) == results[1]);
  CHECK((active()->state & Selected) != 0);
  CHECK(world.driver.focused() == "textbox Search");
  world.driver.type("topic-101");
  CHECK(current().str(active()->name) == "topic-101");
  CHECK(current().str(active()->description) == "Title 1");
  world.driver.find(Role::textbox, "Search").fill("nothing of the kind");
  CHECK(field.node().active == 0);
  CHECK_FALSE(field.is(Expanded));
  world.driver.press(ImGuiKey_Escape);
  CHECK_FALSE(world.driver.find(Role::dialog, "Search or run a command").exists());
  CHECK(world.driver.focused() == "link About");
}

TEST_CASE("each result of the palette is in the tree once") {
  World world;
  ready(world);
  world.driver.press(ImGuiKey_K, ImGuiMod_Ctrl);
  world.driver.find(Role::textbox, "Search").fill("topic-101");
  std::size_t count = 0;
  for (const Node& node : current().nodes)
    if (node.layer == 0 && !(node.state & Inert)) count += current().str(node.name) == "topic-101";
  CHECK(count == 1);
}

TEST_CASE("About tells versions, session and controller, and copies them") {
  World world("/about");
  ready(world);
  CHECK(world.driver.says("EXTERNAL"));
  CHECK(world.driver.says("ejabberd 23.01"));
  world.driver.find(Role::button, "Copy as text").click();
  CHECK(world.host.copied.find("Version: 1.0\n") != std::string::npos);
  CHECK(world.host.copied.find("Endpoint: wss://grid.example/ws\n") != std::string::npos);
}

TEST_CASE("on a phone the list fills the width, details are a page with a way back") {
  World world("", R"({"domain": "grid.example", "endpoint": "/ws"})", 390, 844);
  ready(world);
  CHECK(world.driver.find(Role::row, "topic-101").exists());
  CHECK_FALSE(world.driver.find(Role::tree, "Collections").exists());
  world.driver.find(Role::row, "topic-101").click();
  world.driver.frames(2);
  CHECK(world.driver.find(Role::complementary, "Details").exists());
  CHECK_FALSE(world.driver.find(Role::row, "topic-100").exists());
  world.driver.find(Role::button, "Back to the list").click();
  world.driver.frames(2);
  CHECK(world.driver.find(Role::row, "topic-100").exists());
  world.driver.find(Role::link, "About").click();
  world.driver.frames(2);
  CHECK(world.host.location == "/about");
}

TEST_CASE("reading is shown with how far it is, can be stopped, and what the controller did is told") {
  World world;
  for (int i = 0; i < 400; ++i) world.controller.leaf("topic-" + std::to_string(1000 + i), "T", "open");
  world.log_in();
  for (int i = 0; i < 4; ++i) world.answer(20);
  world.driver.frames(2);
  CHECK(world.driver.find(Role::progressbar, "Reading").exists());
  world.driver.find(Role::link, "Stop").click();
  world.driver.frames(2);
  CHECK(world.driver.dump().find("Reading stopped at ") != std::string::npos);
}

TEST_CASE("nothing is drawn without a reason: an idle application asks for no frame") {
  World world;
  ready(world);
  world.driver.frames(5);
  const int wakes = world.host.wakes;
  world.host.wake_after = 0;
  world.driver.frames(5);
  CHECK(world.host.wakes == wakes);
  CHECK(world.host.wake_after == 0);
}

TEST_CASE("About breaks what is long into lines, on a phone as well, and cuts nothing") {
  World world("/about",
              R"({"domain": "grid.example", "endpoint": "/a/path/that/is/longer/than/the/width/of/a/phone/ws"})", 390,
              844);
  world.log_in();
  world.settle();
  const std::string endpoint = "wss://grid.example/a/path/that/is/longer/than/the/width/of/a/phone/ws";
  CHECK(drawn(world.driver.find(Role::text, endpoint)) == endpoint);
}

TEST_CASE("a phone has no tree: a link to one shows the list") {
  World world("/topics?view=tree&filter=102", R"({"domain": "grid.example", "endpoint": "/ws"})", 390, 844);
  world.controller.collection("incidents", {"topic-102"});
  ready(world);
  std::vector<std::string> rows = world.driver.names(Role::row);
  std::erase(rows, "Header");
  CHECK(rows == std::vector<std::string>{"topic-102"});
  CHECK(world.host.location == "");  // where there is room the link shows the tree again
}
