// SPDX-License-Identifier: AGPL-3.0-or-later
// What the service tells by itself, taken into the model.
#include "xmpp/grid/events.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <random>

using namespace xmpp;
using namespace xmpp::grid;
using pubsub::Event;
using Kind = Event::Kind;

namespace {

const Jid own = *Jid::split("alice@example/desk");

Event event_of(Kind kind, std::string node) {
  Event event;
  event.kind = kind;
  event.node = std::move(node);
  return event;
}
Event edge(Kind kind, std::string collection, std::string child) {
  Event event = event_of(kind, std::move(collection));
  event.child = std::move(child);
  return event;
}
void say(forms::Form& form, std::string var, std::vector<std::string> values) {
  forms::Field field;
  field.var = std::move(var);
  field.values = std::move(values);
  form.fields.push_back(std::move(field));
}
Event standing(std::string node, const std::string& jid, std::string affiliation) {
  Event event = event_of(Kind::affiliation, std::move(node));
  event.affiliations.push_back({jid.empty() ? Jid() : *Jid::split(jid), std::move(affiliation)});
  return event;
}

// all ─ ids ─ alerts, flows ; all ─ alerts
struct Grid {
  Model model;
  NodeIndex all = collection("all"), ids = collection("ids"), alerts = topic("alerts"), flows = topic("flows");
  Grid() {
    model.connect(all, ids);
    model.connect(all, alerts);
    model.connect(ids, alerts);
    model.connect(ids, flows);
  }
  NodeIndex make(const char* id, NodeKind kind) {
    NodeIndex index = model.add(id);
    model.edit(index).kind = kind;
    model.edit(index).state = Known::known;
    return index;
  }
  NodeIndex collection(const char* id) { return make(id, NodeKind::collection); }
  NodeIndex topic(const char* id) { return make(id, NodeKind::topic); }
  ToRead apply(const Event& event) { return grid::apply(event, model, own); }
  bool root(NodeIndex index) { return model[index].parents.empty(); }
};

using Ids = std::vector<std::string>;

}  // namespace

TEST_CASE("EVT-05 events: a deleted node is gone from the model") {
  Grid g;
  auto read = g.apply(event_of(Kind::deleted, "flows"));
  CHECK(!g.model.find("flows"));
  CHECK(g.model[g.ids].children == std::vector{g.alerts});
  CHECK(read.nodes.empty());
  CHECK(read.counts.empty());
}

TEST_CASE("EVT-05 events: what a deleted collection held is at the root, unless something else holds it") {
  Grid g;
  auto read = g.apply(event_of(Kind::deleted, "ids"));
  CHECK(!g.model.find("ids"));
  CHECK(g.root(g.flows));
  CHECK(g.model[g.alerts].parents == std::vector{g.all});
  CHECK(read.nodes == Ids{"all"});  // some controllers move the children up
}

TEST_CASE("EVT-06 events: a purge is one event: no item is left") {
  Grid g;
  g.model.edit(g.alerts).items = 5000;
  auto read = g.apply(event_of(Kind::purged, "alerts"));
  CHECK(g.model[g.alerts].items == 0);
  CHECK(read.nodes.empty());
}

TEST_CASE("EVT-07 events: a configuration without a form is read again") {
  Grid g;
  g.model.edit(g.alerts).title = "Alerts";
  auto read = g.apply(event_of(Kind::configuration, "alerts"));
  CHECK(read.nodes == Ids{"alerts"});
  CHECK(g.model[g.alerts].title == "Alerts");
}

TEST_CASE("EVT-07 events: a configuration with a form says what has changed, and nothing else does") {
  Grid g;
  Node& node = g.model.edit(g.alerts);
  node.title = "Alerts";
  node.description = "of all sensors";
  node.created = "2026-01-01T00:00:00Z";
  Event event = event_of(Kind::configuration, "alerts");
  event.config.emplace();
  say(*event.config, "pubsub#title", {"IDS alerts"});
  say(*event.config, "pubsub#access_model", {"authorize"});
  say(*event.config, "pubsub#type", {"urn:example:alert"});
  say(*event.config, "pubsub#notify_retract", {"1"});
  auto read = g.apply(event);
  CHECK(g.model[g.alerts].title == "IDS alerts");
  CHECK(g.model[g.alerts].access == AccessModel::authorize);
  CHECK(g.model[g.alerts].type == "urn:example:alert");
  CHECK(g.model[g.alerts].description == "of all sensors");
  CHECK(g.model[g.alerts].created == "2026-01-01T00:00:00Z");
  CHECK(g.model[g.alerts].more.empty());
  CHECK(g.model[g.alerts].parents.size() == 2);
  CHECK(read.nodes.empty());
}

TEST_CASE("EVT-07 events: a configuration that names other parents connects them, and asks those it leaves out") {
  Grid g;
  auto other = g.collection("other");
  Event event = event_of(Kind::configuration, "flows");
  event.config.emplace();
  say(*event.config, "pubsub#collection", {"other"});
  auto read = g.apply(event);
  CHECK(g.model[other].children == std::vector{g.flows});
  CHECK(read.nodes == Ids{"ids"});
}

TEST_CASE("EVT-07 events: a collection that names fewer children than we know is read again") {
  Grid g;
  g.topic("news");
  Event event = event_of(Kind::configuration, "ids");
  event.config.emplace();
  say(*event.config, "pubsub#children", {"alerts", "news"});
  auto read = g.apply(event);
  CHECK(g.model[g.ids].children.size() == 3);
  CHECK(read.nodes == Ids{"ids"});
}

TEST_CASE("events: a new node is in the model at once, and read") {
  Grid g;
  Event event = event_of(Kind::created, "news");
  event.collection = "all";
  auto read = g.apply(event);
  REQUIRE(g.model.find("news"));
  CHECK(read.nodes == Ids{"news", "all"});
}

TEST_CASE("events: associated and dissociated nodes move in the tree at once") {
  Grid g;
  auto read = g.apply(edge(Kind::associated, "all", "flows"));
  CHECK(g.model[g.flows].parents == std::vector{g.all, g.ids});
  CHECK(read.nodes.empty());
  read = g.apply(edge(Kind::dissociated, "ids", "flows"));
  CHECK(g.model[g.flows].parents == std::vector{g.all});
  CHECK(read.nodes.empty());
  g.apply(edge(Kind::dissociated, "all", "flows"));
  CHECK(g.root(g.flows));
}

TEST_CASE("events: an association names nodes that are there, known or not") {
  Grid g;
  auto read = g.apply(edge(Kind::associated, "fresh", "news"));
  auto parent = g.model.find("fresh"), child = g.model.find("news");
  REQUIRE(parent);
  REQUIRE(child);
  CHECK(g.model[*parent].kind == NodeKind::collection);
  CHECK(g.model[*parent].children == std::vector{*child});
  CHECK(read.nodes == Ids{"fresh", "news"});
}

TEST_CASE("events: nothing is added for what is gone, or has no name") {
  Grid g;
  auto before = g.model.all().size();
  for (Kind kind : {Kind::deleted, Kind::purged}) g.apply(event_of(kind, "nobody"));
  g.apply(edge(Kind::dissociated, "nobody", "nothing"));
  Event retracted = event_of(Kind::items, "nobody");
  retracted.retracted = {"1"};
  g.apply(retracted);
  g.apply(standing("nobody", "alice@example", "none"));
  g.apply(event_of(Kind::created, ""));
  g.apply(edge(Kind::associated, "all", ""));
  CHECK(g.model.all().size() == before);
}

TEST_CASE("events: items change counts; in a collection they are new children") {
  Grid g;
  Event event = event_of(Kind::items, "alerts");
  event.published = {"1"};
  CHECK(g.apply(event).counts == Ids{"alerts"});
  event.node = "ids";
  auto read = g.apply(event);
  CHECK(read.nodes == Ids{"ids"});
  CHECK(read.counts.empty());
}

TEST_CASE("events: our own affiliation changes what we may, somebody else's only counts") {
  Grid g;
  g.model.edit(g.alerts).mine = Affiliation::none;
  auto read = g.apply(standing("alerts", "alice@example", "owner"));
  CHECK(g.model[g.alerts].mine == Affiliation::owner);
  CHECK(read.nodes == Ids{"alerts"});
  CHECK(read.counts == Ids{"alerts"});
  read = g.apply(standing("alerts", "bob@example", "publisher"));
  CHECK(g.model[g.alerts].mine == Affiliation::owner);
  CHECK(read.nodes.empty());
  CHECK(read.counts == Ids{"alerts"});
  g.apply(standing("alerts", "", "outcast"));
  CHECK(g.model[g.alerts].mine == Affiliation::outcast);
}

TEST_CASE("events: a node that somebody gives us is found by that") {
  Grid g;
  auto read = g.apply(standing("secret", "alice@example", "owner"));
  auto index = g.model.find("secret");
  REQUIRE(index);
  CHECK(g.model[*index].mine == Affiliation::owner);
  CHECK(read.nodes == Ids{"secret"});
}

TEST_CASE("events: a subscription changes the number of consumers") {
  Grid g;
  Event event = event_of(Kind::subscription, "alerts");
  event.subscription = pubsub::Subscription{"alerts", "subscribed", "", *Jid::split("bob@example")};
  CHECK(g.apply(event).counts == Ids{"alerts"});
}

TEST_CASE("events: random histories keep both ends of every edge, and name only what is there") {
  std::mt19937 dice(8600);
  auto roll = [&](std::size_t sides) { return static_cast<std::size_t>(dice() % sides); };
  auto id = [&] { return "n" + std::to_string(roll(12)); };
  Model model;
  for (int i = 0; i < 20'000; ++i) {
    Event event = event_of(static_cast<Kind>(roll(9)), id());
    event.child = id();
    event.collection = roll(2) ? id() : "";
    if (roll(2)) event.published = {"1"};
    event.affiliations.push_back({own, roll(2) ? "owner" : "none"});
    if (roll(2)) event.subscription = pubsub::Subscription{event.node, "subscribed", "", own};
    if (roll(2)) {
      event.config.emplace();
      if (roll(2)) say(*event.config, "pubsub#collection", {id(), id()});
      if (roll(2)) say(*event.config, "pubsub#children", {id(), id(), id()});
    }
    auto read = apply(event, model, own);
    bool sound = true;
    for (const auto& name : read.nodes) sound = sound && model.find(name);
    for (const auto& name : read.counts) sound = sound && model.find(name);
    auto has = [](const std::vector<NodeIndex>& list, NodeIndex index) {
      return std::count(list.begin(), list.end(), index) == 1;
    };
    for (NodeIndex index : model.all()) {
      for (NodeIndex parent : model[index].parents)
        sound = sound && parent != index && model.alive(parent) && has(model[parent].children, index);
      for (NodeIndex child : model[index].children)
        sound = sound && child != index && model.alive(child) && has(model[child].parents, index);
    }
    REQUIRE(sound);
  }
}
