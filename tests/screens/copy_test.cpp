// SPDX-License-Identifier: AGPL-3.0-or-later
// The menu of a row, and what of the list goes to the clipboard.
#include <doctest/doctest.h>

#include "world.h"

using namespace screens;
using namespace gui::a11y;

namespace {

World& ready(World& world) {
  world.controller.collection("incidents", {"incidents/ddos", "incidents/phishing"}, "Incident exchange")
      .leaf("incidents/phishing", "Phishing reports", "whitelist")
      .leaf("incidents/ddos", "Denial of service", "open")
      .leaf("secret", "", "whitelist");
  world.controller.info_errors["secret"] = xmpp::test::stanza_error("forbidden", xmpp::ErrorType::auth);
  world.log_in();
  world.settle();
  return world;
}

void choose(World& world, std::string_view entry) {
  world.driver.find(Role::menuitem, entry).click();
  world.driver.frames(3);
}

constexpr std::string_view header = "Id\tTitle\tAccess\tProviders\tConsumers\tItems\n";

}  // namespace

TEST_CASE("a right click on a row offers its acts, and they are about this row") {
  World world;
  ready(world);
  auto row = world.driver.find(Role::row, "incidents/ddos");
  row.right_click();
  world.driver.frames(3);
  CHECK(world.driver.focused() == "menuitem Open details");
  CHECK(world.driver.names(Role::menuitem) ==
        std::vector<std::string>{"Open details", "Copy id", "Copy link", "Copy row", "Select"});
  choose(world, "Copy id");
  CHECK(world.host.copied == "incidents/ddos\n");
  CHECK_FALSE(world.driver.find(Role::menuitem, "Copy id").exists());
  row.right_click();
  choose(world, "Copy link");
  CHECK(world.host.copied == "https://grid.example/broker/#/topics?node=incidents/ddos");
  row.right_click();
  choose(world, "Copy row");
  CHECK(world.host.copied == std::string(header) + "incidents/ddos\tDenial of service\topen\t\t\t\n");
  row.right_click();
  choose(world, "Select");
  CHECK(row.is(Selected));
  row.right_click();
  choose(world, "Unselect");
  CHECK_FALSE(row.is(Selected));
  row.right_click();
  choose(world, "Open details");
  CHECK(world.host.location == "/topics?node=incidents/ddos");
}

TEST_CASE("the menu of a selected row is about the selection, that of another one is not") {
  World world;
  ready(world);
  for (const char* id : {"incidents/ddos", "incidents/phishing"})
    world.driver.find(Role::row, id).click(1, ImGuiMod_Ctrl);
  world.driver.find(Role::row, "incidents/phishing").right_click();
  choose(world, "Copy 2 ids");
  CHECK(world.host.copied == "incidents/ddos\nincidents/phishing\n");
  world.driver.find(Role::row, "incidents").right_click();
  choose(world, "Copy id");
  CHECK(world.host.copied == "incidents\n");
}

TEST_CASE("what may not be selected says why in its menu") {
  World world;
  ready(world);
  world.driver.find(Role::row, "secret").right_click();
  auto select = world.driver.find(Role::menuitem, "Select");
  CHECK(select.is(Disabled));
  CHECK(select.description() == "The controller does not let you see it");
}

TEST_CASE("the menu key and Shift+F10 open the menu, Escape closes it alone and gives the keyboard back") {
  World world;
  ready(world);
  auto& driver = world.driver;
  driver.find(Role::row, "incidents/ddos").focus();
  driver.press(ImGuiKey_Space);
  for (const auto& [key, modifier] : {std::pair{ImGuiKey_Menu, ImGuiKey_None}, {ImGuiKey_F10, ImGuiMod_Shift}}) {
    driver.press(key, modifier);
    driver.frames(2);
    CHECK(driver.focused() == "menuitem Open details");
    driver.press(ImGuiKey_DownArrow);
    CHECK(driver.focused() == "menuitem Copy id");
    driver.press(ImGuiKey_Escape);
    driver.frames(2);
    CHECK(driver.names(Role::menuitem).empty());
    CHECK(driver.focused() == "row incidents/ddos");
    CHECK(driver.find(Role::row, "incidents/ddos").is(Selected));
  }
  driver.press(ImGuiKey_Menu);
  driver.frames(2);
  driver.press(ImGuiKey_DownArrow);
  driver.press(ImGuiKey_Enter);
  CHECK(world.host.copied == "incidents/ddos\n");
}

TEST_CASE("a menu at the edge of the display stays inside it") {
  World world;
  ready(world);
  world.driver.resize(1440, 320);
  world.driver.find(Role::row, "secret").right_click();
  world.driver.frames(2);
  const Node& menu = world.driver.find(Role::menu, "Acts on the row").node();
  CHECK(menu.box.w <= 320);
  CHECK(menu.box.y >= 0);
}

TEST_CASE("copied rows are the table's: header, its columns, its order, what it does not show at the end") {
  World world;
  ready(world);
  world.driver.find(Role::columnheader, "Title").click();
  world.driver.find(Role::columnheader, "Title").click();
  world.driver.frames(2);
  for (const char* id : {"incidents/ddos", "incidents", "incidents/phishing"})
    world.driver.find(Role::row, id).click(1, ImGuiMod_Ctrl);
  const std::string ddos = "incidents/ddos\tDenial of service\topen\t\t\t\n",
                    incidents = "incidents\tIncident exchange\topen\t\t\t\n",
                    phishing = "incidents/phishing\tPhishing reports\twhitelist\t\t\t\n";
  world.app->on_copy();
  CHECK(world.host.copied == std::string(header) + phishing + incidents + ddos);
  world.driver.find(Role::textbox, "Filter").fill("-phishing");
  world.driver.frames(3);
  CHECK_FALSE(world.driver.find(Role::row, "incidents/phishing").exists());
  world.app->on_copy();
  CHECK(world.host.copied == std::string(header) + incidents + ddos + phishing);
}

TEST_CASE("without a selection Copy takes the row that has the keyboard, and elsewhere nothing") {
  World world;
  ready(world);
  world.app->on_copy();
  CHECK(world.host.copied.empty());
  world.driver.find(Role::row, "secret").focus();
  world.app->on_copy();
  CHECK(world.host.copied == std::string(header) + "secret\t\tnot visible\t\t\t\n");
  world.host.copied.clear();
  world.driver.find(Role::button, "Log out").focus();
  world.app->on_copy();
  CHECK(world.host.copied.empty());
}

TEST_CASE("ATTACK-14 a copied title is no formula in a spreadsheet, and ends neither its cell nor its row") {
  World world;
  world.controller.leaf("@SUM(A1)", "=HYPERLINK(\"https://evil.example\")").leaf("a", "one\ttwo\nthree");
  world.log_in();
  world.settle();
  world.driver.find(Role::row, "a").focus();
  world.driver.press(ImGuiKey_A, ImGuiMod_Ctrl);
  world.app->on_copy();
  CHECK(world.host.copied == std::string(header) +
                                 "'@SUM(A1)\t'=HYPERLINK(\"https://evil.example\")\topen\t\t\t\n"
                                 "a\tone two three\topen\t\t\t\n");
}

TEST_CASE("a copy is said once it is done; a refused clipboard is a sentence with a way out") {
  World world;
  ready(world);
  world.driver.find(Role::row, "incidents/ddos").right_click();
  choose(world, "Copy id");
  CHECK_FALSE(world.driver.find(Role::region, "1 id copied").exists());
  world.app->on_copied(true);
  world.driver.frames(2);
  CHECK(world.driver.find(Role::region, "1 id copied").exists());
  world.app->on_copied(false);
  world.driver.frames(2);
  CHECK(world.driver.announcements.back().starts_with("The browser does not let the page copy."));
  world.driver.wait(60'000);
  CHECK(world.driver.says(world.driver.announcements.back()));
}

TEST_CASE("the copy of About says once what became of it, and offers no rows where there are none") {
  World world("/about");
  world.log_in();
  world.settle();
  for (const bool done : {true, false}) {
    world.driver.announcements.clear();
    world.driver.find(Role::button, "Copy as text").click();
    world.app->on_copied(done);
    world.driver.frames(2);
    REQUIRE(world.driver.announcements.size() == 1);
    CHECK(world.driver.announcements[0] == (done ? "Copied as text"
                                                 : "The browser does not let the page copy. Allow it the clipboard, or "
                                                   "select the text."));
  }
}
