// SPDX-License-Identifier: AGPL-3.0-or-later
#include <doctest/doctest.h>

#include <format>
#include <set>

#include "driver.h"
#include "gui/ui.h"

using namespace screens;
using namespace gui::a11y;
using Event = ui::TableEvent::Kind;

namespace {

constexpr ui::Column columns[] = {{.name = "Id", .parts = 1.6f},
                                  {.name = "Title", .parts = 1, .drop = 1},
                                  {.name = "Access", .width = 84},
                                  {.name = "Consumers", .width = 68, .numbers = true},
                                  {.name = "Last item", .width = 52, .numbers = true, .sortable = false, .drop = 2}};

struct Topics {
  int count = 10000;
  ui::TableState state;
  std::set<int> selected;
  std::vector<ui::TableEvent> events;
  int submitted = 0;

  void draw() {
    ui::Screen screen;
    ui::Area area = ui::display();
    ui::Region centre(Role::main, "Topics", area);
    ui::Table table(state, "Topics", columns, count, ui::rest_of_region(), {.selected = int(selected.size())});
    submitted = 0;
    while (table.step())
      for (int i = table.first(); i < table.last(); i++, submitted++) row(table, i);
    if (auto e = table.end()) {
      events.push_back(e);
      if (e.kind == Event::toggle && !selected.erase(e.row)) selected.insert(e.row);
      if (e.kind == Event::extend)
        for (int i = e.from; i <= e.to; i++) selected.insert(i);
      if (e.kind == Event::select_all)
        for (int i = 0; i < count; i++) selected.insert(i);
      if (e.kind == Event::clear) selected.clear();
    }
  }
  void row(ui::Table& table, int i) const {
    std::string id = std::format("incidents/topic-{}", i);
    bool locked = i == 3;
    table.row(i, {.name = id, .selected = selected.contains(i), .locked = locked ? "You may not see it" : ""});
    if (table.cell()) {
      ui::icon(gui::Icon::topic, gui::Token::text_muted, 14);
      ui::path(id, table.cell_width());
    }
    table.words(std::format("Topic {}", i));
    if (table.cell()) ui::access_chip(xmpp::grid::AccessModel::whitelist, true);
    if (i == 1)
      table.skeleton(24);
    else
      table.number(std::format("{}", i));
    table.empty();
  }
  Event last() const { return events.empty() ? Event::none : events.back().kind; }
};

}  // namespace

TEST_CASE("a table tells all its rows and columns and submits the visible ones") {
  Topics t;
  Stage app([&] { t.draw(); });
  auto& grid = app.find(Role::grid, "Topics").node();
  CHECK(grid.rows == 10001);
  CHECK(grid.columns == 6);
  CHECK(t.submitted < 40);
  CHECK(app.find(Role::row, "incidents/topic-0").node().row == 2);
  CHECK(app.names(Role::columnheader) ==
        std::vector<std::string>{"Selection", "Id", "Title", "Access", "Consumers", "Last item"});
  CHECK(app.find(Role::columnheader, "Id").is(SortedUp));
  // The cells of a row, in words.
  auto& nodes = current().nodes;
  auto& row = app.find(Role::row, "incidents/topic-1").node();
  std::vector<std::string> cells;
  for (auto& n : nodes)
    if (n.role == Role::gridcell && n.parent_key == row.key) cells.emplace_back(current().str(n.name));
  CHECK(cells == std::vector<std::string>{"incidents/topic-1", "Topic 1", "whitelist", "not yet known", "–"});
}

TEST_CASE("the row that the keyboard comes to says its cells, with their columns") {
  Topics t;
  Stage app([&] { t.draw(); });
  CHECK(app.find(Role::row, "incidents/topic-0").description() ==
        "Title Topic 0, Access whitelist, Consumers 0");  // here Tab will stop
  CHECK(app.find(Role::row, "incidents/topic-2").description() == "");
  app.find(Role::row, "incidents/topic-2").focus();
  CHECK(app.find(Role::row, "incidents/topic-2").description() == "Title Topic 2, Access whitelist, Consumers 2");
  app.press(ImGuiKey_DownArrow);
  CHECK(app.find(Role::row, "incidents/topic-3").description() ==
        "You may not see it, Title Topic 3, Access whitelist, Consumers 3");
}

TEST_CASE("the box that selects all stands in a cell of the header") {
  Topics t;
  Stage app([&] { t.draw(); });
  const auto& box = app.find(Role::checkbox, "Select all").node();
  const auto& cell = *current().by_key(box.parent_key);
  CHECK(cell.role == Role::columnheader);
  CHECK(cell.column == 1);
  CHECK(current().by_key(cell.parent_key)->row == 1);
}

TEST_CASE("the header stays while rows scroll, and sorts") {
  Topics t;
  Stage app([&] { t.draw(); });
  int y = app.find(Role::columnheader, "Consumers").node().y;
  auto& body = app.find(Role::rowgroup, "Topics").node();
  CHECK((body.state & Scrolls) != 0);
  request(body.key, Verb::scroll_to, 0, 5000 * 28);
  app.frames(3);
  CHECK(app.find(Role::row, "incidents/topic-5000").exists());
  CHECK_FALSE(app.find(Role::row, "incidents/topic-100").exists());
  CHECK(app.find(Role::columnheader, "Consumers").node().y == y);
  app.find(Role::columnheader, "Consumers").click();
  CHECK(t.last() == Event::sort);
  CHECK(t.state.sort_column == 3);
  CHECK_FALSE(t.state.descending);
  app.find(Role::columnheader, "Consumers").activate();
  CHECK(t.state.descending);
  CHECK(app.find(Role::columnheader, "Consumers").is(SortedDown));
}

TEST_CASE("keys in a table: move, extend, select, open, select all, clear, remove") {
  Topics t;
  Stage app([&] { t.draw(); });
  app.find(Role::row, "incidents/topic-0").focus();
  app.press(ImGuiKey_DownArrow);
  CHECK(app.focused() == "row incidents/topic-1");
  CHECK(t.last() == Event::focus);
  CHECK(t.events.back().row == 1);
  app.press(ImGuiKey_Space);
  CHECK(t.selected == std::set{1});
  CHECK(app.find(Role::row, "incidents/topic-1").is(Selected));
  app.press(ImGuiKey_DownArrow, ImGuiMod_Shift);
  app.press(ImGuiKey_DownArrow, ImGuiMod_Shift);
  CHECK(t.selected == std::set{1, 2, 3});
  CHECK(app.focused() == "row incidents/topic-3");
  app.press(ImGuiKey_Enter);
  CHECK(t.last() == Event::open);
  CHECK(t.events.back().row == 3);
  app.press(ImGuiKey_End);
  CHECK(app.focused() == "row incidents/topic-9999");
  app.press(ImGuiKey_PageUp);
  CHECK(t.state.rows.cursor < 9990);
  CHECK(t.state.rows.cursor > 9950);
  app.press(ImGuiKey_Home);
  CHECK(app.focused() == "row incidents/topic-0");
  app.press(ImGuiKey_A, ImGuiMod_Ctrl);
  CHECK(t.selected.size() == 10000);
  app.press(ImGuiKey_Delete);
  CHECK(t.last() == Event::remove);
  app.press(ImGuiKey_Escape);
  CHECK(t.selected.empty());
}

TEST_CASE("a key that comes together with the move to a row acts on that row as it always does") {
  Topics t;
  Stage app([&] { t.draw(); });
  REQUIRE(request(app.find(Role::row, "incidents/topic-2").node().key, Verb::focus));
  app.press(ImGuiKey_Space);
  CHECK(t.selected == std::set{2});
  CHECK(t.last() == Event::toggle);
  REQUIRE(request(app.find(Role::row, "incidents/topic-4").node().key, Verb::focus));
  app.press(ImGuiKey_Enter);
  CHECK(t.last() == Event::open);
}

TEST_CASE("a key that comes together with the move out of a list is not the list's") {
  Topics t;
  int pressed = 0;
  Stage app([&] {
    t.draw();
    const ui::Screen screen;
    const ui::Region region(Role::banner, "Top bar", {600, 0, 100, 20});
    if (ui::button("About")) ++pressed;
  });
  app.find(Role::row, "incidents/topic-2").focus();
  app.frames(2);
  REQUIRE(request(app.find(Role::button, "About").node().key, Verb::focus));
  app.press(ImGuiKey_Space);
  CHECK(pressed == 1);
  CHECK(t.selected.empty());
}

TEST_CASE("an arrow that comes together with the move into a list goes one row") {
  Topics t;
  Stage app([&] { t.draw(); });
  REQUIRE(request(app.find(Role::row, "incidents/topic-6").node().key, Verb::focus));
  app.press(ImGuiKey_DownArrow);
  CHECK(app.focused() == "row incidents/topic-7");
}

TEST_CASE("the pointer in a table: details, checkbox, control, shift, double click") {
  Topics t;
  Stage app([&] { t.draw(); });
  app.find(Role::row, "incidents/topic-5").click();
  CHECK(t.last() == Event::select);
  CHECK(t.selected.empty());
  app.find(Role::row, "incidents/topic-5").click_at(22, 14);
  CHECK(t.selected == std::set{5});
  app.find(Role::row, "incidents/topic-7").click(1, ImGuiMod_Ctrl);
  CHECK(t.selected == std::set{5, 7});
  app.find(Role::row, "incidents/topic-10").click(1, ImGuiMod_Shift);
  CHECK(t.selected == std::set{5, 7, 8, 9, 10});
  app.find(Role::row, "incidents/topic-3").click_at(22, 14);  // locked: the box is a lock
  CHECK_FALSE(t.selected.contains(3));
  CHECK(app.find(Role::row, "incidents/topic-3").description().starts_with("You may not see it"));
  app.find(Role::checkbox, "Select all").click();
  CHECK(t.selected.size() == 10000);
  app.find(Role::checkbox, "Select all").click();
  CHECK(t.selected.empty());
}

TEST_CASE("a table has one Tab stop among its rows, which survives scrolling it out of view") {
  Topics t;
  Stage app([&] { t.draw(); });
  auto stops = [] {
    std::vector<std::string> out;
    for (auto& n : current().nodes)
      if (n.role == Role::row && n.state & TabStop) out.emplace_back(current().str(n.name));
    return out;
  };
  CHECK(stops() == std::vector<std::string>{"incidents/topic-0"});
  app.find(Role::row, "incidents/topic-4").focus();
  CHECK(stops() == std::vector<std::string>{"incidents/topic-4"});
  request(app.find(Role::rowgroup, "Topics").node().key, Verb::scroll_to, 0, 3000 * 28);
  app.frames(3);
  CHECK(stops() == std::vector<std::string>{"incidents/topic-4"});
  CHECK(app.focused() == "row incidents/topic-4");
  app.press(ImGuiKey_DownArrow);
  CHECK(app.focused() == "row incidents/topic-5");
  CHECK_FALSE(app.find(Role::row, "incidents/topic-5").is(Offscreen));
}

TEST_CASE("columns share the width and disappear in their order") {
  auto wide = ui::place_columns(columns, 1000, true);
  CHECK(wide[0].x == 16 + 14 + 12);
  CHECK(wide[0].width == doctest::Approx(1.6 * wide[1].width));
  CHECK(wide[4].x + wide[4].width == doctest::Approx(1000 - 16));
  auto narrow = ui::place_columns(columns, 440, true);
  CHECK(narrow[1].width == 0);
  CHECK(narrow[4].width == 52);
  auto phone = ui::place_columns(columns, 360, true);
  CHECK(phone[4].width == 0);
  CHECK(phone[0].width > 100);
}

TEST_CASE("of ten thousand rows only those in sight are drawn and described") {
  Topics t;
  Stage app([&] { t.draw(); });
  app.frames(20);
  CHECK(current().nodes.size() < 500);
}

namespace {

struct Collections {
  ui::Roving state;
  std::string selected = "all";
  bool open = false;
  void draw() {
    ui::Screen screen;
    ui::Area area = ui::display();
    ui::Region side(Role::complementary, "Collections", area.cut_left(208));
    struct Line {
      const char* label;
      int level;
      bool expandable;
      int parent;
    };
    std::vector<Line> lines = {{"All topics", 1, false, -1}, {"incidents", 1, true, -1}};
    if (open) lines.insert(lines.end(), {{"sector-finance", 2, false, 1}, {"sector-health", 2, false, 1}});
    lines.push_back({"Not in a collection", 1, false, -1});
    ui::Tree tree(state, "Collections", int(lines.size()));
    while (tree.step())
      for (int i = tree.first(); i < tree.last(); i++)
        tree.row(i, {.label = lines[i].label,
                     .icon = gui::Icon::collection,
                     .level = lines[i].level,
                     .count = "38",
                     .expandable = lines[i].expandable,
                     .expanded = lines[i].expandable && open,
                     .selected = selected == lines[i].label,
                     .parent = lines[i].parent});
    auto e = tree.end();
    using Kind = ui::TreeEvent::Kind;
    if (e.kind == Kind::select) selected = lines[e.row].label;
    if (e.kind == Kind::open) open = true;
    if (e.kind == Kind::close) open = false;
  }
};

}  // namespace

TEST_CASE("a tree opens and closes by arrows, selects as the keyboard moves, and Left goes to the parent") {
  Collections c;
  Stage app([&] { c.draw(); });
  auto row = app.find(Role::treeitem, "incidents");
  CHECK(row.is(Expandable));
  CHECK_FALSE(row.is(Expanded));
  row.focus();
  CHECK(c.selected == "incidents");
  app.press(ImGuiKey_RightArrow);
  CHECK(row.is(Expanded));
  CHECK(app.find(Role::treeitem, "sector-health").node().level == 2);
  app.press(ImGuiKey_DownArrow);
  app.press(ImGuiKey_DownArrow);
  CHECK(c.selected == "sector-health");
  app.press(ImGuiKey_LeftArrow);
  CHECK(app.focused() == "treeitem incidents");
  CHECK(c.selected == "incidents");
  app.press(ImGuiKey_LeftArrow);
  CHECK_FALSE(c.open);
  app.press(ImGuiKey_End);
  CHECK(c.selected == "Not in a collection");
}

TEST_CASE("the chevron of a tree row opens without selecting, the rest of the row selects") {
  Collections c;
  Stage app([&] { c.draw(); });
  app.find(Role::treeitem, "incidents").click_at(14, 14);
  CHECK(c.open);
  CHECK(c.selected == "all");
  app.find(Role::treeitem, "sector-finance").click();
  CHECK(c.selected == "sector-finance");
  CHECK(app.find(Role::treeitem, "sector-finance").is(Selected));
  app.find(Role::treeitem, "All topics").activate();
  CHECK(c.selected == "All topics");
}

TEST_CASE("an arrow that comes together with the move to a tree or to choices acts there and goes no further") {
  Collections c;
  int chosen = 0;
  constexpr ui::Segment views[] = {{"Tree"}, {"List"}, {"Cards"}};
  Stage app([&] {
    c.draw();
    const ui::Screen screen;
    const ui::Region region(Role::banner, "Top bar", {600, 0, 300, 40});
    ui::segmented("View", chosen, views);
  });
  REQUIRE(request(app.find(Role::treeitem, "incidents").node().key, Verb::focus));
  app.press(ImGuiKey_RightArrow);
  CHECK(app.find(Role::treeitem, "incidents").is(Expanded));
  CHECK(app.focused() == "treeitem incidents");
  REQUIRE(request(app.find(Role::radio, "Tree").node().key, Verb::focus));
  app.press(ImGuiKey_RightArrow);
  CHECK(chosen == 1);
  CHECK(app.focused() == "radio List");
}
