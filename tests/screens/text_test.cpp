// SPDX-License-Identifier: AGPL-3.0-or-later
// Text that Dear ImGui cannot lay out: what becomes one run, where it is cut and broken, and that runs do not pile up.
#include <doctest/doctest.h>

#include <algorithm>

#include "driver.h"
#include "gui/ui.h"
#include "gui/widgets/internal.h"

using namespace screens;
using namespace gui::a11y;
using gui::Text;

namespace screens {
std::size_t boundary(std::string_view text, std::size_t at, bool line);
}

namespace {

const std::string arabic = "حوادث أمنية — القاهرة", hebrew = "אירועי אבטחה — חיפה", hindi = "सुरक्षा घटनाएँ — दिल्ली",
                  thai = "เหตุการณ์ความปลอดภัยในกรุงเทพมหานคร", family = "👨‍👩‍👧 Family 👋🏽 🇩🇪";

bool drawn(std::string_view run) { return std::ranges::count(drawn_runs, run) == 1; }

bool whole(std::string_view text, std::size_t at) { return at == text.size() || boundary(text, at, false) == at; }

struct Held {
  std::size_t runs = 0, glyphs = 0, highest = 0;
  int texture = 0;
};
Held held() {
  Held sum;
  auto* atlas = ImGui::GetIO().Fonts;
  auto& pool = atlas->Builder->BakedPool;
  for (int i = 0; i < pool.Size; i++) {
    sum.glyphs += std::size_t(pool[i].Glyphs.Size);
    for (const ImFontGlyph& glyph : pool[i].Glyphs)
      if (glyph.Codepoint >= 0xE000 && glyph.Codepoint <= 0xF8FF) sum.runs++;
    sum.highest = std::max(sum.highest, std::size_t(pool[i].IndexLookup.Size));
  }
  sum.texture = atlas->TexData->Width * atlas->TexData->Height;
  return sum;
}

}  // namespace

TEST_CASE("a title in a right-to-left or shaped script, or with an emoji sequence, is one run of its own direction") {
  Stage app([&] {
    ui::Screen screen;
    for (const std::string& title : {arabic, hebrew, hindi, thai, family}) ui::text(title);
    ui::text("Zürich, Ελλάδα, Москва, 東京 🔥 – plain");
  });
  CHECK(drawn_runs.size() == 5);
  CHECK(drawn("\u200F" + arabic));
  CHECK(drawn("\u200F" + hebrew));
  CHECK(drawn("\u200E" + hindi));
  CHECK(drawn("\u200E" + thai));
  CHECK(drawn("\u200E" + family));
  for (const std::string& title : {arabic, hebrew, hindi, thai, family}) CHECK(app.says(title));
}

TEST_CASE("the first letter decides the direction of a line") {
  CHECK(ui::right_to_left("12 — «אב» and more"));
  CHECK(ui::right_to_left("⚠ אב"));
  CHECK_FALSE(ui::right_to_left("CVE-2024: אב"));
  CHECK_FALSE(ui::right_to_left("東京 אב"));
  CHECK_FALSE(ui::right_to_left("٣ incidents"));  // a digit says nothing (UAX 9, P2)
  CHECK_FALSE(ui::right_to_left("2024"));
}

TEST_CASE("a run is as wide as its line, and drawn once for all frames and places") {
  Stage app([&] {
    ui::Screen screen;
    for (int i = 0; i < 3; i++) ui::text(arabic);
    CHECK(ui::text_width(hindi) == doctest::Approx(ui::text_width(std::string(23, 'x'))));  // 23 code points
  });
  app.frames(5);
  CHECK(drawn("\u200F" + arabic));
}

TEST_CASE("a line with emoji is drawn in its colour, because it cannot be tinted") {
  Stage app([&] {
    ui::Screen screen;
    ui::text(family, Text::body, ui::Token::text_primary);
    ui::text(family, Text::body, ui::Token::text_muted);
    ui::text(arabic, Text::body, ui::Token::text_primary);
    ui::text(arabic, Text::body, ui::Token::text_muted);
  });
  CHECK(std::ranges::count(drawn_runs, "\u200E" + family) == 2);
  CHECK(std::ranges::count(drawn_runs, "\u200F" + arabic) == 1);
}

TEST_CASE("ATTACK-14 the order of an id or a JID is never turned: each right-to-left word is isolated") {
  Stage app([&] {
    ui::Screen screen;
    ui::text("אב/גד-הו/x", Text::mono);
    ui::text("אב@גד.example");              // not in mono, but an address
    ui::text("No topic matches “אב/גד”.");  // in a sentence
    ui::text("٣-٤", Text::mono);            // Arabic digits turn what is between them
    ui::text("אירועי 2024/2025 — חיפה");    // no id: a title
  });
  CHECK(drawn("\u200E\u2066אב\u2069/\u2066גד\u2069-\u2066הו\u2069/x"));
  CHECK(drawn("\u200E\u2066אב\u2069@\u2066גד\u2069.example"));
  CHECK(drawn("\u200ENo topic matches “\u2066אב\u2069/\u2066גד\u2069”."));
  CHECK(drawn("\u200E\u2066٣\u2069-\u2066٤\u2069"));
  CHECK(drawn("\u200Fאירועי 2024/2025 — חיפה"));
}

TEST_CASE("ATTACK-14 somebody else's private-use characters never show a run") {
  Stage app([] {});
  ui::Runs runs;
  CHECK(runs.shape("a\uE000b\uF8FF", Text::body) == "\uE001");
  CHECK(runs.at(0xE001)->text == "\u200Ea\uFFFDb\uFFFD");
}

TEST_CASE("text is cut between what is read as one character, and keeps its whole name") {
  Stage app([] {});
  for (const std::string& title :
       {arabic, hebrew, hindi, thai, family, std::string("e\u0301te\u0301 de\u0301compose\u0301")}) {
    CAPTURE(title);
    const float all = ui::text_width(title);
    CHECK(ui::cut_end(title, all, Text::body) == title);
    std::size_t last = 0;
    for (float width = 0; width < all; width += 3) {
      const std::string cut = ui::cut_end(title, width, Text::body);
      REQUIRE(cut.ends_with("…"));
      const std::size_t left = cut.size() - 3;
      CHECK(title.starts_with(cut.substr(0, left)));
      CHECK(whole(title, left));
      CHECK(left >= last);  // more room never shows less
      if (left > 0) CHECK(ui::text_width(cut) <= width);
      last = left;
    }
    CHECK(last > title.size() / 2);
  }
  app.show([&] {
    ui::Screen screen;
    ui::text_cut(hindi, 60);
  });
  CHECK(app.says(hindi));
}

TEST_CASE("an id is cut from the front between what is read as one character, too") {
  Stage app([] {});
  for (float width = 20; width < ui::text_width(hindi, Text::mono); width += 3) {
    const std::string cut = ui::cut_path("x/" + hindi, width, Text::mono);
    REQUIRE(cut.starts_with("…"));
    const std::string left = cut.substr(3);
    CHECK(hindi.ends_with(left));
    CHECK(whole(hindi, hindi.size() - left.size()));
    CHECK(ui::text_width(cut, Text::mono) <= width);
  }
}

TEST_CASE("a paragraph breaks where its script allows it") {
  Stage app([&] {
    ui::Screen screen;
    ui::paragraph(thai, 100);
  });
  CHECK(drawn_runs.size() > 2);
  std::string all;
  for (const std::string& line : drawn_runs) {
    all += line.substr(3);  // without U+200E
    CHECK(ui::text_width(line.substr(3)) <= 101);
    CHECK(boundary(thai + "ก", all.size(), true) == all.size());
  }
  CHECK(all == thai);
}

TEST_CASE("every line of a paragraph runs in the direction of its first letter, whatever the line begins with") {
  Stage app([&] {
    ui::Screen screen;
    ui::paragraph("אירועי אבטחה\nCVE-2024\n12 %", 200);
  });
  REQUIRE(drawn_runs.size() == 3);
  for (const std::string& line : drawn_runs) CHECK(line.starts_with("\u200F"));
  drawn_runs.clear();
  app.show([&] {
    ui::Screen screen;
    ui::paragraph("Incidents:\nאירועי אבטחה\nחיפה", 200);
  });
  REQUIRE(drawn_runs.size() == 2);
  for (const std::string& line : drawn_runs) CHECK(line.starts_with("\u200E"));
}

TEST_CASE("scrolling through ten thousand Arabic titles keeps a bounded number of runs") {
  int first = 0;
  Stage app([&] {
    ui::Screen screen;
    for (int i = first; i < first + 30; i++) ui::text(arabic + " " + std::to_string(i));
  });
  Held early;
  for (; first + 30 < 10'000; first += 10) {
    app.frames();
    if (first == 1000) early = held();
  }
  const Held late = held();
  CHECK(drawn_runs.size() == 9990);
  CHECK(late.runs <= 256);
  CHECK(late.glyphs <= early.glyphs);
  CHECK(late.highest <= 0xE000 + 256);
  CHECK(late.texture <= early.texture);
  // What is in view stays, and is right.
  drawn_runs.clear();
  first -= 10;
  app.frames(3);
  CHECK(drawn_runs.empty());
}

TEST_CASE("one frame may show more runs than are kept otherwise") {
  Stage app([&] {
    ui::Screen screen;
    for (int i = 0; i < 1000; i++)
      ui::draw_text(*ImGui::GetWindowDrawList(), {100, 100}, hebrew + " " + std::to_string(i), Text::body, ~0u);
  });
  CHECK(drawn_runs.size() == 1000);
  CHECK(held().runs == 1000);
}
