// SPDX-License-Identifier: AGPL-3.0-or-later
#include <doctest/doctest.h>

#include "drawn.h"
#include "gui/ui.h"

using namespace screens;
using namespace gui::a11y;

namespace {

constexpr ui::Completion people[] = {
    {"bob@grid.example", "owner of 4", gui::Icon::user}, {"bob2@grid.example", "", gui::Icon::user, true}, {"carol@x"}};

struct Field {
  std::string value;
  ui::Edited last;
  int submitted = 0;
  void draw() {
    ui::Screen screen;
    last = ui::completed_input("JID", value, {.label = "JID", .width = 300, .mono = true}, people);
    submitted += last.submitted;
    ui::button("Next");
  }
};

struct Jids {
  std::vector<std::string> tokens = {};
  std::string text = {};
  ui::TokenInput options{.label = "Providers", .width = 400};
  std::span<const ui::Completion> offers = {};
  ui::Tokens all = {};
  void draw() {
    ui::Screen screen;
    const auto now = ui::token_input("Providers", tokens, text, options, offers);
    all.changed |= now.changed;
    all.edited |= now.edited;
    all.submitted |= now.submitted;
    ui::button("Next");
  }
};
using Texts = std::vector<std::string>;

}  // namespace

TEST_CASE("a field with completions is a combobox whose list opens with typing; arrows and Enter take from it") {
  Field f;
  Stage app([&] { f.draw(); });
  auto field = app.find(Role::textbox, "JID");
  CHECK(field.is(Expandable));
  CHECK_FALSE(field.is(Expanded));
  field.click();
  app.type("bob");
  CHECK(field.is(Expanded));
  CHECK(app.names(Role::option) == Texts{"bob@grid.example", "bob2@grid.example", "carol@x"});
  CHECK(app.find(Role::option, "bob@grid.example").description() == "owner of 4");
  CHECK(field.node().active == 0);  // what was typed stands
  app.press(ImGuiKey_DownArrow);
  app.press(ImGuiKey_DownArrow);
  CHECK(field.node().active == app.find(Role::option, "bob2@grid.example").node().key);
  CHECK(field.node().controls == app.find(Role::listbox, "Suggestions").node().key);
  CHECK(app.focused() == "textbox JID");
  app.press(ImGuiKey_UpArrow);
  app.press(ImGuiKey_Enter);
  CHECK(f.value == "bob@grid.example");
  CHECK(f.submitted == 0);
  CHECK_FALSE(app.find(Role::listbox, "Suggestions").exists());
  app.type("!");
  CHECK(f.value == "bob@grid.example!");  // the keyboard has stayed, behind the text
}

TEST_CASE("Enter without a choice submits what was typed") {
  Field f;
  Stage app([&] { f.draw(); });
  app.find(Role::textbox, "JID").click();
  app.type("bo");
  app.press(ImGuiKey_Enter);
  CHECK(f.submitted == 1);
  CHECK(f.value == "bo");
  CHECK_FALSE(app.find(Role::listbox, "Suggestions").exists());
}

TEST_CASE("Escape closes the list alone; the next one is the field's") {
  Field f;
  Stage app([&] { f.draw(); });
  app.find(Role::textbox, "JID").click();
  app.type("bo");
  app.press(ImGuiKey_Escape);
  CHECK_FALSE(app.find(Role::listbox, "Suggestions").exists());
  CHECK(f.value == "bo");
  app.type("b");
  CHECK(f.value == "bob");
  CHECK(app.find(Role::listbox, "Suggestions").exists());
  app.press(ImGuiKey_Escape);
  app.press(ImGuiKey_Escape);
  CHECK(f.value == "");
}

TEST_CASE("an offer is taken by pointer, by assistive technology, and by Tab, which goes on") {
  Field f;
  Stage app([&] { f.draw(); });
  auto field = app.find(Role::textbox, "JID");
  field.click();
  app.type("bo");
  app.find(Role::option, "carol@x").click();
  CHECK(f.value == "carol@x");
  CHECK(app.focused() == "textbox JID");
  app.frames(2);
  CHECK(f.value == "carol@x");
  field.fill("b");
  app.find(Role::option, "bob2@grid.example").activate();
  CHECK(f.value == "bob2@grid.example");
  field.fill("b");
  app.press(ImGuiKey_DownArrow);
  app.press(ImGuiKey_Tab);
  CHECK(f.value == "bob@grid.example");
  app.frames(2);
  CHECK(app.focused() == "button Next");
}

TEST_CASE("offers show which part of them was typed") {
  Field f;
  Stage app([&] { f.draw(); });
  app.find(Role::textbox, "JID").click();
  app.type("grid");
  CHECK(filled(gui::Token::syntax_match).size() == 2);
}

TEST_CASE("text becomes tokens by comma, space, end of line, Enter, and when the keyboard leaves") {
  Jids j;
  Stage app([&] { j.draw(); });
  auto field = app.find(Role::textbox, "Providers");
  field.click();
  app.type("a@x,");
  CHECK(j.tokens == Texts{"a@x"});
  app.type("b@x ");
  CHECK(j.tokens == Texts{"a@x", "b@x"});
  CHECK(j.text == "");
  app.type("c@x");
  app.press(ImGuiKey_Enter);
  CHECK(j.tokens == Texts{"a@x", "b@x", "c@x"});
  CHECK_FALSE(j.all.submitted);
  app.type("d@x");
  CHECK(j.text == "d@x");  // Enter has left the keyboard here
  app.find(Role::button, "Next").click();
  CHECK(j.tokens == Texts{"a@x", "b@x", "c@x", "d@x"});
  CHECK(app.find(Role::button, "Remove d@x").exists());
  CHECK(app.find(Role::group, "Providers").exists());
  field.click();
  app.press(ImGuiKey_Enter);
  CHECK(j.all.submitted);
}

TEST_CASE("of a list that is pasted or dropped nothing is lost, and nothing comes twice") {
  Jids j;
  Stage app([&] { j.draw(); });
  auto field = app.find(Role::textbox, "Providers");
  field.fill("a@x\r\nb@x\n\nc@x, d@x;\ta@x e@x");
  CHECK(j.tokens == Texts{"a@x", "b@x", "c@x", "d@x;"});
  CHECK(j.text == "e@x");
  app.find(Role::textbox, "Providers").click();
  app.press(ImGuiKey_Enter);
  CHECK(j.tokens.back() == "e@x");
  std::string many;
  for (int i = 0; i < 3000; ++i) many += "somebody-" + std::to_string(i) + "@grid.example\n";
  j.tokens.clear();
  field.fill(many);
  CHECK(j.tokens.size() == 3000);
  CHECK(j.tokens.back() == "somebody-2999@grid.example");
}

TEST_CASE("where tokens may hold spaces, only commas and lines part them") {
  std::string text = " incidents , sector energy,\nx";
  Texts tokens;
  CHECK(ui::take_tokens(text, tokens, false, false) == 2);
  CHECK(tokens == Texts{"incidents", "sector energy"});
  CHECK(text == "x");
  CHECK(ui::take_tokens(text, tokens, false, true) == 1);
  CHECK(text == "");
}

TEST_CASE("tokens go by their buttons and by Backspace, which brings them back as text") {
  Jids j{{"a@x", "b@x", "c@x"}};
  Stage app([&] { j.draw(); });
  app.find(Role::button, "Remove a@x").click();
  CHECK(j.tokens == Texts{"b@x", "c@x"});
  app.find(Role::button, "Remove b@x").focus();
  app.press(ImGuiKey_Delete);
  CHECK(j.tokens == Texts{"c@x"});
  app.find(Role::textbox, "Providers").click();
  app.press(ImGuiKey_Backspace);
  CHECK(j.tokens.empty());
  CHECK(j.text == "c@x");
  app.type("y");
  CHECK(j.text == "c@xy");
  app.press(ImGuiKey_Backspace);
  CHECK(j.text == "c@x");
}

TEST_CASE("a token that is wrong says why, and so does the field") {
  Jids j{{"a@x", "@@"}};
  const std::string problems[] = {"", "No JID: nothing before the @"};
  j.options.problems = problems;
  Stage app([&] { j.draw(); });
  CHECK(app.find(Role::button, "Remove @@").description() == "No JID: nothing before the @");
  CHECK(app.find(Role::button, "Remove @@").is(Invalid));
  CHECK_FALSE(app.find(Role::button, "Remove a@x").is(Invalid));
  CHECK(app.find(Role::textbox, "Providers").is(Invalid));
}

TEST_CASE("tokens that do not fit into one line go to the next, and leave the text its room") {
  Jids j{{"a@grid.example", "b@grid.example", "c@grid.example", "d@grid.example"}};
  Stage app([&] { j.draw(); });
  const auto& group = app.find(Role::group, "Providers").node();
  CHECK(group.h > 28);
  CHECK(group.w == 400);
  for (const auto& token : j.tokens) {
    const auto& chip = app.find(Role::button, "Remove " + token).node();
    CHECK(chip.box.z <= group.box.z);
    CHECK(chip.box.w <= group.box.w);
  }
  CHECK(app.find(Role::textbox, "Providers").node().w >= 96);
  j.tokens.resize(1);
  app.frames(2);
  CHECK(app.find(Role::group, "Providers").node().h == 28);
}

TEST_CASE("tokens for fingers are in a field 44 high") {
  Jids j{{"a@x"}};
  j.options.size = ui::Size::touch;
  Stage app([&] { j.draw(); });
  CHECK(app.find(Role::group, "Providers").node().h == 44);
}

TEST_CASE("an offer becomes a token; where only what exists makes sense the first is chosen by typing") {
  Jids j;
  j.offers = people;
  j.options.first = true;
  Stage app([&] { j.draw(); });
  auto field = app.find(Role::textbox, "Providers");
  field.click();
  app.type("bo");
  CHECK(field.node().active == app.find(Role::option, "bob@grid.example").node().key);
  app.press(ImGuiKey_Enter);
  CHECK(j.tokens == Texts{"bob@grid.example"});
  CHECK(j.text == "");
  app.type("c");
  app.find(Role::option, "carol@x").click();
  CHECK(j.tokens == Texts{"bob@grid.example", "carol@x"});
  app.frames(2);
  CHECK(j.tokens.size() == 2);
  CHECK(j.text == "");
  CHECK(app.focused() == "textbox Providers");
}

TEST_CASE("tokens that may not be changed are words, with the reason") {
  Jids j{{"a@x"}};
  j.options.disabled = "Only owners may";
  Stage app([&] { j.draw(); });
  CHECK(app.says("a@x"));
  CHECK_FALSE(app.find(Role::button, "Remove a@x").exists());
  CHECK(app.find(Role::textbox, "Providers").is(Disabled));
  CHECK(app.find(Role::textbox, "Providers").description() == "Only owners may");
}
