// SPDX-License-Identifier: AGPL-3.0-or-later
// Publish-subscribe (XEP-0060, XEP-0248), what changes something: nodes, affiliations, subscriptions, associations.
// What only reads is in pubsub.h and pubsub_owner.h.
#pragma once
#include <string>
#include <string_view>

#include "xmpp/xep/pubsub_owner.h"

namespace xmpp::pubsub {

/// §8.1; `node` "": an instant node (O1). With a form it is also configured (O2, PS-10).
Xml create_request(std::string_view node, const forms::Form* config = nullptr);
/// The id of what was created: the one in the answer, else the one asked for (PS-09). Errors: protocol/"no-node" when
/// an instant node was asked for and the answer names none.
Result<std::string> parse_created(const Element& iq, std::string_view asked);

/// §6.1, S1; with a form also S5 (PS-10).
Xml subscribe_request(std::string_view node, const Jid& jid, const forms::Form* options = nullptr);
/// What became of it, in the words of the answer ("pending", "unconfigured"). Where it says nothing: as asked, state
/// "subscribed". Errors: protocol/"foreign-node".
Result<Subscription> parse_subscribed(const Element& iq, std::string_view node, const Jid& jid);
/// §6.2, S2. `subid` "": none known (PS-08).
Xml unsubscribe_request(std::string_view node, const Jid& jid, std::string_view subid = {});

/// §6.3, S3: the options of one subscription; the owner of a node may ask for other people's on some controllers.
Xml options_request(std::string_view node, const Jid& jid, std::string_view subid = {});
/// Errors: protocol/"no-options", "foreign-node", "bad-form".
Result<forms::Form> parse_options(const Element& iq, std::string_view node);
/// §6.3.5, S4.
Xml set_options_request(std::string_view node, const Jid& jid, std::string_view subid, const forms::Form& options);

}  // namespace xmpp::pubsub

namespace xmpp::pubsub::owner {

/// §8.2.4, O4. The form holds FORM_TYPE and what is to change.
Xml configure_request(std::string_view node, const forms::Form& config);
/// §8.4, O7, C6; `redirect` "": no URI for those who look for it later (PS-20).
Xml delete_request(std::string_view node, std::string_view redirect = {});
/// §8.9.2, O15: one entity (PS-04); its bare JID (PS-01).
Xml set_affiliation_request(std::string_view node, const Jid& jid, std::string_view affiliation);
/// §8.8.2, O13: one subscription (PS-04). `subid` "": none.
Xml set_subscription_request(std::string_view node, const Jid& jid, std::string_view subscription,
                             std::string_view subid = {});
/// XEP-0248 §7.5, §7.6, C4, C5.
Xml associate_request(std::string_view collection, std::string_view node);
Xml dissociate_request(std::string_view collection, std::string_view node);

}  // namespace xmpp::pubsub::owner
