// SPDX-License-Identifier: AGPL-3.0-or-later
#include <doctest/doctest.h>

#include <format>
#include <fstream>
#include <nlohmann/json.hpp>

#include "gui/icons.h"
#include "gui/theme.h"

using namespace gui;
using enum gui::Token;

namespace {

constexpr Scheme schemes[] = {Scheme::dark, Scheme::light, Scheme::high_contrast};

nlohmann::ordered_json read(const char* file) {
  std::ifstream in(std::string(TESTS_FOLDER) + "/../gui/theme/" + file);
  REQUIRE(in.good());
  return nlohmann::ordered_json::parse(in);
}

ImU32 packed(const std::string& hex) {
  auto byte = [&](std::size_t i) { return i < hex.size() ? ImU32(std::stoul(hex.substr(i, 2), nullptr, 16)) : 255u; };
  return IM_COL32(byte(1), byte(3), byte(5), byte(7));
}

struct Pair {
  Token text, on;
};
// Texts and the fills they stand on, as the components combine them.
constexpr Pair pairs[] = {
    {text_primary, bg_canvas},
    {text_primary, bg_nav},
    {text_primary, bg_surface},
    {text_primary, bg_raised},
    {text_primary, state_hover},
    {text_primary, state_selected},
    {text_primary, state_selected_hover},
    {text_primary, state_new_row},
    {text_secondary, bg_canvas},
    {text_secondary, bg_nav},
    {text_secondary, bg_surface},
    {text_secondary, bg_raised},
    {text_secondary, state_hover},
    {text_secondary, state_selected},
    {text_muted, bg_canvas},
    {text_muted, bg_nav},
    {text_muted, bg_surface},
    {text_muted, bg_raised},
    {text_muted, state_hover},
    {text_muted, state_selected},
    {accent_text, bg_surface},
    {accent_text, bg_nav},
    {accent_text, state_selected},
    {accent_text, accent_subtle},
    {accent_on_fill, accent_fill},
    {accent_on_fill, accent_fill_hover},
    {accent_on_fill, accent_fill_active},
    {danger_on_fill, danger_fill},
    {success_text, success_subtle},
    {success_text, bg_surface},
    {warning_text, warning_subtle},
    {warning_text, bg_surface},
    {danger_text, danger_subtle},
    {danger_text, bg_surface},
    {danger_text, bg_raised},
    {info_text, info_subtle},
    {text_primary, warning_subtle},
    {text_secondary, warning_subtle},
    {text_primary, danger_subtle},
    {text_secondary, danger_subtle},
    {text_primary, info_subtle},
    {text_primary, success_subtle},
};

}  // namespace

TEST_CASE("every text has a contrast of at least 4.5 to 1 on what it stands on, in every scheme") {
  for (Scheme scheme : schemes)
    for (auto [text, on] : pairs) {
      Theme theme{scheme};
      CAPTURE(std::string(word(scheme)));
      CAPTURE(int(text));
      CAPTURE(int(on));
      CHECK(contrast(theme.color(text), theme.color(on)) >= 4.5);
    }
}

TEST_CASE("borders of controls and the focus ring have a contrast of at least 3 to 1") {
  for (Scheme scheme : schemes) {
    Theme theme{scheme};
    for (Token on : {bg_surface, bg_raised, bg_canvas, bg_nav})
      CHECK(contrast(theme.color(focus_ring), theme.color(on)) >= 3);
    for (Token on : {bg_surface, bg_raised})  // fields stand on nothing else
      CHECK(contrast(theme.color(border_control), theme.color(on)) >= 3);
  }
}

TEST_CASE("the contrast formula gives the values of WCAG") {
  CHECK(contrast(IM_COL32_WHITE, IM_COL32_BLACK) == doctest::Approx(21));
  CHECK(contrast(IM_COL32_WHITE, IM_COL32_WHITE) == doctest::Approx(1));
  CHECK(contrast(IM_COL32(0x76, 0x76, 0x76, 255), IM_COL32_WHITE) == doctest::Approx(4.54).epsilon(0.002));
}

TEST_CASE("the tables follow tokens.json and icons.json") {
  auto colors = read("tokens.json")["color"];
  const char* names[] = {"dark", "light", "highContrast"};
  for (int s = 0; s < 3; s++) {
    REQUIRE(colors[names[s]].size() == token_count);
    int i = 0;
    for (auto& [name, value] : colors["dark"].items()) {
      CAPTURE(name);
      CHECK(tokens::colors[s][i++] == packed(colors[names[s]][name].get<std::string>()));
    }
  }
  auto icons = read("icons.json")["icons"];
  CHECK(std::size(icon_data::starts) == icons.size() + 1);
  CHECK(icon_data::starts[icons.size()] == std::size(icon_data::numbers));
}

TEST_CASE("lengths are whole device pixels and a line never disappears") {
  for (float scale : {0.75f, 1.0f, 1.25f, 1.5f, 2.0f, 3.0f}) {
    Theme theme{.scale = scale};
    CHECK(theme.px(1) >= 1);
    CHECK(theme.px(0) == 0);
    CHECK(theme.px(28) == std::round(28 * scale));
    CHECK(theme.px(-4) == -theme.px(4));
  }
}

TEST_CASE("letters have the size of the design: font sizes and em convert both ways") {
  for (int em = 8; em <= 80; em++) CHECK(em_of(font_size_of(float(em))) == em);
  for (float ratio : {1.0f, 1.25f, 1.5f, 2.0f, 2.625f, 3.0f})
    for (int em = 8; em <= 40; em++) CHECK(em_of(font_size_of(float(em) * ratio), ratio) == float(em) * ratio);
}

TEST_CASE("schemes by name") {
  for (Scheme s : schemes) CHECK(scheme_from(word(s)) == s);
  CHECK(scheme_from("") == Scheme::dark);
}
