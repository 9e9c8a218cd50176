// SPDX-License-Identifier: AGPL-3.0-or-later
// What controllers do differently from what they announce. Data: a new quirk is a new row.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>

#include "xmpp/grid/crawl.h"

namespace xmpp::grid {

enum class Paging : std::uint8_t {
  as_announced,  ///< when the service lists the feature of XEP-0059
  ignored,       ///< answers with everything, whatever we ask
  works,         ///< although not announced
};

/// What an announcement is worth.
enum class Promise : std::uint8_t {
  as_announced,  ///< it is so
  lies,          ///< announced in any case: only its effect tells, or the announcement of `proof`
  never,         ///< not there, whatever is announced or offered in a form
  works,         ///< there, although not announced
};

/// How a topic is put into a collection (XEP-0248).
enum class Associate : std::uint8_t {
  element,  ///< <associate/> and <dissociate/> (§7.5, §7.6): one edge a request
  child,    ///< the child's pubsub#collection; the collection's pubsub#children would replace the whole set
};

enum class LastOwner : std::uint8_t {
  refused,  ///< not-acceptable, as XEP-0060 §8.9.2.4 demands
  kept,     ///< answered with success, and nothing is changed
};

/// A set of affiliations.
using Affiliations = std::uint8_t;
constexpr Affiliations bit(Affiliation affiliation) { return Affiliations(1u << static_cast<unsigned>(affiliation)); }

struct ControllerProfile {
  std::string_view software;  ///< name as in XEP-0092, lower case, its beginning; "" fits every other controller
  Paging node_lists = Paging::as_announced;  ///< disco#items of the service and of collections
  Paging item_lists = Paging::as_announced;  ///< disco#items of a topic; where it works, max=0 counts cheaply
  std::span<const std::uint64_t> caps;       ///< lengths of a node list that look like a limit rather than the truth
  bool own_affiliations = true;              ///< answers the list of one's own affiliations

  Promise collections = Promise::as_announced;        ///< XEP-0248
  std::string_view proof = {};                        ///< feature that only those have who really have collections
  Promise several_parents = Promise::as_announced;    ///< a node in more than one collection
  Associate associate = Associate::element;           ///< how it is put in and taken out
  bool root_by_empty_value = false;                   ///< out of the last collection: pubsub#collection with <value/>
  bool checks_cycles = true;                          ///< false: it hangs on a cycle; we have to prevent it
  Promise list_pending = Promise::as_announced;       ///< get-pending (XEP-0060 §8.7), and access model authorize
  Promise set_subscriptions = Promise::as_announced;  ///< by owners, for others (§8.8.2)
  bool subid_needed = false;      ///< also for a subscription that an owner makes: any will do, then read again
  Affiliations affiliations = 0;  ///< that exist; 0: as announced
  bool unknown_bans = false;      ///< any other affiliation becomes outcast, without an error
  Promise create_and_configure = Promise::as_announced;  ///< the form sent along with <create/> is not ignored (PS-11)
  LastOwner last_owner = LastOwner::refused;
  bool administrators_own = false;  ///< its administrators act as owners of every node, unlisted
  bool form_is_partial = false;     ///< the configuration form shows stored options only
  bool form_offers_more = false;    ///< the form offers access models that it then refuses
  bool never_echo = false;          ///< refuses its own form: send what changes, nothing else
  bool configures_in_part = false;  ///< an error may leave some fields changed: read again
  bool tells_deletion = true;       ///< sends the event when a node is deleted
  bool throttles = false;           ///< its default traffic shaper slows down ordinary accounts
  std::uint32_t payload_cap = 0;    ///< bytes of an item; 0: as configured
  std::uint32_t frame_cap = 0;      ///< bytes of one message of ours, beyond which browsers split it; 0: none
  std::string_view source;          ///< how we know
};

/// The row for the service's software; the last, general row when nothing is known.
const ControllerProfile& profile_of(const Service& service);

/// Whether to send <set/> when listing nodes (RSM-01), items.
bool pages_node_lists(const Service& service);
bool pages_item_lists(const Service& service);

/// Whether the service lists "http://jabber.org/protocol/pubsub#" + name.
bool announces(const Service& service, std::string_view name);
/// Whether an affiliation can be given: owner and none always (PS-02).
bool offers(const Service& service, Affiliation affiliation);

/// Why something cannot be done here: one sentence without a full stop; "" when it can, or may be tried.
std::string_view why_no_collections(const Service& service);
std::string_view why_no_several_parents(const Service& service);
std::string_view why_no_requests(const Service& service);     ///< pending ones cannot be listed, nor approved
std::string_view why_no_subscribing(const Service& service);  ///< somebody else, as an owner
std::string_view why_not(const Service& service, Affiliation affiliation);

/// What is known to go wrong with a controller, for people who run it.
struct Fault {
  std::string_view software;  ///< as in ControllerProfile
  std::string_view what;      ///< one sentence without a full stop
  std::string_view source;
};
std::span<const Fault> faults_of(const Service& service);

}  // namespace xmpp::grid
