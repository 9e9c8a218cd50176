// SPDX-License-Identifier: AGPL-3.0-or-later
// The graph as a real controller tells it, against the grid that was seeded into it.
#include "xmpp/grid/crawl.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/integration/native/administrator.h"

using namespace integration;
using namespace xmpp::grid;

namespace {

struct Graph {
  Model model;
  CrawlProgress progress;
  Service service;
  std::size_t changes = 0;
};

void crawl_all(Administrator& who, Graph& graph) {
  const auto domain = *xmpp::Jid::parse(who.controller.domain, who.unicode);
  auto services = who.run(find_pubsub_services(who.client, domain));
  REQUIRE(services.ok());
  REQUIRE(services->size() == 1);
  graph.service = services->front();
  Crawl crawl(who.client, graph.service, graph.model, [&] { ++graph.changes; });
  who.wait([&] { return crawl.progress().finished || crawl.progress().error; });
  graph.progress = crawl.progress();
}

std::vector<ExpectedNode> found(const Model& model) {
  std::vector<ExpectedNode> out;
  for (const auto index : model.all()) {
    const Node& node = model[index];
    ExpectedNode told{node.id, node.kind == NodeKind::collection ? "collection" : "topic", node.title, node.type, {}};
    for (const auto parent : node.parents) told.parents.push_back(model[parent].id);
    std::sort(told.parents.begin(), told.parents.end());
    out.push_back(std::move(told));
  }
  return out;
}

void check_same(std::vector<ExpectedNode> wanted, std::vector<ExpectedNode> got) {
  const auto by_id = [](const ExpectedNode& a, const ExpectedNode& b) { return a.id < b.id; };
  std::sort(wanted.begin(), wanted.end(), by_id);
  std::sort(got.begin(), got.end(), by_id);
  REQUIRE(wanted.size() == got.size());
  for (std::size_t i = 0; i < wanted.size(); ++i) {
    CAPTURE(wanted[i].id);
    CHECK(got[i].id == wanted[i].id);
    CHECK(got[i].kind == wanted[i].kind);
    CHECK(got[i].title == wanted[i].title);
    CHECK(got[i].type == wanted[i].type);
    CHECK(got[i].parents == wanted[i].parents);
  }
}

}  // namespace

TEST_CASE("DISCO-01 the pubsub service is found, not guessed, with what it can and what it runs") {
  for (const char* name : {"ejabberd", "prosody"}) {
    CAPTURE(name);
    const auto& controller = shared(name);
    Administrator alice(controller, "alice");
    REQUIRE(alice.outcome(alice.with_certificate()) == "");
    Graph graph;
    crawl_all(alice, graph);
    CHECK(graph.service.jid.to_string() == controller.pubsub);
    CHECK(graph.service.has("http://jabber.org/protocol/pubsub"));
    CHECK(graph.service.has("http://jabber.org/protocol/pubsub#collections") == (std::string(name) == "ejabberd"));
  }
}

TEST_CASE("the complete graph of a real ejabberd is the one that was seeded: titles in every script, several parents") {
  const auto& controller = shared("ejabberd");
  Administrator alice(controller, "alice");
  REQUIRE(alice.outcome(alice.with_certificate()) == "");
  Graph graph;
  crawl_all(alice, graph);
  REQUIRE_FALSE(graph.progress.error);
  CHECK(graph.progress.failed == 0);
  CHECK(graph.changes > 1);  // rows appear as they arrive
  check_same(controller.nodes, found(graph.model));
  CHECK(graph.model.collections() == 11);
  CHECK(graph.model.topics() == 40);
}

TEST_CASE("the graph of a real Prosody is flat and complete") {
  const auto& controller = shared("prosody");
  Administrator alice(controller, "alice");
  REQUIRE(alice.outcome(alice.with_certificate()) == "");
  Graph graph;
  crawl_all(alice, graph);
  REQUIRE_FALSE(graph.progress.error);
  check_same(controller.nodes, found(graph.model));
  CHECK(graph.model.collections() == 0);
}

TEST_CASE("an administrator who owns nothing still sees the graph, and what he may not see does not stop the crawl") {
  const auto& controller = shared("ejabberd");
  Administrator intern(controller);
  REQUIRE(intern.outcome(intern.with_password("intern", "demo")) == "");
  Graph graph;
  crawl_all(intern, graph);
  CHECK(graph.progress.finished);
  CHECK(graph.model.all().size() == controller.nodes.size());
}

TEST_CASE("a crawl that is cancelled stops asking, and the model keeps what it has") {
  Administrator alice(shared("ejabberd"), "alice");
  REQUIRE(alice.outcome(alice.with_certificate()) == "");
  const auto domain = *xmpp::Jid::parse(alice.controller.domain, alice.unicode);
  auto services = alice.run(find_pubsub_services(alice.client, domain));
  REQUIRE(services.ok());
  Model model;
  Crawl crawl(alice.client, services->front(), model, [] {});
  alice.wait([&] { return !model.all().empty(); });
  crawl.cancel();
  const auto known = model.all().size();
  CHECK(crawl.progress().cancelled);
  alice.wait([&] { return alice.client.counters().in_flight == 0; });
  CHECK(model.all().size() == known);
}
