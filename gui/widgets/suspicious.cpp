// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gui/widgets/suspicious.h"

#include <algorithm>
#include <cstdint>

namespace ui {
namespace {

struct Decoded {
  char32_t code = 0;
  int size = 1;
  bool valid = false;
};

// UTF-8 as RFC 3629 has it: no overlong forms, no surrogates, nothing above U+10FFFF.
Decoded decode(std::string_view s) {
  auto byte = [&](std::size_t i) { return i < s.size() ? static_cast<unsigned char>(s[i]) : 0u; };
  unsigned first = byte(0);
  if (first < 0x80) return {first, 1, true};
  int size = first >= 0xF0 ? 4 : first >= 0xE0 ? 3 : first >= 0xC2 ? 2 : 0;
  if (!size || first > 0xF4 || s.size() < std::size_t(size)) return {};
  char32_t code = first & (0x7F >> size);
  for (int i = 1; i < size; i++) {
    if ((byte(i) & 0xC0) != 0x80) return {};
    code = code << 6 | (byte(i) & 0x3F);
  }
  constexpr char32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
  if (code < least[size] || code > 0x10FFFF || (code >= 0xD800 && code <= 0xDFFF)) return {};
  return {code, size, true};
}

struct Range {
  char32_t from, to;
  Deceit what;
};

// Sorted. Joiners (U+200C, U+200D) and variation selectors are part of words and emoji of honest people, but not of
// names that must be told apart.
constexpr Range ranges[] = {
    {0x0000, 0x001F, Deceit::control},     {0x007F, 0x009F, Deceit::control},   {0x00AD, 0x00AD, Deceit::invisible},
    {0x034F, 0x034F, Deceit::invisible},   {0x061C, 0x061C, Deceit::direction}, {0x115F, 0x1160, Deceit::invisible},
    {0x17B4, 0x17B5, Deceit::invisible},   {0x180B, 0x180F, Deceit::invisible}, {0x200B, 0x200D, Deceit::invisible},
    {0x200E, 0x200F, Deceit::direction},   {0x2028, 0x2029, Deceit::control},   {0x202A, 0x202E, Deceit::direction},
    {0x2060, 0x2064, Deceit::invisible},   {0x2066, 0x2069, Deceit::direction}, {0x206A, 0x206F, Deceit::control},
    {0x2800, 0x2800, Deceit::invisible},   {0x3164, 0x3164, Deceit::invisible}, {0xFE00, 0xFE0F, Deceit::invisible},
    {0xFEFF, 0xFEFF, Deceit::invisible},   {0xFFA0, 0xFFA0, Deceit::invisible}, {0xFFF0, 0xFFFB, Deceit::control},
    {0xE0000, 0xE0FFF, Deceit::invisible},
};

Deceit hidden(char32_t code) {
  auto at = std::ranges::upper_bound(ranges, code, {}, &Range::from);
  if (at == std::begin(ranges)) return Deceit::none;
  --at;
  return code <= at->to ? at->what : Deceit::none;
}

// Scripts whose letters pass for Latin ones (UTS 39 calls this whole-script or mixed-script confusable).
enum Script : unsigned { other = 0, latin = 1, look_alike = 2 };
Script script(char32_t c) {
  if ((c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= 0xC0 && c <= 0x24F && c != 0xD7 && c != 0xF7))
    return latin;
  if ((c >= 0x370 && c <= 0x3FF) || (c >= 0x400 && c <= 0x52F) || (c >= 0x531 && c <= 0x587) ||
      (c >= 0x13A0 && c <= 0x13FF) || (c >= 0xFF21 && c <= 0xFF5A))
    return look_alike;
  return other;
}

// Calls f(decoded, bytes) for each code point or invalid byte.
template <class F>
void each(std::string_view text, F f) {
  while (!text.empty()) {
    Decoded d = decode(text);
    f(d, text.substr(0, d.size));
    text.remove_prefix(d.size);
  }
}

bool word_ends(char32_t c) { return c < 0x80 && !(c >= '0' && c <= '9') && script(c) == other; }

struct Found {
  Deceit worst = Deceit::none;
  char32_t first = 0;  // the first character of the worst kind
};

Found look(std::string_view text) {
  Found found;
  unsigned in_word = 0;
  auto note = [&](Deceit what, char32_t code) {
    if (what == Deceit::none || (found.worst != Deceit::none && what >= found.worst)) return;
    found = {what, code};
  };
  each(text, [&](Decoded d, std::string_view bytes) {
    if (!d.valid) return note(Deceit::invalid, static_cast<unsigned char>(bytes[0]));
    note(hidden(d.code), d.code);
    if (word_ends(d.code))
      in_word = 0;
    else if ((in_word |= script(d.code)) == (latin | look_alike))
      note(Deceit::mixed, d.code);
  });
  return found;
}

// std::format would bring its tables of Unicode widths and of floating point digits into the download: 70 kB of it.
std::string hexadecimal(std::uint32_t value, std::size_t least_digits) {
  std::string digits;
  for (; value != 0 || digits.size() < least_digits; value >>= 4) digits.insert(0, 1, "0123456789ABCDEF"[value & 15]);
  return digits;
}
std::string byte(std::uint32_t code) { return "0x" + hexadecimal(code, 2); }
std::string character(std::uint32_t code) { return "U+" + hexadecimal(code, 4); }

}  // namespace

Deceit deceit(std::string_view text) { return look(text.substr(0, 4096)).worst; }

std::string explain(Deceit what, std::string_view text) {
  if (what == Deceit::none) return "";
  auto code = std::uint32_t(look(text.substr(0, 4096)).first);
  switch (what) {
    case Deceit::invalid:
      return "Contains a byte that is not text (" + byte(code) + ")";
    case Deceit::control:
      return "Contains a control character (" + character(code) + ")";
    case Deceit::direction:
      return "Contains a character that turns the writing direction (" + character(code) + ")";
    case Deceit::invisible:
      return "Contains a character that cannot be seen (" + character(code) + ")";
    default:
      return "Mixes letters of different scripts that look alike (" + character(code) + ")";
  }
}

namespace {

// Characters that change how the one before them looks, in words (Persian, Indic scripts) and emoji. Behind Latin
// letters and spaces they do nothing; digits become keycaps.
bool joins(char32_t c, char32_t before) {
  const bool joiner = c == 0x200C || c == 0x200D || (c >= 0xFE00 && c <= 0xFE0F) || (c >= 0xE0020 && c <= 0xE007F);
  return joiner && before > ' ' && (before < 'A' || before >= 0x590);
}

std::string written(std::string_view text, std::size_t limit, bool prose) {
  bool cut = text.size() > limit;
  if (cut) text = text.substr(0, limit);
  // Not in the middle of a character.
  if (cut)
    for (int i = 0; i < 3 && !text.empty() && (static_cast<unsigned char>(text.back()) & 0xC0) == 0x80; i++)
      text.remove_suffix(1);
  if (cut && !text.empty() && static_cast<unsigned char>(text.back()) >= 0xC0) text.remove_suffix(1);
  std::string out;
  out.reserve(text.size());
  char32_t before = 0;
  each(text, [&](Decoded d, std::string_view bytes) {
    const bool stays = prose && joins(d.code, before);
    before = d.code;
    if (!d.valid)
      out += "‹" + byte(static_cast<unsigned char>(bytes[0])) + "›";
    else if (hidden(d.code) != Deceit::none && !stays)
      out += "‹" + character(std::uint32_t(d.code)) + "›";
    else
      out += bytes;
  });
  if (cut) out += "…";
  return out;
}

}  // namespace

std::string visible(std::string_view text, std::size_t limit) { return written(text, limit, false); }
std::string prose(std::string_view text, std::size_t limit) { return written(text, limit, true); }

}  // namespace ui
