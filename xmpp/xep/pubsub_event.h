// SPDX-License-Identifier: AGPL-3.0-or-later
// What a pubsub service tells by itself (XEP-0060 §7, §8, XEP-0248 §5.3): changes of nodes, items, affiliations. Only
// of those whose sender is the service in use may anything be believed (EVT-02); that is the caller's to check.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "xmpp/xep/pubsub_owner.h"

namespace xmpp::pubsub {

inline constexpr std::string_view ns_event = "http://jabber.org/protocol/pubsub#event";

struct Event {
  enum class Kind : std::uint8_t {
    items,          ///< published, retracted; of a collection: Openfire tells a new child so, its id as the item's
    purged,         ///< all items at once (EVT-06)
    deleted,        ///< EVT-05; `redirect` when there is one
    configuration,  ///< `config` when it is told (EVT-07)
    subscription,   ///< `subscription` of somebody
    created,        ///< XEP-0248: a node in a collection
    associated,     ///< `child` is in `node` now
    dissociated,    ///< and no longer (EVT-01: both spellings)
    affiliation,    ///< ours has changed (EVT-08)
  } kind = Kind::items;
  std::string node;                 ///< with a header Collection: the leaf (EVT-03)
  std::string collection;           ///< by which subscription it came; "" : the node's own
  std::vector<std::string> subids;  ///< SHIM header SubID
  std::string child, redirect;
  std::vector<std::string> published, retracted;  ///< ids of items; those without one are left out (EVT-09)
  std::optional<forms::Form> config;
  std::optional<Subscription> subscription;
  std::vector<owner::Affiliation> affiliations;
  std::string delay;  ///< stamp of XEP-0203, "" when none (EVT-04): no proof of time
};

/// Reads a <message/>; empty when it is none of these, or an error (EVT-10). Left out: unknown children; a change of
/// items or of a node that does not say which; a subscription or an affiliation of nobody.
std::vector<Event> parse_events(const Element& message);

}  // namespace xmpp::pubsub
