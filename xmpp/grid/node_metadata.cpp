// SPDX-License-Identifier: AGPL-3.0-or-later
// From disco#info to a node: one table says where each field of the metadata goes (XEP-0060 §5.4, §16.4).
#include <algorithm>

#include "xmpp/grid/reading.h"
#include "xmpp/xep/codec.h"
#include "xmpp/xep/collections.h"

namespace xmpp::grid {
namespace {

using forms::Field;

std::vector<Jid> jids(const Field& field) {
  std::vector<Jid> found;
  for (const auto& value : field.values)
    if (auto jid = Jid::split(value)) found.push_back(*std::move(jid));
  return found;
}

struct Place {
  std::string_view var;
  void (*take)(const Field&, Node&);
};

constexpr Place places[] = {
    {"pubsub#title", [](const Field& f, Node& n) { n.title = f.value(); }},
    {"pubsub#type", [](const Field& f, Node& n) { n.type = f.value(); }},
    {"pubsub#description", [](const Field& f, Node& n) { n.description = f.value(); }},
    {"pubsub#access_model", [](const Field& f, Node& n) { n.access = access_model(f.value()); }},
    {"pubsub#creation_date", [](const Field& f, Node& n) { n.created = f.value(); }},
    {"pubsub#num_subscribers", [](const Field& f, Node& n) { n.consumers = whole_number(f.value()); }},
    {"pubsub#max_items", [](const Field& f, Node& n) { n.max_items = whole_number(f.value()); }},
    {"pubsub#owner", [](const Field& f, Node& n) { n.owners = jids(f); }},
    {"pubsub#publisher", [](const Field& f, Node& n) { n.publishers = jids(f), n.providers = n.publishers.size(); }},
    // Said elsewhere: as kind, as edges, by the form itself.
    {"pubsub#node_type", [](const Field&, Node&) {}},
    {"pubsub#collection", [](const Field&, Node&) {}},
    {"pubsub#children", [](const Field&, Node&) {}},
    {"FORM_TYPE", [](const Field&, Node&) {}},
};

std::string joined(const std::vector<std::string>& values) {
  std::string text;
  for (const auto& value : values) text += (text.empty() ? "" : ", ") + value;
  return text;
}

void take_field(const Field& field, Node& node) {
  for (const Place& place : places)
    if (place.var == field.var) return place.take(field, node);
  if (!field.var.empty()) node.more.emplace_back(field.var, joined(field.values));
}

// What only the metadata tells. Title, owners and counts have other sources, too (grid/counts.h).
void forget_told(Node& node) {
  node.type.clear();
  node.description.clear();
  node.access = AccessModel::unknown;
  node.created.clear();
  node.max_items.reset();
  node.more.clear();
}

NodeKind kind_of(const disco::Info& info) {
  auto type = pubsub::node_type(info);
  if (!type) return NodeKind::unknown;
  return *type == pubsub::NodeType::collection ? NodeKind::collection : NodeKind::topic;
}

bool is_gone(const Error& error) { return error.condition == "item-not-found" || error.condition == "gone"; }

}  // namespace

ToldEdges take_info(const disco::Info& info, Node& node) {
  node.kind = kind_of(info);
  node.state = Known::known;
  node.error.reset();
  forget_told(node);
  const forms::Form* form = pubsub::metadata(info);
  if (!form) return {};
  for (const Field& field : form->fields) take_field(field, node);
  return {pubsub::collections::parents(*form), pubsub::collections::children(*form)};
}

SaidEdges take_config(const forms::Form& config, Node& node) {
  for (const Field& field : config.fields)
    for (const Place& place : places)
      if (place.var == field.var) place.take(field, node);
  auto type = config.value("pubsub#node_type");
  if (type == "leaf") node.kind = NodeKind::topic;
  if (type == "collection") node.kind = NodeKind::collection;
  SaidEdges said;
  if (config.find("pubsub#collection")) said.parents = pubsub::collections::parents(config);
  if (config.find("pubsub#children")) said.children = pubsub::collections::children(config);
  return said;
}

void take_error(const Error& error, Node& node) {
  bool answered = error.kind == ErrorKind::stanza && !worth_retrying(error);
  node.state = !answered ? Known::failed : is_gone(error) ? Known::gone : Known::refused;
  node.error = error;
}

}  // namespace xmpp::grid
