// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/unit/support/pubsub_service.h"

#include <algorithm>

#include "xmpp/xep/disco.h"
#include "xmpp/xep/pubsub.h"

namespace xmpp::test {
namespace {

using forms::FieldType;
using Values = std::vector<std::string>;

struct Known {
  const char* var;
  FieldType type;
  const char* usual;
};
constexpr Known known[] = {
    {"pubsub#title", FieldType::text_single, ""},       {"pubsub#type", FieldType::text_single, ""},
    {"pubsub#description", FieldType::text_single, ""}, {"pubsub#access_model", FieldType::list_single, "open"},
    {"pubsub#persist_items", FieldType::boolean, "1"},  {"pubsub#max_items", FieldType::text_single, "10"},
    {"pubsub#collection", FieldType::text_multi, ""},
};

Error refusal(std::string condition, std::string specific = {}, ErrorType type = ErrorType::modify) {
  Error error = stanza_error(std::move(condition), type);
  error.specific = std::move(specific);
  return error;
}

forms::Field field_of(std::string var, FieldType type, Values values) {
  forms::Field field;
  field.var = std::move(var);
  field.type = type;
  field.values = std::move(values);
  return field;
}

std::string wrapped(std::string_view ns, Xml inner) {
  return Xml("pubsub", std::string(ns)).add(std::move(inner)).to_string();
}

std::string bare(const std::string& jid) { return jid.substr(0, jid.find('/')); }

}  // namespace

std::string PubsubService::Entry::value(const std::string& var) const {
  if (auto at = config.find(var); at != config.end()) return at->second.empty() ? "" : at->second.front();
  for (const Known& field : known)
    if (var == field.var) return field.usual;
  return {};
}

PubsubService& PubsubService::topic(const std::string& id, std::set<std::string> parents) {
  nodes[id].parents = std::move(parents);
  nodes[id].affiliations[me] = "owner";
  return *this;
}

PubsubService& PubsubService::collection(const std::string& id, std::set<std::string> parents) {
  topic(id, std::move(parents));
  nodes[id].collection = true;
  return *this;
}

std::vector<std::string> PubsubService::children(const std::string& id) const {
  std::vector<std::string> found;
  for (const auto& [name, node] : nodes)
    if (id.empty() ? node.parents.empty() : node.parents.contains(id)) found.push_back(name);
  return found;
}

bool PubsubService::contains(const std::string& ancestor, const std::string& id) const {
  for (const auto& child : children(ancestor))
    if (child == id || contains(child, id)) return true;
  return false;
}

std::string PubsubService::Entry::affiliation(const std::string& jid) const {
  auto at = affiliations.find(jid);
  return at == affiliations.end() ? "none" : at->second;
}

bool PubsubService::owns(const std::string& id) const { return admin || nodes.at(id).affiliation(me) == "owner"; }

Result<std::string> PubsubService::answer(const Element& payload) {
  auto before = nodes;
  Reply reply = refusal("feature-not-implemented", "", ErrorType::cancel);
  if (payload.is(disco::ns_info, "query")) reply = info(std::string(payload["node"]));
  if (payload.is(disco::ns_items, "query")) reply = items(std::string(payload["node"]));
  if (payload.is(pubsub::ns_owner, "pubsub")) reply = owner(payload);
  if (payload.child(pubsub::ns, "create")) reply = create(payload);
  if (auto list = payload.child(pubsub::ns, "subscriptions")) reply = own_subscriptions(list);
  if (auto request = payload.child(pubsub::ns, "subscribe")) reply = subscribe(request);
  if (auto request = payload.child(pubsub::ns, "unsubscribe")) reply = unsubscribe(request);
  auto same = [](const auto& a, const auto& b) {
    return a.first == b.first && a.second.config == b.second.config && a.second.parents == b.second.parents &&
           a.second.affiliations == b.second.affiliations && a.second.collection == b.second.collection &&
           std::equal(a.second.subscriptions.begin(), a.second.subscriptions.end(), b.second.subscriptions.begin(),
                      b.second.subscriptions.end(), [](const Subscription& x, const Subscription& y) {
                        return x.jid == y.jid && x.state == y.state && x.subid == y.subid;
                      });
  };
  if (!std::equal(before.begin(), before.end(), nodes.begin(), nodes.end(), same)) changes_.push_back(payload.to_xml());
  return reply;
}

// --- reading ---------------------------------------------------------------------------------------------------------

Result<std::string> PubsubService::info(const std::string& id) const {
  auto at = nodes.find(id);
  if (at == nodes.end()) return stanza_error("item-not-found");
  const Entry& node = at->second;
  forms::Form meta;
  meta.type = forms::FormType::result;
  meta.fields.push_back(field_of("FORM_TYPE", FieldType::hidden, {std::string(pubsub::form_metadata)}));
  for (const char* var : {"pubsub#title", "pubsub#type", "pubsub#description", "pubsub#access_model"})
    meta.fields.push_back(field_of(var, FieldType::text_single, {node.value(var)}));
  if (tells_parents_in_info)
    meta.fields.push_back(
        field_of("pubsub#collection", FieldType::text_multi, Values(node.parents.begin(), node.parents.end())));
  Xml out("query", std::string(disco::ns_info));
  out.attribute("node", id);
  out.add(Xml("identity").attribute("category", "pubsub").attribute("type", node.collection ? "collection" : "leaf"));
  out.add(forms::to_xml(meta));
  return out.to_string();
}

Result<std::string> PubsubService::items(const std::string& id) const {
  if (!id.empty() && !nodes.contains(id)) return stanza_error("item-not-found");
  Xml out("query", std::string(disco::ns_items));
  if (!id.empty()) out.attribute("node", id);
  for (const auto& child : children(id)) {
    Xml item("item");
    item.attribute("jid", "pubsub.example").attribute("node", child);
    if (auto title = nodes.at(child).value("pubsub#title"); !title.empty()) item.attribute("name", title);
    out.add(std::move(item));
  }
  return out.to_string();
}

forms::Form PubsubService::form(const std::string& id) const { return form(nodes.at(id), id); }

forms::Form PubsubService::form(const Entry& node, const std::string& id) const {
  forms::Form form;
  form.fields.push_back(field_of("FORM_TYPE", FieldType::hidden, {std::string(pubsub::form_node_config)}));
  for (const Known& one : known) {
    auto field = field_of(one.var, one.type, {node.value(one.var)});
    if (field.var == "pubsub#collection") {
      auto kept = node.config.find(field.var);
      bool lies = links_nothing && kept != node.config.end();
      field.values = lies ? kept->second : Values(node.parents.begin(), node.parents.end());
    }
    if (field.var == "pubsub#access_model")
      for (const char* model : {"open", "authorize", "whitelist"}) field.options.push_back({"", model});
    form.fields.push_back(std::move(field));
  }
  if (node.collection)
    form.fields.push_back(field_of("pubsub#children", FieldType::text_multi, id.empty() ? Values() : children(id)));
  return form;
}

Result<std::string> PubsubService::own_subscriptions(const Element& list) const {
  Xml out("subscriptions");
  for (const auto& [id, node] : nodes)
    for (const Subscription& s : node.subscriptions)
      if (bare(s.jid) == me && (list["node"].empty() || list["node"] == id))
        out.add(Xml("subscription")
                    .attribute("node", id)
                    .attribute("jid", s.jid)
                    .attribute("subscription", s.state)
                    .attribute("subid", s.subid));
  return wrapped(pubsub::ns, std::move(out));
}

// --- anybody ---------------------------------------------------------------------------------------------------------

Result<std::string> PubsubService::create(const Element& request) {
  std::string id(request.child(pubsub::ns, "create")["node"]);
  if (id.empty()) id = "instant-" + std::to_string(next_++);
  if (nodes.contains(id)) return stanza_error("conflict");
  Entry& node = nodes[id];
  node.affiliations[me] = "owner";
  auto x = request.child(pubsub::ns, "configure").child(forms::ns, "x");
  if (x && !ignores_configure_in_create) {
    auto given = forms::parse(x);
    node.collection = given && given->value("pubsub#node_type") == "collection" && !no_collections;
    if (auto applied = apply(id, x); !applied) {
      nodes.erase(id);
      return applied;
    }
  }
  return wrapped(pubsub::ns, Xml("create").attribute("node", id));
}

Result<std::string> PubsubService::subscribe(const Element& request) {
  std::string id(request["node"]), jid(request["jid"]);
  if (!nodes.contains(id)) return stanza_error("item-not-found");
  bool others = !owners_set_subscriptions && owns(id);
  if (bare(jid) != me && !others) return refusal("bad-request", "invalid-jid");
  Entry& node = nodes[id];
  if (node.affiliation(bare(jid)) == "outcast") return refusal("forbidden", "", ErrorType::auth);
  if (node.value("pubsub#access_model") == "whitelist" && !owns(id))
    return refusal("not-allowed", "closed-node", ErrorType::cancel);
  bool waits = node.value("pubsub#access_model") == "authorize" && !owns(id);
  set_subscription(node, jid, waits ? "pending" : "subscribed", {});
  return std::string();
}

Result<std::string> PubsubService::unsubscribe(const Element& request) {
  std::string id(request["node"]), jid(request["jid"]), subid(request["subid"]);
  if (!nodes.contains(id)) return stanza_error("item-not-found");
  bool others = !owners_set_subscriptions && owns(id);
  if (bare(jid) != me && !others) return refusal("forbidden", "", ErrorType::auth);
  auto& list = nodes[id].subscriptions;
  auto count = std::count_if(list.begin(), list.end(), [&](const Subscription& s) { return s.jid == jid; });
  if (count == 0) return refusal("unexpected-request", "not-subscribed", ErrorType::cancel);
  if (count > 1 && subid.empty()) return refusal("bad-request", "subid-required");
  set_subscription(nodes[id], jid, "none", subid);
  return std::string();
}

// "" as subid: the only one, or a new one.
void PubsubService::set_subscription(Entry& node, const std::string& jid, const std::string& state,
                                     const std::string& subid) {
  if (ignores_subscriptions) return;
  auto at = std::find_if(node.subscriptions.begin(), node.subscriptions.end(),
                         [&](const Subscription& s) { return s.jid == jid && (subid.empty() || s.subid == subid); });
  if (at == node.subscriptions.end()) {
    if (state != "none") node.subscriptions.push_back({jid, state, "s" + std::to_string(next_++)});
  } else if (state == "none") {
    node.subscriptions.erase(at);
  } else {
    at->state = state;
  }
}

// --- owners ----------------------------------------------------------------------------------------------------------

Result<std::string> PubsubService::owner(const Element& request) {
  auto act = request.first_child();
  std::string id(act["node"]);
  if (act.name() == "default") return defaults(act["type"] == "collection");
  if (!nodes.contains(id)) return stanza_error("item-not-found");
  if (!owns(id)) return refusal("forbidden", "", ErrorType::auth);
  if (act.name() == "configure") return configure(id, act);
  if (act.name() == "affiliations") return affiliations(id, act);
  if (act.name() == "subscriptions") return subscriptions(id, act);
  if (act.name() == "delete") return remove(id);
  if (act.name() == "collection" && understands_associate) return link(id, act);
  return refusal("bad-request");
}

Result<std::string> PubsubService::defaults(bool collection) const {
  if (tells_no_defaults) return refusal("feature-not-implemented", "unsupported", ErrorType::cancel);
  Entry fresh;
  fresh.collection = collection;
  return wrapped(pubsub::ns_owner, Xml("default").add(forms::to_xml(form(fresh, ""))));
}

Result<std::string> PubsubService::configure(const std::string& id, const Element& request) {
  if (auto x = request.child(forms::ns, "x")) return apply(id, x);
  return wrapped(pubsub::ns_owner, Xml("configure").attribute("node", id).add(forms::to_xml(form(id))));
}

Result<std::string> PubsubService::apply(const std::string& id, const Element& x) {
  auto given = forms::parse(x);
  if (!given || given->value("FORM_TYPE") != pubsub::form_node_config) return refusal("bad-request");
  if (wants_whole_forms && !given->find("pubsub#access_model")) return refusal("not-acceptable");
  Entry before = nodes[id];
  for (const auto& field : given->fields) {
    if (field.var == "FORM_TYPE" || field.var == "pubsub#node_type" || ignored_fields.contains(field.var)) continue;
    auto done = apply_field(id, field.var, field.values);
    if (done) continue;
    if (!partial) nodes[id] = before;
    return done;
  }
  return std::string();
}

Result<std::string> PubsubService::apply_field(const std::string& id, const std::string& var, Values values) {
  if (refused_fields.contains(var) || values.empty()) return refusal("not-acceptable");
  if (var == "pubsub#collection" && !links_nothing) {
    std::erase(values, "");
    return set_parents(id, {values.begin(), values.end()});
  }
  nodes[id].config[var] = std::move(values);
  return std::string();
}

Result<std::string> PubsubService::set_parents(const std::string& id, std::set<std::string> parents) {
  for (const auto& parent : parents) {
    if (!nodes.contains(parent)) return stanza_error("item-not-found");
    if (!nodes[parent].collection || parent == id || contains(id, parent))
      return refusal("not-allowed", "invalid-options", ErrorType::cancel);
  }
  if (one_parent && parents.size() > 1) return refusal("not-acceptable");
  nodes[id].parents = std::move(parents);
  return std::string();
}

Result<std::string> PubsubService::affiliations(const std::string& id, const Element& request) {
  Entry& node = nodes[id];
  if (!request.first_child()) {
    Xml out("affiliations");
    out.attribute("node", id);
    for (const auto& [jid, word] : node.affiliations)
      if (word != "none") out.add(Xml("affiliation").attribute("jid", jid).attribute("affiliation", word));
    return wrapped(pubsub::ns_owner, std::move(out));
  }
  for (const Element& entry : request) {
    std::string jid(entry["jid"]), word(entry["affiliation"]);
    auto owners = std::count_if(node.affiliations.begin(), node.affiliations.end(),
                                [](const auto& one) { return one.second == "owner"; });
    bool last = node.affiliation(jid) == "owner" && owners == 1 && word != "owner" && !allows_no_owner;
    if (last && !keeps_last_owner) return refusal("not-acceptable");
    if (last || ignores_affiliations) continue;
    if (coerces_affiliations && word != "owner" && word != "publisher" && word != "none") word = "outcast";
    node.affiliations[jid] = word;
    bool subscribed = std::any_of(node.subscriptions.begin(), node.subscriptions.end(),
                                  [&](const Subscription& s) { return bare(s.jid) == jid; });
    if (refuses_outcast && word == "outcast" && subscribed) return refusal("forbidden", "", ErrorType::auth);
    if (coerces_affiliations && word == "outcast")
      std::erase_if(node.subscriptions, [&](const Subscription& s) { return bare(s.jid) == jid; });
  }
  return std::string();
}

Result<std::string> PubsubService::subscriptions(const std::string& id, const Element& request) {
  Entry& node = nodes[id];
  if (!request.first_child()) {
    Xml out("subscriptions");
    out.attribute("node", id);
    for (const Subscription& s : node.subscriptions)
      if (s.state != "pending")  // PS-07
        out.add(
            Xml("subscription").attribute("jid", s.jid).attribute("subscription", s.state).attribute("subid", s.subid));
    return wrapped(pubsub::ns_owner, std::move(out));
  }
  if (!owners_set_subscriptions) return refusal("forbidden", "", ErrorType::auth);
  for (const Element& entry : request) {
    std::string jid(entry["jid"]), subid(entry["subid"]);
    if (asks_for_subid && subid.empty()) return refusal("bad-request", "subid-required");
    set_subscription(node, jid, std::string(entry["subscription"]), subid);
  }
  return std::string();
}

Result<std::string> PubsubService::link(const std::string& id, const Element& request) {
  auto act = request.first_child();
  std::string child(act["node"]);
  if (!nodes.contains(child)) return stanza_error("item-not-found");
  auto parents = nodes[child].parents;
  if (act.name() == "dissociate") {
    if (parents.erase(id) == 0) return refusal("bad-request");
  } else {
    if (one_parent) parents.clear();
    parents.insert(id);
  }
  if (links_nothing) return std::string();
  return set_parents(child, std::move(parents));
}

Result<std::string> PubsubService::remove(const std::string& id) {
  if (ignores_delete) return std::string();
  for (const auto& child : children(id)) {
    nodes[child].parents.erase(id);
    if (moves_children_up) nodes[child].parents.insert(nodes[id].parents.begin(), nodes[id].parents.end());
  }
  nodes.erase(id);
  return std::string();
}

grid::Service pubsub_service(std::string software, std::vector<std::string> features) {
  grid::Service service;
  service.jid = *Jid::split("pubsub.example");
  service.software = std::move(software);
  for (const auto& feature : features) service.features.push_back("http://jabber.org/protocol/pubsub#" + feature);
  std::sort(service.features.begin(), service.features.end());
  return service;
}

}  // namespace xmpp::test
