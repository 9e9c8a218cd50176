// SPDX-License-Identifier: AGPL-3.0-or-later
// The rows of the Topics screen.
#include <doctest/doctest.h>

#include "xmpp/grid/topic_list.h"

using namespace xmpp;
using namespace xmpp::grid;

namespace {

using Names = std::vector<std::string>;

struct Grid {
  Model model;
  NodeIndex node(std::string_view id, NodeKind kind = NodeKind::topic, std::string title = {}) {
    NodeIndex i = model.add(id);
    model.edit(i).kind = kind;
    model.edit(i).title = std::move(title);
    return i;
  }
  NodeIndex collection(std::string_view id, std::initializer_list<const char*> children) {
    NodeIndex i = node(id, NodeKind::collection);
    for (const char* child : children) model.connect(i, model.add(child));
    return i;
  }
  Names list(std::string_view filter, Sort sort = {}, Show show = Show::everything) {
    Names out;
    for (NodeIndex i : list_rows(model, Filter(filter), sort, show)) out.push_back(model[i].id);
    return out;
  }
  // "  id" indented by level; + open, - closed collection; (n) topics below; ~ only on the way to a match.
  Names tree(const Expanded& expanded, std::string_view filter = {}, std::size_t limit = 1000) {
    Names out;
    for (const TreeRow& row : tree_rows(model, Filter(filter), {}, expanded, limit).rows) {
      std::string line(row.level * 2, ' ');
      if (row.expandable) line += row.expanded ? '+' : '-';
      if (!row.matches) line += '~';
      line += row.node == no_node ? "(none)" : model[row.node].id;
      if (row.topics) line += "(" + std::to_string(row.topics) + ")";
      out.push_back(line);
    }
    return out;
  }
  Expanded open(std::initializer_list<const char*> ids) {
    Expanded expanded;
    for (const char* id : ids) expanded.nodes.insert(*model.find(id));
    return expanded;
  }
};

Grid sample() {
  Grid g;
  auto scada = g.node("incidents/scada", NodeKind::topic, "SCADA-Störungen");
  auto phishing = g.node("incidents/phishing", NodeKind::topic, "Phishing");
  auto swid = g.node("swid", NodeKind::topic, "Теги SWID");
  g.model.edit(scada).access = AccessModel::authorize;
  g.model.edit(phishing).access = AccessModel::whitelist;
  g.model.edit(swid).access = AccessModel::open;
  g.model.edit(scada).consumers = 38;
  g.model.edit(phishing).consumers = 3;
  g.model.edit(scada).owners = {*Jid::split("alice@example.org")};
  g.model.edit(swid).type = "urn:example:swid";
  g.collection("incidents", {"incidents/scada", "incidents/phishing"});
  return g;
}

}  // namespace

TEST_CASE("filter: a word is looked for in id and title, whatever the case and the script") {
  auto g = sample();
  CHECK(g.list("PHISH") == Names{"incidents/phishing"});
  CHECK(g.list("störungen") == Names{"incidents/scada"});
  CHECK(g.list("STÖRUNGEN") == Names{"incidents/scada"});
  CHECK(g.list("теги") == Names{"swid"});
  CHECK(g.list("nothing").empty());
  CHECK(g.list("").size() == 4);
}

TEST_CASE("filter: all terms must hold, a minus turns one round") {
  auto g = sample();
  CHECK(g.list("inc phish") == Names{"incidents/phishing"});
  CHECK(g.list("incidents/ -phish") == Names{"incidents/scada"});
  CHECK(g.list("-incidents") == Names{"swid"});
}

TEST_CASE("filter: fields") {
  auto g = sample();
  CHECK(g.list("access:open") == Names{"swid"});
  CHECK(g.list("access:auth") == Names{"incidents/scada"});
  CHECK(g.list("-access:open kind:topic") == Names{"incidents/phishing", "incidents/scada"});
  CHECK(g.list("consumers:>3") == Names{"incidents/scada"});
  CHECK(g.list("consumers:>=3") == Names{"incidents/phishing", "incidents/scada"});
  CHECK(g.list("consumers:3") == Names{"incidents/phishing"});
  CHECK(g.list("owner:alice@example.org") == Names{"incidents/scada"});
  CHECK(g.list("parent:incidents") == Names{"incidents/phishing", "incidents/scada"});
  CHECK(g.list("title:\"scada-st\"") == Names{"incidents/scada"});
  CHECK(g.list("type:urn:example") == Names{"swid"});
}

TEST_CASE("filter: an address is a word, not a field") {
  Grid g;
  g.node("urn:example:alerts");
  g.node("other");
  CHECK(g.list("urn:example") == Names{"urn:example:alerts"});
  CHECK(Filter("urn:example").problems().empty());
}

TEST_CASE("filter: a misspelt field says which was meant, and matches nothing") {
  auto g = sample();
  Filter filter("phish acess:open");
  REQUIRE(filter.problems().size() == 1);
  CHECK(filter.problems()[0].text == "No field 'acess'. Did you mean access?");
  CHECK(filter.problems()[0].suggestion == "access");
  CHECK(filter.problems()[0].position == 6);
  CHECK(filter.problems()[0].length == 10);
  CHECK(g.list("acess:open").empty());
  CHECK(g.list("-acess:open").empty());
  CHECK(Filter("colour:red").problems()[0].text == "No field 'colour'.");
}

TEST_CASE("filter: a misspelt value, a missing number") {
  CHECK(Filter("access:opne").problems()[0].text == "No access 'opne'. Did you mean open?");
  CHECK(Filter("consumers:many").problems()[0].text ==
        "The field consumers is compared with a number, as in consumers:>3.");
}

TEST_CASE("filter: regular expressions, with the place of an error") {
  auto g = sample();
  CHECK(g.list("re:^incidents/.*g$") == Names{"incidents/phishing"});
  CHECK(g.list("re:SC?ADA") == Names{"incidents/scada"});
  CHECK(g.list("-re:^inc") == Names{"swid"});
  Filter filter("re:a(b");
  REQUIRE(filter.problems().size() == 1);
  CHECK(filter.problems()[0].text == "The expression is not valid at character 2: a group is not closed.");
  CHECK(g.list("re:a(b").empty());
  CHECK(Filter("re:ö(b").problems()[0].text == "The expression is not valid at character 2: a group is not closed.");
}

TEST_CASE("list: by each column; what is not known comes last both ways; equals by id") {
  auto g = sample();
  auto by = [&](Column column, bool descending) { return g.list("kind:topic", {column, descending}); };
  CHECK(by(Column::id, false) == Names{"incidents/phishing", "incidents/scada", "swid"});
  CHECK(by(Column::id, true) == Names{"swid", "incidents/scada", "incidents/phishing"});
  CHECK(by(Column::consumers, false) == Names{"incidents/phishing", "incidents/scada", "swid"});
  CHECK(by(Column::consumers, true) == Names{"incidents/scada", "incidents/phishing", "swid"});
  CHECK(by(Column::title, true) == Names{"swid", "incidents/scada", "incidents/phishing"});
  CHECK(by(Column::access, false) == Names{"swid", "incidents/scada", "incidents/phishing"});
  CHECK(by(Column::providers, false) == by(Column::id, false));
  CHECK(by(Column::parents, true) == Names{"incidents/phishing", "incidents/scada", "swid"});
}

TEST_CASE("list: topics or collections alone") {
  auto g = sample();
  CHECK(g.list("", {}, Show::collections) == Names{"incidents"});
  CHECK(g.list("inc", {}, Show::topics) == Names{"incidents/phishing", "incidents/scada"});
}

TEST_CASE("tree: closed, open, and the group of topics in no collection") {
  auto g = sample();
  CHECK(g.tree({}) == Names{"-incidents(2)", "+(none)(1)", "  swid"});
  CHECK(g.tree(g.open({"incidents"})) ==
        Names{"+incidents(2)", "  incidents/phishing", "  incidents/scada", "+(none)(1)", "  swid"});
  Expanded closed;
  closed.ungrouped = false;
  CHECK(g.tree(closed) == Names{"-incidents(2)", "-(none)(1)"});
}

TEST_CASE("tree: without any collection there is no group") {
  Grid g;
  g.node("b");
  g.node("a");
  CHECK(g.tree({}) == Names{"a", "b"});
}

TEST_CASE("tree: a topic appears under each of its collections, and is counted once above them") {
  Grid g;
  for (const char* id : {"t", "u"}) g.node(id);
  g.collection("x", {"t"});
  g.collection("y", {"t", "u"});
  g.collection("top", {"x", "y"});
  CHECK(g.tree(g.open({"top", "x", "y"})) == Names{"+top(2)", "  +x(1)", "    t", "  +y(2)", "    t", "    u"});
  CHECK(topics_below(g.model, *g.model.find("top")) == 2);
}

TEST_CASE("tree: collections that contain each other end where they would repeat") {
  Grid g;
  g.node("t");
  g.collection("a", {"b"});
  g.collection("b", {"a", "t"});
  CHECK(g.tree(g.open({"a", "b"})) == Names{"+a(1)", "  +b(1)", "    t"});
}

TEST_CASE("tree: a filter opens the way to what matches") {
  auto g = sample();
  CHECK(g.tree({}, "scada") == Names{"+~incidents(2)", "  incidents/scada"});
  CHECK(g.tree({}, "swid").size() == 1);
}

TEST_CASE("tree: collections held by many collections do not multiply without end") {
  Grid g;
  // Ten levels of five collections, each holding all of the next level: ten million ways down.
  auto name = [](int level, int i) { return "c" + std::to_string(level) + "." + std::to_string(i); };
  Expanded all;
  for (int level = 0; level < 10; ++level)
    for (int i = 0; i < 5; ++i) {
      NodeIndex node = g.node(name(level, i), NodeKind::collection);
      all.nodes.insert(node);
      for (int above = 0; level > 0 && above < 5; ++above) g.model.connect(*g.model.find(name(level - 1, above)), node);
    }
  Tree tree = tree_rows(g.model, Filter(), {}, all, 500);
  CHECK(tree.rows.size() == 500);
  CHECK(tree.truncated);
}

TEST_CASE("tree: ten thousand collections inside one another need no deep stack") {
  Grid g;
  Expanded all;
  for (int i = 0; i < 10'000; ++i) {
    NodeIndex node = g.node("c" + std::to_string(i), NodeKind::collection);
    all.nodes.insert(node);
    if (i) g.model.connect(node - 1, node);
  }
  Tree tree = tree_rows(g.model, Filter("c9999"), {}, all);
  CHECK(tree.rows.size() == 10'000);
  CHECK(tree.rows.back().level == 9'999);
}
