// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gui/widgets/text_runs.h"

#include <algorithm>

#include "gui/widgets/internal.h"

namespace ui {
namespace {

// Private use in the basic plane: Dear ImGui's tables reach up to the highest code point used.
constexpr ImWchar first_code = 0xE000;
constexpr std::size_t usual = 256;  // more only when one frame shows more

enum class Letter : unsigned char {
  alone,
  shaped,
  right,   // right-to-left letters and their marks
  digit,   // of these scripts: from left to right, but they turn what is between them
  foreign  // somebody else's private use
};
struct Letters {
  char32_t first, last;
  Letter letter;
};
// Sorted. Scripts as a whole, where a part of them is shaped.
constexpr Letters script_letters[] = {
    {0x0300, 0x036F, Letter::shaped},   {0x0483, 0x0489, Letter::shaped},   {0x0590, 0x065F, Letter::right},
    {0x0660, 0x0669, Letter::digit},    {0x066A, 0x06EF, Letter::right},    {0x06F0, 0x06F9, Letter::digit},
    {0x06FA, 0x08FF, Letter::right},    {0x0900, 0x109F, Letter::shaped},   {0x1100, 0x11FF, Letter::shaped},
    {0x135D, 0x135F, Letter::shaped},   {0x1700, 0x18AF, Letter::shaped},   {0x1900, 0x1CFF, Letter::shaped},
    {0x1DC0, 0x1DFF, Letter::shaped},   {0x200C, 0x200D, Letter::shaped},   {0x200F, 0x200F, Letter::right},
    {0x20D0, 0x20FF, Letter::shaped},   {0x3099, 0x309A, Letter::shaped},   {0xA66F, 0xA67D, Letter::shaped},
    {0xA800, 0xABFF, Letter::shaped},   {0xE000, 0xF8FF, Letter::foreign},  {0xFB1D, 0xFDFF, Letter::right},
    {0xFE00, 0xFE0F, Letter::shaped},   {0xFE20, 0xFE2F, Letter::shaped},   {0xFE70, 0xFEFE, Letter::right},
    {0x10800, 0x10FFF, Letter::right},  {0x11000, 0x11FFF, Letter::shaped}, {0x1E800, 0x1EFFF, Letter::right},
    {0x1F1E6, 0x1F1FF, Letter::shaped}, {0x1F3FB, 0x1F3FF, Letter::shaped}, {0xE0020, 0xE01EF, Letter::shaped},
};

Letter letter_of(char32_t c) {
  for (const Letters& some : script_letters)
    if (c <= some.last) return c >= some.first ? some.letter : Letter::alone;
  return Letter::alone;
}

bool may_be_emoji(char32_t c) { return (c >= 0x2300 && c < 0x2C00) || c == 0xFE0F || (c >= 0x1F000 && c < 0x1FC00); }
// A letter, or the mark, that says that its line runs from left to right. Digits, punctuation and pictures say nothing.
bool left_letter(char32_t c) {
  return (c | 32) - 'a' < 26 || c == 0x200E ||
         (c >= 0xC0 && !(c >= 0x2000 && c < 0x2C00) && !(c >= 0x3000 && c < 0x3040) && !(c >= 0xFE00 && c < 0xFE70) &&
          c < 0x1F000);
}

// The code point at the front of `text`, which it is taken from.
char32_t take(std::string_view& text) {
  unsigned c = 0;
  text.remove_prefix(std::size_t(ImTextCharFromUtf8(&c, text.data(), text.data() + text.size())));
  return c;
}

bool separates(char32_t c) { return c == '/' || c == '@'; }

struct Look {
  bool run = false, emoji = false, space = false, separated = false;
  Letter direction = Letter::alone;  // alone: nothing says it
};
Look look_of(std::string_view text) {
  Look found;
  // Below U+0300 every code point stands alone.
  if (std::ranges::none_of(text, [](char c) { return static_cast<unsigned char>(c) >= 0xCC; })) return found;
  while (!text.empty()) {
    const char32_t c = take(text);
    const Letter letter = letter_of(c);
    found.run |= letter != Letter::alone;
    found.emoji |= may_be_emoji(c);
    found.space |= c == ' ';
    found.separated |= separates(c);
    if (found.direction == Letter::alone && (letter == Letter::right || left_letter(c)))
      found.direction = letter == Letter::right ? letter : Letter::shaped;
  }
  return found;
}

bool turns(char32_t c) {
  const Letter letter = letter_of(c);
  return letter == Letter::right || letter == Letter::digit || (c | 1) == 0x200D;  // with the joiners inside of a word
}

// Appends `text`. Right-to-left words that are parts of an id are isolated, so that they stay where they are.
void append_in_order(std::string& out, std::string_view text, bool id) {
  char before = 0;
  for (std::string_view rest = text; !rest.empty();) {
    std::string_view after = rest;
    const char32_t first = take(after);
    const bool word = turns(first);
    for (std::string_view next = after; word && !next.empty() && turns(take(next));) after = next;
    std::string_view piece = rest.substr(0, rest.size() - after.size());
    const bool fenced =
        word && (id || separates(char32_t(before)) || separates(after.empty() ? 0 : char32_t(after[0])));
    if (letter_of(first) == Letter::foreign) piece = "\uFFFD";
    if (fenced) out += "\u2066";
    out += piece;
    if (fenced) out += "\u2069";
    before = piece.back();
    rest = after;
  }
}

// Takes the glyphs of a code point out of every size of every font, so that it can stand for something else. Dear
// ImGui's own ImFontAtlasBakedDiscardFontGlyph leaves the glyph in its array, which would grow with every run ever
// seen.
constexpr ImU16 no_glyph = 0xFFFF;
void forget(ImWchar c) {
  ImFontAtlas* atlas = ImGui::GetIO().Fonts;
  auto& pool = atlas->Builder->BakedPool;
  for (int i = 0; i < pool.Size; i++) {
    ImFontBaked& baked = pool[i];
    if (int(c) >= baked.IndexLookup.Size) continue;
    baked.IndexAdvanceX[c] = -1;
    const int index = baked.IndexLookup[c], last = baked.Glyphs.Size - 1;
    baked.IndexLookup[c] = no_glyph;
    if (index > last) continue;  // it has none
    ImFontGlyph& glyph = baked.Glyphs[index];
    if (glyph.PackId != ImFontAtlasRectId_Invalid) ImFontAtlasPackDiscardRect(atlas, glyph.PackId);
    glyph = baked.Glyphs[last];
    if (index != last) baked.IndexLookup[glyph.Codepoint] = ImU16(index);
    if (baked.FallbackGlyphIndex == last) baked.FallbackGlyphIndex = index;
    baked.Glyphs.pop_back();
  }
}

}  // namespace

bool needs_run(std::string_view text) { return look_of(text).run; }
bool right_to_left(std::string_view text) { return look_of(text).direction == Letter::right; }

std::size_t Runs::place_for(std::string_view text, ImU32 color) {
  const int now = ImGui::GetFrameCount();
  const ImGuiID hash = ImHashData(text.data(), text.size(), color);
  std::size_t oldest = 1;
  for (std::size_t i = 1; i < count_; i++) {
    Run& run = runs_[i];
    if (run.hash == hash && run.color == color && run.text == text) {
      run.frame = now;
      return i;
    }
    if (run.frame < runs_[oldest].frame) oldest = i;
  }
  // What the last frame showed, this one will ask for, too.
  if (count_ < usual || (runs_[oldest].frame >= now - 1 && count_ < std::size(runs_))) oldest = count_++;
  forget(first_code + ImWchar(oldest));  // a text field may have shown somebody else's private use of it
  Run& run = runs_[oldest];
  run.text = text;
  run.color = color;
  run.hash = hash;
  run.frame = now;
  return oldest;
}

std::string_view Runs::shape(std::string_view text, gui::Text style, ImU32 color, bool once) {
  const Look found = look_of(text);
  if (!found.run) return text;
  // An id, also where it is not set in mono: a path or an address, without a space.
  const bool id = gui::style_of(style).mono || (found.separated && !found.space);
  line_ = found.direction == Letter::right && !id ? "\u200F" : "\u200E";
  append_in_order(line_, text, id);
  std::size_t place = 0;
  if (once) {
    forget(first_code);
    runs_[0].text = line_;
  } else {
    place = place_for(line_, found.emoji ? color : 0);
  }
  ImTextCharToUtf8(code_, first_code + unsigned(place));
  return code_;
}

std::string_view Runs::shape(std::string_view text, gui::Text style, ImU32 color) {
  return shape(text, style, color, false);
}
std::string_view Runs::shape_once(std::string_view text, gui::Text style) { return shape(text, style, 0, true); }

const Run* Runs::at(ImWchar c) const {
  return c >= first_code && c - first_code < count_ ? &runs_[c - first_code] : nullptr;
}

const Run* run_of(ImWchar c) { return shared().runs.at(c); }

}  // namespace ui
