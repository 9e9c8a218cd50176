// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/grid/new_node.h"

#include <algorithm>

#include "xmpp/grid/reading.h"
#include "xmpp/xep/rsm.h"

namespace xmpp::grid {
namespace {

using Jids = std::vector<Jid>;

void add(Jids& all, const Jid& jid) {
  const Jid bare = jid.bare();
  if (std::find(all.begin(), all.end(), bare) == all.end()) all.push_back(bare);
}
void add(Jids& all, const Jids& more) {
  for (const Jid& jid : more) add(all, jid);
}

std::string_view advanced(const NewNode& wanted, std::string_view var) {
  for (const forms::Change& change : wanted.advanced)
    if (change.var == var && !change.values.empty()) return change.values.front();
  return {};
}

// How many may read, in general: the order in which one model lets in more than another.
int openness(AccessModel model) {
  switch (model) {
    case AccessModel::whitelist:
      return 1;
    case AccessModel::authorize:
      return 2;
    case AccessModel::presence:
    case AccessModel::roster:
      return 3;
    case AccessModel::open:
      return 4;
    case AccessModel::unknown:
      return 0;
  }
  return 0;
}

void find_leaks(const NewNode& wanted, const Model& model, std::vector<Leak>& leaks) {
  const auto look_at = [&](NodeIndex collection, NodeIndex through) {
    const bool known =
        std::any_of(leaks.begin(), leaks.end(), [&](const Leak& leak) { return leak.collection == collection; });
    if (!known && openness(model[collection].access) > openness(wanted.access))
      leaks.push_back({collection, through, model[collection].consumers});
  };
  for (const std::string& id : wanted.parents)
    if (const auto parent = model.find(id)) {
      look_at(*parent, *parent);
      for (const NodeIndex above : model.ancestors(*parent)) look_at(above, *parent);
    }
}

void add_risk(std::vector<Remark>& remarks, std::string_view var, std::string_view value) {
  const RiskOf risk = risk_of(var, value);
  if (risk.risk != Risk::none) remarks.push_back({risk.risk, std::string(risk.why), risk.source});
}

void find_remarks(const NewNode& wanted, std::size_t owners, std::vector<Remark>& remarks) {
  add_risk(remarks, "pubsub#access_model", word(wanted.access));
  for (const forms::Change& change : wanted.advanced)
    for (const std::string& value : change.values) add_risk(remarks, change.var, value);
  if (wanted.kind == NodeKind::topic && wanted.type.empty())
    remarks.push_back({Risk::warning, "It says nothing about the type of its payload", "RFC 8600, 5"});
  if (owners == 1)
    remarks.push_back({Risk::note, "You are its only owner; a second one helps when you are away", "RFC 8600, 8.3.2"});
  if (owners > 5)
    remarks.push_back({Risk::warning, "It has many owners; each can change everything", "RFC 8600, 8.3.2"});
}

Error not_empty() {
  Error error;
  error.kind = ErrorKind::input;
  error.condition = "not-empty";
  return error;
}

}  // namespace

std::string why_not_id(const Model& model, std::string_view id) {
  if (id.empty()) return "";
  if (id.front() == ' ' || id.back() == ' ') return "An id neither begins nor ends with a space";
  if (id.size() > longest_id) return "An id has at most 1,023 bytes, and this one " + std::to_string(id.size());
  const auto there = model.find(id);
  if (!there) return "";
  return model[*there].kind == NodeKind::collection ? "There is a collection of this id already"
                                                    : "There is a topic of this id already";
}

Task<Result<forms::Form>> read_default_config(Ground ground, NodeKind kind) {
  const auto type = kind == NodeKind::collection ? pubsub::NodeType::collection : pubsub::NodeType::leaf;
  auto answer = co_await ground.requests.ask(question(ground.service, pubsub::owner::default_config_request(type)));
  if (!answer) co_return answer.error();
  co_return pubsub::owner::parse_default_config(answer->element);
}

// Items of a topic and children of a collection are listed alike (XEP-0030, XEP-0060 §5.5).
Task<Result<void>> remove_if_new(Ground ground, std::string node, std::vector<std::string> children) {
  rsm::Query page;
  page.max = children.size() + 1;
  auto answer = co_await ground.requests.ask(question(ground.service, disco::items_request(node, page)));
  if (!answer && session_ended(answer.error())) co_return answer.error();
  if (answer) {
    const auto list = disco::parse_items(answer->element, node);
    const auto ours = [&](const disco::Item& item) {
      return std::find(children.begin(), children.end(), item.node ? *item.node : item.name) != children.end();
    };
    if (list && !std::all_of(list->items.begin(), list->items.end(), ours)) co_return not_empty();
  }
  co_return co_await remove_node(ground, std::move(node));
}

Grants grants_of(const NewNode& wanted, const Jid& me, const Model& model) {
  Grants grants;
  Jids owners, publishers, readers;
  add(owners, me);
  add(owners, wanted.owners);
  publishers = owners;
  add(publishers, wanted.publishers);
  readers = publishers;
  add(readers, wanted.consumers);
  const std::string_view publishing = advanced(wanted, "pubsub#publish_model");
  grants.configure = owners.size();
  grants.publish = publishing == "subscribers" ? readers.size() : publishers.size();
  grants.read = readers.size();
  grants.everybody_publishes = publishing == "open";
  grants.everybody_reads = wanted.access == AccessModel::open;
  find_leaks(wanted, model, grants.leaks);
  find_remarks(wanted, owners.size(), grants.remarks);
  return grants;
}

}  // namespace xmpp::grid
