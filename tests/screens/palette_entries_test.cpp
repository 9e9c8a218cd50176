// SPDX-License-Identifier: AGPL-3.0-or-later
// The palette: what it offers for what is typed, in which order, and where it leads.
#include "gui/screens/palette.h"

#include <doctest/doctest.h>

#include "world.h"

using namespace screens;
using namespace gui::a11y;
using Kind = gui::PaletteTarget::Kind;

namespace {

struct Sources {
  xmpp::grid::Model model;
  gui::RecentTargets recent;
  gui::Situation situation{.online = true, .topics_screen = true};

  Sources() {
    const auto add = [&](std::string_view id, std::string title) -> xmpp::grid::Node& {
      xmpp::grid::Node& node = model.edit(model.add(id));
      node.title = std::move(title);
      return node;
    };
    const auto jid = [](std::string_view text) { return *xmpp::Jid::split(text); };
    add("incidents/phishing", "Phishing reports").publishers = {jid("phish-desk@grid.example")};
    add("incidents/ddos", "").owners = {jid("alice@grid.example")};
    for (int i = 0; i < 20; ++i) add("archive/copy-" + std::to_string(i), "");
    model.edit(model.add("incidents")).kind = xmpp::grid::NodeKind::collection;
  }
  std::vector<gui::PaletteEntry> entries(std::string_view text) const {
    return gui::palette_entries(text, {model, people(model), recent, situation});
  }
  /// "# Group" for each heading, then the labels under it.
  std::vector<std::string> lines(std::string_view text) const {
    std::vector<std::string> lines;
    std::string group;
    for (const gui::PaletteEntry& entry : entries(text)) {
      if (entry.group != group) lines.push_back("# " + (group = entry.group));
      lines.push_back(entry.label);
    }
    return lines;
  }
};

void open_palette(World& world, std::string_view words = "") {
  world.driver.press(ImGuiKey_K, ImGuiMod_Ctrl);
  world.driver.frames(3);
  if (!words.empty()) world.driver.find(Role::textbox, "Search").fill(words);
}

World& ready(World& world) {
  for (int i = 0; i < 3; ++i) world.controller.leaf("topic-" + std::to_string(100 + i), "Title", "whitelist");
  world.log_in();
  world.settle();
  return world;
}

}  // namespace

TEST_CASE("palette: objects, then JIDs, then commands") {
  const Sources sources;
  CHECK(sources.lines("phish") == std::vector<std::string>{"# Topics and collections", "incidents/phishing", "# JIDs",
                                                           "phish-desk@grid.example"});
  CHECK(sources.entries("phish")[1].more == "publisher of 1");
  CHECK(sources.lines("abou") == std::vector<std::string>{"# Commands", "About"});
  CHECK(sources.lines("alice") == std::vector<std::string>{"# JIDs", "alice@grid.example"});
}

TEST_CASE("palette: of many the best few, and how many there are") {
  const auto lines = Sources().lines("copy");
  CHECK(lines[0] == "# Topics and collections, 6 of 20");
  CHECK(lines[7] == "# Commands");
  CHECK(lines[8] == "Copy the ids of the selected");
}

TEST_CASE("palette: acts on the selection stand before the other commands; without one they say why they cannot") {
  Sources sources;
  for (const gui::PaletteEntry& entry : sources.entries("copy the ids"))
    if (entry.target.kind == Kind::act) CHECK(entry.disabled == "Select something first");
  sources.situation.selected = 4;
  const auto lines = sources.lines("");
  CHECK(lines[0] == "# On 4 selected");
  CHECK(lines[1] == "Copy the ids of the selected");
  CHECK(lines[2] == "# Commands");
}

TEST_CASE("palette: every command is there, also those that cannot be run now") {
  const auto all = Sources().entries("");
  for (const gui::Command& command : gui::commands()) {
    const bool there = std::ranges::any_of(all, [&](const auto& entry) { return entry.target.act == command.act; });
    CHECK(there == command.in_palette);
  }
  const auto stop = std::ranges::find(all, "Stop reading", &gui::PaletteEntry::label);
  REQUIRE(stop != all.end());
  CHECK(stop->disabled == "Nothing is being read");
}

TEST_CASE("palette: > for commands alone, @ for JIDs alone") {
  const Sources sources;
  CHECK(sources.lines(">theme")[0] == "# Commands");
  CHECK(sources.lines(">phish").empty());
  CHECK(sources.lines("@").empty());
  CHECK(sources.lines("@phish") == std::vector<std::string>{"# JIDs", "phish-desk@grid.example"});
}

TEST_CASE("palette: what was chosen last comes first when nothing is typed; what is gone does not come") {
  Sources sources;
  sources.recent = {{{Kind::node, "incidents/ddos"},
                     {Kind::node, "gone"},
                     {Kind::jid, "alice@grid.example"},
                     {Kind::act, {}, gui::Act::go_about}}};
  const auto lines = sources.lines("");
  CHECK(std::vector(lines.begin(), lines.begin() + 5) ==
        std::vector<std::string>{"# Recent", "incidents/ddos", "alice@grid.example", "About", "# Commands"});
}

TEST_CASE("the palette goes to a topic by some of its letters, with Enter") {
  World world;
  ready(world);
  open_palette(world, "t102");
  CHECK(world.driver.find(Role::option, "topic-102").is(Selected));
  world.driver.press(ImGuiKey_Enter);
  world.driver.frames(3);
  CHECK(world.host.location == "/topics?node=topic-102");
  CHECK_FALSE(world.driver.find(Role::dialog, "Search or run a command").exists());
}

TEST_CASE("the palette remembers what was opened, for this session alone") {
  World world;
  ready(world);
  world.driver.find(Role::row, "topic-101").click();
  open_palette(world);
  CHECK(world.driver.names(Role::option)[0] == "topic-101");
  world.driver.find(Role::textbox, "Search").fill("about");
  world.driver.press(ImGuiKey_Enter);
  world.driver.frames(3);
  CHECK(world.host.location == "/about?node=topic-101");
  open_palette(world);
  CHECK(world.driver.names(Role::option)[0] == "About");
  CHECK(world.driver.names(Role::option)[1] == "topic-101");
  world.driver.press(ImGuiKey_Escape);
  world.driver.find(Role::button, "Log out").click();
  world.transport.end(1000);
  world.clock.advance(xmpp::Milliseconds(10'000));
  world.transport.take_all();
  world.log_in();
  open_palette(world);
  CHECK_FALSE(world.driver.find(Role::group, "Recent").exists());
}

TEST_CASE("somebody who publishes leads to the topics that he publishes in") {
  World world;
  world.controller.raw_info["feed"] =
      "<query xmlns='http://jabber.org/protocol/disco#info' node='feed'><identity category='pubsub' type='leaf'/>"
      "<feature var='http://jabber.org/protocol/pubsub'/><x xmlns='jabber:x:data' type='result'>"
      "<field var='FORM_TYPE' type='hidden'><value>http://jabber.org/protocol/pubsub#meta-data</value></field>"
      "<field var='pubsub#publisher' type='jid-multi'><value>sensor@grid.example</value></field></x></query>";
  world.controller.leaf("feed");
  ready(world);
  open_palette(world, "sens");
  CHECK(world.driver.find(Role::option, "sensor@grid.example").description() == "publisher of 1");
  world.driver.find(Role::option, "sensor@grid.example").click();
  world.driver.frames(3);
  CHECK(world.host.location == "/topics?filter=publisher:sensor@grid.example");
  CHECK(world.driver.find(Role::row, "feed").exists());
  CHECK_FALSE(world.driver.find(Role::row, "topic-101").exists());
}

TEST_CASE("the arrows go through the palette and keep what is chosen in view; nothing found is said") {
  World world("", R"({"domain": "grid.example", "endpoint": "/ws"})", 1280, 400);
  ready(world);
  open_palette(world);
  const auto options = world.driver.names(Role::option);
  for (std::size_t i = 1; i < options.size(); ++i) world.driver.press(ImGuiKey_DownArrow);
  const auto last = world.driver.find(Role::option, options.back());
  CHECK(last.is(Selected));
  CHECK(last.node().clip.w >= last.node().box.w);
  world.driver.find(Role::textbox, "Search").fill("qqq");
  CHECK(world.driver.says("Nothing matches “qqq”."));
  world.driver.press(ImGuiKey_Enter);
  CHECK(world.driver.find(Role::dialog, "Search or run a command").exists());
}
