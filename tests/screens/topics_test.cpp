// SPDX-License-Identifier: AGPL-3.0-or-later
// Stories 2.1 to 2.8 as a person meets them on the topics screen.
#include <doctest/doctest.h>

#include "drawn.h"
#include "world.h"

using namespace screens;
using namespace gui::a11y;

namespace {

/// 3 collections, one in another; one topic in two of them, one in none; one that nobody may see.
void make_grid(xmpp::test::FakeController& controller) {
  controller.collection("incidents", {"incidents/phishing", "incidents/ddos", "sector-energy"}, "Incident exchange")
      .collection("sector-energy", {"incidents/scada", "incidents/phishing"}, "Energy")
      .collection("endpoints", {"endpoints/secret"}, "Endpoints")
      .leaf("incidents/phishing", "Phishing reports", "whitelist")
      .leaf("incidents/ddos", "Denial of service", "open")
      .leaf("incidents/scada", "SCADA alerts", "authorize")
      .leaf("endpoints/secret", "", "whitelist")
      .leaf("loose", "In no collection", "whitelist");
  controller.info_errors["endpoints/secret"] = xmpp::test::stanza_error("forbidden", xmpp::ErrorType::auth);
}

World& ready(World& world) {
  make_grid(world.controller);
  world.log_in();
  world.settle();
  return world;
}

std::vector<std::string> rows(const World& world) {
  std::vector<std::string> names = world.driver.names(Role::row);
  std::erase_if(names, [](const std::string& name) { return name == "Header"; });
  return names;
}

}  // namespace

TEST_CASE("2.1 log in, and the topics appear row by row while they are read") {
  World world;
  CHECK(world.host.card.visible);
  CHECK(world.host.card.endpoint == "wss://grid.example/ws");
  make_grid(world.controller);
  world.log_in();
  CHECK_FALSE(world.host.card.visible);
  CHECK(world.driver.says("Connected"));
  CHECK(rows(world).empty());
  std::size_t before = 0;
  bool grew_while_reading = false;
  for (int i = 0; i < 200 && world.answer(2) > 0; ++i) {
    world.driver.frames(1);
    const std::size_t now = rows(world).size();
    if (before > 0 && now > before) grew_while_reading = true;
    CHECK(now >= before);
    before = now;
  }
  CHECK(grew_while_reading);
  world.settle();
  CHECK(rows(world) == std::vector<std::string>{"endpoints", "endpoints/secret", "incidents", "incidents/ddos",
                                                "incidents/phishing", "incidents/scada", "loose", "sector-energy"});
  CHECK(world.driver.says("5 topics, 3 collections"));
  CHECK(world.driver.says("ejabberd 23.01"));
}

TEST_CASE("the keyboard stays on its topic when rows are read above it") {
  World world;
  make_grid(world.controller);
  world.log_in();
  auto loose = world.driver.find(Role::row, "loose");
  while (!loose.exists() && world.answer(1) > 0) world.driver.frames(2);
  loose.focus();
  const std::size_t before = rows(world).size();
  world.settle();
  REQUIRE(rows(world).size() > before);
  CHECK(world.driver.focused() == "row loose");
  world.driver.press(ImGuiKey_UpArrow);
  CHECK(world.driver.focused() == "row incidents/scada");
}

TEST_CASE("the keyboard stays on the topic below this collection when the topic is below another one as well") {
  World world("/topics?view=tree");
  ready(world);
  world.driver.find(Role::row, "incidents").focus();
  for (const ImGuiKey key : {ImGuiKey_RightArrow, ImGuiKey_DownArrow, ImGuiKey_RightArrow}) world.driver.press(key);
  CHECK(rows(world) == std::vector<std::string>{"endpoints", "incidents", "sector-energy", "incidents/phishing",
                                                "incidents/scada", "incidents/ddos", "incidents/phishing", "loose"});
  world.driver.press(ImGuiKey_End);
  world.driver.press(ImGuiKey_UpArrow);
  const auto at = [] { return current().by_key(current().focus)->row; };
  REQUIRE(world.driver.focused() == "row incidents/phishing");
  const int before = at();
  world.controller.leaf("zero", "Another one");
  world.driver.press(ImGuiKey_R);
  world.settle();
  REQUIRE(rows(world).back() == "zero");
  CHECK(world.driver.focused() == "row incidents/phishing");
  CHECK(at() == before);
}

TEST_CASE("2.8 the filter acts on every key, counts, and says what it does not understand") {
  World world;
  ready(world);
  auto filter = world.driver.find(Role::textbox, "Filter");
  filter.fill("phish");
  world.driver.frames(2);
  CHECK(rows(world) == std::vector<std::string>{"incidents/phishing"});
  CHECK(world.driver.says("1 of 8 shown"));
  CHECK(world.host.location == "/topics?filter=phish");
  filter.fill("access:open kind:topic");
  world.driver.frames(2);
  CHECK(rows(world) == std::vector<std::string>{"incidents/ddos"});
  filter.fill("acess:open");
  world.driver.frames(2);
  CHECK(world.driver.says("No field 'acess'. Did you mean access?"));
  filter.fill("phsh");
  world.driver.frames(2);
  CHECK(world.driver.says("No topic matches “phsh”."));
  world.driver.find(Role::link, "Clear the filter").click();
  world.driver.frames(2);
  CHECK(rows(world).size() == 8);
  CHECK(world.host.history == 0);  // typing leaves no trail
}

TEST_CASE("2.8 what the words of the filter found is marked in ids and titles, whatever the case") {
  World world;
  ready(world);
  const auto marked = [&](std::string_view words) {
    world.driver.find(Role::textbox, "Filter").fill(words);
    world.driver.frames(2);
    std::vector<std::string> texts;
    for (const ImVec4& box : filled(gui::Token::syntax_match)) texts.push_back(drawn(box));
    return texts;
  };
  using Texts = std::vector<std::string>;
  CHECK(marked("").empty());
  CHECK(marked("PHISH") == Texts{"phish", "Phish"});
  CHECK(marked("ents/dd") == Texts{"ents/dd"});
  CHECK(marked("scada alert") == Texts{"scada", "SCADA", "alert"});
  CHECK(marked("\"in no\"") == Texts{"Inno"});
  CHECK(marked("o id:loose") == Texts{"o", "o", "o", "o", "o"});  // l|o||o|se, In n|o| c|o|llecti|o|n
  CHECK(marked("-phish access:auth").empty());
  world.driver.resize(390, 844);
  CHECK(marked("phish") == Texts{"Phish", "phish"});
}

TEST_CASE("sorting by a column, and back") {
  World world;
  ready(world);
  world.driver.find(Role::columnheader, "Title").click();
  world.driver.frames(2);
  CHECK(world.driver.find(Role::columnheader, "Title").is(SortedUp));
  CHECK(rows(world).front() == "incidents/ddos");
  CHECK(world.host.location == "/topics?sort=title");
  world.driver.find(Role::columnheader, "Title").click();
  world.driver.frames(2);
  CHECK(rows(world).front() == "incidents/scada");
  CHECK(world.host.location == "/topics?sort=-title");
}

TEST_CASE("2.2 2.4 as a tree: a collection opens in place, a topic of two collections stands under both") {
  World world;
  ready(world);
  world.driver.find(Role::radio, "Tree").click();
  world.driver.frames(2);
  CHECK(world.host.location == "/topics?view=tree");
  CHECK(rows(world) == std::vector<std::string>{"endpoints", "incidents", "loose"});
}

TEST_CASE("2.4 choosing a collection at the left limits the list to what it contains") {
  World world;
  ready(world);
  world.driver.find(Role::treeitem, "incidents").click();
  world.driver.frames(2);
  CHECK(rows(world) ==
        std::vector<std::string>{"incidents/ddos", "incidents/phishing", "incidents/scada", "sector-energy"});
  CHECK(world.host.location == "/topics?in=incidents");
  world.driver.find(Role::treeitem, "Not in a collection").click();
  world.driver.frames(2);
  CHECK(rows(world) == std::vector<std::string>{"loose"});
  world.driver.find(Role::treeitem, "All topics").click();
  world.driver.frames(2);
  CHECK(rows(world).size() == 8);
}

TEST_CASE("2.2 each collection says its level, its place among its siblings and how many topics it holds") {
  World world;
  ready(world);
  const auto item = [&](std::string_view name) { return world.driver.find(Role::treeitem, name); };
  CHECK(item("All topics").node().position == 1);
  CHECK(item("All topics").node().set_size == 4);  // endpoints, incidents, Not in a collection
  CHECK(item("incidents").node().position == 3);
  CHECK(item("incidents").description() == "3 topics");
  item("incidents").focus();
  world.driver.press(ImGuiKey_RightArrow);
  world.driver.frames(2);
  CHECK(item("incidents").is(Expanded));
  const auto children = {"ddos", "phishing", "sector-energy"};
  for (const auto name : children) {
    CHECK(item(name).node().level == 2);
    CHECK(item(name).node().set_size == int(children.size()));
  }
  world.driver.press(ImGuiKey_DownArrow);
  world.driver.press(ImGuiKey_LeftArrow);  // on what is not open: to its parent
  world.driver.frames(2);
  CHECK(world.driver.focused() == "treeitem incidents");
}

TEST_CASE("2.2 rows of the tree say level and place, and Left goes to the collection") {
  World world("/topics?view=tree");
  ready(world);
  const auto row = [&](std::string_view name) { return world.driver.find(Role::row, name); };
  CHECK(row("incidents").node().level == 1);
  CHECK(row("incidents").node().position == 2);
  CHECK(row("incidents").node().set_size == 3);  // endpoints, incidents, loose
  row("incidents").focus();
  world.driver.press(ImGuiKey_RightArrow);
  world.driver.frames(2);
  CHECK(row("incidents").is(Expanded));
  CHECK(row("sector-energy").node().level == 2);
  CHECK(row("sector-energy").node().set_size == 3);
  CHECK(row("loose").node().position == 3);
  row("sector-energy").focus();
  world.driver.press(ImGuiKey_LeftArrow);
  world.driver.frames(2);
  CHECK(world.driver.focused() == "row incidents");
}

TEST_CASE("2.3 the details of a topic name its collections, also those above them") {
  World world;
  ready(world);
  world.driver.find(Role::row, "incidents/scada").click();
  world.settle();
  CHECK(world.host.location == "/topics?node=incidents/scada");
  CHECK(world.driver.find(Role::complementary, "Details").exists());
  CHECK(world.driver.says("SCADA alerts"));
  CHECK(world.driver.find(Role::link, "sector-energy").exists());
  CHECK(world.driver.find(Role::link, "incidents").exists());
  world.driver.find(Role::button, "Copy id").click();
  CHECK(world.host.copied == "incidents/scada");
  world.driver.find(Role::link, "sector-energy").click();
  world.driver.frames(2);
  CHECK(world.host.location == "/topics?node=sector-energy");
  world.driver.find(Role::button, "Close details").click();
  world.driver.frames(2);
  CHECK_FALSE(world.driver.find(Role::complementary, "Details").exists());
}

TEST_CASE("2.5 what I may not see is marked and says why") {
  World world;
  ready(world);
  CHECK(world.driver.says("not visible"));
  world.driver.find(Role::row, "endpoints/secret").click();
  world.driver.frames(2);
  CHECK(world.driver.says("Not visible to you"));
  CHECK(world.driver.dump().find("stanza/forbidden") != std::string::npos);
}

TEST_CASE("several are selected with the checkboxes, and their ids copied") {
  World world;
  ready(world);
  world.driver.find(Role::row, "incidents/ddos").focus();
  world.driver.press(ImGuiKey_Space);
  world.driver.press(ImGuiKey_DownArrow);
  world.driver.press(ImGuiKey_Space);
  world.driver.frames(2);
  CHECK(world.driver.says("2 selected"));
  world.driver.find(Role::button, "Copy 2 ids").click();
  CHECK(world.host.copied == "incidents/ddos\nincidents/phishing\n");
  world.driver.find(Role::link, "Select all 8").click();
  world.driver.frames(2);
  CHECK(world.driver.says("7 selected"));  // all but the one that is not visible
}

TEST_CASE("a link to a topic is kept through the login") {
  World world("/topics?filter=incidents&node=incidents/ddos");
  ready(world);
  CHECK(rows(world).size() == 4);
  CHECK(world.driver.says("Denial of service"));
}

TEST_CASE("a link that leads nowhere says so") {
  World world("/nonsense");
  ready(world);
  CHECK(world.driver.dump().find("There is no screen “nonsense”. This is the list of topics instead.") !=
        std::string::npos);
  CHECK(rows(world).size() == 8);
}

TEST_CASE("1.7 log out leaves nothing in the page, and says what the browser keeps") {
  World world;
  ready(world);
  world.driver.find(Role::textbox, "Filter").fill("phish");
  world.driver.find(Role::button, "Log out").click();
  world.driver.frames(2);
  world.transport.end(1000);
  world.clock.advance(xmpp::Milliseconds(10'000));
  world.driver.frames(2);
  CHECK(world.host.card.visible);
  CHECK(world.host.card.notice.find("goes on showing your certificate") != std::string::npos);
  CHECK(world.host.location == "/topics");
  CHECK(world.host.title == "XMPP-Grid Broker");
  CHECK(world.driver.dump().find("phishing") == std::string::npos);
}

TEST_CASE("no topics: what to do next") {
  World world;
  world.log_in();
  world.settle();
  CHECK(world.driver.says("No topics on this controller yet"));
  CHECK(world.driver.find(Role::heading, "Topics").node().box.y < 96);
  world.controller.leaf("first", "First");
  world.driver.press(ImGuiKey_R);
  world.settle();
  CHECK(rows(world) == std::vector<std::string>{"first"});
}

TEST_CASE("DISCO-10 no pubsub service: what to switch on") {
  World world;
  world.services.clear();
  world.log_in();
  world.settle();
  CHECK(world.driver.says("No broker found on the controller"));
}

TEST_CASE("several pubsub services: none is guessed, the choice is in the link") {
  World world;
  world.services = {"pubsub.example", "lab.grid.example"};
  ready(world);
  CHECK(world.driver.says("Which broker?"));
  CHECK(rows(world).empty());
  world.driver.find(Role::button, "pubsub.example").click();
  world.settle();
  CHECK(rows(world).size() == 8);
  CHECK(world.host.location == "/topics?service=pubsub.example");
}

TEST_CASE("who scrolls away from the cursor while the grid is read stays there") {
  World world;
  for (int i = 100; i < 300; ++i) world.controller.leaf("topic-" + std::to_string(i), "");
  world.log_in();
  world.settle();
  world.driver.find(Role::row, "topic-100").focus();
  world.driver.press(ImGuiKey_R);
  const auto scroll = [&](double rows) {
    request(world.driver.find(Role::rowgroup, "Topics").node().key, Verb::scroll_to, 0, 28 * rows);
  };
  for (int i = 0; i < 20; ++i) {
    scroll(50);
    REQUIRE(world.answer(1) > 0);  // both come in one frame
    world.driver.frames(3);
    CHECK(world.driver.find(Role::row, "topic-150").exists());
    scroll(0);
    world.driver.frames(3);
  }
}

TEST_CASE("ATTACK-14 hostile names are shown for what they are") {
  World world;
  world.controller.leaf("a##b%s", "title ### %n").leaf("evil\xE2\x80\xAEtxt", "x");
  world.log_in();
  world.settle();
  CHECK(rows(world).size() == 2);
  CHECK(world.driver.find(Role::row, "a##b%s").exists());
  CHECK(world.driver.says("title ### %n"));
}

TEST_CASE("on a phone the rows begin right below the filter, without the name of their only column") {
  World world("", R"({"domain": "grid.example", "endpoint": "/ws"})", 390, 844);
  ready(world);
  const ImVec4 first = world.driver.find(Role::row, "endpoints").node().box;
  CHECK(first.y == 48 + 60);
  CHECK(first.w - first.y == 60);
  CHECK(drawn({0, 48, 390, first.y}).find("Topic") == std::string::npos);
}

TEST_CASE("on a phone sentences are broken into lines, not cut") {
  World world("", R"({"domain": "grid.example", "endpoint": "/ws"})", 390, 844);
  ready(world);
  world.driver.find(Role::textbox, "Filter").fill("re:a(b");
  world.driver.frames(2);
  CHECK(drawn(world.driver.find(Role::text, "The expression is not valid at character 2: a group is not closed.")) ==
        "Theexpressionisnotvalidatcharacter2:agroupisnotclosed.");
  world.app->on_location("/help");
  world.driver.frames(2);
  CHECK(
      drawn(world.driver.find(Role::text, "Close what is on top, clear the filter, the selection, then the details")) ==
      "Closewhatisontop,clearthefilter,theselection,thenthedetails");
}

TEST_CASE("on a phone the filter says what it is for in the room it has") {
  World world("", R"({"domain": "grid.example", "endpoint": "/ws"})", 390, 844);
  ready(world);
  CHECK(drawn(world.driver.find(Role::textbox, "Filter")) == "Filterbyidortitle");
}
