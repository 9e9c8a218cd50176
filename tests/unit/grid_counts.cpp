// SPDX-License-Identifier: AGPL-3.0-or-later
// Providers and consumers, read for the rows that somebody looks at.
#include "xmpp/grid/counts.h"

#include <doctest/doctest.h>

#include <map>

#include "tests/unit/support/fake_controller.h"
#include "xmpp/xep/pubsub_owner.h"

using namespace xmpp;
using namespace xmpp::grid;
using namespace xmpp::test;

namespace {

struct Counting {
  Model model;
  Service service = fake_service();
  std::optional<Error> refusal;
  std::size_t changes = 0;
  FakeRequests requests{[this](const Jid&, const Element& payload) { return answer(payload); }};

  Result<std::string> answer(const Element& payload) {
    if (refusal) return *refusal;
    std::string head = "<pubsub xmlns='http://jabber.org/protocol/pubsub#owner'>";
    if (payload.is(disco::ns_items, "query"))
      return "<query xmlns='http://jabber.org/protocol/disco#items' node='" + std::string(payload["node"]) +
             "'><set xmlns='http://jabber.org/protocol/rsm'><count>12</count></set></query>";
    if (payload.child(pubsub::ns_owner, "affiliations"))
      return head +
             "<affiliations><affiliation jid='alice@example' affiliation='owner'/><affiliation jid='ids@example' "
             "affiliation='publisher'/><affiliation jid='probe@example' affiliation='publish-only'/><affiliation "
             "jid='mallory@example' affiliation='outcast'/></affiliations></pubsub>";
    return head +
           "<subscriptions><subscription jid='a@example' subscription='subscribed' subid='1'/><subscription "
           "jid='a@example' "
           "subscription='subscribed' subid='2'/><subscription jid='b@example' "
           "subscription='pending'/></subscriptions></pubsub>";
  }
  NodeIndex topic(std::string_view id, Affiliation mine = Affiliation::owner) {
    NodeIndex i = model.add(id);
    Node& node = model.edit(i);
    node.kind = NodeKind::topic;
    node.state = Known::known;
    node.mine = mine;
    return i;
  }
};

}  // namespace

TEST_CASE("counts: providers are publishers and publish-only, a consumer is one however often he subscribed") {
  Counting c;
  auto topic = c.topic("t");
  Counts counts(c.requests, c.service, c.model, [&] { ++c.changes; });
  counts.want(std::vector{topic});
  CHECK(c.model[topic].counts == Known::asked);
  CHECK(c.requests.waiting() == 2);
  c.requests.run();
  CHECK(c.model[topic].counts == Known::known);
  CHECK(c.model[topic].providers == 2);
  CHECK(c.model[topic].consumers == 1);
  CHECK(c.model[topic].owners.size() == 1);
  CHECK(!c.model[topic].items);
  CHECK(c.changes == 1);
  counts.want(std::vector{topic});
  CHECK(c.requests.waiting() == 0);
}

TEST_CASE("RSM-07 counts: items are counted where the controller pages them") {
  Counting c;
  c.service.software = "ejabberd";
  auto topic = c.topic("t");
  Counts counts(c.requests, c.service, c.model, {});
  counts.want(std::vector{topic});
  REQUIRE(c.requests.waiting() == 3);
  CHECK(c.requests.payload(2).find("<max>0</max>") != std::string::npos);
  c.requests.run();
  CHECK(c.model[topic].items == 12);
}

TEST_CASE("counts: who is no owner is not asked about, and keeps what the metadata told") {
  Counting c;
  auto topic = c.topic("t", Affiliation::member);
  c.model.edit(topic).consumers = 7;
  Counts counts(c.requests, c.service, c.model, {});
  counts.want(std::vector{topic});
  CHECK(c.requests.asked == 0);
  CHECK(c.model[topic].counts == Known::refused);
  CHECK(c.model[topic].consumers == 7);
}

TEST_CASE("counts: a refusal is final until somebody asks again") {
  Counting c;
  auto topic = c.topic("t", Affiliation::unknown);
  c.refusal = stanza_error("forbidden", ErrorType::auth);
  Counts counts(c.requests, c.service, c.model, {});
  counts.want(std::vector{topic});
  c.requests.run();
  CHECK(c.model[topic].counts == Known::refused);
  counts.want(std::vector{topic});
  CHECK(c.requests.waiting() == 0);
  c.refusal.reset();
  counts.refresh(topic);
  c.requests.run();
  CHECK(c.model[topic].counts == Known::known);
}

TEST_CASE("counts: rows scrolled away before their turn are not asked about") {
  Counting c;
  std::vector<NodeIndex> first, second;
  for (int i = 0; i < 40; ++i) first.push_back(c.topic("a" + std::to_string(i)));
  for (int i = 0; i < 5; ++i) second.push_back(c.topic("b" + std::to_string(i)));
  Counts counts(c.requests, c.service, c.model, {});
  counts.want(first);
  auto sent = counts.running();
  CHECK(sent < first.size());
  counts.want(second);
  c.requests.run();
  for (NodeIndex i : second) CHECK(c.model[i].counts == Known::known);
  std::size_t known = 0;
  for (NodeIndex i : first) known += c.model[i].counts == Known::known;
  CHECK(known == sent);
}

TEST_CASE("counts: destroyed in the middle, the next one may ask") {
  Counting c;
  auto topic = c.topic("t");
  {
    Counts counts(c.requests, c.service, c.model, {});
    counts.want(std::vector{topic});
  }
  CHECK(c.model[topic].counts == Known::listed);
  c.requests.run();
  CHECK(!c.model[topic].providers);
}
