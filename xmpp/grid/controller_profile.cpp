// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/grid/controller_profile.h"

#include <string>

#include "xmpp/fold.h"
#include "xmpp/xep/pubsub.h"
#include "xmpp/xep/rsm.h"

namespace xmpp::grid {
namespace {

constexpr std::uint64_t round_numbers[] = {100, 200, 250, 256, 500, 512, 1000, 1024, 2000, 5000, 10'000};
// ejabberd's max_nodes_discoitems is 100 unless configured; whoever raises it chooses a round number.
constexpr std::uint64_t ejabberd_caps[] = {100, 200, 500, 1000, 2000, 5000, 10'000};

constexpr Affiliations without_members =
    bit(Affiliation::owner) | bit(Affiliation::publisher) | bit(Affiliation::none) | bit(Affiliation::outcast);

constexpr ControllerProfile profiles[] = {
    {.software = "ejabberd",
     .node_lists = Paging::ignored,
     .item_lists = Paging::works,
     .caps = ejabberd_caps,
     .own_affiliations = true,
     // Its own node tree announces them, takes the fields, and does nothing. Ours for ejabberd announces several
     // parents.
     .collections = Promise::lies,
     .proof = "multi-collections",
     .several_parents = Promise::as_announced,
     .associate = Associate::element,
     .last_owner = LastOwner::kept,
     .form_is_partial = true,
     .tells_deletion = false,
     .throttles = true,
     .payload_cap = 250'000,
     .source = "observed: ejabberd 23.01 and 24.12; mod_pubsub option max_nodes_discoitems"},
    {.software = "prosody",
     .node_lists = Paging::ignored,
     .item_lists = Paging::ignored,
     .caps = {},
     .own_affiliations = false,
     .collections = Promise::never,
     .several_parents = Promise::never,
     .list_pending = Promise::never,
     .set_subscriptions = Promise::never,
     .last_owner = LastOwner::kept,
     .administrators_own = true,
     .form_offers_more = true,
     .frame_cap = 65'536,
     .source = "observed: Prosody 0.12.3 and 13.0.1"},
    {.software = "openfire",
     .node_lists = Paging::works,
     .item_lists = Paging::works,
     .caps = {},
     .own_affiliations = true,
     .collections = Promise::works,
     .several_parents = Promise::never,
     .associate = Associate::child,
     .root_by_empty_value = true,
     .checks_cycles = false,
     .list_pending = Promise::works,
     .set_subscriptions = Promise::works,
     .subid_needed = true,
     .affiliations = without_members,
     .unknown_bans = true,
     .administrators_own = true,
     .never_echo = true,
     .configures_in_part = true,
     .source = "read: source of Openfire 5.2.0 development"},
    {.software = "",
     .node_lists = Paging::as_announced,
     .item_lists = Paging::as_announced,
     .caps = round_numbers,
     .own_affiliations = true,
     .source = "XEP-0060, XEP-0248, XEP-0059"},
};

constexpr std::string_view observed_ejabberd = "observed: ejabberd 23.01, 24.12",
                           observed_prosody = "observed: Prosody 0.12.3, 13.0.1",
                           read_openfire = "read: Openfire 5.2.0";

// By software, the gravest first.
constexpr Fault faults[] = {
    {"ejabberd", "Without the kit it announces collections and accepts them, but nothing is ever in them",
     observed_ejabberd},
    {"ejabberd", "It takes WebSockets from pages of every origin until websocket_origin is set", observed_ejabberd},
    {"ejabberd", "Removing the last owner is answered with success, and not done", observed_ejabberd},
    {"ejabberd", "Its traffic shaper makes lists slow for accounts that are not administrators", observed_ejabberd},
    {"ejabberd", "Lists of topics are not paged, and end at max_nodes_discoitems (100 by default)", observed_ejabberd},
    {"ejabberd", "Items of more than 250,000 bytes are refused, whatever the topic's configuration", observed_ejabberd},
    {"ejabberd", "Consumers are not told that a topic was deleted", observed_ejabberd},
    {"ejabberd", "A field or a value that it does not know is answered with resource-constraint", observed_ejabberd},
    {"prosody", "It has no collections: one that is created becomes a topic, without an error", observed_prosody},
    {"prosody", "It takes WebSockets from pages of every origin until that is configured", observed_prosody},
    {"prosody", "The form offers the access model authorize, which it then refuses", observed_prosody},
    {"prosody", "Owners cannot edit the list of subscriptions; they subscribe others only where these may themselves",
     observed_prosody},
    {"prosody", "Its administrators own every topic, without being listed", observed_prosody},
    {"prosody", "Lists are not paged", observed_prosody},
    {"prosody", "A message of more than 64 KiB from some browsers ends the connection", observed_prosody},
    {"prosody", "Fields that it does not know are ignored without an error", observed_prosody},
    {"openfire", "Collections that contain each other make it hang", read_openfire},
    {"openfire", "Member and publish-only become outcast, and the JID loses its subscriptions", read_openfire},
    {"openfire", "Affiliation none still lets a JID into a whitelist topic: only outcast revokes", read_openfire},
    {"openfire", "Certificates do not log in over WebSocket", read_openfire},
    {"openfire", "It takes WebSockets from pages of every origin", read_openfire},
    {"openfire", "The configuration of every topic is visible to everybody", read_openfire},
    {"openfire", "A refused configuration is applied in part", read_openfire},
    {"openfire", "A topic can be in one collection only", read_openfire},
    {"openfire", "Items carry neither publisher nor time", read_openfire},
    {"openfire", "The last item survives a purge until it is deleted by itself", read_openfire},
    {"openfire", "Its administrators act as owners of every topic, without being listed", read_openfire},
};

struct AffiliationFeature {
  Affiliation affiliation;
  std::string_view feature;  // XEP-0060 §10; "": always there
};
constexpr AffiliationFeature affiliation_features[] = {
    {Affiliation::member, "member-affiliation"},
    {Affiliation::publish_only, "publish-only-affiliation"},
    {Affiliation::publisher, "publisher-affiliation"},
    {Affiliation::outcast, "outcast-affiliation"},
};

bool pages(Paging paging, const Service& service) {
  return paging == Paging::works || (paging == Paging::as_announced && service.has(rsm::ns));
}

// Whether it is worth trying.
bool possible(Promise promise, const Service& service, std::string_view feature) {
  if (promise == Promise::works) return true;
  return promise != Promise::never && announces(service, feature);
}

bool announces_several(const Service& service) {
  return announces(service, "multi-collections") || announces(service, "multi-collection");  // XEP-0248 §5.1, §9
}

}  // namespace

const ControllerProfile& profile_of(const Service& service) {
  std::string name = fold(service.software);
  const ControllerProfile* row = profiles;
  while (!name.starts_with(row->software)) ++row;  // the last row fits
  return *row;
}

bool pages_node_lists(const Service& service) { return pages(profile_of(service).node_lists, service); }
bool pages_item_lists(const Service& service) { return pages(profile_of(service).item_lists, service); }

bool announces(const Service& service, std::string_view name) {
  std::string feature(pubsub::ns);
  feature += '#';
  feature += name;
  return service.has(feature);
}

bool offers(const Service& service, Affiliation affiliation) {
  if (affiliation == Affiliation::unknown) return false;
  if (Affiliations known = profile_of(service).affiliations) return known & bit(affiliation);
  for (const auto& row : affiliation_features)
    if (row.affiliation == affiliation) return announces(service, row.feature);
  return true;
}

std::string_view why_no_collections(const Service& service) {
  const ControllerProfile& profile = profile_of(service);
  if (possible(profile.collections, service, "collections")) return {};
  return profile.collections == Promise::never ? "This controller makes a plain topic of a collection, without an error"
                                               : "This controller does not announce collections (XEP-0248)";
}

std::string_view why_no_several_parents(const Service& service) {
  if (auto why = why_no_collections(service); !why.empty()) return why;
  Promise promise = profile_of(service).several_parents;
  if (promise == Promise::works || (promise != Promise::never && announces_several(service))) return {};
  return "On this controller a topic can be in one collection only";
}

std::string_view why_no_requests(const Service& service) {
  const ControllerProfile& profile = profile_of(service);
  if (possible(profile.list_pending, service, "get-pending")) return {};
  return profile.list_pending == Promise::never
             ? "This controller has no requests: it refuses the access model authorize"
             : "This controller does not list requests (XEP-0060, 8.7)";
}

std::string_view why_no_subscribing(const Service& service) {
  if (possible(profile_of(service).set_subscriptions, service, "manage-subscriptions")) return {};
  return "This controller lets nobody subscribe somebody else (XEP-0060, 8.8)";
}

std::string_view why_not(const Service& service, Affiliation affiliation) {
  if (offers(service, affiliation)) return {};
  return profile_of(service).unknown_bans ? "This controller would ban the JID instead"
                                          : "This controller does not have this affiliation";
}

std::span<const Fault> faults_of(const Service& service) {
  std::string_view software = profile_of(service).software;
  const Fault* first = faults;
  while (first != std::end(faults) && first->software != software) ++first;
  const Fault* last = first;
  while (last != std::end(faults) && last->software == software) ++last;
  return {first, last};
}

}  // namespace xmpp::grid
