// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/xep/pubsub_event.h"

#include "xmpp/xep/delay.h"

namespace xmpp::pubsub {
namespace {

constexpr std::string_view ns_shim = "http://jabber.org/protocol/shim";

using Kind = Event::Kind;

// Names of headers, in letters of any case: ejabberd writes SubId.
bool same_name(std::string_view a, std::string_view b) {
  if (a.size() != b.size()) return false;
  for (std::size_t i = 0; i < a.size(); ++i)
    if ((a[i] | 0x20) != (b[i] | 0x20)) return false;
  return true;
}

// Each takes what is said inside its element; false: it says nothing.
bool take_items(const Element& items, Event& event) {
  for (const Element& child : items) {
    auto id = child["id"];
    if (id.empty()) continue;
    if (child.is(ns_event, "item")) event.published.emplace_back(id);
    if (child.is(ns_event, "retract")) event.retracted.emplace_back(id);
  }
  return true;
}

bool take_nothing(const Element&, Event&) { return true; }

bool take_redirect(const Element& deleted, Event& event) {
  event.redirect = deleted.child(ns_event, "redirect")["uri"];
  return true;
}

bool take_config(const Element& configuration, Event& event) {
  if (auto form = forms::parse(configuration.child(forms::ns, "x"))) event.config = *std::move(form);
  return true;
}

bool take_subscription(const Element& told, Event& event) {
  auto jid = Jid::split(told["jid"]);
  if (!jid) return false;
  event.subscription =
      Subscription{event.node, std::string(told["subscription"]), std::string(told["subid"]), *std::move(jid)};
  return true;
}

struct Row {
  std::string_view name;
  Kind kind;
  bool of_root;  ///< may be without a node: the root collection (XEP-0060 §17.3)
  bool (*take)(const Element&, Event&);
};
constexpr Row rows[] = {
    {"items", Kind::items, false, take_items},
    {"purge", Kind::purged, false, take_nothing},
    {"delete", Kind::deleted, false, take_redirect},
    {"configuration", Kind::configuration, true, take_config},
    {"subscription", Kind::subscription, true, take_subscription},
    {"create", Kind::created, false, take_nothing},
};

struct Link {
  std::string_view name;
  Kind kind;
};
constexpr Link links[] = {
    {"associate", Kind::associated},
    {"dissociate", Kind::dissociated},    // XEP-0248 §5.3.2
    {"disassociate", Kind::dissociated},  // XEP-0060 §17.3
};

// What holds for all that one message says.
Event about(const Element& message) {
  Event event;
  event.delay = delay::stamp(message);
  for (const Element& header : message.child(ns_shim, "headers")) {
    if (!header.is(ns_shim, "header")) continue;
    if (same_name(header["name"], "SubID")) event.subids.push_back(header.text());
    if (same_name(header["name"], "Collection") && event.collection.empty()) event.collection = header.text();
  }
  return event;
}

void read_change(const Element& change, const Event& common, std::vector<Event>& out) {
  for (const Row& row : rows) {
    if (!change.is(ns_event, row.name)) continue;
    Event event = common;
    event.kind = row.kind;
    event.node = change["node"];
    if ((row.of_root || !event.node.empty()) && row.take(change, event)) out.push_back(std::move(event));
  }
}

void read_links(const Element& collection, const Event& common, std::vector<Event>& out) {
  for (const Element& child : collection)
    for (const Link& link : links) {
      if (!child.is(ns_event, link.name) || child["node"].empty()) continue;
      Event event = common;
      event.kind = link.kind;
      event.node = collection["node"];
      event.child = child["node"];
      out.push_back(std::move(event));
    }
}

// XEP-0060 §8.9.4, whose example writes "affilation".
void read_affiliations(const Element& list, const Event& common, std::vector<Event>& out) {
  Event event = common;
  event.kind = Kind::affiliation;
  event.node = list["node"];
  for (const Element& entry : list) {
    auto jid = Jid::split(entry["jid"]);
    if (jid && (entry.is(ns, "affiliation") || entry.is(ns, "affilation")))
      event.affiliations.push_back({*std::move(jid), std::string(entry["affiliation"])});
  }
  if (!event.node.empty() && !event.affiliations.empty()) out.push_back(std::move(event));
}

}  // namespace

std::vector<Event> parse_events(const Element& message) {
  std::vector<Event> out;
  auto told = message.child(ns_event, "event");
  auto affiliations = message.child(ns, "pubsub").child(ns, "affiliations");
  if (message["type"] == "error" || (!told && !affiliations)) return out;
  const Event common = about(message);
  for (const Element& change : told) {
    read_change(change, common, out);
    if (change.is(ns_event, "collection")) read_links(change, common, out);
  }
  if (affiliations) read_affiliations(affiliations, common, out);
  return out;
}

}  // namespace xmpp::pubsub
