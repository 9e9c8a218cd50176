// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wasm/unicode.h"

#include <cstdlib>

#include "wasm/bidi.h"
#include "wasm/js.h"

JS_IMPORTS {
  // The result is allocated with malloc; its size is stored in *size.
  char* js_unicode_map(const char* text, std::size_t* size, int form);
  int js_unicode_category(char32_t character);
}

namespace browser {
namespace {

enum Form { nfc_form, nfkc_form, lower_form };

std::string map(std::string_view text, Form form) {
  std::size_t size = text.size();
  char* mapped = js_unicode_map(text.data(), &size, form);
  std::string result(mapped, size);
  std::free(mapped);
  return result;
}

// In the order of js/unicode.js, the most frequent first.
constexpr std::string_view categories[] = {"Ll", "Lu", "Lo", "Nd", "Pd", "Po", "Mn", "Mc", "Lm", "Lt",
                                           "Zs", "So", "Sm", "Sc", "Sk", "Ps", "Pe", "Pi", "Pf", "Pc",
                                           "No", "Nl", "Me", "Cf", "Cc", "Co", "Cs", "Zl", "Zp", "Cn"};

}  // namespace

std::string Unicode::nfc(std::string_view utf8) const { return map(utf8, nfc_form); }
std::string Unicode::nfkc(std::string_view utf8) const { return map(utf8, nfkc_form); }
std::string Unicode::lower(std::string_view utf8) const { return map(utf8, lower_form); }
std::string_view Unicode::category(char32_t character) const { return categories[js_unicode_category(character)]; }
std::string_view Unicode::bidi_class(char32_t character) const {
  return browser::bidi_class(character, category(character));
}

}  // namespace browser
