// SPDX-License-Identifier: AGPL-3.0-or-later
// Nodes into and out of collections (XEP-0248 §7), and away.
#include <doctest/doctest.h>

#include "tests/unit/support/acting.h"

using namespace xmpp;
using namespace xmpp::grid;
using namespace xmpp::test;

namespace {

struct Sorting : Acting {
  Sorting() {
    service = pubsub_service("", {"create-and-configure", "multi-collection"});
    controller.collection("incidents").collection("inner", {"incidents"}).collection("other").topic("t", {"other"});
    crawled();
  }
  Words parents(const std::string& id) { return names(node(id).parents); }
  std::set<std::string> kept(const std::string& id) { return controller.nodes[id].parents; }
};

using Set = std::set<std::string>;

}  // namespace

TEST_CASE("associate: into one more collection, by the request for it") {
  Sorting s;
  REQUIRE(s.run(associate(s.ground(), "incidents", "t")));
  CHECK(s.kept("t") == Set{"incidents", "other"});
  CHECK(s.parents("t") == Words{"incidents", "other"});
  CHECK(s.sent()[0].find("<associate") != std::string::npos);
  REQUIRE(s.run(dissociate(s.ground(), "other", "t")));
  CHECK(s.parents("t") == Words{"incidents"});
}

TEST_CASE("associate: by the configuration of the child where the controller does not know the request") {
  Sorting s;
  s.controller.understands_associate = false;
  REQUIRE(s.run(associate(s.ground(), "incidents", "t")));
  CHECK(s.kept("t") == Set{"incidents", "other"});
  CHECK(s.parents("t") == Words{"incidents", "other"});
  REQUIRE(s.run(dissociate(s.ground(), "other", "t")));
  REQUIRE(s.run(dissociate(s.ground(), "incidents", "t")));
  CHECK(s.kept("t").empty());
  CHECK(s.parents("t").empty());
}

TEST_CASE("associate: a collection is never put into itself, and the controller is not asked (XEP-0248 §7.5)") {
  Sorting s;
  for (auto [above, below] : {std::pair("inner", "incidents"), std::pair("inner", "inner")}) {
    auto refused = s.run(associate(s.ground(), above, below));
    CHECK(refused.error().condition == "not-allowed");
    CHECK(!refused.error().text.empty());
  }
  CHECK(s.requests.asked == 0);
}

TEST_CASE("associate: one parent only (Openfire): it moves, and moves to the root") {
  Sorting s;
  s.service = pubsub_service("Openfire");
  s.controller.one_parent = s.controller.tells_parents_in_info = true;
  s.controller.understands_associate = false;
  REQUIRE(s.run(associate(s.ground(), "incidents", "t")));
  CHECK(s.kept("t") == Set{"incidents"});
  CHECK(s.parents("t") == Words{"incidents"});
  REQUIRE(s.run(dissociate(s.ground(), "incidents", "t")));
  CHECK(s.kept("t").empty());
  CHECK(s.parents("t").empty());
}

TEST_CASE("associate: a cycle that only the controller knows of is not sent to one that hangs on it (Openfire)") {
  Sorting s;
  s.service = pubsub_service("Openfire");
  s.controller.tells_parents_in_info = true;
  s.model.disconnect(*s.model.find("incidents"), *s.model.find("inner"));
  CHECK(s.run(associate(s.ground(), "inner", "incidents")).error().condition == "not-allowed");
  CHECK(s.sent().empty());
}

TEST_CASE("associate: one parent, not announced: the model sees that the node has moved") {
  Sorting s;
  s.service = pubsub_service();
  s.controller.one_parent = true;
  REQUIRE(s.run(associate(s.ground(), "incidents", "t")));
  CHECK(s.parents("t") == Words{"incidents"});
}

TEST_CASE("associate: kept as a field and without effect (ejabberd's own tree): not applied") {
  Sorting s;
  s.service = pubsub_service("ejabberd");
  s.controller.links_nothing = true;
  SUBCASE("by the request") {}
  SUBCASE("by the field") { s.controller.understands_associate = false; }
  auto done = s.run(associate(s.ground(), "incidents", "t"));
  CHECK(done.error().condition == "not-applied");
  CHECK(done.error().text == "The controller shows t not in incidents.");
  CHECK(s.parents("t") == Words{"other"});
}

TEST_CASE("associate: who does not own the node is told so") {
  Sorting s;
  s.controller.nodes["incidents"].affiliations = {{"bob@example", "owner"}};
  CHECK(s.run(associate(s.ground(), "incidents", "t")).error().condition == "forbidden");
}

TEST_CASE("remove: the node is gone for the controller and for the model; its children are roots") {
  Sorting s;
  REQUIRE(s.run(remove_node(s.ground(), "incidents")));
  CHECK(!s.controller.nodes.contains("incidents"));
  CHECK(!s.model.find("incidents"));
  CHECK(s.parents("inner").empty());
}

TEST_CASE("remove: children that move up are where the controller shows them (Openfire)") {
  Sorting s;
  s.controller.moves_children_up = true;
  s.controller.topic("leaf", {"inner"});
  s.crawled();
  REQUIRE(s.run(remove_node(s.ground(), "inner")));
  CHECK(s.parents("leaf") == Words{"incidents"});
}

TEST_CASE("remove: a success that removed nothing is none") {
  Sorting s;
  s.controller.ignores_delete = true;
  auto done = s.run(remove_node(s.ground(), "t"));
  CHECK(done.error().condition == "not-applied");
  CHECK(s.model.find("t"));
}

TEST_CASE("remove: gone already is gone; a refusal is a refusal") {
  Sorting s;
  s.controller.nodes.erase("t");
  CHECK(s.run(remove_node(s.ground(), "t")));
  CHECK(!s.model.find("t"));
  s.controller.nodes["other"].affiliations = {{"bob@example", "owner"}};
  CHECK(s.run(remove_node(s.ground(), "other")).error().condition == "forbidden");
  CHECK(s.model.find("other"));
}
