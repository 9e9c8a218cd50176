// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/grid/graph_choice.h"

#include <algorithm>
#include <utility>

namespace xmpp::grid {
namespace {

using Edges = std::vector<NodeIndex> Node::*;

// Breadth first from `found`, which grows, along `edges`, at most `depth` steps.
void walk(const Model& model, std::vector<NodeIndex> level, Edges edges, std::uint32_t depth, std::vector<char>& seen) {
  for (NodeIndex node : level) seen[node] = 1;
  for (std::vector<NodeIndex> next; !level.empty() && depth > 0; --depth, level.swap(next)) {
    next.clear();
    for (NodeIndex node : level)
      for (NodeIndex neighbour : model[node].*edges)
        if (!std::exchange(seen[neighbour], 1)) next.push_back(neighbour);
  }
}

// Roots, and one node of each part of the graph that hangs on a cycle instead of a root.
std::vector<NodeIndex> starts(const Model& model) {
  std::vector<NodeIndex> found = model.roots();
  std::vector<char> reached(model.bound());
  walk(model, found, &Node::children, ~0u, reached);
  for (NodeIndex node : model.all()) {
    if (reached[node]) continue;
    found.push_back(node);
    walk(model, {node}, &Node::children, ~0u, reached);
  }
  return found;
}

std::vector<char> chosen_of(const Model& model, std::optional<NodeIndex> focus, std::uint32_t depth) {
  std::vector<char> chosen(model.bound());
  if (!focus) {
    walk(model, starts(model), &Node::children, depth, chosen);
  } else if (model.alive(*focus)) {
    std::vector<char> above(model.bound());
    walk(model, {*focus}, &Node::children, depth, chosen);
    walk(model, {*focus}, &Node::parents, depth, above);
    for (std::size_t i = 0; i < above.size(); ++i) chosen[i] |= above[i];
  }
  return chosen;
}

// Depth first, with a stack of our own: depth is the controller's to choose. The reverse of the order in which nodes
// are left is topological, but for the edges that close a cycle.
struct Ranking {
  const Model& model;
  GraphChoice& choice;
  struct Frame {
    NodeIndex node;
    std::size_t next;
  };
  std::vector<Frame> path = {};
  std::vector<char> seen = std::vector<char>(model.bound());
  std::uint32_t entered = 0;

  void enter(NodeIndex node) {
    if (!choice.chosen[node] || std::exchange(seen[node], 1)) return;
    choice.first[node] = entered++;
    path.push_back({node, 0});
  }

  void run(NodeIndex start) {
    enter(start);
    while (!path.empty()) {
      Frame& top = path.back();
      const auto& children = model[top.node].children;
      if (top.next < children.size()) {
        enter(children[top.next++]);  // may move `top`
        continue;
      }
      choice.nodes.push_back(top.node);
      path.pop_back();
    }
  }
};

bool has_chosen_parent(const Model& model, const GraphChoice& choice, NodeIndex node) {
  const auto& parents = model[node].parents;
  return std::any_of(parents.begin(), parents.end(), [&](NodeIndex parent) { return choice.chosen[parent]; });
}

void set_ranks(const Model& model, GraphChoice& choice) {
  Ranking ranking{model, choice};
  for (NodeIndex node : model.all())
    if (choice.chosen[node] && !has_chosen_parent(model, choice, node)) ranking.run(node);
  for (NodeIndex node : model.all()) ranking.run(node);  // what hangs on a cycle
  std::reverse(choice.nodes.begin(), choice.nodes.end());
  for (std::uint32_t i = 0; i < choice.nodes.size(); ++i) choice.rank[choice.nodes[i]] = i;
}

}  // namespace

GraphChoice choose(const Model& model, std::optional<NodeIndex> focus, std::uint32_t depth) {
  std::vector<std::uint32_t> zeros(model.bound());
  GraphChoice choice{chosen_of(model, focus, depth), zeros, zeros, zeros, {}};
  set_ranks(model, choice);
  for (NodeIndex node : choice.nodes)
    for (NodeIndex child : model[node].children)
      if (choice.chosen[child] && choice.forward(node, child))
        choice.layer[child] = std::max(choice.layer[child], choice.layer[node] + 1);
  return choice;
}

}  // namespace xmpp::grid
