// SPDX-License-Identifier: AGPL-3.0-or-later
// Publish-subscribe (XEP-0060 §8), what an owner may read: configuration, affiliations and subscriptions of a node.
#pragma once
#include <string>
#include <string_view>
#include <vector>

#include "xmpp/xep/pubsub.h"

namespace xmpp::pubsub::owner {

/// §8.2.1.
Xml config_request(std::string_view node);
/// Errors: protocol/"no-config", "foreign-node" when the answer is about another node; "bad-form".
Result<forms::Form> parse_config(const Element& iq, std::string_view node);

/// §8.3; for collections some controllers want it said (`type='collection'`).
Xml default_config_request(pubsub::NodeType type = pubsub::NodeType::leaf);
Result<forms::Form> parse_default_config(const Element& iq);

/// Who stands how to the node (§8.9.1). Words as sent.
struct Affiliation {
  Jid jid;
  std::string affiliation;
};
Xml affiliations_request(std::string_view node);
/// Errors: protocol/"no-affiliations", "foreign-node". Entries without a valid jid are left out.
Result<std::vector<Affiliation>> parse_affiliations(const Element& iq, std::string_view node);

/// §8.8.1; without the pending ones on most controllers (PS-07).
Xml subscriptions_request(std::string_view node);
Result<std::vector<Subscription>> parse_subscriptions(const Element& iq, std::string_view node);

}  // namespace xmpp::pubsub::owner
