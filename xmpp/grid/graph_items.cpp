// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/grid/graph_items.h"

#include <algorithm>

#include "xmpp/sort.h"

namespace xmpp::grid {
namespace {

// A hostile graph could ask for the square of its nodes. Lines without a lane run straight.
constexpr std::size_t most_lanes = 20'000;

struct Making {
  const Model& model;
  const GraphChoice& choice;
  GraphItems& out;
  std::vector<std::vector<NodeIndex>> parents = std::vector<std::vector<NodeIndex>>(model.bound());
  std::size_t lanes = 0;

  void add_item(std::vector<NodeIndex> members) {
    for (NodeIndex node : members) out.item_of[node] = static_cast<std::uint32_t>(out.items.size());
    GraphItem item;
    item.layer = choice.layer[members.front()];
    item.order = choice.first[members.front()];
    item.members = std::move(members);
    out.items.push_back(std::move(item));
  }

  // Leaves of the same parents next to each other, those of one family by id.
  std::vector<NodeIndex> leaves() const {
    std::vector<std::uint32_t> by_id(model.bound());
    std::vector<NodeIndex> found;
    for (std::uint32_t at = 0; NodeIndex node : model.all()) {
      by_id[node] = at++;
      if (choice.chosen[node] && shown(choice, model[node].children).empty()) found.push_back(node);
    }
    sort_indices(found, [&](NodeIndex a, NodeIndex b) {
      if (parents[a] != parents[b]) return parents[a] < parents[b];
      return by_id[a] < by_id[b];
    });
    return found;
  }

  void add_blocks() {
    auto all = leaves();
    for (std::size_t first = 0, last = 0; first < all.size(); first = last) {
      while (last < all.size() && parents[all[last]] == parents[all[first]]) ++last;
      if (last - first >= GraphLayout::block_size)
        add_item({all.begin() + std::ptrdiff_t(first), all.begin() + std::ptrdiff_t(last)});
    }
  }

  // One row of lanes for all lines of a parent, up to the layer before its furthest child.
  void add_lanes(std::uint32_t parent, std::uint32_t furthest) {
    std::uint32_t layer = out.items[parent].layer + 1;
    if (furthest <= layer || lanes + (furthest - layer) > most_lanes) return;
    lanes += furthest - layer;
    out.items[parent].lanes = static_cast<std::uint32_t>(out.items.size());
    for (std::uint32_t from = parent; layer < furthest; ++layer) {
      auto index = static_cast<std::uint32_t>(out.items.size());
      GraphItem lane;
      lane.layer = layer;
      lane.order = out.items[parent].order;
      lane.width = lane.height = 0;
      out.items.push_back(std::move(lane));
      link(from, index);
      from = index;
    }
  }

  void link(std::uint32_t left, std::uint32_t right) {
    out.items[left].right.push_back(right);
    out.items[right].left.push_back(left);
  }

  // Blocks have no children, so each line is met once, at its child.
  template <class Take>
  void each_line(Take take) {
    std::size_t boxes = out.items.size();
    for (std::uint32_t child = 0; child < boxes; ++child) {
      if (out.items[child].members.empty()) continue;
      NodeIndex node = out.items[child].members.front();
      for (NodeIndex parent : parents[node])
        if (choice.forward(parent, node)) take(out.item_of[parent], child);
    }
  }

  void connect() {
    std::vector<std::uint32_t> furthest(out.items.size());
    each_line([&](std::uint32_t parent, std::uint32_t child) {
      furthest[parent] = std::max(furthest[parent], out.items[child].layer);
    });
    for (std::uint32_t i = 0; i < furthest.size(); ++i) add_lanes(i, furthest[i]);
    each_line(
        [&](std::uint32_t parent, std::uint32_t child) { link(out.before(parent, out.items[child].layer), child); });
  }

  void make_layers() {
    for (std::uint32_t i = 0; i < out.items.size(); ++i) {
      if (out.items[i].layer >= out.layers.size()) out.layers.resize(out.items[i].layer + 1);
      out.layers[out.items[i].layer].push_back(i);
    }
    for (auto& layer : out.layers)
      sort_indices(layer, [&](std::uint32_t a, std::uint32_t b) {
        return out.items[a].order != out.items[b].order ? out.items[a].order < out.items[b].order : a < b;
      });
  }
};

}  // namespace

std::uint32_t GraphItems::before(std::uint32_t parent, std::uint32_t layer) const {
  const GraphItem& item = items[parent];
  return item.lanes == none || layer <= item.layer + 1 ? parent : item.lanes + (layer - item.layer - 2);
}

std::vector<NodeIndex> shown(const GraphChoice& choice, const std::vector<NodeIndex>& nodes) {
  std::vector<NodeIndex> found;
  for (NodeIndex node : nodes)
    if (choice.chosen[node]) found.push_back(node);
  return found;
}

GraphItems make_items(const Model& model, const GraphChoice& choice) {
  GraphItems graph;
  graph.item_of.assign(model.bound(), GraphItems::none);
  Making making{model, choice, graph};
  for (NodeIndex node : choice.nodes) making.parents[node] = shown(choice, model[node].parents);
  making.add_blocks();
  for (NodeIndex node : choice.nodes)
    if (graph.item_of[node] == GraphItems::none) making.add_item({node});
  making.connect();
  making.make_layers();
  return graph;
}

}  // namespace xmpp::grid
