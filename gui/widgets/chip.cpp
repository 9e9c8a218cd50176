// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gui/widgets/chip.h"

#include <algorithm>

#include "gui/widgets/internal.h"

namespace ui {
namespace {

struct ToneColors {
  Token text, subtle, border;
  Icon icon;
};
constexpr ToneColors tones[] = {
    {Token::text_secondary, Token::bg_surface, Token::border_default, Icon::none},     // plain
    {Token::text_muted, Token::bg_surface, Token::border_subtle, Icon::none},          // quiet
    {Token::accent_text, Token::accent_subtle, Token::accent_border, Icon::info},      // accent
    {Token::success_text, Token::success_subtle, Token::success_border, Icon::check},  // success
    {Token::warning_text, Token::warning_subtle, Token::warning_border, Icon::warning},
    {Token::danger_text, Token::danger_subtle, Token::danger_border, Icon::error},
    {Token::info_text, Token::info_subtle, Token::info_border, Icon::info},
};

}  // namespace

Token tone_text(Tone tone) { return tones[int(tone)].text; }
Token tone_subtle(Tone tone) { return tones[int(tone)].subtle; }
Token tone_border(Tone tone) { return tones[int(tone)].border; }
Icon tone_icon(Tone tone) { return tones[int(tone)].icon; }

float chip_width(std::string_view text, Icon icon, bool boxed) {
  float words = std::ceil(text_width(text, boxed ? Text::small : Text::body));
  float mark = icon == Icon::none ? 0 : px(boxed ? 12 : 14) + px(4);
  return words + mark + (boxed ? 2 * px(6) + 2 * px(1) : 0);
}

void chip(std::string_view text, Tone tone, Icon icon, bool boxed) {
  std::string shown = one_line(text);
  Area area = place(chip_width(shown, icon, boxed), px(20));
  bool filled = tone != Tone::plain && tone != Tone::quiet;
  Text style = boxed ? Text::small : Text::body;
  if (boxed) {
    if (filled) fill(area, tone_subtle(tone), gui::radius::chip);
    frame(area, tone_border(tone), gui::radius::chip);
  }
  Area inside = area;
  if (boxed) inside.x += px(7);
  if (icon != Icon::none) {
    float size = boxed ? 12.0f : 14.0f;
    draw_icon_in(area, inside.x, icon, size, filled ? tone_text(tone) : Token::text_muted);
    inside.x += px(size) + px(4);
  }
  draw_line(inside, shown, style, tone_text(tone));
  a11y::text(text, area.box());
}

void access_chip(xmpp::grid::AccessModel model, bool in_table) {
  using enum xmpp::grid::AccessModel;
  switch (model) {
    case whitelist:
      return chip("whitelist", Tone::plain, Icon::lock, !in_table);
    case authorize:
      return chip("authorize", Tone::plain, Icon::check, !in_table);
    case open:
      return chip("open", Tone::danger, Icon::globe);
    case presence:
      return chip("presence", Tone::warning, Icon::warning);
    case roster:
      return chip("roster", Tone::warning, Icon::warning);
    case unknown:
      return chip("not visible", Tone::quiet, Icon::none, false);
  }
}

void affiliation_chip(xmpp::grid::Affiliation affiliation, bool in_table, bool mine) {
  using enum xmpp::grid::Affiliation;
  switch (affiliation) {
    case owner:
      return mine ? chip("owner", Tone::accent) : chip("owner", Tone::plain, Icon::none, !in_table);
    case outcast:
      return chip("outcast", Tone::danger);
    case none:
      return chip("none", Tone::quiet, Icon::none, false);
    case unknown:
      return chip("not visible", Tone::quiet, Icon::none, false);
    default:
      return chip(xmpp::grid::word(affiliation), Tone::plain, Icon::none, !in_table);
  }
}

namespace {

float badge_width(std::string_view number) {
  return std::max(px(20), std::ceil(text_width(number, Text::caption)) + 2 * px(5));
}

void fill_badge(const Area& area, std::string_view number) {
  fill(area, Token::accent_fill, 8);
  Area inside = area;
  inside.x = std::round(area.x + (area.w - text_width(number, Text::caption)) / 2);
  draw_line(inside, number, Text::caption, Token::accent_on_fill);
}

}  // namespace

void badge(int count, bool needs_action, std::string_view what) {
  if (count <= 0) return;
  std::string number = std::to_string(count);
  std::string said = what.empty() ? number : number + " " + std::string(what);
  Area area;
  if (needs_action) {
    area = place(badge_width(number), px(16));
    fill_badge(area, number);
  } else {
    area = place(std::ceil(text_width(number, Text::small)), px(16));
    draw_line(area, number, Text::small, Token::text_muted);
  }
  a11y::text(said, area.box());
}

void draw_badge(const Area& entry, int count, bool rail) {
  std::string number = count > 999 ? "999+" : std::to_string(count);
  float width = badge_width(number);
  if (rail) {
    width = std::max(px(16), width - px(4));
    fill_badge({entry.right() + px(4) - width, entry.y - px(4), width, px(16)}, number);
  } else {
    Area area = middle(entry, px(16));
    area.x = entry.right() - px(8) - width;
    area.w = width;
    area.h = px(16);
    fill_badge(area, number);
  }
}

void progress(std::string_view name, float done, float failed, float width, std::string_view value) {
  Area area = place(width_or_rest(width), px(4));
  done = std::clamp(done, 0.0f, 1.0f);
  failed = std::clamp(failed, 0.0f, 1.0f - done);
  fill(area, Token::border_default, 2);
  Area bar = area;
  bar.w = std::round(area.w * (done + failed));
  if (failed > 0) fill(bar, Token::danger_fill, 2);
  bar.w = std::round(area.w * done);
  if (bar.w >= 1) fill(bar, Token::accent_fill, 2);
  Scope node(Role::progressbar, name, area.box(), {.value = value, .number = done * 100, .max = 100});
}

}  // namespace ui
