// SPDX-License-Identifier: AGPL-3.0-or-later
// What a picture of the whole graph costs. Prints the median of some runs.
#include <algorithm>
#include <cstdio>
#include <ctime>
#include <string>
#include <vector>

#include "xmpp/grid/graph_layout.h"

using namespace xmpp::grid;

namespace {

// `scattered`: topics in two or three collections of their own choice, so that no two belong together.
Model grid_of(int topics, int collections, bool scattered) {
  Model model;
  auto collection = [&](int c) { return model.add("c" + std::to_string(c % collections)); };
  for (int c = 4; c < collections; ++c) {
    NodeIndex parent = collection(c % 4), child = collection(c);
    model.connect(parent, child);
  }
  for (int t = 0; t < topics; ++t) {
    NodeIndex topic = model.add("t" + std::to_string(t));
    model.connect(collection(t), topic);
    for (int n = 1; scattered && n < 3; ++n) model.connect(collection(t * 7919 / collections * n + n), topic);
  }
  return model;
}

void measure(const char* name, const Model& model) {
  std::vector<double> times;
  GraphLayout picture;
  for (int run = 0; run < 31; ++run) {
    std::clock_t begin = std::clock();  // of the processor: other programs must not count
    picture = layout(model);
    times.push_back(1000.0 * static_cast<double>(std::clock() - begin) / CLOCKS_PER_SEC);
  }
  std::nth_element(times.begin(), times.begin() + 15, times.end());
  std::printf("%-52s %7.2f ms  %6zu boxes %6zu edges  %.0f x %.0f\n", name, times[15], picture.boxes.size(),
              picture.edges.size(), static_cast<double>(picture.width), static_cast<double>(picture.height));
}

}  // namespace

int main() {
  measure("1000 topics in 50 collections", grid_of(1000, 50, false));
  measure("1000 topics in 50 collections, scattered", grid_of(1000, 50, true));
  measure("10 000 topics in 500 collections", grid_of(10'000, 500, false));
  measure("10 000 topics in 500 collections, scattered", grid_of(10'000, 500, true));
}
