// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/grid/cycles.h"
#include "xmpp/sort.h"

#include <algorithm>

namespace xmpp::grid {

// Tarjan's strongly connected components, with a stack of our own: depth is the controller's to choose.
std::vector<NodeIndex> nodes_in_cycles(const Model& model) {
  struct Mark {
    std::uint32_t order = 0, low = 0;  // order 0: not visited
    bool open = false;
  };
  struct Frame {
    NodeIndex node;
    std::size_t next;
  };
  std::vector<Mark> marks(model.bound());
  std::vector<Frame> path;
  std::vector<NodeIndex> open, found;
  std::uint32_t order = 0;

  auto enter = [&](NodeIndex node) {
    marks[node] = {++order, order, true};
    open.push_back(node);
    path.push_back({node, 0});
  };
  auto leave = [&](NodeIndex node) {
    if (marks[node].low != marks[node].order) return;
    auto first = std::find(open.rbegin(), open.rend(), node).base() - 1;
    if (open.end() - first > 1) found.insert(found.end(), first, open.end());
    for (auto at = first; at != open.end(); ++at) marks[*at].open = false;
    open.erase(first, open.end());
  };

  for (NodeIndex start : model.all()) {
    if (marks[start].order == 0) enter(start);
    while (!path.empty()) {
      auto [node, next] = path.back();
      const auto& children = model[node].children;
      if (next < children.size()) {
        NodeIndex child = children[next];
        ++path.back().next;
        if (marks[child].order == 0)
          enter(child);
        else if (marks[child].open)
          marks[node].low = std::min(marks[node].low, marks[child].order);
        continue;
      }
      path.pop_back();
      if (!path.empty()) {
        Mark& above = marks[path.back().node];
        above.low = std::min(above.low, marks[node].low);
      }
      leave(node);
    }
  }
  small_sort(found, [&](NodeIndex a, NodeIndex b) { return model[a].id < model[b].id; });
  return found;
}

}  // namespace xmpp::grid
