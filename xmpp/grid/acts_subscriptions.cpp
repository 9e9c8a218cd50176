// SPDX-License-Identifier: AGPL-3.0-or-later
// Who consumes a node (XEP-0060 §8.8, §6), and taking access away for good.
#include <algorithm>

#include "xmpp/grid/acting.h"
#include "xmpp/grid/controller_profile.h"
#include "xmpp/grid/reading.h"
#include "xmpp/sort.h"

namespace xmpp::grid {
namespace {

bool active(SubscriptionState state) {
  return state == SubscriptionState::subscribed || state == SubscriptionState::unconfigured;
}

// A bare JID stands for all its resources.
bool belongs(const Jid& listed, const Jid& to) { return listed == to || (to.is_bare() && listed.bare() == to); }

std::vector<Consumer> of(const std::vector<Consumer>& list, const Jid& jid, std::string_view subid = {}) {
  std::vector<Consumer> found;
  for (const Consumer& c : list)
    if (belongs(c.jid, jid) && (subid.empty() || c.subid == subid)) found.push_back(c);
  return found;
}

bool consumes(const std::vector<Consumer>& list, const Jid& jid) {
  return std::any_of(list.begin(), list.end(),
                     [&](const Consumer& c) { return belongs(c.jid, jid) && active(c.state); });
}

std::vector<Consumer> consumers_of(const std::vector<pubsub::Subscription>& list, std::string_view node) {
  std::vector<Consumer> found;
  for (const auto& entry : list)
    if (entry.node == node) found.push_back({entry.jid, subscription_state(entry.subscription), entry.subid});
  small_sort(found,
             [](const Consumer& a, const Consumer& b) { return a.jid != b.jid ? a.jid < b.jid : a.subid < b.subid; });
  return found;
}

// A JID with several subscriptions is one consumer; pending ones are not consumers yet (PS-03).
void take_consumers(Model& model, std::string_view id, const std::vector<Consumer>& list) {
  auto index = model.find(id);
  if (!index) return;
  std::uint64_t count = 0;
  const Jid* last = nullptr;
  for (const Consumer& c : list) {
    if (!active(c.state) || (last && last->bare() == c.jid.bare())) continue;
    last = &c.jid;
    ++count;
  }
  model.edit(*index).consumers = count;
}

// The list of an owner, or of our own subscriptions for whoever is none.
struct Look {
  std::vector<Consumer> list;
  bool as_owner = true;
};
Task<Result<Look>> look(Ground ground, std::string node) {
  auto all = co_await read_consumers(ground, node);
  if (all) co_return Look{*std::move(all), true};
  Error refusal = all.error();
  if (refusal.kind != ErrorKind::stanza) co_return refusal;
  auto answer = co_await ground.requests.ask(question(ground.service, pubsub::subscriptions_request(node)));
  if (!answer) co_return session_ended(answer.error()) ? answer.error() : refusal;
  auto list = pubsub::parse_subscriptions(answer->element);
  if (!list) co_return refusal;
  co_return Look{consumers_of(*list, node), false};
}

Task<Result<void>> send(Ground ground, Xml payload) {
  auto answer = co_await ground.requests.ask(change(ground.service, std::move(payload)));
  co_return answer ? Result<void>() : Result<void>(answer.error());
}

// What the way for oneself says about somebody else's subscription is of no use to anybody.
bool says_nothing(const Error& error) {
  return error.kind == ErrorKind::stanza &&
         (error.specific == "invalid-jid" || error.condition == "forbidden" || error.condition == "bad-request");
}

// O13, and where that is refused S1 or S2. `wanted`: subscribed or none.
Task<Result<void>> set(Ground ground, std::string node, Consumer who, SubscriptionState wanted, bool as_owner) {
  Result<void> refused;
  if (as_owner) {
    std::string subid = who.subid;
    if (subid.empty() && profile_of(ground.service).needs_subid) subid = "new";  // it gives a subid of its own
    refused = co_await send(ground, pubsub::owner::set_subscription_request(node, who.jid, word(wanted), subid));
    if (refused || refused.error().kind != ErrorKind::stanza) co_return refused;
  }
  auto own_way = wanted == SubscriptionState::none ? pubsub::unsubscribe_request(node, who.jid, who.subid)
                                                   : pubsub::subscribe_request(node, who.jid);
  auto answer = co_await send(ground, std::move(own_way));
  if (!answer && !refused && says_nothing(answer.error())) co_return refused;
  co_return answer;
}

}  // namespace

SubscriptionState subscription_state(std::string_view text) {
  for (auto state : {SubscriptionState::pending, SubscriptionState::unconfigured, SubscriptionState::subscribed})
    if (text == word(state)) return state;
  return SubscriptionState::none;
}

std::string_view word(SubscriptionState state) {
  constexpr std::string_view words[] = {"none", "pending", "unconfigured", "subscribed"};
  return words[static_cast<std::size_t>(state)];
}

Task<Result<std::vector<Consumer>>> read_consumers(Ground ground, std::string node) {
  auto answer = co_await ground.requests.ask(question(ground.service, pubsub::owner::subscriptions_request(node)));
  if (!answer) co_return answer.error();
  auto list = pubsub::owner::parse_subscriptions(answer->element, node);
  if (!list) co_return list.error();
  auto found = consumers_of(*list, node);
  take_consumers(ground.model, node, found);
  co_return found;
}

Task<Result<void>> subscribe(Ground ground, std::string node, Jid jid) {
  auto before = co_await look(ground, node);
  if (!before) co_return before.error();
  if (consumes(before->list, jid)) co_return Result<void>();
  // A pending one is approved by its own subid.
  auto waiting = of(before->list, jid);
  Consumer who{jid, SubscriptionState::none, waiting.empty() ? std::string() : waiting.front().subid};
  auto answer = co_await set(ground, node, who, SubscriptionState::subscribed, before->as_owner);
  if (!answer && session_ended(answer.error())) co_return answer;
  auto now = co_await look(ground, node);
  if (!now) co_return answer ? now.error() : answer.error();
  auto left = of(now->list, jid);
  auto state = left.empty() ? SubscriptionState::none : left.front().state;
  co_return verdict(answer, consumes(now->list, jid),
                    "The controller shows the subscription of " + jid.to_string() + " as " + std::string(word(state)) +
                        (now->as_owner ? ", or it waits for approval." : "."));
}

Task<Result<void>> unsubscribe(Ground ground, std::string node, Jid jid, std::string subid) {
  auto before = co_await look(ground, node);
  if (!before) co_return before.error();
  std::vector<Task<Result<void>>> asked;
  for (const Consumer& c : of(before->list, jid, subid))
    asked.push_back(set(ground, node, c, SubscriptionState::none, before->as_owner));
  if (asked.empty()) co_return Result<void>();
  auto answers = co_await when_all(std::move(asked));
  Result<void> first;
  for (const auto& answer : answers) {
    if (!answer && session_ended(answer.error())) co_return answer;
    if (!answer && first) first = answer;
  }
  auto now = co_await look(ground, node);
  if (!now) co_return first ? now.error() : first.error();
  auto left = of(now->list, jid, subid).size();
  co_return verdict(first, left == 0,
                    "The controller still lists " + std::to_string(left) +
                        (left == 1 ? " subscription of " : " subscriptions of ") + jid.to_string() + ".");
}

Task<Result<Revoked>> revoke(Ground ground, std::string node, Jid jid) {
  jid = jid.bare();
  Revoked done;
  auto before = co_await read_consumers(ground, node);
  if (!before) co_return before.error();
  done.subscriptions_before = of(*before, jid).size();

  // The affiliation first: it keeps the account from subscribing again meanwhile.
  auto barred = co_await set_affiliation(ground, node, jid, Affiliation::outcast);
  if (!barred) {
    const Error& why = barred.error();
    if (session_ended(why) || why.kind == ErrorKind::input) co_return why;
    done.refused = why;
  }
  auto ended = co_await unsubscribe(ground, node, jid);
  if (!ended) {
    if (session_ended(ended.error())) co_return ended.error();
    if (!done.refused) done.refused = ended.error();
  }

  auto standings = co_await read_standings(ground, node);
  if (!standings) co_return standings.error();
  auto after = co_await read_consumers(ground, node);
  if (!after) co_return after.error();
  done.affiliation = Affiliation::none;
  for (const Standing& s : *standings)
    if (s.jid == jid) done.affiliation = s.affiliation;
  done.subscriptions_after = of(*after, jid).size();
  done.proved = done.affiliation == Affiliation::outcast && done.subscriptions_after == 0;
  if (done.proved) done.refused.reset();
  co_return done;
}

}  // namespace xmpp::grid
