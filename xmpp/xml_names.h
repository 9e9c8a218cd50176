// SPDX-License-Identifier: AGPL-3.0-or-later
// Lexical rules of XML 1.0 and of Namespaces in XML that the gate needs: classes of bytes, names, references.
#pragma once
#include <array>
#include <cstdint>
#include <string>
#include <string_view>

namespace xmpp::xml {

/// What the gate must do about a byte in text or in an attribute value.
enum class Class : std::uint8_t {
  plain,   ///< nothing
  markup,  ///< & < >
  other,   ///< part of a character outside ASCII, or a control character: decode it
};

inline constexpr auto class_table = [] {
  std::array<Class, 256> table{};
  for (int i = 0; i < 256; ++i) table[i] = i < 0x20 || i >= 0x80 ? Class::other : Class::plain;
  table['\t'] = table['\n'] = table['\r'] = Class::plain;
  table['&'] = table['<'] = table['>'] = Class::markup;
  return table;
}();
constexpr Class class_of(char byte) { return class_table[static_cast<unsigned char>(byte)]; }

constexpr bool is_space(char byte) { return byte == ' ' || byte == '\n' || byte == '\t' || byte == '\r'; }

/// The end of the NCName (a name without colon, XML 1.0 §2.3) that begins at `at`; `at` itself when none does.
const char* end_of_name(const char* at, const char* end);
bool is_name(std::string_view text);

/// The character that "65" or "x41" (between &# and ;) stands for; utf8::invalid when it is not a number below 2^31.
char32_t character_reference(std::string_view digits);

/// The value of an attribute as a parser reports it: references resolved, white space made spaces. Needs a value that
/// the gate has passed.
std::string decode_attribute(std::string_view written);

bool same_ignoring_case(std::string_view a, std::string_view lower_case_b);

}  // namespace xmpp::xml
