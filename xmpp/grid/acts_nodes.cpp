// SPDX-License-Identifier: AGPL-3.0-or-later
// Nodes in collections (XEP-0248 §7), and their end.
#include <algorithm>
#include <unordered_set>

#include "xmpp/grid/acting.h"
#include "xmpp/grid/controller_profile.h"
#include "xmpp/grid/reading.h"
#include "xmpp/xep/codec.h"
#include "xmpp/xep/collections.h"

namespace xmpp::grid {
namespace {

constexpr std::uint64_t page_size = 100;
constexpr std::size_t max_children = 100'000;
constexpr std::size_t max_ancestors = 1'000;

Error cycle(const std::string& collection) {
  Error error;
  error.kind = ErrorKind::stanza;
  error.condition = "not-allowed";
  error.specific = "invalid-options";
  error.type = ErrorType::cancel;
  error.text = "A collection cannot contain itself, and " + collection + " is in it already.";
  return error;
}

bool known_cycle(const Model& model, std::string_view collection, std::string_view node) {
  auto above = model.find(collection), below = model.find(node);
  if (collection == node) return true;
  if (!above || !below) return false;
  auto inside = model.descendants(*below);
  return std::find(inside.begin(), inside.end(), *above) != inside.end();
}

// Whether `collection` lies below `node` on the controller itself: where it hangs on a cycle, our model is not enough.
Task<Result<bool>> lies_below(Ground ground, std::string collection, std::string node) {
  std::unordered_set<std::string> seen{collection};
  std::vector<std::string> climb{std::move(collection)};
  while (!climb.empty()) {
    std::string id = std::move(climb.back());
    climb.pop_back();
    if (id == node || seen.size() > max_ancestors) co_return true;
    auto answer = co_await ground.requests.ask(question(ground.service, disco::info_request(id)));
    if (!answer) co_return answer.error();
    auto info = disco::parse_info(answer->element, id);
    if (!info) co_return info.error();
    const forms::Form* form = pubsub::metadata(*info);
    if (!form) continue;
    for (auto& parent : pubsub::collections::parents(*form))
      if (seen.insert(parent).second) climb.push_back(std::move(parent));
  }
  co_return false;
}

void take_edge(Model& model, std::string_view collection, std::string_view node, bool in) {
  auto above = model.find(collection), below = model.find(node);
  if (!above || !below) return;
  if (in)
    model.connect(*above, *below);
  else
    model.disconnect(*above, *below);
}

// By the configuration of the child: one's own parents are one's own to change, and no sibling is lost meanwhile.
Task<Result<void>> reparent(Ground ground, std::string collection, std::string node, bool in, Result<void> refused) {
  bool one = profile_of(ground.service).one_parent;
  auto form = co_await read_config(ground, node);
  if (!form) co_return refused || session_ended(form.error()) ? form.error() : refused.error();
  if (!form->find("pubsub#collection") && !one) co_return refused;
  auto parents = pubsub::collections::parents(*form);
  if (in && one) parents.clear();
  std::erase(parents, collection);
  if (in) parents.push_back(collection);
  if (parents.empty()) parents.emplace_back();  // the root, said by an empty value
  std::vector<forms::Change> changes;
  changes.push_back({"pubsub#collection", std::move(parents)});
  auto done = co_await send_config(ground, node, *std::move(form), std::move(changes));
  if (!done) co_return done.error();
  co_return done->refused ? Result<void>(*done->refused) : Result<void>();
}

Task<Result<void>> ask_for_edge(Ground ground, std::string collection, std::string node, bool in) {
  if (profile_of(ground.service).one_parent) co_return co_await reparent(ground, collection, node, in, {});
  auto request =
      in ? pubsub::owner::associate_request(collection, node) : pubsub::owner::dissociate_request(collection, node);
  auto answer = co_await ground.requests.ask(change(ground.service, std::move(request)));
  if (answer) co_return Result<void>();
  if (!not_understood(answer.error())) co_return answer.error();
  co_return co_await reparent(ground, collection, node, in, answer.error());
}

// The others may have lost it: who announces no node with several parents moves it, perhaps.
Task<void> look_at_other_parents(Ground ground, std::string collection, std::string node) {
  auto index = ground.model.find(node);
  if (!index || config_tells_parents(ground.service)) co_return;
  std::vector<std::string> others;
  for (NodeIndex parent : ground.model[*index].parents)
    if (ground.model[parent].id != collection) others.push_back(ground.model[parent].id);
  for (const auto& other : others) (void)co_await is_in(ground, other, node);
}

Task<Result<void>> relink(Ground ground, std::string collection, std::string node, bool in) {
  auto answer = co_await ask_for_edge(ground, collection, node, in);
  if (!answer && !(outcome_unknown(answer.error()) && !session_ended(answer.error()))) co_return answer;
  auto shown = co_await is_in(ground, collection, node);
  if (!shown) co_return answer ? shown.error() : answer.error();
  if (in && *shown) co_await look_at_other_parents(ground, collection, node);
  co_return verdict(answer, *shown == in,
                    "The controller shows " + node + (*shown ? " in " : " not in ") + collection + ".");
}

}  // namespace

Task<Result<bool>> is_in(Ground ground, std::string collection, std::string node) {
  if (config_tells_parents(ground.service)) {
    auto form = co_await read_config(ground, node);
    if (!form && session_ended(form.error())) co_return form.error();
    if (form && form->find("pubsub#collection")) {
      auto parents = pubsub::collections::parents(*form);
      co_return std::find(parents.begin(), parents.end(), collection) != parents.end();
    }
  }
  bool found = false;
  auto end = co_await read_list(ground.requests, ground.service, collection, pages_node_lists(ground.service),
                                page_size, max_children, [&](const std::vector<disco::Item>& items) {
                                  for (const auto& item : items) found = found || item.node == node;
                                  return !found;
                                });
  if (!found && end.error) co_return *end.error;
  if (!found && !end.complete)
    co_return not_applied("The list of " + collection + " is cut short, so that nobody sees whether it holds " + node +
                          ".");
  take_edge(ground.model, collection, node, found);
  co_return found;
}

Task<Result<void>> associate(Ground ground, std::string collection, std::string node) {
  if (known_cycle(ground.model, collection, node)) co_return cycle(collection);
  auto index = ground.model.find(node);
  bool topic = index && ground.model[*index].kind == NodeKind::topic;
  if (profile_of(ground.service).one_parent && !topic) {
    auto below = co_await lies_below(ground, collection, node);
    if (!below) co_return below.error();
    if (*below) co_return cycle(collection);
  }
  co_return co_await relink(ground, std::move(collection), std::move(node), true);
}

Task<Result<void>> dissociate(Ground ground, std::string collection, std::string node) {
  co_return co_await relink(ground, std::move(collection), std::move(node), false);
}

Task<Result<void>> remove_node(Ground ground, std::string node, std::string redirect) {
  auto request = pubsub::owner::delete_request(node, redirect);
  auto answer = co_await ground.requests.ask(change(ground.service, std::move(request)));
  if (!answer) {
    const Error& error = answer.error();
    bool gone = error.condition == "item-not-found" || error.condition == "gone";
    if (!gone && error.kind != ErrorKind::timeout) co_return error;
  }
  auto still = co_await exists(ground, node);
  if (!still) co_return answer ? still.error() : answer.error();
  if (*still) co_return answer ? not_applied("The controller still knows " + node + ".") : answer.error();

  auto index = ground.model.find(node);
  if (!index) co_return Result<void>();
  std::vector<std::string> parents;
  std::unordered_set<std::string> children;
  for (NodeIndex i : ground.model[*index].parents) parents.push_back(ground.model[i].id);
  for (NodeIndex i : ground.model[*index].children) children.insert(ground.model[i].id);
  ground.model.remove(*index);
  // Some controllers move the children up (Openfire): their new parents know.
  for (const auto& parent : children.empty() ? std::vector<std::string>() : parents) {
    co_await read_list(ground.requests, ground.service, parent, pages_node_lists(ground.service), page_size,
                       max_children, [&](const std::vector<disco::Item>& items) {
                         for (const auto& item : items)
                           if (children.contains(*item.node)) take_edge(ground.model, parent, *item.node, true);
                         return true;
                       });
  }
  co_return Result<void>();
}

}  // namespace xmpp::grid
