// SPDX-License-Identifier: AGPL-3.0-or-later
// UTF-8, one character at a time and strict (RFC 3629): overlong forms, surrogates and values above U+10FFFF are
// invalid.
#pragma once
#include <string>

namespace xmpp::utf8 {

/// What decode() returns for anything that is not UTF-8.
inline constexpr char32_t invalid = 0xffffffff;

/// Decodes the character at `at` (at < end) and moves past it. When invalid, moves past the longest sequence that could
/// have begun a character (Unicode §3.9, "maximal subpart"), at least one byte.
inline char32_t decode(const char*& at, const char* end) {
  auto lead = static_cast<unsigned char>(*at++);
  if (lead < 0x80) return lead;
  if (lead < 0xc2 || lead > 0xf4) return invalid;
  int more = lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
  char32_t character = lead & (0x3f >> more);
  // Only the second byte's range depends on the first: that is what excludes overlong forms and surrogates.
  unsigned low = lead == 0xe0 ? 0xa0 : lead == 0xf0 ? 0x90 : 0x80;
  unsigned high = lead == 0xed ? 0x9f : lead == 0xf4 ? 0x8f : 0xbf;
  for (; more > 0; --more, low = 0x80, high = 0xbf) {
    if (at == end) return invalid;
    auto next = static_cast<unsigned char>(*at);
    if (next < low || next > high) return invalid;
    character = character << 6 | (next & 0x3f);
    ++at;
  }
  return character;
}

/// Appends the UTF-8 form of a character up to U+10FFFF.
inline void append(std::string& out, char32_t character) {
  auto put = [&](char32_t byte) { out += static_cast<char>(byte); };
  if (character < 0x80) return put(character);
  if (character < 0x800) {
    put(0xc0 | character >> 6);
  } else {
    if (character < 0x10000) {
      put(0xe0 | character >> 12);
    } else {
      put(0xf0 | character >> 18);
      put(0x80 | (character >> 12 & 0x3f));
    }
    put(0x80 | (character >> 6 & 0x3f));
  }
  put(0x80 | (character & 0x3f));
}

}  // namespace xmpp::utf8
