// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/saslprep.h"

#include <algorithm>
#include <span>

#include "xmpp/outside.h"
#include "xmpp/utf8.h"

namespace xmpp {
namespace {

struct Range {
  char32_t first, last;
};

constexpr Range non_ascii_spaces[] = {  // RFC 3454 C.1.2
    {0x00A0, 0x00A0}, {0x1680, 0x1680}, {0x2000, 0x200B}, {0x202F, 0x202F}, {0x205F, 0x205F}, {0x3000, 0x3000}};

constexpr Range mapped_to_nothing[] = {  // RFC 3454 B.1
    {0x00AD, 0x00AD}, {0x034F, 0x034F}, {0x1806, 0x1806}, {0x180B, 0x180D},
    {0x200C, 0x200D}, {0x2060, 0x2060}, {0xFE00, 0xFE0F}, {0xFEFF, 0xFEFF}};

constexpr Range prohibited[] = {  // RFC 4013 §2.3: RFC 3454 C.1.2, C.2.1, C.2.2, C.3 to C.9
    {0x0000, 0x001F},   {0x007F, 0x009F},   {0x00A0, 0x00A0},   {0x0340, 0x0341},    {0x06DD, 0x06DD},
    {0x070F, 0x070F},   {0x1680, 0x1680},   {0x180E, 0x180E},   {0x2000, 0x200F},    {0x2028, 0x202F},
    {0x205F, 0x2063},   {0x206A, 0x206F},   {0x2FF0, 0x2FFB},   {0x3000, 0x3000},    {0xD800, 0xDFFF},
    {0xE000, 0xF8FF},   {0xFDD0, 0xFDEF},   {0xFEFF, 0xFEFF},   {0xFFF9, 0xFFFF},    {0x1D173, 0x1D17A},
    {0xE0001, 0xE0001}, {0xE0020, 0xE007F}, {0xF0000, 0xFFFFD}, {0x100000, 0x10FFFD}};

bool in(std::span<const Range> table, char32_t c) {
  return std::ranges::any_of(table, [c](Range range) { return c >= range.first && c <= range.last; });
}

bool is_prohibited(char32_t c) { return in(prohibited, c) || (c & 0xFFFE) == 0xFFFE; }

std::optional<std::u32string> decode(std::string_view text) {
  std::u32string out;
  const char* end = text.data() + text.size();
  for (const char* at = text.data(); at != end;) {
    out += utf8::decode(at, end);
    if (out.back() == utf8::invalid) return std::nullopt;
  }
  return out;
}

// RFC 3454 §6: with one character written right to left, none left to right, and the first and last such ones.
bool bidi_ok(const std::u32string& text, const Unicode& unicode) {
  auto right = [&](char32_t c) { return unicode.bidi_class(c) == "R" || unicode.bidi_class(c) == "AL"; };
  if (!std::ranges::any_of(text, right)) return true;
  auto left = [&](char32_t c) { return unicode.bidi_class(c) == "L"; };
  return right(text.front()) && right(text.back()) && !std::ranges::any_of(text, left);
}

}  // namespace

std::optional<std::string> saslprep(std::string_view text, const Unicode& unicode) {
  auto characters = decode(text);
  if (!characters) return std::nullopt;
  std::string mapped;
  for (char32_t c : *characters) {
    if (in(non_ascii_spaces, c)) {
      mapped += ' ';
    } else if (!in(mapped_to_nothing, c)) {
      utf8::append(mapped, c);
    }
  }
  std::string prepared = unicode.nfkc(mapped);
  auto result = decode(prepared);
  if (!result || result->empty() || std::ranges::any_of(*result, is_prohibited) || !bidi_ok(*result, unicode)) {
    return std::nullopt;
  }
  return prepared;
}

}  // namespace xmpp
