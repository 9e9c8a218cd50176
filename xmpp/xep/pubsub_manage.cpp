// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/xep/pubsub_manage.h"

#include "xmpp/xep/codec.h"

namespace xmpp::pubsub {
namespace {

Xml to_service(Xml act) { return Xml("pubsub", std::string(ns)).add(std::move(act)); }

// Without a node: the root (XEP-0248 §8.1).
Xml of_subscriber(std::string name, std::string_view node, const Jid& jid, std::string_view subid = {}) {
  Xml act(std::move(name));
  if (!node.empty()) act.attribute("node", std::string(node));
  act.attribute("jid", jid.to_string());
  if (!subid.empty()) act.attribute("subid", std::string(subid));
  return act;
}

Error foreign_node(std::string_view node) {
  return unreadable("foreign-node", "the answer is about another node: " + std::string(node));
}

}  // namespace

Xml create_request(std::string_view node, const forms::Form* config) {
  Xml create("create");
  if (!node.empty()) create.attribute("node", std::string(node));
  auto request = to_service(std::move(create));
  if (config) request.add(Xml("configure").add(forms::to_xml(*config)));
  return request;
}

Result<std::string> parse_created(const Element& iq, std::string_view asked) {
  auto named = iq.child(ns, "pubsub").child(ns, "create")["node"];
  if (!named.empty()) return std::string(named);
  if (asked.empty()) return unreadable("no-node", "the answer does not say what was created");
  return std::string(asked);
}

Xml subscribe_request(std::string_view node, const Jid& jid, const forms::Form* options) {
  auto request = to_service(of_subscriber("subscribe", node, jid));
  if (options) request.add(Xml("options").add(forms::to_xml(*options)));
  return request;
}

Result<Subscription> parse_subscribed(const Element& iq, std::string_view node, const Jid& jid) {
  Subscription became{std::string(node), "subscribed", {}, jid};
  auto told = iq.child(ns, "pubsub").child(ns, "subscription");
  if (!told) return became;
  if (auto other = told["node"]; other != node && !other.empty()) return foreign_node(other);
  if (auto state = told["subscription"]; !state.empty()) became.subscription = state;
  if (auto theirs = Jid::split(told["jid"])) became.jid = *std::move(theirs);
  became.subid = told["subid"];
  return became;
}

Xml unsubscribe_request(std::string_view node, const Jid& jid, std::string_view subid) {
  return to_service(of_subscriber("unsubscribe", node, jid, subid));
}

Xml options_request(std::string_view node, const Jid& jid, std::string_view subid) {
  return to_service(of_subscriber("options", node, jid, subid));
}

Result<forms::Form> parse_options(const Element& iq, std::string_view node) {
  auto options = iq.child(ns, "pubsub").child(ns, "options");
  if (!options) return unreadable("no-options", "the answer holds no options");
  if (auto other = options["node"]; other != node && !other.empty()) return foreign_node(other);
  return forms::parse(options.child(forms::ns, "x"));
}

Xml set_options_request(std::string_view node, const Jid& jid, std::string_view subid, const forms::Form& options) {
  return to_service(of_subscriber("options", node, jid, subid).add(forms::to_xml(options)));
}

}  // namespace xmpp::pubsub

namespace xmpp::pubsub::owner {
namespace {

// <pubsub><name node='…'>part</name></pubsub>
Xml request(std::string name, std::string_view node, Xml part) {
  return Xml("pubsub", std::string(ns_owner))
      .add(Xml(std::move(name)).attribute("node", std::string(node)).add(std::move(part)));
}

Xml of_child(std::string act, std::string_view collection, std::string_view node) {
  return request("collection", collection, Xml(std::move(act)).attribute("node", std::string(node)));
}

}  // namespace

Xml configure_request(std::string_view node, const forms::Form& config) {
  return request("configure", node, forms::to_xml(config));
}

Xml delete_request(std::string_view node, std::string_view redirect) {
  if (!redirect.empty()) return request("delete", node, Xml("redirect").attribute("uri", std::string(redirect)));
  return Xml("pubsub", std::string(ns_owner)).add(Xml("delete").attribute("node", std::string(node)));
}

Xml set_affiliation_request(std::string_view node, const Jid& jid, std::string_view affiliation) {
  return request(
      "affiliations", node,
      Xml("affiliation").attribute("jid", jid.bare().to_string()).attribute("affiliation", std::string(affiliation)));
}

Xml set_subscription_request(std::string_view node, const Jid& jid, std::string_view subscription,
                             std::string_view subid) {
  Xml entry("subscription");
  entry.attribute("jid", jid.to_string()).attribute("subscription", std::string(subscription));
  if (!subid.empty()) entry.attribute("subid", std::string(subid));
  return request("subscriptions", node, std::move(entry));
}

Xml associate_request(std::string_view collection, std::string_view node) {
  return of_child("associate", collection, node);
}

Xml dissociate_request(std::string_view collection, std::string_view node) {
  return of_child("dissociate", collection, node);
}

}  // namespace xmpp::pubsub::owner
