// SPDX-License-Identifier: AGPL-3.0-or-later
#include <doctest/doctest.h>

#include <algorithm>
#include <format>

#include "drawn.h"
#include "gui/ui.h"

using namespace screens;
using namespace gui::a11y;

namespace {

constexpr ui::ChoiceCard models[] = {
    {"Whitelist", "Only JIDs you list"},
    {"Authorize", "Anybody may ask, an owner decides"},
    {"Open", "Anybody reads", true},
    {"Presence", "Whoever sees the owner's presence", true},
    {"Roster", "Groups of the owner's contacts", true, "The controller has no rosters"}};
constexpr auto fold = "3 more that XMPP-Grid advises against: open, presence, roster";

constexpr ui::MatrixColumn affiliations[] = {{"owner"}, {"publisher"}, {"member", "Not on this controller"}, {"none"}};
constexpr ui::Column columns[] = {{.name = "JID", .parts = 1},
                                  {.name = "Owner", .width = 76, .centred = true},
                                  {.name = "Publisher", .width = 76, .centred = true},
                                  {.name = "Member", .width = 76, .centred = true},
                                  {.name = "None", .width = 76, .centred = true}};

struct Matrix {
  ui::TableState state;
  std::vector<int> held, was;
  std::vector<ui::TableEvent> events;
  explicit Matrix(int rows) : held(std::size_t(rows), 1), was(held) { held[0] = was[0] = 0; }
  static std::string jid(int row) { return std::format("p{}@x", row); }
  void draw() {
    ui::Screen screen;
    ui::Region centre(Role::main, "Affiliations", {0, 0, 800, 400});
    ui::Table table(state, "Affiliations", columns, int(held.size()), ui::rest_of_region());
    while (table.step())
      for (int i = table.first(); i < table.last(); ++i) {
        const std::string name = jid(i);
        table.row(i, {.name = name});
        table.words(name);
        const auto at = std::size_t(i);
        const int chosen = ui::matrix_cells(table, name, held[at], was[at], affiliations, i == 0 ? "Yourself" : "");
        if (chosen >= 0) held[at] = chosen;
      }
    if (auto event = table.end()) events.push_back(event);
  }
};

// The radio of a column in the row of a JID.
const Node* radio(std::string_view jid, std::string_view column) {
  const Tree& tree = current();
  for (const Node& n : tree.nodes) {
    if (n.role != Role::radio || tree.str(n.name) != column) continue;
    const Node* row = tree.by_key(tree.by_key(n.parent_key)->parent_key);
    if (row && row->role == Role::row && tree.str(row->name) == jid) return &n;
  }
  return nullptr;
}
std::string description(const Node* n) { return n ? std::string(current().str(n->description)) : "none there"; }
bool is(const Node* n, std::uint32_t state) { return n && (n->state & state) != 0; }
void click(Stage& app, const Node* n) {
  REQUIRE(n);
  auto& io = ImGui::GetIO();
  io.AddMousePosEvent((n->box.x + n->box.z) / 2, (n->box.y + n->box.w) / 2);
  for (const bool down : {true, false}) {
    io.AddMouseButtonEvent(0, down);
    app.frames(2);
  }
}
// 2 px wide at the left edge.
int bars(gui::Token color) {
  return int(std::ranges::count_if(filled(color), [](const ImVec4& box) { return box.x == 0 && box.z == 2; }));
}
// "publisher of p2@x": what has the keyboard.
std::string cell_with_keyboard() {
  const Tree& tree = current();
  const Node* n = tree.by_key(tree.focus);
  if (!n || n->role != Role::radio) return n ? std::string(tree.str(n->name)) : "";
  return std::string(tree.str(n->name)) + " of " + std::string(tree.str(n->description));
}

}  // namespace

TEST_CASE("choice cards are one radio group: the unsafe ones are folded, arrows choose, what is refused is skipped") {
  int chosen = 0;
  bool unfolded = false;
  Stage app([&] {
    ui::Screen screen;
    ui::choice_cards("Who may subscribe and read", chosen, models, unfolded);
    ui::button("Next");
  });
  CHECK(app.find(Role::radiogroup, "Who may subscribe and read").exists());
  CHECK(app.names(Role::radio) == std::vector<std::string>{"Whitelist", "Authorize"});
  CHECK(app.find(Role::radio, "Whitelist").is(Checked));
  CHECK(app.find(Role::radio, "Whitelist").description() == "Only JIDs you list");
  const auto &one = app.find(Role::radio, "Whitelist").node(), &other = app.find(Role::radio, "Authorize").node();
  CHECK(one.h == 48);
  CHECK(one.box.y == other.box.y);  // side by side
  CHECK_FALSE(app.find(Role::button, fold).is(Expanded));
  app.find(Role::radio, "Authorize").click();
  CHECK(chosen == 1);
  app.find(Role::button, fold).click();
  CHECK(unfolded);
  CHECK(app.find(Role::button, fold).is(Expanded));
  CHECK(app.find(Role::radio, "Roster").is(Disabled));
  CHECK(app.find(Role::radio, "Roster").description() == "The controller has no rosters");
  app.find(Role::radio, "Authorize").focus();
  app.press(ImGuiKey_RightArrow);
  CHECK(chosen == 2);
  CHECK(app.focused() == "radio Open");
  app.press(ImGuiKey_DownArrow);
  app.press(ImGuiKey_DownArrow);  // not Roster
  CHECK(chosen == 0);
  CHECK(app.focused() == "radio Whitelist");
  app.press(ImGuiKey_LeftArrow);
  CHECK(chosen == 3);
}

TEST_CASE("what is chosen is never folded away") {
  int chosen = 3;
  bool unfolded = false;
  Stage app([&] {
    ui::Screen screen;
    ui::choice_cards("Access", chosen, models, unfolded);
  });
  CHECK(app.find(Role::radio, "Presence").is(Checked));
  CHECK(app.find(Role::button, fold).description() == "One of them is chosen");
  CHECK(app.find(Role::button, fold).is(Disabled));
}

TEST_CASE("cards stand below each other on a phone") {
  int chosen = 0;
  bool unfolded = false;
  Stage app([&] {
    ui::Screen screen;
    ui::choice_cards("Access", chosen, models, unfolded);
  });
  app.resize(358, 800);
  CHECK(app.find(Role::radio, "Authorize").node().box.y >= app.find(Role::radio, "Whitelist").node().box.w);
  CHECK(app.find(Role::button, fold).node().box.y >= app.find(Role::radio, "Authorize").node().box.w);
}

TEST_CASE("a text of several lines takes text from outside, Ctrl+Enter submits it, and no letter is a command") {
  std::string text = "first\nsecond";
  ui::Edited seen;
  Stage app([&] {
    ui::Screen screen;
    const auto now =
        ui::text_area("Description", text, {.label = "Description", .help = "For people", .width = 300}, 3);
    seen.changed |= now.changed;
    seen.submitted |= now.submitted;
    ui::button("Next");
  });
  auto field = app.find(Role::textbox, "Description");
  CHECK(field.is(Multiline));
  CHECK(field.value() == "first\nsecond");
  CHECK(field.description() == "For people");
  CHECK(field.node().h == 3 * 20 + 12);
  CHECK(drawn(field) == "firstsecond");
  field.focus();
  CHECK(ImGui::GetIO().WantTextInput);
  field.fill("one\ntwo\nthree");
  CHECK(text == "one\ntwo\nthree");
  CHECK(seen.changed);
  app.press(ImGuiKey_Enter);
  CHECK_FALSE(seen.submitted);
  app.press(ImGuiKey_Enter, ImGuiMod_Ctrl);
  CHECK(seen.submitted);
  app.press(ImGuiKey_Tab);
  app.frames(2);
  CHECK(app.focused() == "button Next");
}

TEST_CASE("a text of several lines that may not be changed says why") {
  std::string text = "as it is";
  Stage app([&] {
    ui::Screen screen;
    ui::text_area("Description", text, {.disabled = "Only owners may"});
  });
  auto field = app.find(Role::textbox, "Description");
  CHECK(field.is(Disabled));
  CHECK(field.is(ReadOnly));
  CHECK(field.description() == "Only owners may");
  CHECK_THROWS(field.fill("other"));
}

TEST_CASE("a row of the matrix is a group of radios: the pointer sets one, a locked row refuses") {
  Matrix m(50);
  Stage app([&] { m.draw(); });
  CHECK(is(radio("p1@x", "publisher"), Checked));
  CHECK_FALSE(is(radio("p1@x", "owner"), Checked));
  CHECK(description(radio("p1@x", "member")) == "p1@x, Not on this controller");
  CHECK(is(radio("p1@x", "member"), Disabled));
  CHECK(is(radio("p0@x", "owner"), Disabled));
  CHECK_FALSE(radio("p0@x", "publisher"));
  click(app, radio("p2@x", "none"));
  CHECK(m.held[2] == 3);
  CHECK(m.held[1] == 1);
  app.find(Role::row, "p2@x").focus();
  CHECK(app.find(Role::row, "p2@x").description() == "Publisher before, None yes");
  CHECK_FALSE(filled(gui::Token::warning_fill).empty());  // the bar
  click(app, radio("p2@x", "publisher"));
  CHECK(m.held[2] == 1);
  CHECK(filled(gui::Token::warning_fill).empty());
}

TEST_CASE("the matrix by keyboard: into the group, along it, along a column, and back to the row") {
  Matrix m(50);
  Stage app([&] { m.draw(); });
  app.find(Role::row, "p3@x").focus();
  app.press(ImGuiKey_RightArrow);
  CHECK(cell_with_keyboard() == "publisher of p3@x");
  app.press(ImGuiKey_LeftArrow);
  CHECK(cell_with_keyboard() == "owner of p3@x");
  CHECK(m.held[3] == 1);  // moving chooses nothing
  app.press(ImGuiKey_Space);
  CHECK(m.held[3] == 0);
  app.press(ImGuiKey_DownArrow);
  CHECK(cell_with_keyboard() == "owner of p4@x");
  CHECK(m.state.rows.cursor == 4);
  app.press(ImGuiKey_Enter);
  CHECK(m.held[4] == 0);
  app.press(ImGuiKey_End);
  CHECK(cell_with_keyboard() == "none of p4@x");
  for (int i = 0; i < 20; ++i) app.press(ImGuiKey_DownArrow);  // out of what was in sight
  CHECK(cell_with_keyboard() == "none of p24@x");
  CHECK_FALSE(is(radio("p24@x", "none"), Offscreen));
  app.press(ImGuiKey_Home);
  app.press(ImGuiKey_LeftArrow);
  CHECK(app.focused() == "row p24@x");
  app.press(ImGuiKey_DownArrow);
  CHECK(app.focused() == "row p25@x");
  for (const auto& event : m.events) CHECK(event.kind == ui::TableEvent::Kind::focus);  // Space selected no row
}

TEST_CASE("the matrix has one Tab stop, wherever in it the keyboard is") {
  Matrix m(50);
  Stage app([&] { m.draw(); });
  const auto stops = [] {
    int count = 0;
    for (const Node& n : current().nodes) count += (n.role == Role::radio || n.role == Role::row) && n.state & TabStop;
    return count;
  };
  CHECK(stops() == 1);
  app.find(Role::row, "p3@x").focus();
  app.press(ImGuiKey_RightArrow);
  CHECK(stops() == 1);
  CHECK(is(radio("p3@x", "publisher"), TabStop));
}

TEST_CASE("a row of a form is a group: its help describes the control, and it stands below each other on a phone") {
  std::string value = "50,000", other;
  bool keep = true;
  int model = 0;
  constexpr ui::Segment who[] = {{"Publishers"}, {"Everybody"}};
  Stage app([&] {
    ui::Screen screen;
    {
      ui::FormRow row({.label = "Keep at most", .help = "Older items are dropped first", .changed = true});
      ui::input("Most items", value);
      row.notes();
      ui::text("Was 1", gui::Text::small, gui::Token::text_muted);
    }
    {
      ui::FormRow row({.label = "Keep items", .help = "Off: consumers that are away lose data", .different = true});
      ui::toggle("Keep", keep);
    }
    {
      ui::FormRow row({.label = "Who may publish", .help = "Publish model"});
      ui::segmented("Publish", model, who);
    }
    {
      ui::FormRow row({.label = "Largest payload", .help = "Bigger items are refused"});
      ui::input("Largest", other, {.disabled = "Set by the controller"});
    }
  });
  CHECK(app.find(Role::group, "Keep at most").exists());
  CHECK(app.says("changed"));
  auto field = app.find(Role::textbox, "Most items");
  CHECK(field.description() == "Older items are dropped first");
  CHECK(field.node().w == 304);
  CHECK(app.find(Role::toggle, "Keep").description() == "Off: consumers that are away lose data");
  CHECK(app.find(Role::radiogroup, "Publish").description() == "Publish model");
  CHECK(app.find(Role::textbox, "Largest").description() == "Set by the controller");
  const auto label = [&] { return app.find(Role::text, "Keep at most").node().box; };
  const auto note = [&] { return app.find(Role::text, "Was 1").node().box; };
  CHECK(label().z <= field.node().box.x);
  CHECK(note().x >= field.node().box.z);
  CHECK(bars(gui::Token::accent_fill) == 1);
  CHECK(bars(gui::Token::warning_fill) == 1);
  app.resize(390, 844);
  CHECK(field.node().box.y >= label().w);
  CHECK(field.node().w == 390 - 32);
  CHECK(note().y >= field.node().box.w);
}

TEST_CASE("what is lost is a list that says each loss with its detail") {
  Stage app([&] {
    ui::Screen screen;
    ui::LossList lost("What goes with it");
    lost.row(gui::Icon::topic, "12,384 items", "oldest of 2 Mar 2024");
    lost.row(gui::Icon::consumer, "38 consumers");
  });
  CHECK(app.find(Role::list, "What goes with it").exists());
  CHECK(app.names(Role::listitem) == std::vector<std::string>{"12,384 items, oldest of 2 Mar 2024", "38 consumers"});
  CHECK(drawn(app.find(Role::listitem, "38 consumers")) == "38consumers");
}
