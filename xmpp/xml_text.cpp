// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/xml_text.h"

#include "xmpp/utf8.h"

namespace xmpp::xml {
namespace {

// What stands for a character that may not stand for itself. White space other than a plain space would be normalised
// away in attributes (XML 1.0 §3.3.3), a carriage return everywhere (§2.11). `>` because of `]]>`.
std::string_view replacement(char c, bool in_attribute) {
  switch (c) {
    case '&':
      return "&amp;";
    case '<':
      return "&lt;";
    case '>':
      return "&gt;";
    case '\r':
      return "&#13;";
    case '\'':
      return in_attribute ? "&apos;" : "";
    case '\t':
      return in_attribute ? "&#9;" : "";
    case '\n':
      return in_attribute ? "&#10;" : "";
    default:
      return "";
  }
}

void append_escaped(std::string& out, std::string_view text, bool in_attribute) {
  const char* end = text.data() + text.size();
  for (const char* at = text.data(); at != end;) {
    const char* start = at;
    if (auto instead = replacement(*at, in_attribute); !instead.empty()) {
      out += instead;
      ++at;
    } else if (is_char(utf8::decode(at, end))) {
      out.append(start, at);
    } else {
      out += "\xef\xbf\xbd";  // U+FFFD
    }
  }
}

}  // namespace

void append_text(std::string& out, std::string_view text) { append_escaped(out, text, false); }

void append_attribute(std::string& out, std::string_view name, std::string_view value) {
  (out += ' ').append(name) += "='";
  append_escaped(out, value, true);
  out += '\'';
}

}  // namespace xmpp::xml
