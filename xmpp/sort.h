// SPDX-License-Identifier: AGPL-3.0-or-later
// A heap sort of a few hundred bytes, where std::sort would add two kilobytes to the program for every kind of element.
// Lists of all nodes, which the interface sorts while somebody types, stay with std::sort.
#pragma once
#include <cstddef>
#include <functional>
#include <utility>
#include <vector>

namespace xmpp {

/// Sorts `items` so that of two neighbours the second never comes `before` the first. n log n in every case, in place,
/// not stable.
template <class T, class Before = std::less<>>
void small_sort(std::vector<T>& items, Before before = {}) {
  std::size_t size = items.size();
  for (std::size_t start = size / 2; size > 1;) {
    if (start > 0) {
      --start;  // still making the heap
    } else {
      std::swap(items[0], items[--size]);
    }
    for (std::size_t root = start, child = 2 * root + 1; child < size; root = child, child = 2 * root + 1) {
      if (child + 1 < size && before(items[child], items[child + 1])) ++child;
      if (!before(items[root], items[child])) break;
      std::swap(items[root], items[child]);
    }
  }
}

}  // namespace xmpp
