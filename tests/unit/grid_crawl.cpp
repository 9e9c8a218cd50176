// SPDX-License-Identifier: AGPL-3.0-or-later
// The crawl against controllers that behave, and against nodes that do not.
#include <doctest/doctest.h>

#include "tests/unit/support/crawling.h"

using namespace xmpp;
using namespace xmpp::grid;
using namespace xmpp::test;

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
