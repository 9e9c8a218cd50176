// SPDX-License-Identifier: AGPL-3.0-or-later
// Measuring and cutting text.
#include <algorithm>

#include "gui/widgets/internal.h"
#include "gui/widgets/suspicious.h"
#include "xmpp/fold.h"

namespace ui {
namespace {

constexpr std::string_view dots = "…";
constexpr std::size_t longest = 4096;  // nobody sees more of one line

std::string_view shaped(std::string_view text) {
  auto shape = shared().fonts.shape;
  if (!shape) return text;
  // Below U+0300 every code point stands alone.
  bool plain = std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0xCC; });
  return plain ? text : shape(text);
}

float measure(std::string_view text, ImFont* font, float size) {
  text = shaped(text.substr(0, longest));
  return font->CalcTextSizeA(size, FLT_MAX, 0, text.data(), text.data() + text.size()).x;
}

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// The longest beginning (in bytes, whole characters) that is at most `width` wide.
std::size_t fits(std::string_view text, float width, ImFont* font, float size) {
  if (width <= 0) return 0;
  const char* end = text.data();
  font->CalcTextSizeA(size, width, 0, text.data(), text.data() + text.size(), &end);
  return std::size_t(end - text.data());
}

}  // namespace

float text_width(std::string_view text, Text style) { return measure(text, font_of(style), font_size(style)); }

float above_letters(float line, Text style) {
  const ImFontBaked& baked = *font_of(style)->GetFontBaked(font_size(style));
  return std::floor((line - (baked.Ascent - baked.Descent)) / 2);
}

void draw_text(ImDrawList& list, ImVec2 at, std::string_view text, Text style, ImU32 color) {
  text = shaped(text.substr(0, longest));
  ImVec2 whole(std::round(at.x), std::round(at.y) + above_letters(font_size(style), style));
  list.AddText(font_of(style), font_size(style), whole, color, text.data(), text.data() + text.size());
}

Marks::Marks(std::span<const std::string> words) { shared().marks = words; }
Marks::~Marks() { shared().marks = {}; }

void draw_marks(const Area& area, std::string_view text, Text style) {
  // Where letters change places there is no telling where a part of the text begins.
  if (shared().marks.empty() || shaped(text) != text) return;
  for (const std::string& word : shared().marks)
    for (std::string_view rest = text, part; !(part = xmpp::find_folded(rest, word)).empty();
         rest = {part.end(), text.end()}) {
      const float x = std::round(area.x + text_width({text.begin(), part.begin()}, style));
      fill({x, area.y, std::round(text_width(part, style)), area.h}, Token::syntax_match);
    }
}

std::string one_line(std::string_view text) {
  auto odd = [](char c) {
    auto b = static_cast<unsigned char>(c);
    return b < 0x20 || b == 0x7F;
  };
  bool overrides = text.find("\xE2\x80") != text.npos || text.find("\xE2\x81") != text.npos;
  if (text.size() <= longest && !overrides && std::ranges::none_of(text, odd)) return std::string(text);
  Deceit what = deceit(text);
  if (what == Deceit::control || what == Deceit::direction || what == Deceit::invalid) return visible(text, longest);
  return std::string(text.substr(0, longest));
}

std::string cut_end(std::string_view text, float width, Text style) {
  ImFont* font = font_of(style);
  float size = font_size(style);
  if (text.size() <= longest && measure(text, font, size) <= width) return std::string(text);
  std::size_t n = fits(text.substr(0, longest), width - measure(dots, font, size), font, size);
  while (n > 0 && text[n - 1] == ' ') n--;
  return std::string(text.substr(0, n)).append(dots);
}

namespace {

// "…" and the longest end of `text` that fits beside it.
std::string cut_front(std::string_view text, float width, Text style) {
  if (text.size() > longest) text.remove_prefix(text.size() - longest);
  std::size_t from = 0, end = text.size();
  while (from < end) {
    const std::size_t middle = (from + end) / 2;
    if (text_width(std::string(dots).append(text.substr(middle)), style) > width)
      from = middle + 1;
    else
      end = middle;
  }
  while (from < text.size() && continues(text[from])) from++;
  return std::string(dots).append(text.substr(from));
}

}  // namespace

std::string cut_path(std::string_view text, float width, Text style) {
  if (text.size() <= longest && text_width(text, style) <= width) return std::string(text);
  std::size_t slash = text.rfind('/');
  if (slash == text.npos || slash + 1 == text.size()) return cut_front(text, width, style);
  std::string_view leaf = text.substr(slash);
  float left = width - text_width(std::string(dots).append(leaf), style);
  if (left < 0) return cut_front(text.substr(slash + 1), width, style);
  std::size_t n = fits(text.substr(0, std::min(slash, longest)), left, font_of(style), font_size(style));
  return std::string(text.substr(0, n)).append(dots).append(leaf);
}

}  // namespace ui
