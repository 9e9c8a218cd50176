// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/xml_names.h"

#include <algorithm>
#include <array>
#include <charconv>

#include "xmpp/utf8.h"

namespace xmpp::xml {
namespace {

struct Range {
  char32_t first, last;
};

// XML 1.0 (5th edition) §2.3 NameStartChar outside ASCII, ascending.
constexpr Range name_start[] = {{0xc0, 0xd6},     {0xd8, 0xf6},     {0xf8, 0x2ff},    {0x370, 0x37d},
                                {0x37f, 0x1fff},  {0x200c, 0x200d}, {0x2070, 0x218f}, {0x2c00, 0x2fef},
                                {0x3001, 0xd7ff}, {0xf900, 0xfdcf}, {0xfdf0, 0xfffd}, {0x10000, 0xeffff}};
// NameChar adds these.
constexpr Range name_more[] = {{0xb7, 0xb7}, {0x300, 0x36f}, {0x203f, 0x2040}};

template <std::size_t N>
bool contains(const Range (&ranges)[N], char32_t c) {
  return std::any_of(std::begin(ranges), std::end(ranges), [=](Range r) { return c >= r.first && c <= r.last; });
}

// Which ASCII characters may begin (2) or continue (1) a name.
constexpr auto name_table = [] {
  std::array<std::uint8_t, 128> table{};
  for (char c = 'a'; c <= 'z'; ++c) table[c] = table[c - 32] = 2;
  table['_'] = 2;
  for (char c = '0'; c <= '9'; ++c) table[c] = 1;
  table['-'] = table['.'] = 1;
  return table;
}();

}  // namespace

const char* end_of_name(const char* at, const char* end) {
  for (bool first = true; at != end; first = false) {
    auto byte = static_cast<unsigned char>(*at);
    if (byte < 0x80) {
      if (name_table[byte] < (first ? 2 : 1)) return at;
      ++at;
      continue;
    }
    const char* next = at;
    char32_t c = utf8::decode(next, end);
    if (!contains(name_start, c) && (first || !contains(name_more, c))) return at;
    at = next;
  }
  return at;
}

bool is_name(std::string_view text) {
  return !text.empty() && end_of_name(text.data(), text.data() + text.size()) == text.data() + text.size();
}

char32_t character_reference(std::string_view digits) {
  int base = 10;
  if (digits.starts_with('x')) {
    base = 16;
    digits.remove_prefix(1);
  }
  std::uint32_t value = 0;
  auto [end, problem] = std::from_chars(digits.data(), digits.data() + digits.size(), value, base);
  if (problem != std::errc() || end != digits.data() + digits.size() || value >= 0x80000000) return utf8::invalid;
  return value;
}

std::string decode_attribute(std::string_view written) {
  static constexpr std::pair<std::string_view, char> entities[] = {
      {"amp", '&'}, {"lt", '<'}, {"gt", '>'}, {"quot", '"'}, {"apos", '\''}};
  std::string value;
  for (std::size_t i = 0; i < written.size(); ++i) {
    if (written[i] == '\r' && i + 1 < written.size() && written[i + 1] == '\n') continue;  // §2.11
    if (written[i] != '&') {
      value += is_space(written[i]) ? ' ' : written[i];
      continue;
    }
    auto name = written.substr(i + 1, written.find(';', i) - i - 1);
    i += name.size() + 1;
    if (name.starts_with('#')) utf8::append(value, character_reference(name.substr(1)));
    for (auto [entity, character] : entities)
      if (name == entity) value += character;
  }
  return value;
}

bool same_ignoring_case(std::string_view a, std::string_view lower_case_b) {
  return std::equal(a.begin(), a.end(), lower_case_b.begin(), lower_case_b.end(),
                    [](char x, char y) { return (x >= 'A' && x <= 'Z' ? x + 32 : x) == y; });
}

}  // namespace xmpp::xml
