// SPDX-License-Identifier: AGPL-3.0-or-later
// What each kind of event means for the model. Where an event says less than a screen shows, it says what to read.
#include "xmpp/grid/events.h"

#include <algorithm>

#include "xmpp/grid/crawl.h"
#include "xmpp/grid/reading.h"

namespace xmpp::grid {
namespace {

using pubsub::Event;

void once(std::vector<std::string>& ids, const std::string& id) {
  if (std::find(ids.begin(), ids.end(), id) == ids.end()) ids.push_back(id);
}

struct Taking {
  const Event& event;
  Model& model;
  const Jid own;  // bare
  ToRead read;

  void read_again(NodeIndex index) { once(read.nodes, model[index].id); }
  void count_again(NodeIndex index) { once(read.counts, model[index].id); }

  std::optional<NodeIndex> known() const { return model.find(event.node); }
  // A node that exists, whether we knew or not. Not where there is no name, or no room.
  std::optional<NodeIndex> exists(const std::string& id) {
    if (auto index = model.find(id)) return index;
    if (id.empty() || model.bound() >= CrawlLimits().nodes) return std::nullopt;
    NodeIndex index = model.add(id);
    read_again(index);
    return index;
  }

  // ---- items

  void items() {
    auto index = event.published.empty() ? known() : exists(event.node);
    if (!index) return;
    if (model[*index].kind == NodeKind::collection)
      read_again(*index);  // so some controllers tell of a new child
    else
      count_again(*index);  // an item may be new, or replace another
  }
  void purged() {
    if (auto index = known()) model.edit(*index).items = 0;
  }

  // ---- nodes

  // What it held is at the root then, or in what held it: controllers differ (XEP-0248 §7.4).
  void deleted() {
    auto index = known();
    if (!index) return;
    if (!model[*index].children.empty())
      for (NodeIndex parent : model[*index].parents) read_again(parent);
    model.remove(*index);
  }

  void created() {
    auto index = exists(event.node);
    if (!index) return;
    if (event.config) configure(*index, *event.config);
    read_again(*index);
    // The collection that we subscribed to may hold it itself, or only what holds it (subscription_depth).
    if (auto collection = model.find(event.collection)) read_again(*collection);
  }

  void configuration() {
    auto index = exists(event.node);
    if (!index) return;
    if (event.config)
      configure(*index, *event.config);
    else
      read_again(*index);
  }

  void configure(NodeIndex index, const forms::Form& config) {
    SaidEdges said = take_config(config, model.edit(index));
    if (said.parents) take_parents(index, *said.parents);
    if (said.children) take_children(index, *said.children);
  }
  // Who is named holds it. Who is not may hold it all the same: its list tells.
  void take_parents(NodeIndex index, const std::vector<std::string>& named) {
    for (const std::string& id : named)
      if (auto parent = exists(id)) model.connect(*parent, index);
    for (NodeIndex parent : model[index].parents)
      if (std::find(named.begin(), named.end(), model[parent].id) == named.end()) read_again(parent);
  }
  void take_children(NodeIndex index, const std::vector<std::string>& named) {
    for (const std::string& id : named)
      if (auto child = exists(id)) model.connect(index, *child);
    if (model[index].children.size() != named.size()) read_again(index);
  }

  // ---- collections

  void associated() {
    auto parent = exists(event.node), child = exists(event.child);
    if (!parent || !child) return;
    if (model[*parent].kind == NodeKind::unknown) model.edit(*parent).kind = NodeKind::collection;
    model.connect(*parent, *child);
    if (event.config) take_config(*event.config, model.edit(*child));
  }
  void dissociated() {
    auto parent = known(), child = model.find(event.child);
    if (parent && child) model.disconnect(*parent, *child);
  }

  // ---- people

  void subscription() {
    if (!event.subscription) return;
    auto index = event.subscription->subscription == "none" ? known() : exists(event.node);
    if (index) count_again(*index);
  }

  void affiliation() {
    for (const auto& entry : event.affiliations) {
      auto value = grid::affiliation(entry.affiliation);
      bool mine = entry.jid.empty() || entry.jid.bare() == own;
      bool shut_out = value == Affiliation::none || value == Affiliation::outcast;
      auto index = !mine || shut_out ? known() : exists(event.node);
      if (!index) continue;
      if (mine) stand(*index, value);
      count_again(*index);
    }
  }
  // With another affiliation the controller may show what it refused, and refuse what it showed.
  void stand(NodeIndex index, Affiliation value) {
    if (model[index].mine == value) return;
    model.edit(index).mine = value;
    read_again(index);
  }
};

struct Row {
  Event::Kind kind;
  void (Taking::*take)();
};
constexpr Row rows[] = {
    {Event::Kind::items, &Taking::items},
    {Event::Kind::purged, &Taking::purged},
    {Event::Kind::deleted, &Taking::deleted},
    {Event::Kind::configuration, &Taking::configuration},
    {Event::Kind::subscription, &Taking::subscription},
    {Event::Kind::created, &Taking::created},
    {Event::Kind::associated, &Taking::associated},
    {Event::Kind::dissociated, &Taking::dissociated},
    {Event::Kind::affiliation, &Taking::affiliation},
};

}  // namespace

ToRead apply(const Event& event, Model& model, const Jid& own) {
  Taking taking{event, model, own.bare(), {}};
  for (const Row& row : rows)
    if (row.kind == event.kind) (taking.*row.take)();
  return std::move(taking.read);
}

}  // namespace xmpp::grid
