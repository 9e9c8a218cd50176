// SPDX-License-Identifier: AGPL-3.0-or-later
// Names that strangers chose: characters that cannot be seen, that turn the direction, or that look like others.
#pragma once
#include <string>
#include <string_view>

namespace ui {

enum class Deceit : unsigned char {
  none,
  invalid,    ///< not UTF-8
  control,    ///< C0, C1, line and paragraph separators
  direction,  ///< bidi embeddings, overrides, isolates, marks (Unicode TR9; CVE-2021-42574)
  invisible,  ///< zero width, soft hyphen, variation selectors alone, tags, blank fillers
  mixed,      ///< letters of Latin with Cyrillic, Greek, Armenian or Cherokee look-alikes in one word
};
/// The worst that is in `text`.
Deceit deceit(std::string_view text);
/// One sentence for the tooltip: "Contains a character that turns the writing direction (U+202E)". "" for none.
std::string explain(Deceit deceit, std::string_view text);
/// `text` with each unseen character written as "‹U+202E›" and each invalid byte as "‹0xFF›". Same text when none.
/// At most `limit` bytes of `text` are looked at; "…" follows when there is more.
std::string visible(std::string_view text, std::size_t limit = 4096);
/// The same for what is read and not told apart, such as titles: joiners and variation selectors stay where they make
/// words and emoji.
std::string prose(std::string_view text, std::size_t limit = 4096);

}  // namespace ui
