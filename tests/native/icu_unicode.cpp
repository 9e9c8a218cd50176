// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/native/icu_unicode.h"

#define U_SHOW_CPLUSPLUS_API 0
#include <unicode/uchar.h>
#include <unicode/unorm2.h>
#include <unicode/ustring.h>

#include <cstdlib>

namespace native {
namespace {

// ICU reports a text that is not UTF-8, or lack of memory; a test has no use for going on.
void check(UErrorCode code) {
  if (U_FAILURE(code)) std::abort();
}

std::u16string to_utf16(std::string_view text) {
  std::u16string out(text.size(), u'\0');
  int32_t length = 0;
  UErrorCode code = U_ZERO_ERROR;
  u_strFromUTF8WithSub(out.data(), static_cast<int32_t>(out.size()), &length, text.data(),
                       static_cast<int32_t>(text.size()), 0xfffd, nullptr, &code);
  check(code);
  out.resize(length);
  return out;
}

std::string to_utf8(std::u16string_view text) {
  std::string out(text.size() * 3, '\0');
  int32_t length = 0;
  UErrorCode code = U_ZERO_ERROR;
  u_strToUTF8WithSub(out.data(), static_cast<int32_t>(out.size()), &length, text.data(),
                     static_cast<int32_t>(text.size()), 0xfffd, nullptr, &code);
  check(code);
  out.resize(length);
  return out;
}

std::string normalized(const UNormalizer2* form, std::string_view utf8) {
  auto text = to_utf16(utf8);
  std::u16string out(text.size() * 18 + 1, u'\0');  // 18: the largest expansion factor (UAX 15 §9)
  UErrorCode code = U_ZERO_ERROR;
  out.resize(unorm2_normalize(form, text.data(), static_cast<int32_t>(text.size()), out.data(),
                              static_cast<int32_t>(out.size()), &code));
  check(code);
  return to_utf8(out);
}

}  // namespace

std::string IcuUnicode::nfc(std::string_view utf8) const {
  UErrorCode code = U_ZERO_ERROR;
  return normalized(unorm2_getNFCInstance(&code), utf8);
}

std::string IcuUnicode::nfkc(std::string_view utf8) const {
  UErrorCode code = U_ZERO_ERROR;
  return normalized(unorm2_getNFKCInstance(&code), utf8);
}

std::string IcuUnicode::lower(std::string_view utf8) const {
  auto text = to_utf16(utf8);
  std::u16string out(text.size() * 3 + 1, u'\0');
  UErrorCode code = U_ZERO_ERROR;
  out.resize(u_strToLower(out.data(), static_cast<int32_t>(out.size()), text.data(), static_cast<int32_t>(text.size()),
                          "", &code));
  check(code);
  return to_utf8(out);
}

std::string_view IcuUnicode::category(char32_t character) const {
  // In the order of UCharCategory.
  static constexpr std::string_view names[] = {"Cn", "Lu", "Ll", "Lt", "Lm", "Lo", "Mn", "Me", "Mc", "Nd",
                                               "Nl", "No", "Zs", "Zl", "Zp", "Cc", "Cf", "Co", "Cs", "Pd",
                                               "Ps", "Pe", "Pc", "Po", "Sm", "Sc", "Sk", "So", "Pi", "Pf"};
  static_assert(std::size(names) == U_CHAR_CATEGORY_COUNT);
  return names[u_charType(static_cast<UChar32>(character))];
}

std::string_view IcuUnicode::bidi_class(char32_t character) const {
  // In the order of UCharDirection.
  static constexpr std::string_view names[] = {"L",   "R",   "EN", "ES",  "ET",  "AN",  "CS",  "B",
                                               "S",   "WS",  "ON", "LRE", "LRO", "AL",  "RLE", "RLO",
                                               "PDF", "NSM", "BN", "FSI", "LRI", "RLI", "PDI"};
  static_assert(std::size(names) == U_CHAR_DIRECTION_COUNT);
  return names[u_charDirection(static_cast<UChar32>(character))];
}

}  // namespace native
