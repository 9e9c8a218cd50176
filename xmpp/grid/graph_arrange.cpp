// SPDX-License-Identifier: AGPL-3.0-or-later
// Where items stand: few crossings, short lines, no overlaps.
#include <algorithm>
#include <cmath>

#include "xmpp/grid/graph_items.h"
#include "xmpp/sort.h"

namespace xmpp::grid {
namespace {

using Size = GraphSizes;
using Layer = std::vector<std::uint32_t>;
using Neighbours = std::vector<std::uint32_t> GraphItem::*;
constexpr std::size_t most_columns = 64;
constexpr int sweeps = 4, alignments = 2;

struct Arranging {
  GraphItems& graph;
  std::vector<GraphItem>& items = graph.items;

  // --- sizes

  void size_blocks() {
    for (GraphItem& item : items) {
      if (!item.block()) continue;
      std::size_t columns = graph.columns_of(item), rows = (item.members.size() + columns - 1) / columns;
      item.width = double(columns) * (Size::width + Size::gap) - Size::gap + 2 * Size::padding;
      item.height = double(rows) * (Size::height + Size::gap) - Size::gap + 2 * Size::padding;
    }
  }

  // The greater of height and width, the latter shortened by the wanted aspect.
  double extent() const {
    double width = 0, height = 0;
    for (const Layer& layer : graph.layers) {
      double widest = 0, sum = 0;
      for (std::uint32_t i : layer) widest = std::max(widest, items[i].width), sum += items[i].height + Size::gap;
      width += widest + Size::layer_gap;
      height = std::max(height, sum);
    }
    return std::max(width / Size::aspect, height);
  }

  // One number of columns for all blocks, so that their columns stand below each other.
  void choose_columns() {
    std::size_t best = 1;
    double least = 0;
    for (graph.columns = 1; graph.columns <= most_columns; ++graph.columns) {
      size_blocks();
      double size = extent();
      if (graph.columns == 1 || size < least) best = graph.columns, least = size;
    }
    graph.columns = best;
    size_blocks();
  }

  // --- order: each layer by the middle of its neighbours in the other ones, to and fro

  void pack(const Layer& layer) {
    double y = 0;
    for (std::uint32_t at = 0; std::uint32_t i : layer) {
      items[i].place = at++;
      items[i].y = y;
      y += items[i].height + Size::gap;
    }
  }

  double middle(const GraphItem& item, Neighbours neighbours) const {
    double sum = 0;
    for (std::uint32_t i : item.*neighbours) sum += items[i].centre();
    return (item.*neighbours).empty() ? item.centre() : sum / double((item.*neighbours).size());
  }

  void reorder(Layer& layer, Neighbours neighbours) {
    std::vector<double> key(layer.size());
    for (std::uint32_t i : layer) key[items[i].place] = middle(items[i], neighbours);
    sort_indices(layer, [&](std::uint32_t a, std::uint32_t b) {
      std::uint32_t at = items[a].place, bt = items[b].place;
      return key[at] != key[bt] ? key[at] < key[bt] : at < bt;
    });
    pack(layer);
  }

  // --- heights: as near to that middle as the order and the gaps let them (pool adjacent violators)

  void align(const Layer& layer, Neighbours neighbours) {
    struct Pool {
      double sum;
      std::size_t count;
      double mean() const { return sum / double(count); }
    };
    std::vector<Pool> pools;
    std::vector<double> offsets;
    double offset = 0;
    for (std::uint32_t i : layer) {
      pools.push_back({middle(items[i], neighbours) - items[i].height / 2 - offset, 1});
      offsets.push_back(offset);
      offset += items[i].height + Size::gap;
      while (pools.size() > 1 && pools.end()[-2].mean() > pools.back().mean()) {
        pools.end()[-2].sum += pools.back().sum;
        pools.end()[-2].count += pools.back().count;
        pools.pop_back();
      }
    }
    std::size_t at = 0;
    for (const Pool& pool : pools)
      for (std::size_t n = 0; n < pool.count; ++n, ++at)
        items[layer[at]].y = std::floor(pool.mean() + 0.5) + offsets[at];  // whole: the gaps stay exact
  }

  template <class Step>
  void to_and_fro(int times, Step step) {
    for (int n = 0; n < times; ++n) {
      for (std::size_t at = 1; at < graph.layers.size(); ++at) step(graph.layers[at], &GraphItem::left);
      for (std::size_t at = graph.layers.size() - 1; at-- > 0;) step(graph.layers[at], &GraphItem::right);
    }
  }

  void move_to_top() {
    double top = items.front().y;
    for (const GraphItem& item : items) top = std::min(top, item.y);
    for (GraphItem& item : items) item.y -= top;
  }
};

}  // namespace

void arrange(GraphItems& graph) {
  if (graph.items.empty()) return;
  Arranging arranging{graph};
  arranging.choose_columns();
  for (const Layer& layer : graph.layers) arranging.pack(layer);
  arranging.to_and_fro(sweeps, [&](Layer& layer, Neighbours neighbours) { arranging.reorder(layer, neighbours); });
  arranging.to_and_fro(alignments, [&](Layer& layer, Neighbours neighbours) { arranging.align(layer, neighbours); });
  arranging.move_to_top();
}

}  // namespace xmpp::grid
