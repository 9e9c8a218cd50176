// SPDX-License-Identifier: AGPL-3.0-or-later
// Answers and messages around changes, as JSON for tests/unit/cases.cpp.
#pragma once
#include <nlohmann/json.hpp>
#include <optional>
#include <string>

#include "xmpp/xep/approval.h"
#include "xmpp/xep/pubsub_event.h"
#include "xmpp/xep/pubsub_manage.h"

namespace xmpp::test {

using nlohmann::json;

template <class T>
json optional(const std::optional<T>& value) {
  return value ? json(*value) : json();
}

inline json failed(const Error& error) { return {{"error", error.condition}}; }

inline json of_created(const Element& iq, const std::string& asked) {
  auto node = pubsub::parse_created(iq, asked);
  if (!node) return failed(node.error());
  return {{"created", *node}};
}

inline json of_subscription(const pubsub::Subscription& entry) {
  return entry.node + " " + entry.jid.to_string() + " " + entry.subscription + " " + entry.subid;
}

// Carol asked for herself.
inline json of_subscribed(const Element& iq, const std::string& node) {
  auto entry = pubsub::parse_subscribed(iq, node, *Jid::split("carol@localhost"));
  return entry ? of_subscription(*entry) : failed(entry.error());
}

inline json of_events(const Element& message, const std::string&) {
  static const char* const kinds[] = {"items",   "purged",     "deleted",     "configuration", "subscription",
                                      "created", "associated", "dissociated", "affiliation"};
  auto events = pubsub::parse_events(message);
  json out = json::object();
  out["count"] = events.size();
  for (const auto& event : events) {
    json one{{"kind", kinds[static_cast<std::size_t>(event.kind)]},
             {"node", event.node},
             {"collection", event.collection},
             {"subids", event.subids},
             {"child", event.child},
             {"redirect", event.redirect},
             {"published", event.published},
             {"retracted", event.retracted},
             {"subscription", event.subscription ? of_subscription(*event.subscription) : json()},
             {"title", event.config ? json(event.config->value("pubsub#title")) : json()},
             {"affiliations", json::object()},
             {"delay", event.delay}};
    for (const auto& entry : event.affiliations) one["affiliations"][entry.jid.to_string()] = entry.affiliation;
    out["event " + std::to_string(out.size())] = std::move(one);  // "event 1" is the first
  }
  return out;
}

inline json of_approval(const Element& message, const std::string&) {
  auto request = approval::parse(message);
  if (!request) return json();
  return {{"id", request->id},
          {"node", request->node},
          {"jid", request->jid.to_string()},
          {"subid", request->subid},
          {"delay", request->delay}};
}

inline json of_pending(const Element& iq, const std::string&) {
  auto pending = approval::parse_list(iq);
  if (!pending) return failed(pending.error());
  return {{"session", pending->session}, {"nodes", pending->nodes}, {"finished", pending->finished}};
}

}  // namespace xmpp::test
