// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/grid/rights.h"

#include <algorithm>

#include "xmpp/xep/forms.h"

namespace xmpp::grid {
namespace {

using enum May;

constexpr std::string_view titles[all_rights] = {"See that it exists",
                                                 "Publish items",
                                                 "Read items",
                                                 "Subscribe",
                                                 "See consumers",
                                                 "See and change affiliations",
                                                 "See and change configuration",
                                                 "Delete or purge"};
constexpr std::string_view whom_words[] = {"", "An owner", "The controller's administrator: it names no owner"};

struct Answer {
  May may;
  std::string_view reason;
};

// What an affiliation is worth by itself (the table of XEP-0060 §4.1); `unknown`: by the access model.
struct Standing {
  Affiliation affiliation;
  Answer publish, read, subscribe, own;
};
constexpr std::string_view silent = "The controller does not say what you are here";
constexpr std::string_view owners_only = "Owners only";
constexpr std::string_view owners_or_own = "Owners only. Your own items you may delete";
constexpr std::string_view banned = "You are banned here";
constexpr std::string_view is_owner = "You are an owner", is_publisher = "Your affiliation is publisher",
                           is_publish_only = "Your affiliation is publish-only",
                           is_member = "Your affiliation is member";

constexpr Standing standings[] = {
    {Affiliation::owner, {yes, is_owner}, {yes, is_owner}, {yes, is_owner}, {yes, is_owner}},
    {Affiliation::publisher, {yes, is_publisher}, {yes, is_publisher}, {yes, is_publisher}, {no, owners_only}},
    {Affiliation::publish_only,
     {yes, is_publish_only},
     {no, "Publish-only does not include reading. Ask for publisher"},
     {no, "Publish-only does not include subscribing. Ask for publisher"},
     {no, owners_only}},
    {Affiliation::member,
     {no, "Member does not include publishing. Ask for publisher"},
     {yes, is_member},
     {yes, is_member},
     {no, owners_only}},
    {Affiliation::none, {no, "Publishers only. Ask for publisher"}, {unknown, {}}, {unknown, {}}, {no, owners_only}},
    {Affiliation::outcast, {no, banned}, {no, banned}, {no, banned}, {no, banned}},
    {Affiliation::unknown, {unknown, silent}, {unknown, {}}, {unknown, {}}, {unknown, silent}},
};

// How far an access model lets in who has no affiliation (§4.5). By subscription: subscribed, pending, none, not known.
struct Access {
  AccessModel model;
  Answer read[4], subscribe[4];
};
constexpr Answer open_to_all{yes, "Open to everybody"};
constexpr Answer by_presence{unknown, "Only who may see an owner's presence: the controller decides"};
constexpr Answer by_roster{unknown, "Only groups of an owner's contact list: the controller decides"};
constexpr Answer members_only{no, "Members only. Ask to be put on the list"};
constexpr Answer odd{unknown, "You are a consumer, but not on the list of members"};
constexpr Answer consumer{yes, "You are a consumer"};
constexpr Answer waits{no, "An owner must approve. You have asked, no answer yet"};
constexpr Answer may_ask{yes, "You may ask. An owner must approve"};
constexpr Answer untold{unknown, "The controller does not tell who may"};

constexpr Access accesses[] = {
    {AccessModel::open,
     {open_to_all, open_to_all, open_to_all, open_to_all},
     {consumer, open_to_all, open_to_all, open_to_all}},
    {AccessModel::presence,
     {consumer, by_presence, by_presence, by_presence},
     {consumer, by_presence, by_presence, by_presence}},
    {AccessModel::roster, {consumer, by_roster, by_roster, by_roster}, {consumer, by_roster, by_roster, by_roster}},
    {AccessModel::authorize,
     {consumer,
      waits,
      {no, "Consumers only. Subscribe first: an owner must approve"},
      {unknown, "Consumers only, and the controller does not say whether you are one"}},
     {consumer, waits, may_ask, may_ask}},
    {AccessModel::whitelist,
     {odd, members_only, members_only, members_only},
     {odd, members_only, members_only, members_only}},
    {AccessModel::unknown, {consumer, waits, untold, untold}, {consumer, waits, untold, untold}},
};

const Standing& standing_of(Affiliation affiliation) {
  return *std::find_if(std::begin(standings), std::end(standings),
                       [&](const Standing& row) { return row.affiliation == affiliation; });
}

const Access& access_of(AccessModel model) {
  return *std::find_if(std::begin(accesses), std::end(accesses), [&](const Access& row) { return row.model == model; });
}

int subscription_column(const std::optional<SubscriptionState>& state) {
  if (!state) return 3;
  if (*state == SubscriptionState::none) return 2;
  return *state == SubscriptionState::pending ? 1 : 0;  // unconfigured ones may be served (§4.2)
}

bool is_consumer(const Standpoint& at) { return subscription_column(at.subscription) == 0; }

std::string_view option(const Node& node, std::string_view var) {
  for (const auto& [name, value] : node.more)
    if (name == var) return value;
  return {};
}

// Of what is stated only where it is so. An answer that a controller gave weighs more than a rule.
struct Case {
  const Node& node;
  const Standpoint& at;
  Affiliation mine;

  Answer see() const {
    if (node.state == Known::gone) return {no, "It does not exist any more, or the controller hides it from you"};
    if (node.state == Known::refused) return {yes, "Listed, but the controller tells nothing more of it"};
    return {yes, "Listed by service discovery"};
  }

  Answer publish() const {
    if (node.kind == NodeKind::collection) return {no, "A collection holds topics, not items"};
    const Answer& by_affiliation = standing_of(mine).publish;
    if (mine == Affiliation::outcast || by_affiliation.may == yes) return by_affiliation;
    std::string_view model = option(node, "pubsub#publish_model");
    if (model == "open") return {yes, "Everybody may publish here"};
    if (model == "subscribers" && is_consumer(at)) return {yes, "Every consumer may publish here"};
    if (model == "subscribers" && !at.subscription)
      return {unknown, "Consumers may, and the controller does not say whether you are one"};
    return by_affiliation;
  }

  Answer read() const {
    const Answer& by_affiliation = standing_of(mine).read;
    if (by_affiliation.may == unknown) return access_of(node.access).read[subscription_column(at.subscription)];
    // §4.1 lets members and publishers read, §6.5.1 only consumers: controllers follow the one or the other.
    bool disputed = by_affiliation.may == yes && mine != Affiliation::owner && node.access == AccessModel::authorize;
    if (disputed && is_consumer(at)) return consumer;
    if (disputed) return {unknown, "Some controllers let consumers only. Subscribe first"};
    return by_affiliation;
  }

  Answer subscribe() const {
    const Answer& by_affiliation = standing_of(mine).subscribe;
    if (by_affiliation.may != no && forms::boolean(option(node, "pubsub#subscribe")) == false)
      return {no, "It takes no consumers"};
    if (by_affiliation.may == unknown) return access_of(node.access).subscribe[subscription_column(at.subscription)];
    return by_affiliation;
  }

  // What only owners may. The lists of consumers and affiliations have perhaps been asked for already.
  Answer owned(Right right) const {
    bool listed = right == Right::consumers || right == Right::affiliations;
    if (listed && mine != Affiliation::owner && node.counts == Known::refused)
      return {no, "The controller refuses the list"};
    if (right == Right::remove && (mine == Affiliation::publisher || mine == Affiliation::publish_only))
      return {no, owners_or_own};
    return standing_of(mine).own;
  }

  Answer answer(Right right) const {
    if (right == Right::see) return see();
    if (node.state == Known::gone) return {no, "It does not exist any more"};
    if (right == Right::publish) return publish();
    if (right == Right::read) return read();
    if (right == Right::subscribe) return subscribe();
    return owned(right);
  }
};

// Nothing to ask for where nobody could give it.
Whom whom(const Case& at, const RightRow& row) {
  bool impossible =
      at.node.state == Known::gone || (row.right == Right::publish && at.node.kind == NodeKind::collection);
  if (row.may == yes || row.right == Right::see || impossible) return Whom::nobody;
  return at.node.owners.empty() ? Whom::administrator : Whom::owners;
}

bool names(const std::vector<Jid>& jids, const Jid& me) {
  return std::any_of(jids.begin(), jids.end(), [&](const Jid& jid) { return jid.bare() == me.bare(); });
}

}  // namespace

std::string_view title(Right right) { return titles[static_cast<std::size_t>(right)]; }
std::string_view words(Whom whom) { return whom_words[static_cast<std::size_t>(whom)]; }

Affiliation affiliation_of(const Node& node, const Jid& me) {
  if (node.mine != Affiliation::unknown) return node.mine;
  if (names(node.owners, me)) return Affiliation::owner;
  // The owner's lists have been answered: whatever we are called, we are treated as one (administrators of Prosody).
  if (node.counts == Known::known && node.providers) return Affiliation::owner;
  return names(node.publishers, me) ? Affiliation::publisher : Affiliation::unknown;
}

std::array<RightRow, all_rights> rights_of(const Node& node, const Standpoint& standpoint) {
  std::array<RightRow, all_rights> rows;
  Case at{node, standpoint, affiliation_of(node, standpoint.me)};
  for (std::size_t i = 0; i < all_rights; ++i) {
    rows[i].right = static_cast<Right>(i);
    Answer answer = at.answer(rows[i].right);
    rows[i].may = answer.may;
    rows[i].reason = answer.reason;
    rows[i].ask = whom(at, rows[i]);
  }
  return rows;
}

bool limited(const Node& node, const Standpoint& standpoint) {
  auto rows = rights_of(node, standpoint);
  return std::any_of(rows.begin(), rows.end(), [&](const RightRow& row) {
    return row.may == no && !(row.right == Right::publish && node.kind == NodeKind::collection);
  });
}

}  // namespace xmpp::grid
