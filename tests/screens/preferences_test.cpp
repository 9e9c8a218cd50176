// SPDX-License-Identifier: AGPL-3.0-or-later
// Preferences: what is stored, what each of them changes, and that nothing breaks where nothing can be stored.
#include "gui/preferences.h"

#include <doctest/doctest.h>

#include "world.h"

using namespace screens;
using namespace gui::a11y;
using gui::Preference;
using gui::Preferences;

namespace {

World& ready(World& world) {
  world.controller.collection("incidents", {"topic-100"}).leaf("topic-100", "Title 0", "whitelist").leaf("topic-101");
  world.log_in();
  world.settle();
  return world;
}

World& on_preferences(World& world) {
  ready(world);
  world.driver.find(Role::link, "Preferences").click();
  return world;
}

float height(World& world, Role role, std::string_view name) { return float(world.driver.find(role, name).node().h); }

std::vector<std::string> heads(const World& world) { return world.driver.names(Role::columnheader); }

}  // namespace

TEST_CASE("preferences: what was stored is read again, each choice of each") {
  for (const gui::PreferenceRow& row : gui::preference_rows())
    for (int choice = 0; choice < int(row.choices().size()); ++choice) {
      Preferences preferences;
      preferences.set(row.preference, choice);
      CHECK(Preferences::read(preferences.text()) == preferences);
    }
}

TEST_CASE("preferences: a value that is unknown or broken falls back to the default, and only that") {
  const Preferences read = Preferences::read(
      R"({"theme": "dark", "density": 7, "page": "1000000", "zone": ["utc"], "items": {"shown": true}, "clock": "iso",
          "title": "", "access": null, "later": "hidden"})");
  Preferences expected;
  expected.set(Preference::theme, 2);
  expected.set(Preference::clock, 2);
  CHECK(read == expected);
  CHECK(read.word(Preference::page) == "100");
}

TEST_CASE("preferences: of a text that breaks off the part before counts; other texts are the defaults") {
  CHECK(Preferences::read(R"({"theme": "dark", "densi)").word(Preference::theme) == "dark");
  for (std::string_view text : {"", "null", "[]", "7", "\"dark\"", "{", "\xFF", "{\"theme\": \"d\xFFrk\"}"})
    CHECK(Preferences::read(text) == Preferences());
}

TEST_CASE("theme and density change what is drawn at once") {
  World world;
  on_preferences(world);
  CHECK(world.host.location == "/preferences");
  world.driver.find(Role::radio, "High contrast").click();
  CHECK(ui::theme().high_contrast());
  world.driver.find(Role::radio, "As the system").click();
  CHECK(ui::theme().scheme == gui::Scheme::dark);  // what TestHost's system prefers
  world.driver.find(Role::radio, "Comfortable").click();
  world.driver.find(Role::link, "Topics").click();
  CHECK(height(world, Role::row, "topic-100") == 36);
  CHECK(height(world, Role::treeitem, "incidents") == 36);
}

TEST_CASE("columns are hidden and shown from the preferences and beside the filter") {
  World world;
  on_preferences(world);
  world.driver.find(Role::checkbox, "Title").click();
  world.driver.find(Role::checkbox, "Items").click();
  world.driver.find(Role::link, "Topics").click();
  CHECK(heads(world) == std::vector<std::string>{"Selection", "Id", "Access", "Providers", "Consumers"});
  CHECK_FALSE(world.driver.says("Title 0"));
  world.driver.find(Role::columnheader, "Access").click();  // columns keep their meaning
  CHECK(world.host.location == "/topics?sort=access");
  world.driver.find(Role::button, "Columns").click();
  world.driver.frames(2);
  world.driver.find(Role::checkbox, "Title").click();
  CHECK(heads(world) == std::vector<std::string>{"Selection", "Id", "Title", "Access", "Providers", "Consumers"});
  CHECK(world.driver.says("Title 0"));
}

TEST_CASE("times are written in the preferred zone and format") {
  World world;
  world.host.utc_offset = 60;
  on_preferences(world);
  world.lose();
  const auto lost_at = [&](std::string_view time) {
    world.driver.frames(2);
    return world.driver.dump().find("Connection lost at " + std::string(time) + ".") != std::string::npos;
  };
  CHECK(lost_at("01:00:00"));
  world.driver.find(Role::radio, "12 hours").click();
  CHECK(lost_at("1:00:00 AM"));
  world.driver.find(Role::radio, "ISO 8601").click();
  CHECK(lost_at("2026-01-01T01:00:00+01:00"));
  world.driver.find(Role::radio, "UTC").click();
  CHECK(lost_at("2026-01-01T00:00:00Z"));
  world.driver.find(Role::radio, "24 hours").click();
  CHECK(lost_at("00:00:00"));
}

TEST_CASE("the page size is what lists are asked for from the next reading on") {
  World world;
  world.software = "openfire";
  on_preferences(world);
  world.driver.find(Role::radio, "200").click();
  world.driver.press(ImGuiKey_R);
  world.driver.frames(2);
  std::string sent;
  for (const std::string& frame : world.transport.take_all()) sent += frame;
  CHECK(sent.find("<max>200</max>") != std::string::npos);
}

TEST_CASE("preferences are kept for the next start under one key, and nothing else is") {
  World world;
  on_preferences(world);
  world.driver.find(Role::radio, "Light").click();
  world.driver.find(Role::radio, "UTC").click();
  REQUIRE(world.host.preferences.size() == 1);
  world.start();
  CHECK(ui::theme().scheme == gui::Scheme::light);
  on_preferences(world);
  CHECK(world.driver.find(Role::radio, "UTC").is(Checked));
}

TEST_CASE("preferences are copied, saved, reset, and the reset is undone") {
  World world;
  on_preferences(world);
  CHECK(world.driver.find(Role::button, "Reset all").is(Disabled));
  world.driver.find(Role::radio, "Light").click();
  world.driver.find(Role::button, "Copy as text").click();
  CHECK(Preferences::read(world.host.copied).word(Preference::theme) == "light");
  world.driver.find(Role::button, "Save as file").click();
  CHECK(world.host.saved["xmpp-grid-broker-preferences.json"] == world.host.copied);
  world.driver.find(Role::button, "Reset all").click();
  CHECK(ui::theme().scheme == gui::Scheme::dark);
  CHECK(Preferences::read(world.host.preferences.begin()->second) == Preferences());
  world.driver.find(Role::button, "Undo").click();
  world.driver.frames(2);
  CHECK(ui::theme().scheme == gui::Scheme::light);
  CHECK(Preferences::read(world.host.preferences.begin()->second).word(Preference::theme) == "light");
}

TEST_CASE("where storage is refused or full everything works until the page is closed, and that is said") {
  constexpr std::string_view sentence =
      "The browser does not store preferences, or has no room left; they last until the page is closed.";
  World world;
  on_preferences(world);
  CHECK_FALSE(world.driver.says(sentence));
  world.host.stores = false;
  world.driver.find(Role::radio, "Light").click();
  world.driver.find(Role::radio, "Comfortable").click();
  CHECK(ui::theme().scheme == gui::Scheme::light);
  CHECK(world.driver.says(sentence));
  world.driver.find(Role::link, "Topics").click();
  CHECK(height(world, Role::row, "topic-100") == 36);
  world.host.stores = true;
  world.driver.find(Role::link, "Preferences").click();
  world.driver.find(Role::radio, "Compact").click();
  CHECK_FALSE(world.driver.says(sentence));
}

TEST_CASE("the palette knows the preferences and the themes") {
  World world;
  ready(world);
  const auto run = [&](std::string_view words) {
    world.driver.press(ImGuiKey_K, ImGuiMod_Ctrl);
    world.driver.frames(3);
    world.driver.find(Role::textbox, "Search").fill(words);
    world.driver.press(ImGuiKey_Enter);
    world.driver.frames(3);
  };
  run("theme: light");
  CHECK(ui::theme().scheme == gui::Scheme::light);
  run("preferences");
  CHECK(world.host.location == "/preferences");
  CHECK(world.driver.find(Role::radio, "Light").is(Checked));
}
