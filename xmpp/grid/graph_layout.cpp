// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/grid/graph_layout.h"

#include <algorithm>

#include "xmpp/grid/graph_items.h"

namespace xmpp::grid {
namespace {

using Size = GraphSizes;
constexpr std::size_t most_points = 500'000;  // lines beyond run straight

struct Drawing {
  const Model& model;
  const GraphChoice& choice;
  const GraphItems& graph;
  GraphLayout out = {};
  std::vector<std::uint32_t> target = std::vector<std::uint32_t>(graph.items.size());  // of an item: its box or block
  std::vector<float> from = {}, to = {};  // of a layer: its left and right edge

  void put_boxes(const GraphItem& item) {
    std::size_t across = graph.columns_of(item);
    double inset = item.block() ? Size::padding : 0;
    for (std::size_t n = 0; n < item.members.size(); ++n) {
      const auto& children = model[item.members[n]].children;
      GraphBox box{.node = item.members[n], .layer = item.layer, .in_block = item.block()};
      box.x = float(from[item.layer] + inset + double(n % across) * (Size::width + Size::gap));
      box.y = float(item.y + inset + double(n / across) * (Size::height + Size::gap));
      box.hidden = static_cast<std::uint32_t>(children.size() - shown(choice, children).size());
      out.boxes.push_back(box);
    }
  }

  void put_item(std::uint32_t index) {
    const GraphItem& item = graph.items[index];
    auto first = static_cast<std::uint32_t>(out.boxes.size());
    target[index] = item.block() ? static_cast<std::uint32_t>(out.blocks.size()) : first;
    if (item.block())
      out.blocks.push_back({from[item.layer], float(item.y), float(item.width), float(item.height), first,
                            static_cast<std::uint32_t>(item.members.size())});
    put_boxes(item);
    out.height = std::max(out.height, float(item.y + item.height));
  }

  void put_layers() {
    float x = 0;
    for (const auto& layer : graph.layers) {
      double widest = 0;
      for (std::uint32_t i : layer) widest = std::max(widest, graph.items[i].width);
      from.push_back(x);
      to.push_back(out.width = x + float(widest));
      for (std::uint32_t i : layer) put_item(i);
      x = out.width + Size::layer_gap;
    }
  }

  void put_points(const GraphItem& parent, const GraphItem& child) {
    auto put = [&](float x, double y) { out.points.push_back({x, float(y)}); };
    put(from[parent.layer] + Size::width, parent.centre());
    put(to[parent.layer], parent.centre());
    bool ways = parent.lanes != GraphItems::none && out.points.size() < most_points;
    for (std::uint32_t layer = parent.layer + 1; ways && layer < child.layer; ++layer) {
      double y = graph.items[parent.lanes + (layer - parent.layer - 1)].centre();
      put(from[layer], y);
      put(to[layer], y);
    }
    put(from[child.layer], child.centre());
  }

  void put_edges() {
    for (std::uint32_t i = 0; i < graph.items.size(); ++i) {
      const GraphItem& child = graph.items[i];
      if (child.members.empty()) continue;
      NodeIndex node = child.members.front();
      for (NodeIndex parent : model[node].parents) {
        if (!choice.chosen[parent]) continue;
        std::uint32_t origin = graph.item_of[parent];
        GraphEdge edge{target[origin], target[i], child.block(), !choice.forward(parent, node)};
        edge.first_point = static_cast<std::uint32_t>(out.points.size());
        put_points(graph.items[origin], child);
        edge.points = static_cast<std::uint32_t>(out.points.size()) - edge.first_point;
        out.edges.push_back(edge);
      }
    }
  }
};

}  // namespace

GraphLayout layout(const Model& model, std::optional<NodeIndex> focus, std::uint32_t depth) {
  GraphChoice choice = choose(model, focus, depth);
  GraphItems graph = make_items(model, choice);
  arrange(graph);
  Drawing drawing{model, choice, graph};
  drawing.put_layers();
  drawing.put_edges();
  return std::move(drawing.out);
}

}  // namespace xmpp::grid
