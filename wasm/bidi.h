// SPDX-License-Identifier: AGPL-3.0-or-later
// Bidi classes of the characters that may stand in a name (letters, marks, digits, ASCII, and the punctuation of RFC
// 5892 appendix A), which is all that the Bidi Rule (RFC 5893 §2) is asked about. Exact for those; of other punctuation
// only whether it is written from right to left, for passwords (RFC 4013 §2.4); coarse for symbols.
#pragma once
#include <string_view>

namespace browser {

/// `category`: the general category. Class names as in UnicodeData.
std::string_view bidi_class(char32_t character, std::string_view category);

}  // namespace browser
