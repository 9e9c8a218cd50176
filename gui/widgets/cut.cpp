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

bool continues(char c) { return (static_cast<unsigned char>(c) & 0xC0) == 0x80; }

// `shaped`: what became of `text`. A run is only measured here, not drawn: it may be another one in its colour, or be
// cut.
float measure(std::string_view text, std::string_view shaped, Text style) {
  ImFont* font = font_of(style);
  ImFontBaked& baked = *font->GetFontBaked(font_size(style));
  baked.LoadNoRenderOnLayout = shaped.data() != text.data();
  const float width = font->CalcTextSizeA(baked.Size, FLT_MAX, 0, shaped.data(), shaped.data() + shaped.size()).x;
  baked.LoadNoRenderOnLayout = false;
  return width;
}

// The last place at or before `at` where `text` may be cut or, `line`, broken.
std::size_t boundary(std::string_view text, std::size_t at, bool line) {
  const auto back = [&] {
    while (at > 0 && at < text.size() && continues(text[at])) at--;
  };
  back();
  const bool known = at == 0 || at == text.size() || (!line && static_cast<unsigned char>(text[at]) < 0x80);
  if (auto ask = shared().fonts.boundary; ask && !known) at = std::min(at, ask(text, at, line));
  back();
  return at;
}

// Where to cut `text` so that as much of it as fits is left: of its beginning, or of its end.
std::size_t search(std::string_view text, float width, Text style, bool beginning) {
  std::size_t low = 0, high = text.size(), best = beginning ? low : high;
  const auto fits = [&](std::size_t at) {
    const std::string_view part = beginning ? text.substr(0, at) : text.substr(at);
    return measure(part, shared().runs.shape_once(part, style), style) <= width;
  };
  if (fits(high - best)) return high - best;
  while (low < high) {
    // What is read as one character may begin before `low` and end behind `high`.
    const std::size_t middle = (low + high + beginning) / 2, at = boundary(text, middle, false);
    const bool news = beginning ? at > best : at >= low, fit = news && fits(at);
    if (fit) best = at;
    if (fit ? beginning : !news || !beginning)
      low = middle + !beginning;
    else
      high = at - beginning;
  }
  return best;
}

// One line of a paragraph: what reads as one character at least, however narrow it is.
std::size_t line_end(std::string_view text, float width, Text style) {
  std::size_t n = search(text, width, style, true);
  if (n == text.size() || text[n] == ' ') return n;
  if (std::size_t whole = boundary(text, n, true)) return whole;
  while (n < text.size() && boundary(text, n, false) == 0) n++;
  return n;
}

}  // namespace

std::size_t fit(std::string_view text, float width, Text style, Part part) {
  text = text.substr(0, longest);
  // The same is asked in every frame.
  const float question[] = {width, font_size(style), float(style), float(part)};
  const ImGuiID hash = ImHashData(text.data(), text.size(), ImHashData(question, sizeof question));
  Fit& known = shared().fits[hash % std::size(shared().fits)];
  if (known.question != hash || known.size != text.size())
    known = {hash, text.size(),
             part == Part::line ? line_end(text, width, style) : search(text, width, style, part != Part::end)};
  return std::min(known.bytes, text.size());
}

float text_width(std::string_view text, Text style) {
  text = text.substr(0, longest);
  return measure(text, shared().runs.shape(text, style), style);
}

float above_letters(float line, Text style) {
  const ImFontBaked& baked = *font_of(style)->GetFontBaked(font_size(style));
  return std::floor((line - (baked.Ascent - baked.Descent)) / 2);
}

void draw_text(ImDrawList& list, ImVec2 at, std::string_view text, Text style, ImU32 color) {
  text = shared().runs.shape(text.substr(0, longest), style, color);
  ImVec2 whole(std::round(at.x), std::round(at.y) + above_letters(font_size(style), style));
  list.AddText(font_of(style), font_size(style), whole, color, text.data(), text.data() + text.size());
}

Marks::Marks(std::span<const std::string> words) { shared().marks = words; }
Marks::~Marks() { shared().marks = {}; }

void draw_marks(const Area& area, std::string_view text, Text style) {
  // Where letters change places there is no telling where a part of the text begins.
  if (shared().marks.empty() || needs_run(text)) return;
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
  if (fit(text, width, style, Part::beginning) == text.size()) return std::string(text);
  std::size_t n = fit(text, width - text_width(dots, style), style, Part::beginning);
  while (n > 0 && text[n - 1] == ' ') n--;
  return std::string(text.substr(0, n)).append(dots);
}

namespace {

// "…" and the longest end of `text` that fits beside it.
std::string cut_front(std::string_view text, float width, Text style) {
  if (text.size() > longest) text.remove_prefix(text.size() - longest);
  return std::string(dots).append(text.substr(fit(text, width - text_width(dots, style), style, Part::end)));
}

}  // namespace

std::string cut_path(std::string_view text, float width, Text style) {
  if (fit(text, width, style, Part::beginning) == text.size()) return std::string(text);
  std::size_t slash = text.rfind('/');
  if (slash == text.npos || slash + 1 == text.size()) return cut_front(text, width, style);
  std::string_view leaf = text.substr(slash);
  float left = width - text_width(std::string(dots).append(leaf), style);
  if (left < 0) return cut_front(text.substr(slash + 1), width, style);
  std::size_t n = fit(text.substr(0, slash), left, style, Part::beginning);
  return std::string(text.substr(0, n)).append(dots).append(leaf);
}

}  // namespace ui
