// SPDX-License-Identifier: AGPL-3.0-or-later
// What I may do with a node, and why not (stories 2.5, 2.6; XEP-0060 §4.1, §4.5).
#include <doctest/doctest.h>

#include "xmpp/grid/rights.h"

using namespace xmpp;
using namespace xmpp::grid;

namespace {

const Jid me = *Jid::split("alice@grid.example/console");
constexpr Affiliation everybody[] = {Affiliation::owner,  Affiliation::publisher, Affiliation::publish_only,
                                     Affiliation::member, Affiliation::none,      Affiliation::outcast};
constexpr AccessModel models[] = {AccessModel::open, AccessModel::presence, AccessModel::roster, AccessModel::authorize,
                                  AccessModel::whitelist};

Node topic(Affiliation mine, AccessModel access) {
  Node node;
  node.id = "incidents/phishing";
  node.kind = NodeKind::topic;
  node.state = Known::known;
  node.mine = mine;
  node.access = access;
  node.owners = {*Jid::split("duty@cert.example")};
  return node;
}

RightRow row(const Node& node, Right right, std::optional<SubscriptionState> subscription = std::nullopt) {
  return rights_of(node, {me, subscription})[static_cast<std::size_t>(right)];
}
May may(const Node& node, Right right, std::optional<SubscriptionState> subscription = std::nullopt) {
  return row(node, right, subscription).may;
}
May may(Affiliation mine, AccessModel access, Right right,
        std::optional<SubscriptionState> subscription = std::nullopt) {
  return may(topic(mine, access), right, subscription);
}

}  // namespace

TEST_CASE("Every right has a reason, and whom to ask unless it is granted, whoever asks for whatever") {
  for (Affiliation mine : everybody)
    for (AccessModel access : models)
      for (auto state : {SubscriptionState::none, SubscriptionState::pending, SubscriptionState::subscribed})
        for (const RightRow& each : rights_of(topic(mine, access), {me, state})) {
          CHECK(!each.reason.empty());
          CHECK(!each.reason.ends_with("."));
          CHECK(!title(each.right).empty());
          CHECK((each.ask == Whom::nobody) == (each.may == May::yes));
        }
}

TEST_CASE("An owner may do everything, with every access model (XEP-0060 4.1)") {
  for (AccessModel access : models) {
    for (const RightRow& each : rights_of(topic(Affiliation::owner, access), {me, {}})) CHECK(each.may == May::yes);
    CHECK(!limited(topic(Affiliation::owner, access), {me, {}}));
  }
}

TEST_CASE("What only owners may is for nobody else (XEP-0060 4.1)") {
  for (Affiliation mine : everybody)
    for (Right right : {Right::consumers, Right::affiliations, Right::configuration, Right::remove})
      CHECK(may(mine, AccessModel::open, right) == (mine == Affiliation::owner ? May::yes : May::no));
}

TEST_CASE("PS-02 publish-only includes neither reading nor subscribing, not even where everybody may") {
  for (AccessModel access : models) {
    Node node = topic(Affiliation::publish_only, access);
    CHECK(may(node, Right::publish) == May::yes);
    CHECK(row(node, Right::read).reason == "Publish-only does not include reading. Ask for publisher");
    CHECK(may(node, Right::read) == May::no);
    CHECK(may(node, Right::subscribe) == May::no);
    CHECK(limited(node, {me, {}}));
  }
}

TEST_CASE("An outcast may do nothing") {
  for (AccessModel access : models)
    for (Right right : {Right::publish, Right::read, Right::subscribe, Right::consumers, Right::remove})
      CHECK(row(topic(Affiliation::outcast, access), right).reason == "You are banned here");
  Node open = topic(Affiliation::outcast, AccessModel::open);
  open.more = {{"pubsub#publish_model", "open"}};
  CHECK(may(open, Right::publish) == May::no);
}

TEST_CASE("Publishing is for owners, publishers and publish-only, unless the publish model says otherwise") {
  for (Affiliation mine : everybody) {
    bool allowed = mine == Affiliation::owner || mine == Affiliation::publisher || mine == Affiliation::publish_only;
    CHECK(may(mine, AccessModel::open, Right::publish) == (allowed ? May::yes : May::no));
  }
  Node node = topic(Affiliation::none, AccessModel::open);
  node.more = {{"pubsub#publish_model", "open"}};
  CHECK(may(node, Right::publish) == May::yes);
  node.more = {{"pubsub#publish_model", "subscribers"}};
  CHECK(may(node, Right::publish, SubscriptionState::subscribed) == May::yes);
  CHECK(may(node, Right::publish, SubscriptionState::pending) == May::no);
  CHECK(may(node, Right::publish) == May::unknown);
}

TEST_CASE("Without an affiliation the access model decides about reading and subscribing (XEP-0060 4.5)") {
  const Affiliation none = Affiliation::none;
  CHECK(may(none, AccessModel::open, Right::read) == May::yes);
  CHECK(may(none, AccessModel::open, Right::subscribe) == May::yes);
  CHECK(may(none, AccessModel::whitelist, Right::read) == May::no);
  CHECK(may(none, AccessModel::whitelist, Right::subscribe) == May::no);
  for (AccessModel social : {AccessModel::presence, AccessModel::roster}) {
    CHECK(may(none, social, Right::read) == May::unknown);
    CHECK(may(none, social, Right::subscribe) == May::unknown);
  }
  CHECK(may(none, AccessModel::unknown, Right::read) == May::unknown);
}

TEST_CASE("PS-03 where an owner has to approve, a request that waits gives nothing yet") {
  const Affiliation none = Affiliation::none;
  const AccessModel authorize = AccessModel::authorize;
  CHECK(may(none, authorize, Right::subscribe, SubscriptionState::none) == May::yes);
  CHECK(may(none, authorize, Right::read, SubscriptionState::none) == May::no);
  CHECK(may(none, authorize, Right::subscribe, SubscriptionState::pending) == May::no);
  CHECK(may(none, authorize, Right::read, SubscriptionState::pending) == May::no);
  CHECK(may(none, authorize, Right::read, SubscriptionState::subscribed) == May::yes);
  CHECK(may(none, authorize, Right::read) == May::unknown);
}

TEST_CASE("PS-17 on which members and publishers read without a subscription the standard disagrees with itself") {
  for (Affiliation mine : {Affiliation::member, Affiliation::publisher}) {
    CHECK(may(mine, AccessModel::whitelist, Right::read, SubscriptionState::none) == May::yes);
    CHECK(may(mine, AccessModel::authorize, Right::read, SubscriptionState::none) == May::unknown);
    CHECK(may(mine, AccessModel::authorize, Right::read, SubscriptionState::subscribed) == May::yes);
  }
}

TEST_CASE("A topic that takes no consumers takes none, of any affiliation") {
  Node node = topic(Affiliation::owner, AccessModel::open);
  node.more = {{"pubsub#subscribe", "0"}};
  CHECK(row(node, Right::subscribe).reason == "It takes no consumers");
  node.more = {{"pubsub#subscribe", "true"}};
  CHECK(may(node, Right::subscribe) == May::yes);
}

TEST_CASE("Nobody publishes to a collection, and that alone is no limit") {
  Node node = topic(Affiliation::owner, AccessModel::open);
  node.kind = NodeKind::collection;
  CHECK(may(node, Right::publish) == May::no);
  CHECK(row(node, Right::publish).ask == Whom::nobody);
  CHECK(!limited(node, {me, {}}));
}

TEST_CASE("Not knowing one's affiliation is not being denied") {
  Node node = topic(Affiliation::unknown, AccessModel::whitelist);
  for (Right right : {Right::publish, Right::configuration, Right::remove}) CHECK(may(node, right) == May::unknown);
}

TEST_CASE("An affiliation that the controller does not tell follows from whom it names, or treats as an owner") {
  Node node = topic(Affiliation::unknown, AccessModel::whitelist);
  CHECK(affiliation_of(node, me) == Affiliation::unknown);
  node.publishers = {me.bare()};
  CHECK(affiliation_of(node, me) == Affiliation::publisher);
  node.owners.push_back(me.bare());
  CHECK(affiliation_of(node, me) == Affiliation::owner);

  Node answered = topic(Affiliation::unknown, AccessModel::whitelist);
  answered.counts = Known::known;
  answered.providers = 0;
  CHECK(affiliation_of(answered, me) == Affiliation::owner);

  Node told = topic(Affiliation::member, AccessModel::whitelist);
  told.owners = {me.bare()};
  CHECK_MESSAGE(affiliation_of(told, me) == Affiliation::member, "what the controller says of us comes first");
}

TEST_CASE("A list that the controller has refused is denied, what was not tried is not") {
  Node node = topic(Affiliation::unknown, AccessModel::authorize);
  node.counts = Known::refused;
  CHECK(may(node, Right::consumers) == May::no);
  CHECK(may(node, Right::affiliations) == May::no);
  CHECK(may(node, Right::configuration) == May::unknown);
}

TEST_CASE("What is refused is still listed; what is gone offers nothing, and nobody can be asked for it") {
  Node node = topic(Affiliation::none, AccessModel::unknown);
  node.state = Known::refused;
  CHECK(may(node, Right::see) == May::yes);
  node.state = Known::gone;
  for (const RightRow& each : rights_of(node, {me, {}})) {
    CHECK(each.may == May::no);
    CHECK(each.ask == Whom::nobody);
  }
}

TEST_CASE("Whom to ask: owners that the controller names, else its administrator") {
  Node node = topic(Affiliation::member, AccessModel::whitelist);
  CHECK(row(node, Right::configuration).ask == Whom::owners);
  node.owners.clear();
  CHECK(row(node, Right::configuration).ask == Whom::administrator);
  CHECK(words(Whom::administrator) != "");
}
