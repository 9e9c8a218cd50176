// SPDX-License-Identifier: AGPL-3.0-or-later
// The crawl against lists: in pages, without end, shorter than they should be.
#include <doctest/doctest.h>

#include "tests/unit/support/crawling.h"

using namespace xmpp;
using namespace xmpp::grid;
using namespace xmpp::test;

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

TEST_CASE("ATTACK-10 RSM-03 a page that repeats for ever is read twice at most") {
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

TEST_CASE("ATTACK-10 as many items in one result as the gate lets through: the crawl takes in its limit, and ends") {
  Crawling c;
  c.limits.nodes = 1000;
  std::string items = "<query xmlns='http://jabber.org/protocol/disco#items'>";
  std::size_t nodes = 0;
  SUBCASE("a million that are no nodes") {
    for (int i = 0; i < 999'990; ++i) items += "<item jid='p'/>";
  }
  SUBCASE("a hundred thousand nodes") {
    nodes = 1000;
    for (int i = 0; i < 100'000; ++i) items += "<item jid='pubsub.example' node='" + std::to_string(i) + "'/>";
  }
  c.controller.raw_root = items + "</query>";
  const auto& progress = c.run();
  CHECK(progress.finished);
  CHECK(c.model.all().size() == nodes);
  CHECK(progress.requests == 2 + nodes);
  CHECK(c.told(Notice::Kind::list_capped, "") == (nodes > 0));
}

TEST_CASE("ATTACK-10 nodes that each name one more stop at the limit, and it says so") {
  Crawling c;
  c.controller.leaf("a");
  c.controller.climbs = true;
  c.limits.nodes = 1000;
  c.start();
  c.requests.run(2000);
  CHECK(c.crawl->progress().finished);
  CHECK(c.model.all().size() == 1000);
  CHECK(c.told(Notice::Kind::list_capped, ""));
}

TEST_CASE("ATTACK-10 affiliations with more nodes than the limit are not all asked about") {
  Crawling c;
  for (int i = 0; i < 3000; ++i) c.controller.affiliations["mine-" + std::to_string(i)] = "owner";
  c.limits.nodes = 1000;
  const auto& progress = c.run();
  CHECK(progress.finished);
  CHECK(progress.requests == 1 + 1 + 1000);
  CHECK(c.told(Notice::Kind::list_capped, ""));
}

TEST_CASE("ATTACK-10 a list without end of another service's nodes stops at the limit, too") {
  Crawling c;
  c.service = fake_service(true);
  c.controller.paging = c.controller.endless = c.controller.strangers = true;
  c.limits.nodes = 1000;
  c.start();
  c.requests.run(100);
  CHECK(c.crawl->progress().finished);
  CHECK(c.model.all().empty());
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
