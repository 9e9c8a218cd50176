// SPDX-License-Identifier: AGPL-3.0-or-later
// The crawl against controllers that behave, and against those that do not.
#include <doctest/doctest.h>

#include "tests/unit/support/fake_controller.h"

using namespace xmpp;
using namespace xmpp::grid;
using namespace xmpp::test;

namespace {

// A crawl of a FakeController, driven round trip by round trip.
struct Crawling {
  FakeController controller;
  Model model;
  Service service = fake_service();
  CrawlLimits limits;
  FakeRequests requests{[this](const Jid& to, const Element& payload) { return controller.answer(to, payload); }};
  std::size_t changes = 0;
  std::unique_ptr<Crawl> crawl;

  void start() {
    crawl.reset();
    crawl = std::make_unique<Crawl>(requests, service, model, [this] { ++changes; }, limits);
  }
  const CrawlProgress& run() {
    start();
    requests.run();
    return crawl->progress();
  }
  const Node& node(std::string_view id) { return model[model.find(id).value()]; }
  bool has(std::string_view id) { return model.find(id).has_value(); }
  std::vector<std::string> children(std::string_view id) { return names(node(id).children); }
  std::vector<std::string> parents(std::string_view id) { return names(node(id).parents); }
  std::vector<std::string> names(const std::vector<NodeIndex>& list) {
    std::vector<std::string> out;
    for (NodeIndex i : list) out.push_back(model[i].id);
    return out;
  }
  std::vector<std::string> roots() { return names(model.roots()); }
  bool told(Notice::Kind kind, std::string_view about) {
    for (const auto& notice : crawl->progress().notices)
      if (notice.kind == kind && notice.node == about) return true;
    return false;
  }
};

using Names = std::vector<std::string>;

void small_grid(FakeController& controller) {
  controller.collection("incidents", {"scada", "phishing", "shared"}, "Incidents")
      .collection("vulnerabilities", {"nested", "shared"})
      .collection("nested", {"swid"})
      .leaf("scada", "SCADA alerts", "authorize")
      .leaf("phishing", "", "whitelist")
      .leaf("shared")
      .leaf("swid")
      .leaf("loose");
  controller.affiliations = {{"scada", "owner"}, {"phishing", "publish-only"}};
}

}  // namespace

TEST_CASE("crawl: reads topics, nested collections and a topic in two collections") {
  Crawling c;
  small_grid(c.controller);
  const auto& progress = c.run();
  CHECK(progress.finished);
  CHECK(!progress.error);
  CHECK(progress.notices.empty());
  CHECK(progress.found == 8);
  CHECK(progress.read == 8);
  CHECK(c.model.topics() == 5);
  CHECK(c.model.collections() == 3);
  CHECK(c.roots() == Names{"incidents", "loose", "vulnerabilities"});
  CHECK(c.children("incidents") == Names{"phishing", "scada", "shared"});
  CHECK(c.parents("shared") == Names{"incidents", "vulnerabilities"});
  CHECK(c.node("scada").title == "SCADA alerts");
  CHECK(c.node("scada").access == AccessModel::authorize);
  CHECK(c.node("scada").mine == Affiliation::owner);
  CHECK(c.node("phishing").mine == Affiliation::publish_only);
  CHECK(c.node("loose").mine == Affiliation::none);
}

TEST_CASE("crawl: rows are there after the first answer, with the title that the list gives") {
  Crawling c;
  small_grid(c.controller);
  c.start();
  CHECK(c.model.all().empty());
  c.requests.round();
  CHECK(c.roots() == Names{"incidents", "loose", "vulnerabilities"});
  CHECK(c.node("incidents").title == "Incidents");
  CHECK(c.node("incidents").state == Known::asked);
  CHECK(c.changes > 0);
}

TEST_CASE("crawl: as many round trips as the graph is deep, not as it is wide") {
  Crawling c;
  std::vector<std::string> all;
  for (int i = 0; i < 50; ++i) {
    std::vector<std::string> topics;
    for (int j = 0; j < 20; ++j) {
      topics.push_back("t" + std::to_string(i * 20 + j));
      c.controller.leaf(topics.back());
    }
    c.controller.collection("c" + std::to_string(i), topics);
  }
  c.limits.in_flight = 10'000;
  const auto& progress = c.run();
  CHECK(progress.read == 1050);
  CHECK(progress.requests == 1 + 1 + 50 + 1050);  // root, own affiliations, lists, metadata
  CHECK(c.requests.rounds == 4);                  // root; collections; their lists; topics
}

TEST_CASE("crawl: never hands over more requests than its limit, and loses none") {
  Crawling c;
  for (int i = 0; i < 300; ++i) c.controller.leaf("t" + std::to_string(i));
  c.limits.in_flight = 16;
  c.start();
  std::size_t most = 0;
  while (c.requests.waiting()) {
    most = std::max(most, c.requests.waiting());
    c.requests.answer_next();
  }
  CHECK(most == 16);
  CHECK(c.crawl->progress().finished);
  CHECK(c.model.topics() == 300);
}

TEST_CASE("crawl: a node that vanishes while we look is shown as gone") {
  Crawling c;
  small_grid(c.controller);
  c.controller.vanished = {"scada"};
  const auto& progress = c.run();
  CHECK(progress.finished);
  CHECK(progress.failed == 1);
  CHECK(c.node("scada").state == Known::gone);
  CHECK(c.node("phishing").state == Known::known);
}

TEST_CASE("crawl: a node that refuses is kept with the reason, the rest is read") {
  Crawling c;
  small_grid(c.controller);
  c.controller.info_errors = {{"scada", stanza_error("forbidden", ErrorType::auth)},
                              {"phishing", failure(ErrorKind::timeout)}};
  const auto& progress = c.run();
  CHECK(progress.finished);
  CHECK(progress.failed == 2);
  CHECK(c.node("scada").state == Known::refused);
  CHECK(c.node("scada").error->condition == "forbidden");
  CHECK(c.node("phishing").state == Known::failed);
  CHECK(progress.read == 6);
}

TEST_CASE("crawl: a collection that refuses its list keeps its place") {
  Crawling c;
  small_grid(c.controller);
  c.controller.list_errors = {{"incidents", stanza_error("forbidden", ErrorType::auth)}};
  const auto& progress = c.run();
  CHECK(progress.finished);
  CHECK(c.node("incidents").kind == NodeKind::collection);
  CHECK(c.node("incidents").error->condition == "forbidden");
  CHECK(c.parents("shared") == Names{"vulnerabilities"});
}

TEST_CASE("crawl: the root list refused is the crawl's error; own nodes are read all the same") {
  Crawling c;
  small_grid(c.controller);
  c.controller.list_errors = {{"", stanza_error("forbidden", ErrorType::auth)}};
  const auto& progress = c.run();
  CHECK(progress.finished);
  CHECK(progress.error->condition == "forbidden");
  CHECK(c.node("scada").title == "SCADA alerts");
}

TEST_CASE("DISCO-02 an answer that names another node is discarded and said to be nonsense") {
  Crawling c;
  small_grid(c.controller);
  c.controller.raw_info["scada"] =
      "<query xmlns='http://jabber.org/protocol/disco#info' node='phishing'>"
      "<identity category='pubsub' type='collection'/></query>";
  c.run();
  CHECK(c.node("scada").state == Known::failed);
  CHECK(c.node("scada").kind == NodeKind::unknown);
  CHECK(c.told(Notice::Kind::nonsense, "scada"));
}

TEST_CASE("crawl: an answer without service discovery is nonsense, not a crash") {
  Crawling c;
  c.controller.leaf("a").leaf("b");
  c.controller.raw_info["a"] = "<query xmlns='urn:example:other'/>";
  c.run();
  CHECK(c.crawl->progress().finished);
  CHECK(c.told(Notice::Kind::nonsense, "a"));
  CHECK(c.node("b").state == Known::known);
}

TEST_CASE("crawl: a collection that contains itself, and two that contain each other") {
  Crawling c;
  c.controller.collection("top", {"self", "a", "x"}).collection("self", {"self", "t"});
  c.controller.collection("a", {"b"}).collection("b", {"a"}).leaf("t").leaf("x");
  const auto& progress = c.run();
  CHECK(progress.finished);
  CHECK(c.told(Notice::Kind::cycle, "self"));
  CHECK(c.told(Notice::Kind::cycle, "a"));
  CHECK(c.told(Notice::Kind::cycle, "b"));
  CHECK(!c.told(Notice::Kind::cycle, "top"));
  CHECK(c.children("self") == Names{"t"});
  CHECK(c.children("b") == Names{"a"});
}

TEST_CASE("DISCO-05 an empty list is no failure: there is nothing that we may see") {
  Crawling c;
  const auto& progress = c.run();
  CHECK(progress.finished);
  CHECK(!progress.error);
  CHECK(c.model.all().empty());
}

TEST_CASE("RSM-01 pages are asked for only where the service announces them") {
  Crawling c;
  c.controller.leaf("a");
  c.start();
  CHECK(c.requests.payload(0).find("http://jabber.org/protocol/rsm") == std::string::npos);
  c.service = fake_service(true);
  c.start();
  CHECK(c.requests.payload(c.requests.waiting() - 2).find("http://jabber.org/protocol/rsm") != std::string::npos);
}

TEST_CASE("RSM-08, RSM-09 node lists are paged, with the set inside the query") {
  Crawling c;
  c.service = fake_service(true);
  c.controller.paging = true;
  for (int i = 0; i < 250; ++i) c.controller.leaf("t" + std::to_string(i));
  c.start();
  CHECK(c.requests.payload(0) ==
        "<query xmlns='http://jabber.org/protocol/disco#items'>"
        "<set xmlns='http://jabber.org/protocol/rsm'><max>100</max></set></query>");
  c.requests.run();
  CHECK(c.model.topics() == 250);
  CHECK(c.crawl->progress().notices.empty());
}

TEST_CASE("RSM-06 an answer without set is complete; no further page is asked for") {
  Crawling c;
  c.service = fake_service(true);
  c.controller.collection("c", {"a", "b"}).leaf("a").leaf("b");
  c.start();
  c.requests.round();  // root
  c.requests.round();  // metadata of c
  REQUIRE(c.requests.waiting() == 1);
  CHECK(c.requests.payload(0) == "<query xmlns='http://jabber.org/protocol/disco#items' node='c'/>");
  c.requests.run();
  CHECK(c.told(Notice::Kind::paging_ignored, ""));
  CHECK(c.model.topics() == 2);
}

TEST_CASE("RSM-05 a vanished anchor begins the list again") {
  Crawling c;
  c.service = fake_service(true);
  c.controller.paging = true;
  c.limits.page = 2;
  for (const char* id : {"a", "b", "c", "d", "e"}) c.controller.leaf(id);
  c.controller.anchor_lost_once = "b";
  c.run();
  CHECK(c.crawl->progress().finished);
  CHECK(c.roots() == Names{"a", "b", "c", "d", "e"});
}

TEST_CASE("RSM-03, ATTACK-10 a page that repeats for ever is read twice at most") {
  Crawling c;
  c.service = fake_service(true);
  c.controller.paging = c.controller.repeats_last = true;
  c.limits.page = 2;
  for (const char* id : {"a", "b", "c", "d"}) c.controller.leaf(id);
  const auto& progress = c.run();
  CHECK(progress.finished);
  CHECK(c.told(Notice::Kind::paging_loop, ""));
  CHECK(c.roots() == Names{"a", "b"});
  CHECK(progress.requests == 2 + 1 + 2);
}

TEST_CASE("ATTACK-10 a list without end stops at the limit and says so") {
  Crawling c;
  c.service = fake_service(true);
  c.controller.paging = c.controller.endless = true;
  c.limits.nodes = 1000;
  const auto& progress = c.run();
  CHECK(progress.finished);
  CHECK(c.model.all().size() == 1000);
  CHECK(c.told(Notice::Kind::list_capped, ""));
}

TEST_CASE("crawl: a list shorter than its own count is told, and removes nothing") {
  Crawling c;
  c.service = fake_service(true);
  c.controller.paging = true;
  for (const char* id : {"a", "b", "c"}) c.controller.leaf(id);
  c.run();
  CHECK(c.crawl->progress().notices.empty());
  c.controller.nodes.erase("b");
  c.controller.count_more = 1;
  c.run();
  CHECK(c.told(Notice::Kind::list_capped, ""));
  CHECK(c.has("b"));
}

TEST_CASE("crawl: a list as long as the controller's usual limit is told") {
  Crawling c;
  c.service.software = "ejabberd";
  for (int i = 0; i < 120; ++i) c.controller.leaf("t" + std::to_string(i));
  c.controller.cap = 100;
  c.run();
  CHECK(c.told(Notice::Kind::list_capped, ""));
  CHECK(c.model.topics() == 100);
}

TEST_CASE("crawl: nodes of ours that no list names are found by our affiliations, and told") {
  Crawling c;
  c.controller.leaf("a").leaf("hidden");
  c.controller.unlisted = {"hidden"};
  c.controller.affiliations = {{"hidden", "owner"}, {"deleted-long-ago", "owner"}};
  c.run();
  CHECK(c.crawl->progress().finished);
  CHECK(c.node("hidden").mine == Affiliation::owner);
  CHECK(c.node("hidden").state == Known::known);
  CHECK(!c.has("deleted-long-ago"));
  CHECK(c.told(Notice::Kind::list_capped, ""));
}

TEST_CASE("crawl: a controller without the list of own affiliations leaves them unknown") {
  Crawling c;
  c.controller.leaf("a");
  c.controller.knows_affiliations = false;
  c.run();
  CHECK(c.crawl->progress().finished);
  CHECK(c.node("a").mine == Affiliation::unknown);
}

TEST_CASE("crawl: a second crawl moves what moved and removes what is gone, at its end") {
  Crawling c;
  small_grid(c.controller);
  c.run();
  c.controller.collection("incidents", {"phishing"}, "Incidents");
  c.controller.collection("nested", {"swid", "scada"});
  c.controller.nodes.erase("loose");
  c.start();
  c.requests.round();
  CHECK(c.has("loose"));
  CHECK(c.node("scada").state == Known::known);
  c.requests.run();
  CHECK(!c.has("loose"));
  CHECK(c.parents("scada") == Names{"nested"});
  CHECK(c.children("incidents") == Names{"phishing"});
}

TEST_CASE("crawl: what lies below a collection that refuses this time is kept") {
  Crawling c;
  small_grid(c.controller);
  c.run();
  c.controller.list_errors = {{"nested", failure(ErrorKind::timeout)}};
  c.run();
  CHECK(c.has("swid"));
  CHECK(c.parents("swid") == Names{"nested"});
}

TEST_CASE("crawl: the session ends in the middle: nothing is removed, nothing more is asked") {
  Crawling c;
  small_grid(c.controller);
  c.run();
  auto before = c.model.all().size();
  c.start();
  c.requests.round();
  c.requests.fail_all(failure(ErrorKind::cancelled));
  CHECK(c.requests.waiting() == 0);
  CHECK(c.crawl->progress().finished);
  CHECK(c.crawl->progress().error->kind == ErrorKind::cancelled);
  CHECK(c.model.all().size() == before);
  CHECK(c.node("swid").state == Known::known);
}

TEST_CASE("crawl: cancelled, it takes in nothing more") {
  Crawling c;
  small_grid(c.controller);
  c.start();
  c.requests.round();
  auto revision = (c.crawl->cancel(), c.model.revision());
  auto changes = c.changes;
  c.requests.run();
  CHECK(c.model.revision() == revision);
  CHECK(c.changes == changes);
  CHECK(c.crawl->progress().cancelled);
  CHECK(!c.crawl->progress().finished);
  CHECK(c.node("incidents").state == Known::listed);
}

TEST_CASE("crawl: may be cancelled from its own report") {
  Crawling c;
  small_grid(c.controller);
  c.crawl = std::make_unique<Crawl>(
      c.requests, c.service, c.model,
      [&] {
        ++c.changes;
        c.crawl->cancel();
      },
      c.limits);
  c.requests.run();
  CHECK(c.changes == 1);
  CHECK(c.crawl->progress().cancelled);
  CHECK(c.roots() == Names{"incidents", "loose", "vulnerabilities"});
}

TEST_CASE("crawl: destroyed in the middle, answers that come later do no harm") {
  Crawling c;
  small_grid(c.controller);
  c.start();
  c.requests.round();
  auto revision = (c.crawl.reset(), c.model.revision());
  c.requests.run();
  CHECK(c.model.revision() == revision);
}

TEST_CASE("read_node: takes the changed metadata and children of one node") {
  Crawling c;
  small_grid(c.controller);
  c.run();
  c.controller.collection("nested", {"loose"}, "Renamed");
  auto asked = c.requests.asked;
  Running<Result<void>> reading(read_node(c.requests, c.service, c.model, *c.model.find("nested")));
  c.requests.run();
  REQUIRE(reading.done());
  CHECK(reading->ok());
  CHECK(c.node("nested").title == "Renamed");
  CHECK(c.children("nested") == Names{"loose"});
  CHECK(c.requests.asked - asked == 2);
}

TEST_CASE("read_node: the reason is in the result and in the node") {
  Crawling c;
  small_grid(c.controller);
  c.run();
  c.controller.nodes.erase("scada");
  Running<Result<void>> reading(read_node(c.requests, c.service, c.model, *c.model.find("scada")));
  c.requests.run();
  REQUIRE(reading.done());
  CHECK(reading->error().condition == "item-not-found");
  CHECK(c.node("scada").state == Known::gone);
}
