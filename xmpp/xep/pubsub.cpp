// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/xep/pubsub.h"

#include "xmpp/xep/codec.h"

namespace xmpp::pubsub {
namespace {

Xml request(std::string name, std::string_view node) {
  Xml list(std::move(name));
  if (!node.empty()) list.attribute("node", std::string(node));
  return Xml("pubsub", std::string(ns)).add(std::move(list));
}

}  // namespace

bool is_service(const disco::Info& info) { return info.identity("pubsub", "service") != nullptr; }

bool has_feature(const disco::Info& info, std::string_view name) {
  return info.has(std::string(ns) + '#' + std::string(name));
}

std::optional<NodeType> node_type(const disco::Info& info) {
  if (info.identity("pubsub", "collection")) return NodeType::collection;
  if (info.identity("pubsub", "leaf")) return NodeType::leaf;
  const forms::Form* form = metadata(info);
  auto word = form ? form->value("pubsub#node_type") : std::string_view();
  if (word == "collection") return NodeType::collection;
  if (word == "leaf") return NodeType::leaf;
  return std::nullopt;
}

const forms::Form* metadata(const disco::Info& info) { return info.extension(form_metadata); }

Xml affiliations_request(std::string_view node) { return request("affiliations", node); }

Result<std::vector<Affiliation>> parse_affiliations(const Element& iq) {
  auto list = iq.child(ns, "pubsub").child(ns, "affiliations");
  if (!list) return unreadable("no-affiliations", "the answer holds no affiliations");
  std::vector<Affiliation> found;
  for (const Element& entry : list) {
    auto node = entry.attribute("node");
    if (!node) node = list.attribute("node");  // asked for one node, it may be named on the list alone
    if (entry.is(ns, "affiliation") && node) found.push_back({std::string(*node), std::string(entry["affiliation"])});
  }
  return found;
}

Xml subscriptions_request(std::string_view node) { return request("subscriptions", node); }

Result<std::vector<Subscription>> parse_subscriptions(const Element& iq) {
  auto list = iq.child(ns, "pubsub").child(ns, "subscriptions");
  if (!list) return unreadable("no-subscriptions", "the answer holds no subscriptions");
  std::vector<Subscription> found;
  for (const Element& entry : list) {
    auto jid = Jid::split(entry["jid"]);
    if (!entry.is(ns, "subscription") || !jid) continue;
    auto node = entry.attribute("node").value_or(list["node"]);
    found.push_back(
        {std::string(node), std::string(entry["subscription"]), std::string(entry["subid"]), *std::move(jid)});
  }
  return found;
}

}  // namespace xmpp::pubsub
