// SPDX-License-Identifier: AGPL-3.0-or-later
// Topics and collections made, changed and removed on real controllers; afterwards nothing of it is left.
#include <doctest/doctest.h>

#include <algorithm>

#include "tests/integration/native/administrator.h"
#include "xmpp/grid/create.h"

using namespace integration;
using namespace xmpp::grid;
using xmpp::Jid;

namespace {

struct Acts {
  Administrator alice;
  Model model;
  Service service;

  explicit Acts(const char* name) : alice(shared(name), "alice") {
    REQUIRE(alice.outcome(alice.with_certificate()) == "");
    auto services = alice.run(find_pubsub_services(alice.client, *Jid::split(alice.controller.domain)));
    REQUIRE(services.ok());
    service = services->front();
  }
  Ground ground() { return {alice.client, service, model, jid("alice")}; }
  Jid jid(std::string_view user) const { return *Jid::split(std::string(user) + "@" + alice.controller.domain); }
  template <class T>
  T run(xmpp::Task<T> task) {
    return alice.run(std::move(task));
  }
  void wait(const Creation& creation) {
    alice.wait([&] { return !creation.running(); });
  }
  std::string failures(const Creation& creation) {
    std::string text;
    for (const auto& step : creation.steps())
      if (step.error) text += step.subject + ": " + xmpp::to_string(*step.error) + "\n";
    return text;
  }
  template <class T>
  std::string told(const xmpp::Result<T>& result) {
    return result ? "" : xmpp::to_string(result.error());
  }
  std::vector<std::string> parents(std::string_view id) {
    std::vector<std::string> names;
    for (auto parent : model[*model.find(id)].parents) names.push_back(model[parent].id);
    return names;
  }
};

NewNode topic(const Acts& acts) {
  NewNode wanted;
  wanted.id = "acts-topic";
  wanted.title = "Made & unmade";
  wanted.type = "urn:example:acts";
  wanted.access = AccessModel::open;
  wanted.owners = {acts.jid("bob")};
  wanted.publishers = {acts.jid("sensor"), acts.jid("probe")};
  wanted.consumers = {acts.jid("siem")};
  return wanted;
}

}  // namespace

TEST_CASE("PS-01 PS-04 PS-11 a topic is made, changed and removed on real controllers") {
  for (const char* name : {"ejabberd", "prosody"}) {
    CAPTURE(std::string(name));
    Acts acts(name);
    Creation creation(acts.ground(), topic(acts), {});
    creation.run();
    acts.wait(creation);
    CHECK(acts.failures(creation) == "");
    CHECK(creation.complete());
    const std::string id = creation.id();
    const Node& node = acts.model[*acts.model.find(id)];
    CHECK(node.title == "Made & unmade");
    CHECK(node.access == AccessModel::open);
    CHECK(node.providers == 2);
    CHECK(node.consumers == 1);

    auto revoked = acts.run(revoke(acts.ground(), id, acts.jid("siem")));
    CHECK(acts.told(revoked) == "");
    CHECK(revoked->subscriptions_before == 1);
    CHECK(revoked->proved);

    auto shown = acts.run(read_config(acts.ground(), id));
    REQUIRE(shown.ok());
    auto done = acts.run(
        configure(acts.ground(), id, *shown, {{"pubsub#title", {"Renamed"}}, {"pubsub#access_model", {"whitelist"}}}));
    CHECK(acts.told(done) == "");
    CHECK(done->different.empty());
    CHECK(acts.model[*acts.model.find(id)].access == AccessModel::whitelist);

    CHECK(acts.told(acts.run(set_affiliation(acts.ground(), id, acts.jid("bob"), Affiliation::none))) == "");
    auto last = acts.run(set_affiliation(acts.ground(), id, acts.jid("alice"), Affiliation::none));
    CHECK(last.error().condition == "last-owner");

    creation.undo();
    acts.wait(creation);
    CHECK(acts.failures(creation) == "");
    CHECK(!creation.made());
    CHECK(!acts.model.find(id));
  }
}

TEST_CASE("collections are made, filled, emptied and removed on a real ejabberd") {
  Acts acts("ejabberd");
  NewNode leaf;
  leaf.id = "acts-leaf";
  Creation child(acts.ground(), leaf, {});
  child.run();
  acts.wait(child);
  CHECK(acts.failures(child) == "");
  NewNode wanted;
  wanted.id = "acts-collection";
  wanted.kind = NodeKind::collection;
  wanted.children = {"acts-leaf"};
  Creation creation(acts.ground(), wanted, {});
  creation.run();
  acts.wait(creation);
  CHECK(acts.failures(creation) == "");
  CHECK(acts.parents("acts-leaf") == std::vector<std::string>{"acts-collection"});

  CHECK(acts.told(acts.run(dissociate(acts.ground(), "acts-collection", "acts-leaf"))) == "");
  CHECK(acts.parents("acts-leaf").empty());
  CHECK(acts.told(acts.run(associate(acts.ground(), "acts-collection", "acts-leaf"))) == "");
  CHECK(acts.run(associate(acts.ground(), "acts-leaf", "acts-collection")).error().condition == "not-allowed");

  CHECK(acts.told(acts.run(remove_node(acts.ground(), "acts-collection"))) == "");
  CHECK(acts.parents("acts-leaf").empty());
  CHECK(acts.told(acts.run(remove_node(acts.ground(), "acts-leaf"))) == "");
}

TEST_CASE("a collection on a real Prosody becomes a topic: that is told, and can be undone") {
  Acts acts("prosody");
  NewNode wanted;
  wanted.id = "acts-collection";
  wanted.kind = NodeKind::collection;
  wanted.access = AccessModel::whitelist;  // authorize, which its form offers, is refused
  Creation creation(acts.ground(), wanted, {});
  creation.run();
  acts.wait(creation);
  CHECK(!creation.complete());
  REQUIRE(creation.steps()[1].error);
  CHECK(creation.steps()[1].error->condition == "not-applied");
  creation.undo();
  acts.wait(creation);
  CHECK(!creation.made());
}
