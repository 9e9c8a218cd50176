// SPDX-License-Identifier: AGPL-3.0-or-later
// The model, also under random histories: whatever happens, edges have two ends and walks end.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>

#include "xmpp/grid/cycles.h"
#include "xmpp/grid/model.h"

using namespace xmpp::grid;

namespace {

// The slow and obvious way.
std::set<NodeIndex> closure(const std::set<std::pair<NodeIndex, NodeIndex>>& edges, NodeIndex start, bool down) {
  std::set<NodeIndex> found;
  for (bool grew = true; grew;) {
    grew = false;
    for (auto [parent, child] : edges) {
      NodeIndex from = down ? parent : child, to = down ? child : parent;
      if ((from == start || found.contains(from)) && found.insert(to).second) grew = true;
    }
  }
  return found;
}

std::set<NodeIndex> without(std::set<NodeIndex> set, NodeIndex node) {
  set.erase(node);
  return set;
}

template <class Range>
std::set<NodeIndex> set_of(const Range& range) {
  return {range.begin(), range.end()};
}

}  // namespace

TEST_CASE("model: a node is found by its exact id") {
  Model model;
  auto a = model.add("a/b");
  CHECK(model.add("a/b") == a);
  CHECK(model.find("a/b") == a);
  CHECK(!model.find("A/B"));
  CHECK(!model.find("a"));
}

TEST_CASE("model: handles are not given out again") {
  Model model;
  auto first = model.add("a");
  model.remove(first);
  CHECK(!model.alive(first));
  CHECK(model.add("a") != first);
  model.clear();
  CHECK(model.all().empty());
  CHECK(model.add("a") == 2);
}

TEST_CASE("model: every change grows the revision, and only a change does") {
  Model model;
  auto a = model.add("a"), b = model.add("b");
  model.connect(a, b);
  auto revision = model.revision();
  model.connect(a, b);
  model.add("a");
  model.disconnect(b, a);
  model.connect(a, a);
  CHECK(model.revision() == revision);
  model.disconnect(a, b);
  CHECK(model.revision() > revision);
}

TEST_CASE("model: ancestors come nearest first") {
  Model model;
  auto top = model.add("top"), middle = model.add("middle"), leaf = model.add("leaf"), other = model.add("a-other");
  model.connect(top, middle);
  model.connect(middle, leaf);
  model.connect(other, leaf);
  CHECK(model.ancestors(leaf) == std::vector{other, middle, top});
  CHECK(model.descendants(top) == std::vector{middle, leaf});
  CHECK(model.roots() == std::vector{other, top});
}

TEST_CASE("model: words of the protocol, there and back") {
  for (auto model :
       {AccessModel::open, AccessModel::presence, AccessModel::roster, AccessModel::authorize, AccessModel::whitelist})
    CHECK(access_model(word(model)) == model);
  for (auto value : {Affiliation::none, Affiliation::member, Affiliation::publish_only, Affiliation::publisher,
                     Affiliation::owner, Affiliation::outcast})
    CHECK(affiliation(word(value)) == value);
  CHECK(access_model("Open") == AccessModel::unknown);
  CHECK(affiliation("") == Affiliation::unknown);
}

TEST_CASE("model: random histories keep edges symmetric and sorted, and walks right on cycles") {
  for (unsigned seed = 0; seed < 40; ++seed) {
    CAPTURE(seed);
    std::mt19937 random(seed);
    auto pick = [&](std::size_t below) { return static_cast<NodeIndex>(random() % below); };
    Model model;
    std::set<std::pair<NodeIndex, NodeIndex>> edges;
    std::map<std::string, NodeIndex> alive;
    auto any = [&] { return std::next(alive.begin(), pick(alive.size()))->second; };
    for (int step = 0; step < 120; ++step) {
      switch (alive.size() < 3 ? 0 : pick(8)) {
        case 0:
        case 1: {
          std::string id = "n" + std::to_string(pick(30));
          alive[id] = model.add(id);
          break;
        }
        case 2: {
          NodeIndex gone = any();
          alive.erase(model[gone].id);
          model.remove(gone);
          std::erase_if(edges, [&](auto edge) { return edge.first == gone || edge.second == gone; });
          break;
        }
        case 3: {
          auto edge = std::pair(any(), any());
          model.disconnect(edge.first, edge.second);
          edges.erase(edge);
          break;
        }
        default: {
          auto edge = std::pair(any(), any());
          model.connect(edge.first, edge.second);
          if (edge.first != edge.second) edges.insert(edge);
        }
      }
    }
    std::vector<NodeIndex> sorted;
    std::set<NodeIndex> roots, in_cycles;
    for (const auto& [id, node] : alive) sorted.push_back(node);
    REQUIRE(model.all() == sorted);
    for (NodeIndex node : sorted) {
      for (NodeIndex child : model[node].children) CHECK(edges.contains({node, child}));
      for (NodeIndex parent : model[node].parents) CHECK(edges.contains({parent, node}));
      auto by_id = [&](NodeIndex a, NodeIndex b) { return model[a].id < model[b].id; };
      CHECK(std::is_sorted(model[node].children.begin(), model[node].children.end(), by_id));
      CHECK(std::is_sorted(model[node].parents.begin(), model[node].parents.end(), by_id));
      auto down = closure(edges, node, true), up = closure(edges, node, false);
      auto descendants = model.descendants(node), ancestors = model.ancestors(node);
      CHECK(set_of(descendants) == without(down, node));
      CHECK(descendants.size() == without(down, node).size());
      CHECK(set_of(ancestors) == without(up, node));
      CHECK(ancestors.size() == without(up, node).size());
      if (down.contains(node)) in_cycles.insert(node);
      if (model[node].parents.empty()) roots.insert(node);
    }
    std::size_t ends = 0;
    for (NodeIndex node : sorted) ends += model[node].children.size() + model[node].parents.size();
    CHECK(ends == 2 * edges.size());
    CHECK(set_of(model.roots()) == roots);
    CHECK(set_of(nodes_in_cycles(model)) == in_cycles);
  }
}
