// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/domain.h"

#include <algorithm>
#include <charconv>

#include "xmpp/precis.h"
#include "xmpp/punycode.h"
#include "xmpp/utf8.h"

namespace xmpp {
namespace {

constexpr std::size_t longest_label = 63;  // RFC 1034 §3.1, of the ASCII form

Error refuse(std::string rule, std::string_view text = {}) {
  return {.kind = ErrorKind::input,
          .condition = "jid-malformed",
          .specific = std::move(rule),
          .text = std::string(text.substr(0, longest_label))};
}

bool is_ascii(std::string_view text) {
  return std::all_of(text.begin(), text.end(), [](char c) { return static_cast<unsigned char>(c) < 0x80; });
}

char lower(char c) { return c >= 'A' && c <= 'Z' ? static_cast<char>(c + 32) : c; }

bool is_letter_or_digit(char c) { return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9'); }

bool is_hexadecimal(char c) { return (c >= '0' && c <= '9') || (lower(c) >= 'a' && lower(c) <= 'f'); }

std::u32string characters(std::string_view utf8) {
  std::u32string out;
  for (const char *at = utf8.data(), *end = at + utf8.size(); at != end;) out += utf8::decode(at, end);
  return out;
}

// A U-label. Its ASCII form must fit into a DNS label.
Result<std::string> unicode_label(std::string_view text, const Unicode& unicode) {
  auto label = precis::domain_label(text, unicode);
  if (!label) return label;
  auto decoded = characters(*label);
  if (decoded.size() > longest_label || punycode::encode(decoded).size() + 4 > longest_label)
    return refuse("label", *label);
  return label;
}

// RFC 5890 §2.3.1: LDH labels; of those with hyphens in third and fourth place only A-labels.
Result<std::string> ascii_label(std::string_view text, const Unicode& unicode) {
  std::string label(text);
  std::transform(label.begin(), label.end(), label.begin(), lower);
  for (char c : label)
    if (!is_letter_or_digit(c) && c != '-') return refuse(c == ' ' ? "space" : "character", {&c, 1});
  if (label.empty() || label.size() > longest_label || label.front() == '-' || label.back() == '-')
    return refuse("label", label);
  if (label.substr(std::min<std::size_t>(2, label.size()), 2) != "--") return label;
  if (!label.starts_with("xn--")) return refuse("label", label);
  auto decoded = punycode::decode(std::string_view(label).substr(4));
  if (!decoded || std::all_of(decoded->begin(), decoded->end(), [](char32_t c) { return c < 0x80; }))
    return refuse("label", label);
  std::string utf8;
  for (char32_t c : *decoded) {
    if (c >= 0xd800 && c <= 0xdfff) return refuse("label", label);
    utf8::append(utf8, c);
  }
  auto prepared = unicode_label(utf8, unicode);
  // An A-label is canonical: another spelling of the same label is none (RFC 5891 §5.4).
  if (prepared && *prepared != utf8) return refuse("label", label);
  return prepared;
}

Result<std::string> address(std::string_view text) {
  auto inside = text.substr(1, text.size() - 2);
  auto zone = inside.find("%25");  // RFC 6874
  if (!text.ends_with(']') || !is_ipv6(inside.substr(0, zone))) return refuse("address", text);
  std::string out(text);
  std::transform(out.begin(), out.end(), out.begin(), lower);
  return out;
}

}  // namespace

bool is_ipv6(std::string_view text) {
  int groups = 0;
  bool shortened = false;
  if (text.starts_with("::")) {
    shortened = true;
    text.remove_prefix(2);
  }
  while (!text.empty()) {
    auto group = text.substr(0, text.find(':'));
    if (group.find('.') != std::string_view::npos) {  // an IPv4 address is the last two groups
      int octets = 0;
      for (auto rest = group; octets < 4; ++octets) {
        auto octet = rest.substr(0, rest.find('.'));
        unsigned value = 256;
        auto [end, problem] = std::from_chars(octet.data(), octet.data() + octet.size(), value);
        if (problem != std::errc() || end != octet.data() + octet.size() || value > 255 || octet.size() > 3)
          return false;
        if ((octet.size() == rest.size()) != (octets == 3)) return false;
        rest.remove_prefix(std::min(rest.size(), octet.size() + 1));
      }
      groups += 2;
      text.remove_prefix(group.size());
      if (!text.empty()) return false;
      break;
    }
    if (group.empty() || group.size() > 4 || !std::all_of(group.begin(), group.end(), is_hexadecimal)) return false;
    ++groups;
    text.remove_prefix(group.size());
    if (text.empty()) break;
    text.remove_prefix(1);
    if (text.empty()) return false;  // ends in one colon
    if (text.front() == ':') {
      if (shortened) return false;
      shortened = true;
      text.remove_prefix(1);
    }
  }
  return shortened ? groups <= 7 : groups == 8;
}

Result<std::string> prepare_domain(std::string_view text, const Unicode& unicode) {
  if (text.starts_with('[')) return address(text);
  // RFC 5895 §2: width first, then the ideographic full stop separates labels, too.
  std::string mapped = is_ascii(text) ? std::string(text) : precis::width_mapped(text, unicode);
  for (std::size_t at; (at = mapped.find("\u3002")) != std::string::npos;) mapped.replace(at, 3, ".");
  std::string_view rest = mapped;
  if (rest.ends_with('.')) rest.remove_suffix(1);  // RFC 7622 §3.2, before all else
  if (rest.empty()) return refuse("empty");
  std::string out;
  for (;;) {
    auto dot = rest.find('.');
    auto label = rest.substr(0, dot);
    auto prepared = is_ascii(label) ? ascii_label(label, unicode) : unicode_label(label, unicode);
    if (!prepared) return prepared;
    out += *prepared;
    if (dot == std::string_view::npos) return out;
    out += '.';
    rest.remove_prefix(dot + 1);
  }
}

}  // namespace xmpp
