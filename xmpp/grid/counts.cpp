// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/grid/counts.h"

#include <algorithm>

#include "xmpp/grid/controller_profile.h"
#include "xmpp/grid/reading.h"
#include "xmpp/sort.h"
#include "xmpp/xep/pubsub_owner.h"

namespace xmpp::grid {
namespace {

constexpr std::size_t in_flight = 16;  // topics; the rest waits where it can still be forgotten

// The lists are for owners. Where our affiliation is not known, the answer will tell.
bool may_ask(const Node& node) { return node.mine == Affiliation::owner || node.mine == Affiliation::unknown; }

Result<void> take_affiliations(const Result<Stanza>& answer, Node& node) {
  if (!answer) return answer.error();
  auto list = pubsub::owner::parse_affiliations(answer->element, node.id);
  if (!list) return list.error();
  node.owners.clear();
  node.publishers.clear();
  std::uint64_t providers = 0;
  for (auto& entry : *list) {
    auto value = affiliation(entry.affiliation);
    if (value == Affiliation::publisher || value == Affiliation::publish_only) ++providers;
    if (value == Affiliation::owner)
      node.owners.push_back(std::move(entry.jid));
    else if (value == Affiliation::publisher)
      node.publishers.push_back(std::move(entry.jid));
  }
  node.providers = providers;
  return {};
}

// A JID with several subscriptions is one consumer; pending ones are not consumers yet (PS-03).
Result<void> take_subscriptions(const Result<Stanza>& answer, Node& node) {
  if (!answer) return answer.error();
  auto list = pubsub::owner::parse_subscriptions(answer->element, node.id);
  if (!list) return list.error();
  std::vector<Jid> jids;
  for (auto& entry : *list)
    if (entry.subscription == "subscribed" || entry.subscription == "unconfigured") jids.push_back(entry.jid.bare());
  small_sort(jids);
  node.consumers = static_cast<std::uint64_t>(std::unique(jids.begin(), jids.end()) - jids.begin());
  return {};
}

Result<void> take_item_count(const Result<Stanza>& answer, Node& node) {
  if (!answer) return answer.error();
  auto list = disco::parse_items(answer->element, node.id);
  if (!list) return list.error();
  if (list->page && list->page->count) node.items = list->page->count;
  return {};
}

using Take = Result<void> (*)(const Result<Stanza>&, Node&);

Known state_after(const Result<void>& result) {
  if (result) return Known::known;
  bool answered = result.error().kind == ErrorKind::stanza && !worth_retrying(result.error());
  return answered ? Known::refused : session_ended(result.error()) ? Known::listed : Known::failed;
}

}  // namespace

Task<Result<void>> read_counts(Requests& requests, Service service, Model& model, NodeIndex index) {
  std::string id = model[index].id;
  std::vector<Task<Result<Stanza>>> asked;
  std::vector<Take> takes;
  auto ask = [&](Xml payload, Take take) {
    asked.push_back(requests.ask(question(service, std::move(payload))));
    takes.push_back(take);
  };
  if (may_ask(model[index])) {
    ask(pubsub::owner::affiliations_request(id), take_affiliations);
    ask(pubsub::owner::subscriptions_request(id), take_subscriptions);
  }
  // max=0: the count alone (RSM-07); without paging it would be the whole list.
  bool countable = model[index].kind == NodeKind::topic && pages_item_lists(service);
  if (countable)
    ask(disco::items_request(id, rsm::Query{.max = 0, .after = {}, .before = {}, .index = {}}), take_item_count);

  model.edit(index).counts = Known::asked;
  auto answers = co_await when_all(std::move(asked));
  if (!model.alive(index)) co_return Result<void>();
  Node& node = model.edit(index);
  Result<void> first;
  for (std::size_t i = 0; i < answers.size(); ++i)
    if (auto taken = takes[i](answers[i], node); !taken && first) first = taken;
  node.counts = may_ask(node) ? state_after(first) : Known::refused;
  co_return first;
}

struct Counts::Impl {
  Requests& requests;
  Service service;
  Model& model;
  std::function<void()> changed;
  std::vector<NodeIndex> urgent;  // what somebody looks at
  std::vector<NodeIndex> visible;
  std::size_t running = 0;
  bool pumping = false;
  TaskScope tasks;  // last: its frames use all of the above

  bool wanted(NodeIndex index) const {
    return model.alive(index) && model[index].counts == Known::listed && model[index].state == Known::known;
  }

  std::optional<NodeIndex> next() {
    while (!urgent.empty()) {
      NodeIndex index = urgent.front();
      urgent.erase(urgent.begin());
      if (model.alive(index) && model[index].counts != Known::asked) return index;
    }
    auto at = std::find_if(visible.begin(), visible.end(), [&](NodeIndex index) { return wanted(index); });
    if (at == visible.end()) return std::nullopt;
    return *at;
  }

  void pump() {
    if (std::exchange(pumping, true)) return;
    while (running < in_flight) {
      auto index = next();
      if (!index) break;
      ++running;
      tasks.spawn(read(*index));
    }
    pumping = false;
  }

  Task<void> read(NodeIndex index) {
    auto result = co_await read_counts(requests, service, model, index);
    --running;
    // After the end of the session nothing is asked until somebody looks again.
    if (!result && session_ended(result.error())) visible.clear(), urgent.clear();
    pump();
    if (changed) changed();
  }
};

Counts::Counts(Requests& requests, Service service, Model& model, std::function<void()> changed)
    : impl_(new Impl{requests, std::move(service), model, std::move(changed), {}, {}, 0, false, {}}) {}

// Whoever comes after must not wait for answers that nobody takes.
Counts::~Counts() {
  for (NodeIndex index : std::vector(impl_->model.all()))
    if (impl_->model[index].counts == Known::asked) impl_->model.edit(index).counts = Known::listed;
}

void Counts::want(std::span<const NodeIndex> visible) {
  impl_->visible.assign(visible.begin(), visible.end());
  impl_->pump();
}

void Counts::refresh(NodeIndex index) {
  impl_->urgent.push_back(index);
  impl_->pump();
}

std::size_t Counts::running() const { return impl_->running; }

}  // namespace xmpp::grid
