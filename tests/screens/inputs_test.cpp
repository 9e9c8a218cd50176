// SPDX-License-Identifier: AGPL-3.0-or-later
#include <doctest/doctest.h>

#include "drawn.h"
#include "gui/ui.h"

using namespace screens;
using namespace gui::a11y;

TEST_CASE("a text field takes typed text, text from outside, and both after each other") {
  std::string title = "hello";
  Stage app([&] {
    ui::Screen screen;
    ui::input("title", title, {.label = "Title", .help = "Shown in lists instead of the id"});
  });
  auto field = app.find(Role::textbox, "Title");
  CHECK(field.value() == "hello");
  CHECK(field.description() == "Shown in lists instead of the id");
  field.fill("für");
  CHECK(title == "für");
  field.click();
  app.press(ImGuiKey_End);
  app.type("ж!");
  CHECK(title == "fürж!");
  CHECK(field.node().caret_from == 5);  // UTF-16 units
  field.fill("while active");
  app.type("?");
  CHECK(title == "while active?");
}

TEST_CASE("a field reports Enter and Escape, and Escape brings the old text back") {
  std::string text = "before";
  ui::Edited last;
  Stage app([&] {
    ui::Screen screen;
    auto edited = ui::input("name", text, {.label = "Name"});
    if (edited.submitted || edited.cancelled) last = edited;
  });
  app.find(Role::textbox, "Name").click();
  app.type("x");
  app.press(ImGuiKey_Enter);
  CHECK(last.submitted);
  std::string submitted = text;
  app.find(Role::textbox, "Name").click();
  app.type("y");
  app.press(ImGuiKey_Escape);
  CHECK(last.cancelled);
  CHECK(text == submitted);
}

TEST_CASE("the error of a field replaces its help and marks it invalid; a disabled one says why and stays as it is") {
  std::string id = "incidents/phishing", size = "262,144 bytes";
  Stage app([&] {
    ui::Screen screen;
    ui::input("id", id, {.label = "Id", .help = "Cannot be changed later", .error = "This id is taken", .mono = true});
    ui::input("size", size, {.label = "Size", .disabled = "Set by the controller for all topics"});
  });
  CHECK(app.find(Role::textbox, "Id").is(Invalid));
  CHECK(app.find(Role::textbox, "Id").description() == "This id is taken");
  CHECK(app.find(Role::textbox, "Size").is(Disabled));
  CHECK(app.find(Role::textbox, "Size").description() == "Set by the controller for all topics");
  CHECK_THROWS(app.find(Role::textbox, "Size").fill("1"));
  CHECK(size == "262,144 bytes");
}

TEST_CASE("what stands in a password field is in no tree") {
  std::string secret = "correct horse";
  Stage app([&] {
    ui::Screen screen;
    ui::input("password", secret, {.label = "Password", .secret = true});
  });
  CHECK(app.find(Role::textbox, "Password").is(Secret));
  CHECK(app.dump().find("horse") == std::string::npos);
}

TEST_CASE("a field holds at most max_bytes, typed or set from outside") {
  std::string text;
  Stage app([&] {
    ui::Screen screen;
    ui::input("short", text, {.label = "Short", .max_bytes = 4});
  });
  app.find(Role::textbox, "Short").click();
  app.type("abcdefgh");
  CHECK(text == "abcd");
  app.find(Role::textbox, "Short").fill("123456");
  CHECK(text == "abcd");
}

TEST_CASE("finished terms of a filter become tokens, and come back by Backspace") {
  ui::FilterText filter;
  Stage app([&] {
    ui::Screen screen;
    ui::filter("Filter topics", filter, {.placeholder = "Filter", .count = "214 of 1,042"});
  });
  auto field = app.find(Role::textbox, "Filter topics");
  CHECK(field.description() == "214 of 1,042 shown");
  CHECK(app.find(Role::search, "Filter topics").exists());
  field.click();
  app.type("access:open ");
  app.type("phish ");
  CHECK(filter.terms == std::vector<std::string>{"access:open"});
  CHECK(filter.text == "phish ");
  CHECK(app.find(Role::button, "Remove filter access:open").exists());
  for (int i = 0; i < 6; i++) app.press(ImGuiKey_Backspace);
  CHECK(filter.text == "");
  app.press(ImGuiKey_Backspace);
  CHECK(filter.terms.empty());
  CHECK(filter.text == "access:open");
}

TEST_CASE("a regular expression keeps its spaces") {
  ui::FilterText filter;
  Stage app([&] {
    ui::Screen screen;
    ui::filter("Filter", filter);
  });
  app.find(Role::textbox, "Filter").click();
  app.type("re:^a:b ");
  CHECK(filter.terms.empty());
  CHECK(filter.text == "re:^a:b ");
}

TEST_CASE("a filter is emptied by its button, by Escape, and token by token") {
  ui::FilterText filter{{"access:open", "-test"}, "in"};
  Stage app([&] {
    ui::Screen screen;
    ui::filter("Filter", filter);
  });
  app.find(Role::button, "Remove filter access:open").click();
  CHECK(filter == ui::FilterText{{"-test"}, "in"});
  app.find(Role::button, "Clear the filter").click();
  CHECK(filter.empty());
  CHECK_FALSE(app.find(Role::button, "Clear the filter").exists());
  filter = {{"-a"}, "b"};
  app.find(Role::textbox, "Filter").click();
  app.press(ImGuiKey_Escape);
  CHECK(filter == ui::FilterText{{"-a"}, ""});
  app.press(ImGuiKey_Escape);
  CHECK(filter.empty());
}

TEST_CASE("what is asked for in one frame is done in order: clear, then type; type, then clear") {
  ui::FilterText filter{{}, "old"};
  Stage app([&] {
    ui::Screen screen;
    ui::filter("Filter", filter);
  });
  auto field = app.find(Role::textbox, "Filter"), clear = app.find(Role::button, "Clear the filter");
  REQUIRE(request(clear.node().key, Verb::activate));
  field.fill("new");
  app.frames(2);
  CHECK(filter.text == "new");
  CHECK(field.value() == "new");
  REQUIRE(request(field.node().key, Verb::set_text, 5, 5, "newer"));
  clear.activate();
  CHECK(filter.empty());
}

TEST_CASE("a placeholder that is longer than its field is cut with dots, not through a word") {
  std::string value;
  Stage app([&] {
    ui::Screen screen;
    ui::input("Search", value, {.placeholder = "Topics, collections, commands", .width = 120});
  });
  CHECK(drawn(app.find(Role::textbox, "Search")) == "Topics,colle…");
}

TEST_CASE("a field that wants the keyboard takes it from a list below it") {
  std::string value;
  ui::Roving rows;
  bool focus = false;
  Stage app([&] {
    ui::Screen screen;
    ui::input("Search", value, {.width = 120, .focus = std::exchange(focus, false)});
    ui::Tree list(rows, "Found", 1);
    while (list.step()) list.row(0, {.label = "One"});
    list.end();
  });
  app.find(Role::treeitem, "One").focus();
  CHECK(app.focused() == "treeitem One");
  focus = true;
  app.frames(3);
  CHECK(app.focused() == "textbox Search");
}
