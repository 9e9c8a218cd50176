// SPDX-License-Identifier: AGPL-3.0-or-later
// Characters and escaping of XML 1.0, shared by the gate and the two serialisers.
#pragma once
#include <string>
#include <string_view>

namespace xmpp::xml {

inline constexpr std::string_view xml_namespace = "http://www.w3.org/XML/1998/namespace";
inline constexpr std::string_view xmlns_namespace = "http://www.w3.org/2000/xmlns/";

/// XML 1.0 §2.2 Char.
constexpr bool is_char(char32_t c) {
  return c >= 0x20 ? c <= 0xd7ff || (c >= 0xe000 && c <= 0xfffd) || (c >= 0x10000 && c <= 0x10ffff)
                   : c == '\t' || c == '\n' || c == '\r';
}

/// Appends character data so that a parser reads back exactly `text`; what XML cannot carry becomes U+FFFD.
void append_text(std::string& out, std::string_view text);

/// Appends ` name='value'`, with the same promise for the value.
void append_attribute(std::string& out, std::string_view name, std::string_view value);

}  // namespace xmpp::xml
