// SPDX-License-Identifier: AGPL-3.0-or-later
// Two sorts that stay small in the download, where std::sort adds two kilobytes for every kind of element and order.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <utility>
#include <vector>

namespace xmpp {

/// A function (index, index) -> bool, by reference: it must outlive the call that it is given to.
class IndexOrder {
 public:
  template <class Before>
  IndexOrder(const Before& before)
      : before_(&before), call_([](const void* to, std::uint32_t a, std::uint32_t b) {
          return bool((*static_cast<const Before*>(to))(a, b));
        }) {}
  bool operator()(std::uint32_t a, std::uint32_t b) const { return call_(before_, a, b); }

 private:
  const void* before_;
  bool (*call_)(const void*, std::uint32_t, std::uint32_t);
};

/// std::sort, once for all orders: for lists of all nodes, which the interface sorts while somebody types.
void sort_indices(std::vector<std::uint32_t>& indices, IndexOrder before);

/// For short lists: a heap sort of a few hundred bytes. Sorts `items` so that of two neighbours the second never comes
/// `before` the first. n log n in every case, in place, not stable.
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
