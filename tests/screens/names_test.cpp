// SPDX-License-Identifier: AGPL-3.0-or-later
// Names chosen by strangers: what looks like syntax to Dear ImGui, what deceives the eye, what is too long.
#include <doctest/doctest.h>

#include "driver.h"
#include "gui/ui.h"

using namespace screens;
using namespace gui::a11y;

TEST_CASE("ATTACK-14 names that mean something to Dear ImGui or printf are only names") {
  for (std::string name : {"##", "###", "a##b", "a###b", "%s%n%d", "", "\n", "/", "//"}) {
    int pressed = 0;
    Stage app([&] {
      ui::Screen screen;
      ui::Row row(28);
      if (ui::button(name)) pressed++;
      ui::text(name);
      ui::path(name, 100);
      ui::jid(name, "grid.example", 100);
      ui::text_cut(name, 20);
    });
    CAPTURE(name);
    REQUIRE(app.names(Role::button).size() == 1);
    CHECK(app.names(Role::button)[0] == name);
    if (!name.empty()) app.find(Role::button, name).activate();
    if (!name.empty()) CHECK(pressed == 1);
  }
}

TEST_CASE("ATTACK-14 two names that differ only behind ## are two controls") {
  std::string last;
  Stage app([&] {
    ui::Screen screen;
    for (const char* name : {"node##1", "node##2", "same###x", "other###x"})
      if (ui::button(name)) last = name;
  });
  for (const char* name : {"node##1", "node##2", "same###x", "other###x"}) {
    app.find(Role::button, name).click();
    CHECK(last == name);
  }
}

TEST_CASE("ATTACK-14 a label of a megabyte is cut on the screen and in the tree") {
  std::string huge(1 << 20, 'x');
  std::string wide;
  for (int i = 0; i < 1 << 18; i++) wide += "ж";
  Stage app([&] {
    ui::Screen screen;
    ui::button(huge);
    ui::text_cut(wide, 200);
    ui::path(huge, 200);
    ui::paragraph(huge, 200);
  });
  CHECK(app.dump().size() < 20000);
  // Cut between characters, not inside of one.
  for (auto& n : current().nodes) CHECK(ui::deceit(current().str(n.name)) != ui::Deceit::invalid);
}

TEST_CASE("ATTACK-14 what deceives in an id is written out and marked") {
  std::string turned = "incidents/\u202Egnihsihp";
  Stage app([&] {
    ui::Screen screen;
    ui::Row row(28);
    ui::path(turned, 400);
  });
  CHECK(app.says("incidents/‹U+202E›gnihsihp"));
  CHECK(app.names(Role::image) ==
        std::vector<std::string>{"Contains a character that turns the writing direction (U+202E)"});
}

TEST_CASE("ATTACK-14 kinds of deceit") {
  using enum ui::Deceit;
  CHECK(ui::deceit("incidents/phishing") == none);
  CHECK(ui::deceit("события/фишинг") == none);
  CHECK(ui::deceit("事件/网络钓鱼") == none);
  CHECK(ui::deceit("incidents/фишинг") == none);  // whole words of one script each
  CHECK(ui::deceit("p\u0430ypal") == mixed);      // Cyrillic а
  CHECK(ui::deceit("\u03BFpenfire") == mixed);    // Greek ο
  CHECK(ui::deceit("a\u200Bb") == invisible);
  CHECK(ui::deceit("a\u00ADb") == invisible);
  CHECK(ui::deceit("a\U000E0041b") == invisible);
  CHECK(ui::deceit("a\u202Eb") == direction);
  CHECK(ui::deceit("a\u2066b") == direction);
  CHECK(ui::deceit("a\nb") == control);
  CHECK(ui::deceit(std::string_view("a\0b", 3)) == control);
  CHECK(ui::deceit("a\xFFz") == invalid);
  CHECK(ui::deceit("\xC0\xAF") == invalid);          // overlong
  CHECK(ui::deceit("\xED\xA0\x80") == invalid);      // surrogate
  CHECK(ui::deceit("\xF4\x90\x80\x80") == invalid);  // above U+10FFFF
  CHECK(ui::deceit("a\xE2\x82") == invalid);         // ends in the middle
}

TEST_CASE("visible() changes nothing that can be seen and cuts between characters") {
  CHECK(ui::visible("incidents/ж") == "incidents/ж");
  CHECK(ui::visible("a\tb\xFF") == "a‹U+0009›b‹0xFF›");
  CHECK(ui::visible("жжж", 3) == "ж…");
}

TEST_CASE("prose keeps the joiners of words and emoji, visible() shows them") {
  CHECK(ui::prose("👨\u200D👩\u200D👧 ❤\uFE0F 1\uFE0F\u20E3") == "👨\u200D👩\u200D👧 ❤\uFE0F 1\uFE0F\u20E3");
  CHECK(ui::prose("می\u200Cخواهم") == "می\u200Cخواهم");
  CHECK(ui::visible("👨\u200D👩") == "👨‹U+200D›👩");
  // Where they join nothing they only deceive.
  CHECK(ui::prose("a\u200Db \u200Cc") == "a‹U+200D›b ‹U+200C›c");
  CHECK(ui::prose("a\u202Eb\u200Bc\uFEFF") == "a‹U+202E›b‹U+200B›c‹U+FEFF›");
}

TEST_CASE("ids are cut in the path, JIDs never in the local part before the domain is gone") {
  Stage app([] {});
  // 12 px mono of 0.55 em: 6.6 px a letter.
  auto cut = [](std::string_view id, int letters) {
    return ui::cut_path(id, 6.6f * float(letters) + 1, gui::Text::mono);
  };
  CHECK(cut("incidents/sector-energy/scada-alerts", 40) == "incidents/sector-energy/scada-alerts");
  CHECK(cut("incidents/sector-energy/scada-alerts", 27) == "incidents/sec…/scada-alerts");
  CHECK(cut("incidents/sector-energy/scada-alerts", 14) == "…/scada-alerts");
  CHECK(cut("incidents/scada-alerts", 7) == "…alerts");
  CHECK(cut("no-slash-at-all-here", 8) == "…ll-here");
}

TEST_CASE("two controls with one name keep their own keys from frame to frame") {
  bool first = true;
  Stage app([&] {
    ui::Screen screen;
    if (first) ui::text("above");
    for (int i = 0; i < 3; i++) {
      ui::Id row(i);
      ui::button("Open");
    }
  });
  auto keys = [] {
    std::vector<std::uint32_t> out;
    for (auto& n : current().nodes)
      if (n.role == Role::button) out.push_back(n.key);
    return out;
  };
  auto before = keys();
  CHECK(before.size() == 3);
  first = false;
  app.frames(2);
  CHECK(keys() == before);
}
