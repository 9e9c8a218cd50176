// SPDX-License-Identifier: AGPL-3.0-or-later
// Publish-subscribe (XEP-0060), what anybody may read: nodes, their metadata, one's own affiliations and subscriptions.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "xmpp/xep/disco.h"

namespace xmpp::pubsub {

inline constexpr std::string_view ns = "http://jabber.org/protocol/pubsub";
inline constexpr std::string_view ns_owner = "http://jabber.org/protocol/pubsub#owner";
inline constexpr std::string_view ns_errors = "http://jabber.org/protocol/pubsub#errors";
inline constexpr std::string_view form_metadata = "http://jabber.org/protocol/pubsub#meta-data";
inline constexpr std::string_view form_node_config = "http://jabber.org/protocol/pubsub#node_config";

/// Whether an entity is a pubsub service: by its identity, not by features (§5.1, DISCO-01).
bool is_service(const disco::Info& info);

/// Whether the service lists the feature "http://jabber.org/protocol/pubsub#" + name (§10). Services under-report.
bool has_feature(const disco::Info& info, std::string_view name);

enum class NodeType : std::uint8_t { leaf, collection };
/// By identity (§5.3), else by pubsub#node_type of the metadata; nullopt when neither tells.
std::optional<NodeType> node_type(const disco::Info& info);

/// The node's metadata (§5.4); nullptr when there is none. Every field is optional (DISCO-06).
const forms::Form* metadata(const disco::Info& info);

/// One's relation to a node. Words as sent: see grid/model.h for their values.
struct Affiliation {
  std::string node, affiliation;
};
Xml affiliations_request(std::string_view node = {});
/// Errors: protocol/"no-affiliations". Entries without a node are left out.
Result<std::vector<Affiliation>> parse_affiliations(const Element& iq);

struct Subscription {
  std::string node, subscription, subid;
  Jid jid;
};
Xml subscriptions_request(std::string_view node = {});
/// Errors: protocol/"no-subscriptions". Entries without a valid jid are left out.
Result<std::vector<Subscription>> parse_subscriptions(const Element& iq);

}  // namespace xmpp::pubsub
