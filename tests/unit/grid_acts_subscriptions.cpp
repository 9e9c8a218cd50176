// SPDX-License-Identifier: AGPL-3.0-or-later
// Changing who consumes a node (XEP-0060 §8.8, §6), and taking access away for good.
#include <doctest/doctest.h>

#include "tests/unit/support/acting.h"

using namespace xmpp;
using namespace xmpp::grid;
using namespace xmpp::test;

namespace {

struct Consuming : Acting {
  Consuming() {
    controller.topic("t");
    list() = {
        {"siem@example", "subscribed", "s1"}, {"siem@example", "subscribed", "s2"}, {"soc@example", "subscribed", ""}};
    crawled();
  }
  std::vector<PubsubService::Subscription>& list() { return controller.nodes["t"].subscriptions; }
  Words subscribed() {
    Words found;
    for (const auto& s : list())
      if (s.state == "subscribed") found.push_back(s.jid);
    return found;
  }
};

}  // namespace

TEST_CASE("consumers: read sorted by JID and subid; one with two subscriptions is one consumer") {
  Consuming c;
  auto found = c.run(read_consumers(c.ground(), "t"));
  REQUIRE(found);
  REQUIRE(found->size() == 3);
  CHECK((*found)[0].jid == jid("siem@example"));
  CHECK((*found)[0].subid == "s1");
  CHECK((*found)[2].jid == jid("soc@example"));
  CHECK((*found)[2].state == SubscriptionState::subscribed);
  CHECK(c.node("t").consumers == 2);
}

TEST_CASE("PS-04 subscribe: an owner subscribes somebody else, one entry, and sees it") {
  Consuming c;
  REQUIRE(c.run(subscribe(c.ground(), "t", jid("edr@example"))));
  CHECK(c.subscribed().back() == "edr@example");
  CHECK(c.node("t").consumers == 3);
  REQUIRE(c.sent().size() == 1);
  CHECK(count(c.sent()[0], "<subscription ") == 1);
  CHECK(c.run(subscribe(c.ground(), "t", jid("edr@example"))));
  CHECK(c.sent().size() == 1);
}

TEST_CASE("subscribe: an owner's way is also the approval of a request") {
  Consuming c;
  c.list() = {{"edr@example", "pending", "s7"}};
  REQUIRE(c.run(subscribe(c.ground(), "t", jid("edr@example"))));
  REQUIRE(c.list().size() == 1);
  CHECK(c.list()[0].state == "subscribed");
}

TEST_CASE("subscribe: where owners may not set subscriptions, they may subscribe others (Prosody)") {
  Consuming c;
  c.controller.owners_set_subscriptions = false;
  REQUIRE(c.run(subscribe(c.ground(), "t", jid("edr@example"))));
  CHECK(c.subscribed().back() == "edr@example");
  REQUIRE(c.run(unsubscribe(c.ground(), "t", jid("edr@example"))));
  CHECK(c.subscribed().back() == "soc@example");
}

TEST_CASE("subscribe: an owner's change needs a subid, also for a new one (Openfire)") {
  Consuming c;
  c.controller.asks_for_subid = true;
  c.service.software = "Openfire";
  REQUIRE(c.run(subscribe(c.ground(), "t", jid("edr@example"))));
  CHECK(c.subscribed().back() == "edr@example");
}

TEST_CASE("subscribe: ourselves to a topic of others; waiting for approval is not success") {
  Consuming c;
  c.controller.nodes["t"].affiliations = {{"bob@example", "owner"}};
  c.controller.nodes["t"].config["pubsub#access_model"] = {"authorize"};
  auto waits = c.run(subscribe(c.ground(), "t", jid("alice@example")));
  CHECK(waits.error().condition == "not-applied");
  CHECK(waits.error().text == "The controller shows the subscription of alice@example as pending.");
  c.controller.nodes["t"].config.clear();
  c.list().clear();
  CHECK(c.run(subscribe(c.ground(), "t", jid("alice@example"))));
  CHECK(c.run(unsubscribe(c.ground(), "t", jid("alice@example"))));
  CHECK(c.subscribed().empty());
}

TEST_CASE("subscribe: others, without owning the topic: the owner's refusal is told, not that of the way for oneself") {
  Consuming c;
  c.controller.nodes["t"].affiliations = {{"bob@example", "owner"}};
  auto refused = c.run(subscribe(c.ground(), "t", jid("edr@example")));
  CHECK(refused.error().kind == ErrorKind::stanza);
  CHECK(c.sent().empty());
}

TEST_CASE("unsubscribe: every subscription of the JID, each with its subid, and nobody else's") {
  Consuming c;
  REQUIRE(c.run(unsubscribe(c.ground(), "t", jid("siem@example"))));
  CHECK(c.subscribed() == Words{"soc@example"});
  REQUIRE(c.sent().size() == 2);
  CHECK(count(c.sent()[0], "s1") == 1);
  CHECK(count(c.sent()[1], "s2") == 1);
  CHECK(c.node("t").consumers == 1);
}

TEST_CASE("unsubscribe: the one with this subid; what is not there needs no request") {
  Consuming c;
  REQUIRE(c.run(unsubscribe(c.ground(), "t", jid("siem@example"), "s2")));
  CHECK(c.list()[0].subid == "s1");
  CHECK(c.list().size() == 2);
  CHECK(c.run(unsubscribe(c.ground(), "t", jid("nobody@example"))));
  CHECK(c.sent().size() == 1);
}

TEST_CASE("PS-05 unsubscribe: success that changed nothing is an error that says what is shown") {
  Consuming c;
  c.controller.ignores_subscriptions = true;
  auto done = c.run(unsubscribe(c.ground(), "t", jid("siem@example")));
  CHECK(done.error().condition == "not-applied");
  CHECK(done.error().text == "The controller still lists 2 subscriptions of siem@example.");
}

TEST_CASE("unsubscribe: a bare JID means all its resources") {
  Consuming c;
  c.list() = {{"siem@example/a", "subscribed", "s1"}, {"siem@example/b", "subscribed", "s2"}};
  REQUIRE(c.run(unsubscribe(c.ground(), "t", jid("siem@example/b"))));
  CHECK(c.subscribed() == Words{"siem@example/a"});
  REQUIRE(c.run(unsubscribe(c.ground(), "t", jid("siem@example"))));
  CHECK(c.subscribed().empty());
}

TEST_CASE("revoke: outcast and no subscription left, and the proof") {
  Consuming c;
  c.controller.nodes["t"].affiliations["siem@example"] = "member";
  auto done = c.run(revoke(c.ground(), "t", jid("siem@example/probe")));
  REQUIRE(done);
  CHECK(done->proved);
  CHECK(done->affiliation == Affiliation::outcast);
  CHECK(done->subscriptions_before == 2);
  CHECK(done->subscriptions_after == 0);
  CHECK(c.controller.nodes["t"].affiliations["siem@example"] == "outcast");
  CHECK(c.subscribed() == Words{"soc@example"});
}

TEST_CASE("revoke: what was refused and done all the same is done (Prosody)") {
  Consuming c;
  c.controller.refuses_outcast = true;
  c.controller.owners_set_subscriptions = false;
  auto done = c.run(revoke(c.ground(), "t", jid("siem@example")));
  REQUIRE(done);
  CHECK(done->proved);
  CHECK(!done->refused);
  CHECK(c.subscribed() == Words{"soc@example"});
}

TEST_CASE("revoke: half of it is no proof, and the reason is told") {
  Consuming c;
  SUBCASE("subscriptions stay") {
    c.controller.ignores_subscriptions = true;
    auto done = c.run(revoke(c.ground(), "t", jid("siem@example")));
    REQUIRE(done);
    CHECK(!done->proved);
    CHECK(done->affiliation == Affiliation::outcast);
    CHECK(done->subscriptions_after == 2);
    CHECK(done->refused->condition == "not-applied");
  }
  SUBCASE("the affiliation stays: the subscriptions end all the same") {
    c.controller.ignores_affiliations = true;
    auto done = c.run(revoke(c.ground(), "t", jid("siem@example")));
    REQUIRE(done);
    CHECK(!done->proved);
    CHECK(done->affiliation == Affiliation::none);
    CHECK(done->subscriptions_after == 0);
    CHECK(done->refused->condition == "not-applied");
  }
}

TEST_CASE("PS-06 revoke: not from the last owner") {
  Consuming c;
  c.list().push_back({"alice@example", "subscribed", "s9"});
  CHECK(c.run(revoke(c.ground(), "t", jid("alice@example"))).error().condition == "last-owner");
  CHECK(c.sent().empty());
}
