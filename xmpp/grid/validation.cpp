// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/grid/validation.h"

#include <algorithm>

#include "xmpp/grid/controller_profile.h"
#include "xmpp/xep/rsm.h"

namespace xmpp::grid {
namespace {

using enum Need;

// Where it is announced.
enum class Place : std::uint8_t {
  pubsub,   // by the service, as suffix of "http://jabber.org/protocol/pubsub#"
  service,  // by the service, whole
  domain,   // by the domain, whole
  present,  // nowhere: there is a service, hence it is there
  session,  // by the stream: the evidence alone tells
};

using PromiseOf = Promise (*)(const ControllerProfile&, const Service&);

struct Row {
  std::string_view name;
  Need need;
  Place place;
  std::string_view features;  // any of them, separated by spaces
  std::string_view depends, source;
  Seen Evidence::* seen = nullptr;
  PromiseOf known = nullptr;
  bool silent = false;  // services have it without saying so: no announcement means nothing
};

Promise promise_of(Paging paging) {
  return paging == Paging::works ? Promise::works : paging == Paging::ignored ? Promise::never : Promise::as_announced;
}

Promise collections(const ControllerProfile& profile, const Service& service) {
  bool proved = !profile.proof.empty() && announces(service, profile.proof);
  return profile.collections == Promise::lies && proved ? Promise::works : profile.collections;
}

constexpr Row table[] = {
    {"Service discovery", required, Place::present, "", "Topics are not found", "RFC 8600, 4; XEP-0030"},
    {"Publish-subscribe", required, Place::present, "", "There is no grid", "RFC 8600, 4; XEP-0060"},
    {"Metadata of topics", required, Place::pubsub, "meta-data", "Nobody learns what type a topic's items are of",
     "RFC 8600, 5; XEP-0060, 5.4", &Evidence::metadata, nullptr, true},
    {"Access by approval or by list", required, Place::pubsub, "access-authorize access-whitelist",
     "Everybody reads everything", "RFC 8600, 8.3.4; XEP-0060, 4.5", &Evidence::access, nullptr, true},
    {"Creating topics", required, Place::pubsub, "create-nodes", "No new topics", "XEP-0060, 8.1"},
    {"Configuring topics", required, Place::pubsub, "config-node", "Access models and limits stay as they are",
     "XEP-0060, 8.2"},
    {"Deleting topics", required, Place::pubsub, "delete-nodes", "Topics stay for ever", "XEP-0060, 8.4"},
    {"Affiliations by owners", required, Place::pubsub, "modify-affiliations",
     "Nobody can be made owner, publisher or member, nor be banned", "RFC 8600, 8.3.2; XEP-0060, 8.9",
     &Evidence::affiliations},
    {"Banning", required, Place::pubsub, "outcast-affiliation", "Access cannot be taken away for good",
     "RFC 8600, 8.3.2; XEP-0060, 4.1", nullptr,
     [](const ControllerProfile& profile, const Service&) {
       return profile.affiliations & bit(Affiliation::outcast) ? Promise::works : Promise::as_announced;
     }},
    {"Publishing", required, Place::pubsub, "publish", "No items", "XEP-0060, 7.1"},
    {"Subscribing", required, Place::pubsub, "subscribe", "No consumers", "XEP-0060, 6.1"},
    {"Items are kept", required, Place::pubsub, "persistent-items", "Consumers that were away lose data",
     "XEP-0060, 10"},
    {"Reading items", required, Place::pubsub, "retrieve-items", "Items are not shown, searched or exported",
     "XEP-0060, 6.5"},
    {"Offline messages", required, Place::domain, "msgoffline", "Consumers that are away may lose items",
     "RFC 8600, 6; XEP-0160"},
    {"Paged lists of topics", required, Place::service, rsm::ns, "Lists over 1,000 load slowly, or end early",
     "RFC 8600, 4; XEP-0059", &Evidence::node_paging,
     [](const ControllerProfile& profile, const Service&) { return promise_of(profile.node_lists); }},

    {"Collections", optional, Place::pubsub, "collections", "Topics cannot be grouped", "XEP-0248",
     &Evidence::collections, collections},
    {"Several collections for a topic", optional, Place::pubsub, "multi-collections multi-collection",
     "A topic is in one collection at most", "XEP-0248, 5.1", &Evidence::several_parents,
     [](const ControllerProfile& profile, const Service&) { return profile.several_parents; }},
    {"Paged lists of items", optional, Place::service, rsm::ns, "Items are not counted, and load all at once",
     "XEP-0060, 6.5.4; XEP-0059", &Evidence::item_paging,
     [](const ControllerProfile& profile, const Service&) { return promise_of(profile.item_lists); }},
    {"Requests", optional, Place::pubsub, "get-pending", "Who waits for approval is not listed", "XEP-0060, 8.7",
     &Evidence::requests, [](const ControllerProfile& profile, const Service&) { return profile.list_pending; }},
    {"Subscriptions by owners", optional, Place::pubsub, "manage-subscriptions",
     "Consumers subscribe and unsubscribe themselves only", "XEP-0060, 8.8", &Evidence::set_subscriptions,
     [](const ControllerProfile& profile, const Service&) { return profile.set_subscriptions; }},
    {"Subscription options", optional, Place::pubsub, "subscription-options", "Options of a consumer are locked",
     "XEP-0060, 6.3"},
    {"Configured while created", optional, Place::pubsub, "create-and-configure",
     "A new topic has the default access model for a moment", "XEP-0060, 8.1.3", &Evidence::create_and_configure,
     [](const ControllerProfile& profile, const Service&) { return profile.create_and_configure; }},
    {"Default configuration", optional, Place::pubsub, "retrieve-default",
     "What a new topic will be like is not known before", "XEP-0060, 8.3"},
    {"One's own affiliations", optional, Place::pubsub, "retrieve-affiliations",
     "What you may do is found out by trying", "XEP-0060, 5.7", &Evidence::own_affiliations,
     [](const ControllerProfile& profile, const Service&) {
       return profile.own_affiliations ? Promise::as_announced : Promise::never;
     }},
    {"One's own subscriptions", optional, Place::pubsub, "retrieve-subscriptions",
     "Which topics you consume is not known", "XEP-0060, 5.6"},
    {"Publishers", optional, Place::pubsub, "publisher-affiliation", "Only owners, or everybody, can publish",
     "XEP-0060, 4.1"},
    {"Publish-only", optional, Place::pubsub, "publish-only-affiliation", "Whoever publishes can also read",
     "XEP-0060, 4.1", nullptr,
     [](const ControllerProfile& profile, const Service&) {
       bool other = profile.affiliations && !(profile.affiliations & bit(Affiliation::publish_only));
       return other ? Promise::never : Promise::as_announced;
     }},
    {"Members", optional, Place::pubsub, "member-affiliation", "Readers cannot be listed without more rights",
     "XEP-0060, 4.1", nullptr,
     [](const ControllerProfile& profile, const Service&) {
       bool other = profile.affiliations && !(profile.affiliations & bit(Affiliation::member));
       return other ? Promise::never : Promise::as_announced;
     }},
    {"Deleting items", optional, Place::pubsub, "delete-items retract-items", "Wrong items stay", "XEP-0060, 7.2"},
    {"Purging", optional, Place::pubsub, "purge-nodes", "All items have to be deleted one by one", "XEP-0060, 8.5"},
    {"Many items in a topic", optional, Place::pubsub, "multi-items", "A topic keeps its last item only",
     "XEP-0060, 10"},
    {"Ids of items by publishers", optional, Place::pubsub, "item-ids", "An item cannot be replaced by a newer one",
     "XEP-0060, 10"},
    {"Delayed-delivery stamps", optional, Place::domain, "urn:xmpp:delay", "Times are those of arrival",
     "RFC 8600, 4; XEP-0203", nullptr, nullptr, true},
    {"Stream management", optional, Place::session, "", "A lost connection loses what was under way", "XEP-0198",
     &Evidence::stream_management},
};

constexpr std::string_view verdict_words[] = {"ok", "missing", "announced, but not so", "works, not announced",
                                              "not known"};

bool has(const std::vector<std::string>& features, std::string_view name) {
  return std::binary_search(features.begin(), features.end(), name, std::less<std::string_view>());
}

bool announced(const Row& row, const Service& service, const Evidence& evidence) {
  for (std::string_view rest = row.features; !rest.empty();) {
    std::string_view name = rest.substr(0, rest.find(' '));
    rest.remove_prefix(std::min(name.size() + 1, rest.size()));
    bool here = row.place == Place::pubsub    ? announces(service, name)
                : row.place == Place::service ? service.has(name)
                                              : evidence.domain && has(*evidence.domain, name);
    if (here) return true;
  }
  return false;
}

struct Judgement {
  Verdict verdict;
  std::string_view evidence;
};
struct Judged {
  Judgement silent, announced;  // without and with an announcement
};

constexpr Judged by_effect[] = {
    {},
    {{Verdict::unannounced, "Not announced, but seen to work"}, {Verdict::ok, "Announced, and seen to work"}},
    {{Verdict::missing, "Not announced, and tried in vain"}, {Verdict::broken_promise, "Announced, but tried in vain"}},
};
constexpr Judged by_promise[] = {
    {{Verdict::missing, "Not announced"}, {Verdict::ok, "Announced"}},
    {{Verdict::missing, "Not announced"},
     {Verdict::unknown, "Announced, but this software does that in any case: use will tell"}},
    {{Verdict::missing, "Not announced, and this software is known not to have it"},
     {Verdict::broken_promise, "Announced, but this software is known not to have it"}},
    {{Verdict::unannounced, "Not announced, but this software is known to have it"},
     {Verdict::ok, "Announced, and this software is known to have it"}},
};
constexpr Judgement present{Verdict::ok, "Seen to work"}, in_use{Verdict::ok, "In use in this session"},
    not_offered{Verdict::missing, "Not offered to this session"}, not_read{Verdict::unknown, "Not read yet"},
    silence{Verdict::unknown, "Not announced, which controllers that have it need not do"};

// What was seen comes first, then what is known of the software, then what is announced.
Judgement judge(const Row& row, const Service& service, const Evidence& evidence) {
  Seen seen = row.seen ? evidence.*row.seen : Seen::not_tried;
  if (row.place == Place::present) return present;
  if (row.place == Place::session) return seen == Seen::works ? in_use : seen == Seen::fails ? not_offered : not_read;
  if (row.place == Place::domain && !evidence.domain) return not_read;
  bool said = announced(row, service, evidence);
  auto of = [&](const Judged& judged) { return said ? judged.announced : judged.silent; };
  if (seen != Seen::not_tried) return of(by_effect[static_cast<std::size_t>(seen)]);
  Promise promise = row.known ? row.known(profile_of(service), service) : Promise::as_announced;
  if (row.silent && !said && promise == Promise::as_announced) return silence;
  return of(by_promise[static_cast<std::size_t>(promise)]);
}

void add_row(std::string& text, const ValidationRow& row) {
  ((text += "- ") += row.name) += ": ";
  (text += words(row.verdict)) += ". ";
  (text += row.evidence) += ". ";
  if (row.verdict != Verdict::ok && row.verdict != Verdict::unannounced) (text += row.depends) += ". ";
  ((text += "(") += row.source) += ")\n";
}

}  // namespace

std::string_view words(Verdict verdict) { return verdict_words[static_cast<std::size_t>(verdict)]; }

Evidence evidence_of(const Model& model) {
  Evidence evidence;
  for (NodeIndex index : model.all()) {
    const Node& node = model[index];
    auto seen = [](Seen& what, bool works) {
      if (works) what = Seen::works;
    };
    seen(evidence.collections, node.kind == NodeKind::collection && !node.children.empty());
    seen(evidence.several_parents, node.parents.size() > 1);
    seen(evidence.metadata, !node.type.empty() || !node.created.empty() || node.access != AccessModel::unknown);
    seen(evidence.access, node.access == AccessModel::authorize || node.access == AccessModel::whitelist);
    seen(evidence.affiliations, node.counts == Known::known && node.mine == Affiliation::owner);
    seen(evidence.own_affiliations, node.mine != Affiliation::unknown);
    seen(evidence.item_paging, node.items.has_value());
  }
  return evidence;
}

std::vector<ValidationRow> validate(const Service& service, const Evidence& evidence) {
  std::vector<ValidationRow> rows;
  for (const Row& row : table) {
    auto [verdict, why] = judge(row, service, evidence);
    rows.push_back({row.name, row.need, verdict, row.depends, why, row.source});
  }
  return rows;
}

std::string report(const Service& service, const std::vector<ValidationRow>& rows, std::string_view when) {
  std::string text = "Validation of " + service.jid.to_string() + "\n";
  if (!service.software.empty()) text += service.software + " " + service.version + "\n";
  (text += when) += '\n';
  for (Need need : {required, optional}) {
    text += need == required ? "\nRequired\n" : "\nOptional\n";
    for (const ValidationRow& row : rows)
      if (row.need == need) add_row(text, row);
  }
  auto faults = faults_of(service);
  if (!faults.empty()) text += "\nKnown of this software\n";
  for (const Fault& fault : faults) (((text += "- ") += fault.what) += ". (") += std::string(fault.source) + ")\n";
  return text;
}

}  // namespace xmpp::grid
