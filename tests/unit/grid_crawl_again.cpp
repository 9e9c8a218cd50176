// SPDX-License-Identifier: AGPL-3.0-or-later
// The crawl a second time, cut short, and of a single node.
#include <doctest/doctest.h>

#include "tests/unit/support/crawling.h"

using namespace xmpp;
using namespace xmpp::grid;
using namespace xmpp::test;

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
