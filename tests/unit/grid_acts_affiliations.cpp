// SPDX-License-Identifier: AGPL-3.0-or-later
// Changing who stands how to a node (XEP-0060 §8.9).
#include <doctest/doctest.h>

#include "tests/unit/support/acting.h"

using namespace xmpp;
using namespace xmpp::grid;
using namespace xmpp::test;

namespace {

struct Roles : Acting {
  Roles() {
    controller.topic("t");
    controller.nodes["t"].affiliations["ids@example"] = "publisher";
    crawled();
  }
  std::string shown(const std::string& who) { return controller.nodes["t"].affiliations[who]; }
  Result<Affiliation> set(std::string_view who, Affiliation value) {
    return run(set_affiliation(ground(), "t", jid(who), value));
  }
};

}  // namespace

TEST_CASE("affiliations: read sorted by JID; the model is told") {
  Roles r;
  r.controller.nodes["t"].affiliations["former@example"] = "none";
  auto list = r.run(read_standings(r.ground(), "t"));
  REQUIRE(list);
  REQUIRE(list->size() == 2);
  CHECK((*list)[0].jid == jid("alice@example"));
  CHECK((*list)[0].affiliation == Affiliation::owner);
  CHECK((*list)[1].affiliation == Affiliation::publisher);
  CHECK(r.node("t").owners == std::vector{jid("alice@example")});
  CHECK(r.node("t").providers == 1);
  CHECK(r.node("t").mine == Affiliation::owner);
}

TEST_CASE("PS-01 affiliations: are set on the bare JID") {
  Roles r;
  auto done = r.set("scada@example/sensor", Affiliation::publisher);
  REQUIRE(done);
  CHECK(*done == Affiliation::none);
  CHECK(r.shown("scada@example") == "publisher");
  CHECK(r.sent().front().find("sensor") == std::string::npos);
}

TEST_CASE("PS-04 affiliations: one entry is sent, nobody else's with it; the value is what it was before") {
  Roles r;
  auto done = r.set("ids@example", Affiliation::outcast);
  REQUIRE(done);
  CHECK(*done == Affiliation::publisher);
  REQUIRE(r.sent().size() == 1);
  CHECK(count(r.sent()[0], "<affiliation ") == 1);
  CHECK(r.node("t").providers == 0);
  REQUIRE(r.set("ids@example", *done));
  CHECK(r.shown("ids@example") == "publisher");
  CHECK(r.node("t").providers == 1);
}

TEST_CASE("affiliations: what is so already is not sent") {
  Roles r;
  CHECK(r.set("ids@example", Affiliation::publisher));
  CHECK(r.set("nobody@example", Affiliation::none));
  CHECK(r.sent().empty());
}

TEST_CASE("PS-06 affiliations: the last owner is not taken away, and nothing is sent") {
  Roles r;
  auto refused = r.set("alice@example", Affiliation::publisher);
  CHECK(refused.error().kind == ErrorKind::input);
  CHECK(refused.error().condition == "last-owner");
  CHECK(r.sent().empty());
  REQUIRE(r.set("bob@example", Affiliation::owner));
  CHECK(r.set("alice@example", Affiliation::publisher));
  CHECK(r.shown("alice@example") == "publisher");
}

TEST_CASE("affiliations: who has given up ownership may not read the list any more, and knows what he is") {
  Roles r;
  r.controller.nodes["t"].affiliations["bob@example"] = "owner";
  REQUIRE(r.set("alice@example", Affiliation::member));
  CHECK(r.node("t").mine == Affiliation::member);
}

TEST_CASE("PS-05 affiliations: success that changed nothing is an error that says what is shown") {
  Roles r;
  r.controller.ignores_affiliations = true;
  auto done = r.set("ids@example", Affiliation::outcast);
  CHECK(done.error().kind == ErrorKind::protocol);
  CHECK(done.error().condition == "not-applied");
  CHECK(done.error().text == "The controller shows ids@example as publisher.");
}

TEST_CASE("affiliations: a controller that makes something else of it (Openfire)") {
  Roles r;
  r.controller.coerces_affiliations = true;
  SUBCASE("known for it: nothing is sent") {
    r.service.software = "Openfire";
    auto done = r.set("ids@example", Affiliation::member);
    CHECK(done.error().condition == "feature-not-implemented");
    CHECK(done.error().feature == "member-affiliation");
    CHECK(r.requests.asked == 0);
  }
  SUBCASE("not known for it: the act has failed") {
    auto done = r.set("ids@example", Affiliation::member);
    CHECK(done.error().condition == "not-applied");
    CHECK(done.error().text.find("outcast") != std::string::npos);
    CHECK(r.node("t").providers == 0);
  }
}

TEST_CASE("affiliations: the connection is lost: nobody knows, and the next attempt does not send it twice") {
  Roles r;
  r.cut = 1;
  r.cut_after = true;
  auto done = r.set("ids@example", Affiliation::outcast);
  CHECK(done.error().kind == ErrorKind::cancelled);
  r.reconnect();
  CHECK(r.set("ids@example", Affiliation::outcast));
  CHECK(r.sent().size() == 1);
}

TEST_CASE("affiliations: who is no owner is told so by the controller") {
  Roles r;
  r.controller.nodes["t"].affiliations = {{"bob@example", "owner"}};
  CHECK(r.set("ids@example", Affiliation::outcast).error().condition == "forbidden");
  CHECK(r.sent().empty());
}
