// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/sort.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <memory>

TEST_CASE("Every order of up to seven elements, with repeats, is sorted") {
  for (int size = 0; size <= 7; ++size) {
    std::vector<int> order;
    for (int i = 0; i < size; ++i) order.push_back(i / 2);
    const std::vector<int> sorted = order;
    do {
      std::vector<int> items = order;
      xmpp::small_sort(items);
      REQUIRE(items == sorted);
    } while (std::next_permutation(order.begin(), order.end()));
  }
}

TEST_CASE("Elements are sorted by the comparison that is given, and only moved") {
  std::vector<std::unique_ptr<int>> items;
  for (int i = 0; i < 1000; ++i) items.push_back(std::make_unique<int>(i * 7919 % 1000));
  xmpp::small_sort(items, [](const auto& a, const auto& b) { return *a > *b; });
  for (int i = 0; i < 1000; ++i) REQUIRE(*items[std::size_t(i)] == 999 - i);
}
