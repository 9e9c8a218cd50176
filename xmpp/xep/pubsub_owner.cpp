// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/xep/pubsub_owner.h"

#include "xmpp/xep/codec.h"

namespace xmpp::pubsub::owner {
namespace {

Xml request(std::string name, std::string_view node) {
  return Xml("pubsub", std::string(ns_owner)).add(Xml(std::move(name)).attribute("node", std::string(node)));
}

// The named part of the answer. Prosody leaves `node` off the list of subscriptions: only another node is an error.
Result<Element> answered(const Element& iq, std::string_view name, std::string_view node, std::string condition) {
  auto list = iq.child(ns_owner, "pubsub").child(ns_owner, name);
  if (!list) return unreadable(std::move(condition), "the answer holds no " + std::string(name));
  if (list.attribute("node").value_or(node) != node)
    return unreadable("foreign-node", "the answer is about another node: " + std::string(list["node"]));
  return list;
}

}  // namespace

Xml config_request(std::string_view node) { return request("configure", node); }

Result<forms::Form> parse_config(const Element& iq, std::string_view node) {
  auto configure = answered(iq, "configure", node, "no-config");
  if (!configure) return configure.error();
  return forms::parse(configure->child(forms::ns, "x"));
}

Xml default_config_request(pubsub::NodeType type) {
  Xml ask("default");
  if (type == pubsub::NodeType::collection) ask.attribute("type", "collection");
  return Xml("pubsub", std::string(ns_owner)).add(std::move(ask));
}

Result<forms::Form> parse_default_config(const Element& iq) {
  auto answer = answered(iq, "default", {}, "no-config");
  if (!answer) return answer.error();
  return forms::parse(answer->child(forms::ns, "x"));
}

Xml affiliations_request(std::string_view node) { return request("affiliations", node); }

Result<std::vector<Affiliation>> parse_affiliations(const Element& iq, std::string_view node) {
  auto list = answered(iq, "affiliations", node, "no-affiliations");
  if (!list) return list.error();
  std::vector<Affiliation> found;
  for (const Element& entry : *list) {
    auto jid = Jid::split(entry["jid"]);
    if (entry.is(ns_owner, "affiliation") && jid) found.push_back({*std::move(jid), std::string(entry["affiliation"])});
  }
  return found;
}

Xml subscriptions_request(std::string_view node) { return request("subscriptions", node); }

Result<std::vector<Subscription>> parse_subscriptions(const Element& iq, std::string_view node) {
  auto list = answered(iq, "subscriptions", node, "no-subscriptions");
  if (!list) return list.error();
  std::vector<Subscription> found;
  for (const Element& entry : *list) {
    auto jid = Jid::split(entry["jid"]);
    if (!entry.is(ns_owner, "subscription") || !jid || entry.attribute("node").value_or(node) != node) continue;
    found.push_back(
        {std::string(node), std::string(entry["subscription"]), std::string(entry["subid"]), *std::move(jid)});
  }
  return found;
}

}  // namespace xmpp::pubsub::owner
