// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/grid/model.h"

#include <algorithm>

#include "xmpp/sort.h"

namespace xmpp::grid {

NodeIndex Model::add(std::string_view id) {
  auto [at, fresh] = by_id_.try_emplace(std::string(id), static_cast<NodeIndex>(nodes_.size()));
  if (fresh) {
    nodes_.emplace_back().id = id;
    live_.push_back(1);
    sorted_valid_ = false;
    ++revision_;
  }
  return at->second;
}

std::optional<NodeIndex> Model::find(std::string_view id) const {
  auto at = by_id_.find(std::string(id));
  if (at == by_id_.end()) return std::nullopt;
  return at->second;
}

Node& Model::edit(NodeIndex index) {
  ++revision_;
  return nodes_[index];
}

namespace {

struct ById {
  const std::vector<Node>& nodes;
  bool operator()(NodeIndex a, NodeIndex b) const { return nodes[a].id < nodes[b].id; }
};

bool insert_sorted(std::vector<NodeIndex>& list, NodeIndex index, ById less) {
  auto at = std::lower_bound(list.begin(), list.end(), index, less);
  if (at != list.end() && *at == index) return false;
  list.insert(at, index);
  return true;
}

bool erase_sorted(std::vector<NodeIndex>& list, NodeIndex index, ById less) {
  auto at = std::lower_bound(list.begin(), list.end(), index, less);
  if (at == list.end() || *at != index) return false;
  list.erase(at);
  return true;
}

}  // namespace

void Model::connect(NodeIndex parent, NodeIndex child) {
  if (parent == child) return;
  if (!insert_sorted(nodes_[parent].children, child, ById{nodes_})) return;
  insert_sorted(nodes_[child].parents, parent, ById{nodes_});
  ++revision_;
}

void Model::disconnect(NodeIndex parent, NodeIndex child) {
  if (!erase_sorted(nodes_[parent].children, child, ById{nodes_})) return;
  erase_sorted(nodes_[child].parents, parent, ById{nodes_});
  ++revision_;
}

void Model::remove(NodeIndex index) {
  if (!alive(index)) return;
  for (NodeIndex parent : std::vector(nodes_[index].parents)) disconnect(parent, index);
  for (NodeIndex child : std::vector(nodes_[index].children)) disconnect(index, child);
  by_id_.erase(nodes_[index].id);
  Node left;
  left.id = std::move(nodes_[index].id);
  nodes_[index] = std::move(left);
  live_[index] = 0;
  sorted_valid_ = false;
  ++revision_;
}

const std::vector<NodeIndex>& Model::all() const {
  if (!sorted_valid_) {
    sorted_.clear();
    for (NodeIndex i = 0; i < nodes_.size(); ++i)
      if (live_[i]) sorted_.push_back(i);
    sort_indices(sorted_, ById{nodes_});
    sorted_valid_ = true;
  }
  return sorted_;
}

std::vector<NodeIndex> Model::roots() const {
  std::vector<NodeIndex> found;
  for (NodeIndex i : all())
    if (nodes_[i].parents.empty()) found.push_back(i);
  return found;
}

namespace {

// Breadth first: nearest first, each node once, whatever cycles there are. The start itself is never in the result.
template <class Next>
std::vector<NodeIndex> reachable(std::size_t bound, NodeIndex start, Next next) {
  std::vector<char> seen(bound);
  seen[start] = 1;
  std::vector<NodeIndex> found;
  auto take = [&](const std::vector<NodeIndex>& list) {
    for (NodeIndex i : list)
      if (!std::exchange(seen[i], 1)) found.push_back(i);
  };
  take(next(start));
  for (std::size_t at = 0; at < found.size(); ++at) take(next(found[at]));
  return found;
}

}  // namespace

std::vector<NodeIndex> Model::ancestors(NodeIndex index) const {
  return reachable(nodes_.size(), index, [this](NodeIndex i) -> const auto& { return nodes_[i].parents; });
}

std::vector<NodeIndex> Model::descendants(NodeIndex index) const {
  return reachable(nodes_.size(), index, [this](NodeIndex i) -> const auto& { return nodes_[i].children; });
}

std::size_t Model::count(NodeKind kind) const {
  return static_cast<std::size_t>(
      std::count_if(all().begin(), all().end(), [&](NodeIndex i) { return nodes_[i].kind == kind; }));
}
std::size_t Model::topics() const { return count(NodeKind::topic); }
std::size_t Model::collections() const { return count(NodeKind::collection); }

// Handles stay unique over the model's life: old ones must not come to mean new nodes.
void Model::clear() {
  for (NodeIndex i = 0; i < nodes_.size(); ++i) remove(i);
  ++revision_;
}

}  // namespace xmpp::grid
