// SPDX-License-Identifier: AGPL-3.0-or-later
// The picture of the graph: nothing overlaps, nothing is lost, and it can be read.
#include <doctest/doctest.h>

#include <algorithm>
#include <map>
#include <random>
#include <set>
#include <string>

#include "xmpp/grid/cycles.h"
#include "xmpp/grid/graph_layout.h"

using namespace xmpp::grid;

namespace {

NodeIndex node(Model& model, const std::string& id) { return model.add(id); }
void edge(Model& model, const std::string& parent, const std::string& child) {
  NodeIndex from = node(model, parent), to = node(model, child);
  model.connect(from, to);
}

const GraphBox& box(const GraphLayout& picture, const Model& model, const std::string& id) {
  auto at = std::find_if(picture.boxes.begin(), picture.boxes.end(),
                         [&](const GraphBox& each) { return model[each.node].id == id; });
  REQUIRE(at != picture.boxes.end());
  return *at;
}

std::set<std::string> ids(const GraphLayout& picture, const Model& model) {
  std::set<std::string> found;
  for (const GraphBox& each : picture.boxes) found.insert(model[each.node].id);
  return found;
}

// Every edge of the model between two shown nodes, once, whether it ends at a box or at a block.
std::multiset<std::pair<NodeIndex, NodeIndex>> edges_drawn(const GraphLayout& picture) {
  std::multiset<std::pair<NodeIndex, NodeIndex>> drawn;
  for (const GraphEdge& each : picture.edges) {
    NodeIndex parent = picture.boxes[each.parent].node;
    if (!each.to_block) {
      drawn.emplace(parent, picture.boxes[each.child].node);
      continue;
    }
    const GraphBlock& block = picture.blocks[each.child];
    for (std::uint32_t i = 0; i < block.count; ++i) drawn.emplace(parent, picture.boxes[block.first + i].node);
  }
  return drawn;
}
std::multiset<std::pair<NodeIndex, NodeIndex>> edges_of(const Model& model) {
  std::multiset<std::pair<NodeIndex, NodeIndex>> all;
  for (NodeIndex parent : model.all())
    for (NodeIndex child : model[parent].children) all.emplace(parent, child);
  return all;
}

bool overlap(const GraphBox& a, const GraphBox& b) {
  auto apart = [](float from, float to, float size) { return std::abs(from - to) >= size + GraphSizes::gap; };
  return !apart(a.x, b.x, GraphSizes::width) && !apart(a.y, b.y, GraphSizes::height);
}
std::size_t overlaps(const GraphLayout& picture) {
  std::size_t count = 0;
  for (std::size_t i = 0; i < picture.boxes.size(); ++i)
    for (std::size_t j = 0; j < i; ++j) count += overlap(picture.boxes[i], picture.boxes[j]);
  return count;
}

void check_inside(const GraphLayout& picture) {
  for (const GraphBox& each : picture.boxes) {
    REQUIRE(each.x >= 0);
    REQUIRE(each.y >= 0);
    REQUIRE(each.x + GraphSizes::width <= picture.width);
    REQUIRE(each.y + GraphSizes::height <= picture.height);
  }
}

// Collections, topics in one or more of them, some topics in none; with `cycles` also edges that lead back.
Model random_grid(std::mt19937& random, bool cycles) {
  auto below = [&](std::size_t limit) { return static_cast<std::size_t>(random() % limit); };
  Model model;
  std::size_t collections = 1 + below(12), topics = below(120);
  std::vector<NodeIndex> all;
  for (std::size_t i = 0; i < collections; ++i) {
    all.push_back(node(model, "c" + std::to_string(i)));
    for (std::size_t n = i ? below(3) : 0; n > 0; --n) model.connect(all[below(i)], all[i]);
  }
  for (std::size_t i = 0; i < topics; ++i) {
    NodeIndex topic = node(model, "t" + std::to_string(i));
    for (std::size_t n = below(10) ? 1 : below(4); n > 0; --n) model.connect(all[below(collections)], topic);
  }
  for (std::size_t n = cycles ? 1 + below(4) : 0; n > 0; --n)
    model.connect(all[below(collections)], all[below(collections)]);
  return model;
}

Model large_grid() {
  Model model;
  for (int c = 0; c < 50; ++c)
    if (c >= 4) edge(model, "c" + std::to_string(c % 4), "c" + std::to_string(c));
  for (int t = 0; t < 1000; ++t) edge(model, "c" + std::to_string(t % 50), "t" + std::to_string(t));
  return model;
}

}  // namespace

TEST_CASE("Random grids, with and without cycles: every node and every edge once, no two boxes closer than the gap") {
  std::mt19937 random(8600);
  for (int round = 0; round < 200; ++round) {
    CAPTURE(round);
    Model model = random_grid(random, round % 2);
    GraphLayout picture = layout(model);
    REQUIRE(picture.boxes.size() == model.all().size());
    REQUIRE(ids(picture, model).size() == model.all().size());
    REQUIRE(edges_drawn(picture) == edges_of(model));
    REQUIRE(overlaps(picture) == 0);
    check_inside(picture);
  }
}

TEST_CASE("What a collection holds is to the right of it, unless the edge closes a cycle") {
  std::mt19937 random(248);
  for (int round = 0; round < 100; ++round) {
    Model model = random_grid(random, round % 2);
    auto in_cycles = nodes_in_cycles(model);
    auto cyclic = [&](NodeIndex index) { return std::count(in_cycles.begin(), in_cycles.end(), index) > 0; };
    GraphLayout picture = layout(model);
    for (const GraphEdge& each : picture.edges) {
      const GraphBox& parent = picture.boxes[each.parent];
      const GraphBox& child = picture.boxes[each.to_block ? picture.blocks[each.child].first : each.child];
      if (each.against) {
        REQUIRE(cyclic(parent.node));
        REQUIRE(cyclic(child.node));
      } else {
        REQUIRE(child.x >= parent.x + GraphSizes::width + GraphSizes::layer_gap);
        REQUIRE(child.layer > parent.layer);
      }
    }
  }
}

TEST_CASE("Lines run level through free ways and bend between the layers only: none crosses a box") {
  std::mt19937 random(6120);
  for (int round = 0; round < 100; ++round) {
    GraphLayout picture = layout(random_grid(random, false));
    for (const GraphEdge& each : picture.edges) {
      const GraphPoint* line = &picture.points[each.first_point];
      REQUIRE(each.points % 2 == 1);
      for (std::uint32_t i = 0; i + 1 < each.points; i += 2) {
        REQUIRE(line[i].y == line[i + 1].y);
        REQUIRE(line[i + 2].x == line[i + 1].x + GraphSizes::layer_gap);
        for (const GraphBox& box : picture.boxes) {
          bool beside = box.x >= line[i + 1].x || box.x + GraphSizes::width <= line[i].x;
          bool above = box.y > line[i].y || box.y + GraphSizes::height < line[i].y;
          REQUIRE((beside || above));
        }
      }
    }
  }
}

TEST_CASE("A line begins at its parent and ends at its child") {
  Model model;
  edge(model, "a", "b");
  edge(model, "b", "c");
  edge(model, "a", "c");
  GraphLayout picture = layout(model);
  for (const GraphEdge& each : picture.edges) {
    const GraphBox &parent = picture.boxes[each.parent], &child = picture.boxes[each.child];
    const GraphPoint first = picture.points[each.first_point],
                     last = picture.points[each.first_point + each.points - 1];
    CHECK(first.x == parent.x + GraphSizes::width);
    CHECK(first.y == parent.y + GraphSizes::height / 2);
    CHECK(last.x == child.x);
    CHECK(last.y == child.y + GraphSizes::height / 2);
  }
}

TEST_CASE("The same model gives the same picture") {
  std::mt19937 random(60);
  Model model = random_grid(random, true);
  GraphLayout once = layout(model), again = layout(model);
  REQUIRE(once.boxes.size() == again.boxes.size());
  for (std::size_t i = 0; i < once.boxes.size(); ++i) {
    CHECK(once.boxes[i].node == again.boxes[i].node);
    CHECK(once.boxes[i].x == again.boxes[i].x);
    CHECK(once.boxes[i].y == again.boxes[i].y);
  }
}

TEST_CASE("An empty grid is an empty picture; a single node stands in the corner") {
  Model model;
  CHECK(layout(model).boxes.empty());
  NodeIndex only = node(model, "only");
  GraphLayout picture = layout(model);
  REQUIRE(picture.boxes.size() == 1);
  CHECK(picture.boxes[0].x == 0);
  CHECK(picture.boxes[0].y == 0);
  CHECK(picture.width == GraphSizes::width);
  model.remove(only);
  CHECK(layout(model, only).boxes.empty());
}

TEST_CASE("Two collections that contain each other are shown, with one edge marked") {
  Model model;
  edge(model, "a", "b");
  edge(model, "b", "a");
  edge(model, "b", "topic");
  GraphLayout picture = layout(model);
  CHECK(picture.boxes.size() == 3);
  CHECK(picture.edges.size() == 3);
  CHECK(std::count_if(picture.edges.begin(), picture.edges.end(), [](const GraphEdge& e) { return e.against; }) == 1);
}

TEST_CASE("Lines that need not cross do not: collections stand in the order of what they hold") {
  Model model;
  // By id the order would be a, b, c on the left and 1, 2, 3 on the right: three crossings.
  edge(model, "a", "3");
  edge(model, "b", "2");
  edge(model, "c", "1");
  for (const char* id : {"1", "2", "3"}) edge(model, id, std::string("below ") + id);
  GraphLayout picture = layout(model);
  auto y = [&](const char* id) { return box(picture, model, id).y; };
  CHECK((y("a") < y("b")) == (y("3") < y("2")));
  CHECK((y("b") < y("c")) == (y("2") < y("1")));
  CHECK((y("3") < y("2")) == (y("below 3") < y("below 2")));
}

TEST_CASE("An order of both sides without crossings is found where that of the names has some") {
  Model model;
  edge(model, "a", "s");
  edge(model, "a", "t");
  edge(model, "b", "u");
  edge(model, "c", "s");
  GraphLayout picture = layout(model);
  auto y = [&](std::uint32_t index) { return picture.boxes[index].y; };
  for (const GraphEdge& one : picture.edges)
    for (const GraphEdge& other : picture.edges)
      CHECK_FALSE((y(one.parent) < y(other.parent) && y(one.child) > y(other.child)));
}

TEST_CASE("A collection stands in the middle of what it holds") {
  Model model;
  for (const char* child : {"1", "2", "3"}) edge(model, "c", child);
  GraphLayout picture = layout(model);
  CHECK(box(picture, model, "c").y == box(picture, model, "2").y);
}

TEST_CASE("A few topics are single boxes; many of the same collections are a block, in the order of their names") {
  Model model;
  for (int i = 0; i < 5; ++i) edge(model, "few", "f" + std::to_string(i));
  for (int i = 0; i < 9; ++i) edge(model, "many", "m" + std::to_string(i));
  edge(model, "many", "both");
  edge(model, "few", "both");
  GraphLayout picture = layout(model);
  REQUIRE(picture.blocks.size() == 1);
  const GraphBlock& block = picture.blocks[0];
  CHECK(block.count == 9);
  for (std::uint32_t i = 0; i < block.count; ++i) {
    const GraphBox& each = picture.boxes[block.first + i];
    CHECK(model[each.node].id == "m" + std::to_string(i));
    CHECK(each.in_block);
    CHECK(each.x >= block.x + GraphSizes::padding);
    CHECK(each.x + GraphSizes::width + GraphSizes::padding <= block.x + block.width);
    CHECK(each.y >= block.y + GraphSizes::padding);
    CHECK(each.y + GraphSizes::height + GraphSizes::padding <= block.y + block.height);
  }
  CHECK(!box(picture, model, "both").in_block);
  CHECK(!box(picture, model, "f0").in_block);
}

TEST_CASE("A thousand topics in fifty collections have a shape that fits a screen, neither a tower nor a ribbon") {
  Model model = large_grid();
  GraphLayout picture = layout(model);
  CHECK(picture.boxes.size() == 1050);
  CHECK(overlaps(picture) == 0);
  CHECK(picture.width / picture.height > 0.5f);
  CHECK(picture.width / picture.height < 4.0f);
}

TEST_CASE("Around a node: what it is in and what it holds, no brothers and sisters") {
  Model model;
  edge(model, "top", "middle");
  edge(model, "top", "sister");
  edge(model, "other", "middle");
  edge(model, "middle", "below");
  edge(model, "below", "leaf");
  NodeIndex middle = *model.find("middle");
  CHECK(ids(layout(model, middle), model) == std::set<std::string>{"top", "other", "middle", "below", "leaf"});
  GraphLayout near = layout(model, middle, 1);
  CHECK(ids(near, model) == std::set<std::string>{"top", "other", "middle", "below"});
  CHECK(box(near, model, "below").hidden == 1);
  CHECK(box(near, model, "top").hidden == 1);
  CHECK(box(near, model, "middle").hidden == 0);
  CHECK(ids(layout(model, middle, 0), model) == std::set<std::string>{"middle"});
}

TEST_CASE("The whole to a depth: counted from the roots; what hangs on a cycle is not lost") {
  Model model;
  edge(model, "root", "one");
  edge(model, "one", "two");
  edge(model, "two", "three");
  edge(model, "x", "y");
  edge(model, "y", "x");
  CHECK(ids(layout(model, std::nullopt, 0), model) == std::set<std::string>{"root", "x"});
  CHECK(ids(layout(model, std::nullopt, 2), model) == std::set<std::string>{"root", "one", "two", "x", "y"});
}

TEST_CASE("Five thousand collections in each other are one row") {
  Model model;
  NodeIndex last = node(model, "0");
  for (int i = 1; i < 5000; ++i) {
    NodeIndex next = node(model, std::to_string(i));
    model.connect(last, next);
    last = next;
  }
  GraphLayout picture = layout(model);
  CHECK(picture.boxes.size() == 5000);
  CHECK(picture.height == GraphSizes::height);
}

TEST_CASE("A graph that asks for as many free ways as the square of its nodes does not get them") {
  Model model;
  for (int i = 1; i < 1000; ++i) {
    edge(model, std::to_string(i - 1), std::to_string(i));
    edge(model, std::to_string(i - 1), "last");
  }
  edge(model, "999", "last");
  GraphLayout picture = layout(model);
  CHECK(picture.boxes.size() == 1001);
  CHECK(picture.points.size() < 100'000);
}
