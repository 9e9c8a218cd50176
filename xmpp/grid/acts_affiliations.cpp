// SPDX-License-Identifier: AGPL-3.0-or-later
// Who stands how to a node (XEP-0060 §8.9): one entry a request, and believed only when it is shown (PS-04, PS-05).
#include <algorithm>

#include "xmpp/grid/acting.h"
#include "xmpp/grid/controller_profile.h"
#include "xmpp/grid/reading.h"
#include "xmpp/sort.h"

namespace xmpp::grid {
namespace {

Affiliation of(const std::vector<Standing>& list, const Jid& jid) {
  auto at = std::find_if(list.begin(), list.end(), [&](const Standing& s) { return s.jid == jid; });
  return at == list.end() ? Affiliation::none : at->affiliation;
}

void take_standings(const Ground& ground, std::string_view id, const std::vector<Standing>& list) {
  auto index = ground.model.find(id);
  if (!index) return;
  Node& node = ground.model.edit(*index);
  node.owners.clear();
  node.publishers.clear();
  std::uint64_t providers = 0;
  for (const Standing& s : list) {
    if (s.affiliation == Affiliation::owner) node.owners.push_back(s.jid);
    if (s.affiliation == Affiliation::publisher) node.publishers.push_back(s.jid);
    if (s.affiliation == Affiliation::publisher || s.affiliation == Affiliation::publish_only) ++providers;
    // Not being listed says nothing: administrators of some controllers own every node all the same.
    if (s.jid == ground.own.bare()) node.mine = s.affiliation;
  }
  node.providers = providers;
}

// Where they are not known we ask: services announce fewer than they have.
bool keeps(const Service& service, Affiliation value) {
  auto known = profile_of(service).affiliations;
  return known == 0 || (known & bit(value)) != 0;
}

Error unsupported(Affiliation value) {
  Error error;
  error.kind = ErrorKind::stanza;
  error.condition = "feature-not-implemented";
  error.specific = "unsupported";
  error.feature = std::string(word(value)) + "-affiliation";
  error.type = ErrorType::cancel;
  return error;
}

Error last_owner(const Jid& jid) {
  Error error;
  error.kind = ErrorKind::input;
  error.condition = "last-owner";
  error.text = jid.to_string();
  return error;
}

bool is_only_owner(const std::vector<Standing>& list, const Jid& jid) {
  auto owners =
      std::count_if(list.begin(), list.end(), [](const Standing& s) { return s.affiliation == Affiliation::owner; });
  return owners == 1 && of(list, jid) == Affiliation::owner;
}

}  // namespace

Task<Result<std::vector<Standing>>> read_standings(Ground ground, std::string node) {
  auto answer = co_await ground.requests.ask(question(ground.service, pubsub::owner::affiliations_request(node)));
  if (!answer) co_return answer.error();
  auto list = pubsub::owner::parse_affiliations(answer->element, node);
  if (!list) co_return list.error();
  std::vector<Standing> found;
  for (const auto& entry : *list) {
    auto value = affiliation(entry.affiliation);
    if (value != Affiliation::none) found.push_back({entry.jid.bare(), value});
  }
  small_sort(found, [](const Standing& a, const Standing& b) { return a.jid < b.jid; });
  take_standings(ground, node, found);
  co_return found;
}

Task<Result<Affiliation>> set_affiliation(Ground ground, std::string node, Jid jid, Affiliation affiliation,
                                          Affiliation* told) {
  jid = jid.bare();
  if (!keeps(ground.service, affiliation)) co_return unsupported(affiliation);
  auto shown = co_await read_standings(ground, node);
  if (!shown) co_return shown.error();
  Affiliation before = of(*shown, jid);
  if (told) *told = before;
  if (before == affiliation) co_return before;
  if (is_only_owner(*shown, jid)) co_return last_owner(jid);

  auto request = pubsub::owner::set_affiliation_request(node, jid, word(affiliation));
  auto answer = co_await ground.requests.ask(change(ground.service, std::move(request)));
  Result<void> answered = answer ? Result<void>() : Result<void>(answer.error());
  if (!answered && session_ended(answered.error())) co_return answered.error();

  shown = co_await read_standings(ground, node);
  // Who has just given up ownership may not look any more.
  bool own = jid == ground.own.bare();
  bool hidden = !shown && answered && own && before == Affiliation::owner && !session_ended(shown.error());
  if (!shown && !hidden) co_return answered ? shown.error() : answered.error();
  Affiliation now = hidden ? affiliation : of(*shown, jid);
  if (auto index = ground.model.find(node); index && own) ground.model.edit(*index).mine = now;
  auto result = verdict(answered, now == affiliation,
                        "The controller shows " + jid.to_string() + " as " + std::string(word(now)) + ".");
  if (!result) co_return result.error();
  co_return before;
}

}  // namespace xmpp::grid
