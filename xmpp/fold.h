// SPDX-License-Identifier: AGPL-3.0-or-later
// Simple case folding (Unicode, CaseFolding.txt, status C and S) without a platform's tables: for searching, never for
// comparing addresses.
#pragma once
#include <string>
#include <string_view>

namespace xmpp {

/// The character that stands for all cases of this one; itself when it has none.
char32_t fold(char32_t character);

/// Folds every character. Bytes that are not UTF-8 become U+FFFD.
std::string fold(std::string_view utf8);
/// The same, into a buffer that is used again and again.
void fold_into(std::string_view utf8, std::string& out);

/// The first part of `utf8` that folds to `folded`, which is not empty; "" when there is none.
std::string_view find_folded(std::string_view utf8, std::string_view folded);

}  // namespace xmpp
