// SPDX-License-Identifier: AGPL-3.0-or-later
// Regions, rows, messages, dialogs; the tree as a whole and its differences.
#include <doctest/doctest.h>

#include <map>

#include "driver.h"
#include "gui/ui.h"

using namespace screens;
using namespace gui::a11y;

namespace {

// Keeps what a mirror would hold, from the calls of diff() alone.
struct Mirror : Sink {
  std::map<std::uint32_t, std::pair<std::uint32_t, std::string>> nodes;  // key: parent, name
  std::map<std::uint32_t, std::vector<std::uint32_t>> children;
  void remove(std::uint32_t key) override {
    for (auto& [parent, list] : children) std::erase(list, key);
    nodes.erase(key);
  }
  void place(const Tree&, const Node& n) override {
    for (auto& [parent, list] : children) std::erase(list, n.key);
    auto& list = children[n.parent_key];
    auto at = n.before_key ? std::ranges::find(list, n.before_key) : list.end();
    list.insert(n.before_key ? at + (at != list.end()) : list.begin(), n.key);
    nodes[n.key].first = n.parent_key;
  }
  void update(const Tree& tree, const Node& n, std::uint32_t changes) override {
    if (changes & ChangedText) nodes[n.key].second = tree.str(n.name);
  }
  bool equals(const Tree& tree) const {
    std::map<std::uint32_t, std::vector<std::uint32_t>> wanted;
    for (auto& n : tree.nodes) {
      auto at = nodes.find(n.key);
      if (at == nodes.end() || at->second != std::pair{n.parent_key, std::string(tree.str(n.name))}) return false;
      wanted[n.parent_key].push_back(n.key);
    }
    for (auto& [parent, list] : wanted)
      if (!children.contains(parent) || children.at(parent) != list) return false;
    return nodes.size() == tree.nodes.size();
  }
};

}  // namespace

TEST_CASE("diff() turns any tree into any other, and says nothing when nothing changed") {
  int step = 0;
  Stage app([&] {
    ui::Screen screen;
    if (step != 1) ui::button("One");
    {
      Scope group(Role::group, "Group");
      if (step == 2) ui::heading("New");
      ui::button(step == 3 ? "Renamed" : "Two");
    }
    if (step == 4) ui::text("Last");
  });
  Mirror mirror;
  Tree shown;
  for (int i : {0, 1, 2, 3, 4, 0, 4, 1}) {
    step = i;
    app.frames(2);
    diff(shown, current(), mirror);
    shown = current();
    CHECK(mirror.equals(shown));
    app.frames(2);
    CHECK(diff(shown, current(), mirror) == 0);
  }
}

TEST_CASE("regions are landmarks, and F6 goes through them") {
  Stage app([] {
    ui::Screen screen;
    ui::Area area = ui::display();
    {
      ui::Region top(Role::banner, "Top bar", area.cut_top(48));
      ui::button("Log out");
    }
    {
      ui::Region nav(Role::navigation, "Screens", area.cut_left(176));
      ui::nav_item("Topics", {});
    }
    ui::Region centre(Role::main, "Topics", area);
    ui::button("New topic");
  });
  CHECK(app.find(Role::banner, "Top bar").node().h == 48);
  CHECK(app.find(Role::navigation, "Screens").node().w == 176);
  CHECK(app.find(Role::main, "Topics").node().x == 176);
  app.press(ImGuiKey_F6);
  CHECK(app.focused() == "button Log out");
  app.press(ImGuiKey_F6);
  CHECK(app.focused() == "link Topics");
  app.press(ImGuiKey_F6);
  CHECK(app.focused() == "button New topic");
  app.press(ImGuiKey_F6, ImGuiMod_Shift);
  CHECK(app.focused() == "link Topics");
}

TEST_CASE("nothing has the focus before somebody did something") {
  Stage app([] {
    ui::Screen screen;
    ui::button("First");
  });
  CHECK(app.focused() == "");
  app.press(ImGuiKey_Tab);
  CHECK(app.focused() == "button First");
}

TEST_CASE("a row centres its parts and ends with its right part at the right edge") {
  Stage app([] {
    ui::Screen screen;
    ui::Area area{100, 0, 600, 48};
    ui::Row row(area, 8, 16);
    ui::button("Left");
    row.align_right();
    ui::button("Middle");
    ui::button("Right");
  });
  auto& left = app.find(Role::button, "Left").node();
  auto& right = app.find(Role::button, "Right").node();
  CHECK(left.box.x == 116);
  CHECK(left.box.y == 10);
  CHECK(right.box.z == 684);
  CHECK(app.find(Role::button, "Middle").node().box.z == right.box.x - 8);
}

TEST_CASE("a dialog holds the keyboard, closes by Escape and gives the keyboard back") {
  bool open = false;
  int deleted = 0;
  Stage app([&] {
    ui::Screen screen;
    if (ui::button("Delete …")) open = true;
    if (ui::Dialog dialog("Delete incidents/phishing?", open); dialog) {
      ui::paragraph("12,384 items are lost.");
      dialog.footer();
      dialog.focus_next();
      if (ui::button("Cancel")) open = false;
      if (ui::button("Delete topic", {.kind = ui::Kind::danger_final})) deleted++, open = false;
    }
  });
  app.find(Role::button, "Delete …").focus();
  app.press(ImGuiKey_Enter);
  app.frames(3);
  CHECK(app.find(Role::dialog, "Delete incidents/phishing?").is(Modal));
  CHECK(app.focused() == "button Cancel");
  CHECK(app.find(Role::button, "Delete …").is(Inert));
  CHECK_THROWS(app.find(Role::button, "Delete …").activate());
  app.press(ImGuiKey_Escape);
  app.frames(2);
  CHECK_FALSE(open);
  CHECK_FALSE(app.find(Role::dialog, "Delete incidents/phishing?").exists());
  CHECK(app.focused() == "button Delete …");
  app.find(Role::button, "Delete …").click();
  app.frames(3);
  app.find(Role::button, "Delete topic").click();
  app.frames(2);
  CHECK(deleted == 1);
  CHECK_FALSE(app.find(Role::dialog, "Delete incidents/phishing?").exists());
}

TEST_CASE("a toast is said, can be undone, and goes; a failure stays") {
  int undone = 0;
  Stage app([&] {
    ui::Screen screen;
    ui::draw_toasts();
  });
  ui::toast({.text = "soc-tier2 may read incidents/phishing", .act = "Undo", .on_act = [&] { undone++; }});
  app.frames(3);
  CHECK(app.announcements == std::vector<std::string>{"soc-tier2 may read incidents/phishing"});
  app.find(Role::button, "Undo").click();
  CHECK(undone == 1);
  CHECK_FALSE(app.find(Role::button, "Undo").exists());
  app.leave();  // under the pointer it would stay
  ui::toast({.text = "Saved"});
  ui::toast({.tone = ui::Tone::danger, .text = "The controller refused"});
  app.wait(8000);
  CHECK_FALSE(app.find(Role::region, "Saved").exists());
  CHECK(app.find(Role::region, "The controller refused").exists());
  app.find(Role::button, "Close").click();
  CHECK_FALSE(app.find(Role::region, "The controller refused").exists());
}

TEST_CASE("of ten thousand toasts eight are shown and said, the latest") {
  Stage app([&] {
    ui::Screen screen;
    ui::draw_toasts();
  });
  for (int i = 1; i <= 10'000; i++) ui::toast({.tone = ui::Tone::danger, .text = std::to_string(i)});
  app.frames(3);
  CHECK(app.names(Role::region) ==
        std::vector<std::string>{"9993", "9994", "9995", "9996", "9997", "9998", "9999", "10000"});
  CHECK(app.announcements.size() == 8);
  CHECK(app.announcements.back() == "10000");
}

TEST_CASE("a banner is said once for each text, and its acts are buttons") {
  std::string text = "Next try in 6 s";
  int act = -1;
  constexpr std::string_view acts[] = {"Details", "Try now"};
  Stage app([&] {
    ui::Screen screen;
    ui::Area area = ui::display();
    int hit = ui::banner_strip({.tone = ui::Tone::warning, .title = "Connection lost.", .text = text, .acts = acts},
                               area.cut_top(44));
    if (hit >= 0) act = hit;
  });
  app.frames(5);
  CHECK(app.announcements == std::vector<std::string>{"Connection lost. Next try in 6 s"});
  app.find(Role::button, "Try now").click();
  CHECK(act == 1);
  text = "The fourth try failed";
  app.frames(2);
  CHECK(app.announcements.back() == "Connection lost. The fourth try failed");
}

TEST_CASE("the empty state offers its steps as buttons with their reason") {
  int chosen = -1;
  constexpr ui::NextStep steps[] = {
      {gui::Icon::plus, "Create the first topic", "Four fields, the rest has safe defaults", "N"},
      {gui::Icon::collection, "Create a collection", "Start with the structure", "Shift N", "You may not"}};
  Stage app([&] {
    ui::Screen screen;
    int hit = ui::empty_state(ui::display(), gui::Icon::topic, "No topics on this controller yet",
                              "A topic carries one kind of message.", steps);
    if (hit >= 0) chosen = hit;
  });
  CHECK(app.find(Role::heading, "No topics on this controller yet").exists());
  CHECK(app.find(Role::button, "Create the first topic").description() == "Four fields, the rest has safe defaults");
  app.find(Role::button, "Create the first topic").click();
  CHECK(chosen == 0);
  CHECK_THROWS(app.find(Role::button, "Create a collection").activate());
}

TEST_CASE("a splitter is moved by pointer, arrows and assistive technology within its limits") {
  float width = 208;
  Stage app([&] {
    ui::Screen screen;
    ui::splitter("Width of the tree", width, 160, 400, {0, 0, ui::px(width), 600});
  });
  auto handle = app.find(Role::separator, "Width of the tree");
  CHECK(handle.node().number == 208);
  handle.set(300);
  CHECK(width == 300);
  handle.focus();
  app.press(ImGuiKey_RightArrow);
  CHECK(width == 308);
  handle.set(1000);
  CHECK(width == 400);
}

TEST_CASE("progress tells its value in words and numbers") {
  Stage app([] {
    ui::Screen screen;
    ui::progress("Counting consumers", 0.5f, 0.25f, 96, "684 of 1,042");
  });
  auto bar = app.find(Role::progressbar, "Counting consumers");
  CHECK(bar.node().number == 50);
  CHECK(bar.node().max == 100);
  CHECK(bar.value() == "684 of 1,042");
}

TEST_CASE("keys and values stand beside each other in one line") {
  Stage app([] {
    ui::Screen screen;
    ui::Area area = ui::display();
    ui::Region details(Role::complementary, "Details", area.cut_right(320));
    ui::Section section("Topic", "38");
    ui::KeyValues grid;
    grid.row("Id");
    ui::path("incidents/phishing", grid.value_width());
    grid.row("Access");
    ui::access_chip(xmpp::grid::AccessModel::open, false);
    grid.row("Owners", "4, you are one");
  });
  CHECK(app.names(Role::term) == std::vector<std::string>{"Id", "Access", "Owners"});
  auto& key = app.find(Role::term, "Access").node();
  auto& value = app.find(Role::text, "open").node();
  CHECK(value.box.x == key.box.x + 116);
  CHECK(value.box.y == key.box.y);
  CHECK(app.says("4, you are one"));
  CHECK(app.find(Role::heading, "Topic").node().level == 3);
}
