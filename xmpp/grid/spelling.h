// SPDX-License-Identifier: AGPL-3.0-or-later
// "Did you mean …?"
#pragma once
#include <string_view>
#include <vector>

namespace xmpp::grid {

/// Insertions, deletions, replacements and swaps of neighbours between two words.
std::size_t edit_distance(std::string_view a, std::string_view b);

/// The word that was probably meant: the nearest one, when it differs in few letters for its length; "" when none does.
std::string_view nearest(std::string_view typed, const std::vector<std::string_view>& words);

}  // namespace xmpp::grid
