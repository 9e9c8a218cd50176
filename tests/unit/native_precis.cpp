// SPDX-License-Identifier: AGPL-3.0-or-later
// The tables of xmpp/precis_tables.h and wasm/bidi.cpp against the Unicode data of ICU.
#include <doctest/doctest.h>
#define U_SHOW_CPLUSPLUS_API 0
#include <unicode/uchar.h>
#include <unicode/uscript.h>

#include <algorithm>
#include <set>

#include "tests/native/icu_unicode.h"
#include "wasm/bidi.h"
#include "xmpp/precis_tables.h"

using namespace xmpp;

namespace {

// The first character for which the table and ICU disagree; 0 when they agree on all.
template <std::size_t N>
char32_t disagreement(const precis::Range (&table)[N], bool (*by_icu)(UChar32)) {
  for (char32_t c = 0; c <= 0x10ffff; ++c)
    if (precis::contains(table, c) != by_icu(static_cast<UChar32>(c))) return c;
  return 0;
}

// The scripts' tables name blocks; what counts is that they are right about assigned letters.
template <std::size_t N>
char32_t wrong_letter(const precis::Range (&table)[N], std::initializer_list<UScriptCode> scripts) {
  for (char32_t c = 0; c <= 0xffff; ++c) {
    if (!u_isalpha(static_cast<UChar32>(c)) || !precis::contains(table, c)) continue;
    UErrorCode code = U_ZERO_ERROR;
    auto script = uscript_getScript(static_cast<UChar32>(c), &code);
    if (std::find(scripts.begin(), scripts.end(), script) == scripts.end() && script != USCRIPT_COMMON) return c;
  }
  return 0;
}

}  // namespace

TEST_CASE("JID-03 the tables of PRECIS agree with Unicode") {
  CHECK(disagreement(precis::viramas, [](UChar32 c) { return u_getCombiningClass(c) == 9; }) == 0);
  CHECK(disagreement(precis::join_controls,
                     [](UChar32 c) { return bool(u_hasBinaryProperty(c, UCHAR_JOIN_CONTROL)); }) == 0);
  CHECK(disagreement(precis::ignorable,
                     [](UChar32 c) { return bool(u_hasBinaryProperty(c, UCHAR_DEFAULT_IGNORABLE_CODE_POINT)); }) == 0);
  CHECK(disagreement(precis::old_hangul_jamo, [](UChar32 c) {
          auto type = u_getIntPropertyValue(c, UCHAR_HANGUL_SYLLABLE_TYPE);
          return type == U_HST_LEADING_JAMO || type == U_HST_VOWEL_JAMO || type == U_HST_TRAILING_JAMO;
        }) == 0);
  CHECK(wrong_letter(precis::greek, {USCRIPT_GREEK}) == 0);
  CHECK(wrong_letter(precis::hebrew, {USCRIPT_HEBREW}) == 0);
  CHECK(wrong_letter(precis::japanese, {USCRIPT_HAN, USCRIPT_HIRAGANA, USCRIPT_KATAKANA}) == 0);
}

TEST_CASE("JID-03 the browser's bidi classes agree with Unicode for all that a name may hold") {
  native::IcuUnicode icu;
  const std::set<std::string_view> letters = {"Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Mc", "Me", "Nd"};
  const std::set<char32_t> by_context = {0xb7, 0x375, 0x5f3, 0x5f4, 0x30fb};  // RFC 5892 appendix A
  for (char32_t c = 0; c <= 0x10ffff; ++c) {
    auto category = icu.category(c);
    if (c >= 0x80 && !letters.contains(category) && !by_context.contains(c)) continue;
    CAPTURE(static_cast<std::uint32_t>(c));
    CHECK(browser::bidi_class(c, category) == icu.bidi_class(c));
  }
}

TEST_CASE("SCR-04 the browser knows which punctuation is written from right to left") {
  native::IcuUnicode icu;
  auto right = [](std::string_view bidi) { return bidi == "R" || bidi == "AL"; };
  for (char32_t c = 0; c <= 0x10ffff; ++c) {
    auto category = icu.category(c);
    if (!category.starts_with('P')) continue;
    CAPTURE(static_cast<std::uint32_t>(c));
    CHECK(right(browser::bidi_class(c, category)) == right(icu.bidi_class(c)));
  }
}
