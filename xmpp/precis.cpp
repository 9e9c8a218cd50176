// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/precis.h"

#include <algorithm>
#include <cstdio>
#include <optional>

#include "xmpp/precis_tables.h"
#include "xmpp/utf8.h"

namespace xmpp::precis {
namespace {

using Characters = std::u32string;

enum class StringClass { identifier, freeform, domain };

Error refuse(std::string_view rule, char32_t character = 0) {
  char name[12] = "";
  if (character) std::snprintf(name, sizeof name, "U+%04X", static_cast<unsigned>(character));
  return {.kind = ErrorKind::input, .condition = "jid-malformed", .specific = std::string(rule), .text = name};
}

std::optional<Characters> decode(std::string_view text) {
  Characters out;
  for (const char *at = text.data(), *end = at + text.size(); at != end;) {
    char32_t c = utf8::decode(at, end);
    if (c == utf8::invalid) return std::nullopt;
    out += c;
  }
  return out;
}

std::string encode(char32_t c) {
  std::string out;
  utf8::append(out, c);
  return out;
}

// RFC 8264 §8, in its order. Domain labels follow RFC 5892 §3, which lets ASCII7 and compatibility forms go and knows
// only what lower-casing leaves unchanged.
bool is_allowed(char32_t c, StringClass in, const Unicode& unicode) {
  bool freeform = in == StringClass::freeform;
  if (contains(exceptions_valid, c) || contains(exceptions_context, c)) return true;
  if (contains(exceptions_disallowed, c)) return false;
  auto category = unicode.category(c);
  if (category == "Cn") return false;
  if (c >= 0x21 && c <= 0x7e && in != StringClass::domain) return true;
  if (contains(join_controls, c)) return true;
  if (contains(old_hangul_jamo, c) || contains(ignorable, c) || category == "Cc") return false;
  auto itself = encode(c);
  if (unicode.nfkc(itself) != itself) return freeform;
  if (in == StringClass::domain) return is_one_of(category, "Ll Lo Nd Lm Mn Mc") || c == '-';
  if (is_one_of(category, "Ll Lu Lo Nd Lm Mn Mc")) return true;
  if (is_one_of(category, "Lt Nl No Me Zs Sm Sc Sk So Pc Pd Ps Pe Pi Pf Po")) return freeform;
  return false;
}

// RFC 5892 Appendix A.
bool context_allows(const Characters& text, std::size_t i) {
  const char32_t c = text[i];
  const char32_t before = i > 0 ? text[i - 1] : 0, after = i + 1 < text.size() ? text[i + 1] : 0;
  auto any = [&](const auto& ranges) {
    return std::any_of(text.begin(), text.end(), [&](char32_t other) { return contains(ranges, other); });
  };
  static constexpr Range arabic_indic[] = {{0x660, 0x669}}, extended_arabic_indic[] = {{0x6f0, 0x6f9}};
  if (contains(join_controls, c)) return contains(viramas, before);
  if (c == 0xb7) return before == 'l' && after == 'l';
  if (c == 0x375) return contains(greek, after);
  if (c == 0x5f3 || c == 0x5f4) return contains(hebrew, before);
  if (c == 0x30fb) return any(japanese);
  if (contains(arabic_indic, c)) return !any(extended_arabic_indic);
  if (contains(extended_arabic_indic, c)) return !any(arabic_indic);
  return true;
}

// RFC 5893 §2.
bool bidi_rule_holds(const Characters& text, const Unicode& unicode) {
  std::vector<std::string_view> classes;
  for (char32_t c : text) classes.push_back(unicode.bidi_class(c));
  auto has = [&](std::string_view list) {
    return std::any_of(classes.begin(), classes.end(), [&](auto one) {
      return (' ' + std::string(list) + ' ').find(' ' + std::string(one) + ' ') != std::string::npos;
    });
  };
  auto only = [&](std::string_view list) {
    return std::all_of(classes.begin(), classes.end(), [&](auto one) {
      return (' ' + std::string(list) + ' ').find(' ' + std::string(one) + ' ') != std::string::npos;
    });
  };
  if (std::count(classes.begin(), classes.end(), "") || !has("R AL AN")) return true;
  auto last = std::find_if(classes.rbegin(), classes.rend(), [](auto one) { return one != "NSM"; });
  if (classes.front() == "R" || classes.front() == "AL") {
    bool ends_well = last != classes.rend() && (*last == "R" || *last == "AL" || *last == "EN" || *last == "AN");
    return only("R AL AN EN ES CS ET ON BN NSM") && ends_well && !(has("EN") && has("AN"));
  }
  return false;  // begins left to right, where R, AL and AN are not allowed, or with neither
}

Result<void> check_allowed(const Characters& text, StringClass in, const Unicode& unicode) {
  for (char32_t c : text) {
    if (is_allowed(c, in, unicode)) continue;
    return refuse(unicode.category(c) == "Zs" ? "space" : "character", c);
  }
  return {};
}

Result<std::string> finish(std::string prepared, bool bidi, const Unicode& unicode) {
  auto text = decode(prepared);
  if (!text) return refuse("not-utf8");
  if (text->empty()) return refuse("empty");
  for (std::size_t i = 0; i < text->size(); ++i)
    if (!context_allows(*text, i)) return refuse("context", (*text)[i]);
  if (bidi && !bidi_rule_holds(*text, unicode)) return refuse("bidi");
  return prepared;
}

}  // namespace

std::string width_mapped(std::string_view utf8, const Unicode& unicode) {
  std::string out;
  for (const char *at = utf8.data(), *end = at + utf8.size(); at != end;) {
    const char* start = at;
    char32_t c = utf8::decode(at, end);
    std::string_view one(start, static_cast<std::size_t>(at - start));
    bool has_width = (c >= 0xff00 && c <= 0xffef) || c == 0x3000;
    out += has_width ? unicode.nfkc(one) : std::string(one);
  }
  return out;
}

Result<std::string> username_case_mapped(std::string_view text, const Unicode& unicode) {
  if (!decode(text)) return refuse("not-utf8");
  auto mapped = width_mapped(text, unicode);
  if (auto checked = check_allowed(*decode(mapped), StringClass::identifier, unicode); !checked) return checked.error();
  return finish(unicode.nfc(unicode.lower(mapped)), true, unicode);
}

Result<std::string> opaque_string(std::string_view text, const Unicode& unicode) {
  auto characters = decode(text);
  if (!characters) return refuse("not-utf8");
  if (auto checked = check_allowed(*characters, StringClass::freeform, unicode); !checked) return checked.error();
  std::string mapped;
  for (char32_t c : *characters) utf8::append(mapped, unicode.category(c) == "Zs" ? U' ' : c);
  return finish(unicode.nfc(mapped), false, unicode);
}

Result<std::string> domain_label(std::string_view text, const Unicode& unicode) {
  if (!decode(text)) return refuse("not-utf8");
  auto mapped = unicode.nfc(unicode.lower(text));
  auto characters = decode(mapped);
  if (auto checked = check_allowed(*characters, StringClass::domain, unicode); !checked) return checked.error();
  if (!characters->empty() && is_one_of(unicode.category(characters->front()), "Mn Mc"))
    return refuse("character", characters->front());  // RFC 5891 §4.2.3.2
  return finish(std::move(mapped), true, unicode);
}

}  // namespace xmpp::precis
