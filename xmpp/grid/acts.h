// SPDX-License-Identifier: AGPL-3.0-or-later
// What an administrator changes, one act a function. Each is sent, read back, and compared: success is what the
// controller shows afterwards, not what it answered (see controller_profile.h for why). The model is told.
//
// Errors of all: as the controller answered; protocol/"not-applied" when it answered with success and did nothing, or
// something else (text: what it shows now); cancelled/"session-ended" when the connection was lost and nobody knows.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "xmpp/grid/crawl.h"
#include "xmpp/xep/pubsub_manage.h"

namespace xmpp::grid {

/// Where acts happen. What it refers to outlives them.
struct Ground {
  Requests& requests;
  Service service;
  Model& model;
  Jid own{};  ///< who we are, bare, so that Node::mine stays true; empty: not known
};

// --- affiliations (XEP-0060 §8.9) ---------------------------------------------------------------------------------

struct Standing {
  Jid jid;  ///< bare
  Affiliation affiliation = Affiliation::none;
};
/// Sorted by JID; nobody whose affiliation is none.
Task<Result<std::vector<Standing>>> read_standings(Ground ground, std::string node);
/// Of the bare JID (PS-01). The value is what it was before: setting that is the undo. What is so already is not sent.
/// Errors besides: input/"last-owner" when nobody else is listed as owner (PS-06); stanza/feature-not-implemented when
/// the controller would make something else of it. Neither is sent. Do not take two owners off one node at a time: each
/// would still see the other. `before` is told the same as soon as it is known, also when nobody knows what came of it.
Task<Result<Affiliation>> set_affiliation(Ground ground, std::string node, Jid jid, Affiliation affiliation,
                                          Affiliation* before = nullptr);

// --- subscriptions (§8.8, §6) --------------------------------------------------------------------------------------

enum class SubscriptionState : std::uint8_t { none, pending, unconfigured, subscribed };
SubscriptionState subscription_state(std::string_view word);
std::string_view word(SubscriptionState state);

struct Consumer {
  Jid jid;
  SubscriptionState state = SubscriptionState::none;
  std::string subid;
};
/// Sorted by JID, then subid. Without pending ones on most controllers (PS-07).
Task<Result<std::vector<Consumer>>> read_consumers(Ground ground, std::string node);
/// By the owner's list (O13), or by S1 where the controller refuses that: for ourselves everywhere, for others on
/// Prosody. What is so already is not sent. Waiting for approval counts as not applied.
Task<Result<void>> subscribe(Ground ground, std::string node, Jid jid);
/// Every subscription of the JID (a bare one: of all its resources), or the one with this subid.
Task<Result<void>> unsubscribe(Ground ground, std::string node, Jid jid, std::string subid = {});

/// Access taken away for good: outcast, and no subscription left; both read again.
struct Revoked {
  Affiliation affiliation = Affiliation::unknown;  ///< as read afterwards
  std::size_t subscriptions_before = 0, subscriptions_after = 0;
  bool proved = false;             ///< outcast and none left
  std::optional<Error> refused{};  ///< not proved: why one of the two was not done
};
Task<Result<Revoked>> revoke(Ground ground, std::string node, Jid jid);

// --- configuration (§8.2) ------------------------------------------------------------------------------------------

Task<Result<forms::Form>> read_config(Ground ground, std::string node);

struct FieldDifference {
  std::string var;
  std::vector<std::string> sent, kept;
};
struct Configured {
  forms::Form now;                         ///< as read afterwards, whatever was answered
  std::vector<FieldDifference> different;  ///< sent, but not kept
  std::vector<FieldDifference> meanwhile;  ///< changed by somebody else since `shown` was read; sent: as shown
  std::optional<Error> refused;            ///< what the controller answered; some of it may be applied all the same
};
/// Sends the changes of fields that differ from `shown`. Read before: when somebody else changed one of the same fields
/// meanwhile, nothing is sent, unless `overwrite`, and `meanwhile` says what. Errors: when it cannot be read.
Task<Result<Configured>> configure(Ground ground, std::string node, forms::Form shown,
                                   std::vector<forms::Change> changes, bool overwrite = false);

// --- nodes ---------------------------------------------------------------------------------------------------------

/// Adds the node to the collection; where a node can have one parent only, that moves it.
/// Errors besides: stanza/not-allowed for what the model knows to be a cycle, without asking (XEP-0248 §7.5).
Task<Result<void>> associate(Ground ground, std::string collection, std::string node);
Task<Result<void>> dissociate(Ground ground, std::string collection, std::string node);
/// Gone when the controller says so and does not know it any more. The model forgets it; its children are roots then,
/// unless the controller says otherwise.
Task<Result<void>> remove_node(Ground ground, std::string node, std::string redirect = {});

}  // namespace xmpp::grid
