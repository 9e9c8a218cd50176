// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/grid/topic_list.h"

#include <algorithm>
#include <string>

#include "xmpp/fold.h"
#include "xmpp/grid/topic_order.h"
#include "xmpp/sort.h"

namespace xmpp::grid {
namespace {

bool is_collection(const Node& node) { return node.kind == NodeKind::collection; }

bool shown(const Node& node, Show show) {
  return show == Show::everything || is_collection(node) == (show == Show::collections);
}

// Counts different topics below; keeps what it needs between calls.
class TopicCounter {
 public:
  explicit TopicCounter(const Model& model) : model_(model), seen_(model.bound(), 0), known_(model.bound(), unknown) {}

  std::uint32_t below(NodeIndex collection) {
    // What holds one collection and nothing else holds what that one holds: long chains are counted once, at their end.
    ++walk_;
    chain_.clear();
    while (known_[collection] == unknown && model_[collection].children.size() == 1 &&
           is_collection(model_[model_[collection].children[0]]) && std::exchange(seen_[collection], walk_) != walk_) {
      chain_.push_back(collection);
      collection = model_[collection].children[0];
    }
    const std::uint32_t topics = count(collection);
    for (NodeIndex link : chain_) known_[link] = topics;
    return topics;
  }

 private:
  std::uint32_t count(NodeIndex collection) {
    if (known_[collection] != unknown) return known_[collection];
    ++walk_;
    std::uint32_t topics = 0;
    open_.assign(1, collection);
    seen_[collection] = walk_;
    while (!open_.empty()) {
      NodeIndex at = open_.back();
      open_.pop_back();
      for (NodeIndex child : model_[at].children) {
        if (std::exchange(seen_[child], walk_) == walk_) continue;
        if (is_collection(model_[child]))
          open_.push_back(child);
        else
          ++topics;
      }
    }
    return known_[collection] = topics;
  }

  static constexpr std::uint32_t unknown = std::numeric_limits<std::uint32_t>::max();
  const Model& model_;
  std::vector<std::uint32_t> seen_, known_;
  std::vector<NodeIndex> open_, chain_;
  std::uint32_t walk_ = 0;
};

class TreeBuilder {
 public:
  TreeBuilder(const Model& model, const Filter& filter, Sort sort, const Expanded& expanded, std::size_t limit)
      : model_(model), filtered_(!filter.empty()), expanded_(expanded), limit_(limit), counter_(model) {
    find_matches(filter);
    auto order = model.all();
    sort_nodes(model, order, sort);
    rank_.resize(model.bound());
    for (std::uint32_t i = 0; i < order.size(); ++i) rank_[order[i]] = i;
    on_path_.resize(model.bound());
  }

  Tree build() {
    std::vector<NodeIndex> collections, loose;
    for (NodeIndex root : entries()) {
      if (!visible(root)) continue;
      (is_collection(model_[root]) ? collections : loose).push_back(root);
    }
    put_in_order(collections);
    put_in_order(loose);
    for (NodeIndex collection : collections) walk(collection);
    add_loose(loose, !collections.empty());
    return std::move(tree_);
  }

 private:
  // Matches, and all that lies above them.
  void find_matches(const Filter& filter) {
    matches_.assign(model_.bound(), !filtered_);
    on_the_way_.assign(model_.bound(), 0);
    if (!filtered_) return;
    std::vector<NodeIndex> open;
    for (NodeIndex i : model_.all())
      if (filter.matches(model_, i)) matches_[i] = 1, open.push_back(i);
    while (!open.empty()) {
      NodeIndex at = open.back();
      open.pop_back();
      for (NodeIndex parent : model_[at].parents)
        if (!std::exchange(on_the_way_[parent], 1)) open.push_back(parent);
    }
  }
  bool visible(NodeIndex i) const { return matches_[i] || on_the_way_[i]; }

  // The roots, and a way into whatever cannot be reached from them.
  std::vector<NodeIndex> entries() const {
    auto found = model_.roots();
    std::vector<char> reached(model_.bound());
    std::vector<NodeIndex> open;
    auto reach = [&](NodeIndex start) {
      reached[start] = 1;
      open.push_back(start);
      while (!open.empty()) {
        NodeIndex at = open.back();
        open.pop_back();
        for (NodeIndex child : model_[at].children)
          if (!std::exchange(reached[child], 1)) open.push_back(child);
      }
    };
    for (NodeIndex root : found) reach(root);
    for (NodeIndex i : model_.all())
      if (!reached[i]) {
        found.push_back(i);
        reach(i);
      }
    return found;
  }

  void put_in_order(std::vector<NodeIndex>& nodes) const {
    sort_indices(nodes, [&](NodeIndex a, NodeIndex b) {
      bool first = is_collection(model_[a]), second = is_collection(model_[b]);
      return first != second ? first : rank_[a] < rank_[b];
    });
  }

  bool add(TreeRow row) {
    if (tree_.rows.size() >= limit_) {
      tree_.truncated = true;
      return false;
    }
    tree_.rows.push_back(row);
    return true;
  }

  std::vector<NodeIndex> children_of(NodeIndex collection) const {
    std::vector<NodeIndex> children;
    for (NodeIndex child : model_[collection].children)
      if (visible(child) && !on_path_[child]) children.push_back(child);
    put_in_order(children);
    return children;
  }

  // Depth first, on a stack of our own: how deep it goes is the controller's to choose.
  void walk(NodeIndex root) {
    struct Frame {
      NodeIndex node;
      std::vector<NodeIndex> children;
      std::size_t next = 0;
    };
    std::vector<Frame> path;
    auto enter = [&](NodeIndex node) {
      bool collection = is_collection(model_[node]);
      on_path_[node] = 1;
      auto children = children_of(node);
      TreeRow row;
      row.node = node;
      row.level = static_cast<std::uint32_t>(path.size());
      row.topics = collection ? counter_.below(node) : 0;
      row.expandable = !children.empty();
      row.expanded = row.expandable && (on_the_way_[node] || expanded_.nodes.contains(node));
      row.matches = matches_[node];
      if (!add(row)) return false;
      path.push_back({node, row.expanded ? std::move(children) : std::vector<NodeIndex>(), 0});
      return true;
    };
    bool room = enter(root);
    while (room && !path.empty()) {
      Frame& frame = path.back();
      if (frame.next < frame.children.size()) {
        room = enter(frame.children[frame.next++]);
        continue;
      }
      on_path_[frame.node] = 0;
      path.pop_back();
    }
  }

  void add_loose(const std::vector<NodeIndex>& loose, bool grouped) {
    if (loose.empty()) return;
    if (grouped) {
      TreeRow group;
      group.topics = static_cast<std::uint32_t>(loose.size());
      group.expandable = true;
      group.expanded = filtered_ || expanded_.ungrouped;
      if (!add(group) || !group.expanded) return;
    }
    for (NodeIndex node : loose) {
      TreeRow row;
      row.node = node;
      row.level = grouped ? 1 : 0;
      row.matches = matches_[node];
      if (!add(row)) return;
    }
  }

  const Model& model_;
  bool filtered_;
  const Expanded& expanded_;
  std::size_t limit_;
  TopicCounter counter_;
  std::vector<char> matches_, on_the_way_, on_path_;
  std::vector<std::uint32_t> rank_;
  Tree tree_;
};

}  // namespace

std::vector<NodeIndex> list_rows(const Model& model, const Filter& filter, Sort sort, Show show) {
  std::vector<NodeIndex> rows;
  for (NodeIndex i : model.all())
    if (shown(model[i], show) && filter.matches(model, i)) rows.push_back(i);
  sort_nodes(model, rows, sort);
  return rows;
}

Tree tree_rows(const Model& model, const Filter& filter, Sort sort, const Expanded& expanded, std::size_t limit) {
  return TreeBuilder(model, filter, sort, expanded, limit).build();
}

std::uint32_t topics_below(const Model& model, NodeIndex collection) { return TopicCounter(model).below(collection); }

}  // namespace xmpp::grid
