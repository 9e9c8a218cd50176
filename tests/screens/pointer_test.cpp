// SPDX-License-Identifier: AGPL-3.0-or-later
// A list under the mouse and under fingers.
#include <doctest/doctest.h>

#include <format>
#include <set>

#include "driver.h"
#include "gui/ui.h"

using namespace screens;
using namespace gui::a11y;
using Event = ui::TableEvent::Kind;

namespace {

constexpr ui::Column columns[] = {{.name = "Id", .parts = 1}};

struct List {
  ui::TableState state;
  std::set<int> selected;
  ui::TableEvent last;

  void draw() {
    ui::Screen screen;
    ui::Table table(state, "Topics", columns, 1000, ui::display(), {.selected = int(selected.size())});
    while (table.step())
      for (int i = table.first(); i < table.last(); i++) {
        table.row(i, {.name = std::format("{}", i), .selected = selected.contains(i), .locked = i == 3 ? "no" : ""});
        table.words(std::format("topic {}", i));
      }
    const ui::TableEvent event = table.end();
    if (!event) return;
    last = event;
    if (event.kind == Event::toggle && !selected.erase(event.row)) selected.insert(event.row);
    for (int i = event.from; event.kind == Event::extend && i <= event.to; i++) {
      if (event.on) selected.insert(i);
      if (!event.on) selected.erase(i);
    }
  }
};

// The pointer goes to the middle of the row's checkbox, so many rows further, with the button as it is.
void over_box(Driver& app, int row) {
  const ImVec4 box = app.find(Role::row, std::format("{}", row)).node().box;
  ImGui::GetIO().AddMousePosEvent(box.x + 22, (box.y + box.w) / 2);
  app.frames(2);
}
void button(Driver& app, bool down) {
  ImGui::GetIO().AddMouseButtonEvent(0, down);
  app.frames(2);
}

}  // namespace

TEST_CASE("a drag over checkboxes selects what it passes, however fast, and takes out what it began to take out") {
  List list;
  Stage app([&] { list.draw(); });
  over_box(app, 5);
  button(app, true);
  CHECK(list.selected == std::set{5});
  over_box(app, 8);
  CHECK(list.selected == std::set{5, 6, 7, 8});
  over_box(app, 4);
  CHECK(list.selected == std::set{4, 5, 6, 7, 8});
  button(app, false);
  over_box(app, 12);
  CHECK(list.selected == std::set{4, 5, 6, 7, 8});
  over_box(app, 7);
  button(app, true);
  over_box(app, 5);
  button(app, false);
  CHECK(list.selected == std::set{4, 8});
}

TEST_CASE("a drag below the list scrolls it") {
  List list;
  Stage app([&] { list.draw(); });
  over_box(app, 2);
  button(app, true);
  ImGui::GetIO().AddMousePosEvent(22, 2000);
  app.frames(30);
  button(app, false);
  CHECK(list.selected.size() > 100);
  CHECK(*list.selected.begin() == 2);
  CHECK(*list.selected.rbegin() == int(list.selected.size()) + 1);  // without a gap
  CHECK_FALSE(app.find(Role::row, "1").exists());
}

TEST_CASE("a drag that begins on the words of a row selects nothing") {
  List list;
  Stage app([&] { list.draw(); });
  const ImVec4 box = app.find(Role::row, "5").node().box;
  ImGui::GetIO().AddMousePosEvent(box.x + 300, box.y + 10);
  app.frames(2);
  button(app, true);
  over_box(app, 9);
  button(app, false);
  CHECK(list.selected.empty());
  CHECK(list.last.kind == Event::select);
}

TEST_CASE("under fingers every row is 44 pixels high, and its checkbox as wide") {
  List list;
  Stage app([&] { list.draw(); });
  CHECK(app.find(Role::row, "5").node().h == 28);
  ui::set_touch(true);
  app.frames(3);
  CHECK(app.find(Role::row, "5").node().h == 44);
  CHECK(app.find(Role::columnheader, "Id").node().h == 44);
  app.find(Role::row, "5").click_at(43, 40);
  CHECK(list.selected == std::set{5});
}
