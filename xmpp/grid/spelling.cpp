// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/grid/spelling.h"

#include <algorithm>

namespace xmpp::grid {

std::size_t edit_distance(std::string_view a, std::string_view b) {
  // Three rows of the usual table; the row before last is for swaps.
  std::vector<std::size_t> before(b.size() + 1), last(b.size() + 1), now(b.size() + 1);
  for (std::size_t j = 0; j <= b.size(); ++j) last[j] = j;
  for (std::size_t i = 1; i <= a.size(); ++i) {
    now[0] = i;
    for (std::size_t j = 1; j <= b.size(); ++j) {
      now[j] = std::min({last[j] + 1, now[j - 1] + 1, last[j - 1] + (a[i - 1] != b[j - 1])});
      if (i > 1 && j > 1 && a[i - 1] == b[j - 2] && a[i - 2] == b[j - 1]) now[j] = std::min(now[j], before[j - 2] + 1);
    }
    before.swap(last);
    last.swap(now);
  }
  return last[b.size()];
}

std::string_view nearest(std::string_view typed, const std::vector<std::string_view>& words) {
  constexpr std::size_t longest = 32;  // longer is not a misspelling of ours
  std::string_view best;
  std::size_t least = typed.size() <= 3 ? 1 : 2;
  if (typed.size() > longest) return best;
  for (std::string_view word : words) {
    auto distance = edit_distance(typed, word);
    if (distance > least || (distance == least && !best.empty())) continue;
    best = word;
    least = distance;
  }
  return best;
}

}  // namespace xmpp::grid
