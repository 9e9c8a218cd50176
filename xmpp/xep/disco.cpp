// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/xep/disco.h"

#include <algorithm>

#include "xmpp/sort.h"
#include "xmpp/xep/codec.h"

namespace xmpp::disco {
namespace {

Xml query(std::string_view ns, std::string_view node) {
  Xml xml("query", std::string(ns));
  if (!node.empty()) xml.attribute("node", std::string(node));
  return xml;
}

// XEP-0030 §3.2: "the 'node' attribute MUST be mirrored". An answer about another node says nothing about ours.
Result<Element> answered(const Element& iq, std::string_view ns, std::string_view node) {
  auto query = iq.child(ns, "query");
  if (!query) return unreadable("no-disco", "the answer holds no service discovery");
  if (query["node"] != node)
    return unreadable("foreign-node", "the answer is about another node: " + std::string(query["node"]));
  return query;
}

forms::Field field(std::string var, std::vector<std::string> values) {
  forms::Field field;
  field.var = std::move(var);
  field.values = std::move(values);
  return field;
}

forms::Form submission(std::string_view form_type) {
  forms::Form form;
  form.type = forms::FormType::submit;
  form.fields.push_back(field("FORM_TYPE", {std::string(form_type)}));
  form.fields.back().type = forms::FieldType::hidden;
  return form;
}

Xml to_xml(const TypeFilter& filter) {
  auto form = submission(ns_filter);
  if (!filter.included.empty()) form.fields.push_back(field("included-types", filter.included));
  if (!filter.excluded.empty()) form.fields.push_back(field("excluded-types", filter.excluded));
  return Xml("filter", std::string(ns_filter)).add(forms::to_xml(form));
}

Xml to_xml(const Extended& extended) {
  auto form = submission(ns_extended);
  form.fields.push_back(field("type", {extended.type}));
  if (extended.linked_nodes) form.fields.push_back(field("linked_nodes", {"true"}));
  if (extended.full_metadata) form.fields.push_back(field("full_metadata", {"true"}));
  if (extended.depth) form.fields.push_back(field("depth", {std::to_string(*extended.depth)}));
  return forms::to_xml(form);
}

}  // namespace

bool Info::has(std::string_view feature) const {
  return std::binary_search(features.begin(), features.end(), feature, std::less<std::string_view>());
}

const Identity* Info::identity(std::string_view category, std::string_view type) const {
  auto at = std::find_if(identities.begin(), identities.end(),
                         [&](const Identity& i) { return i.category == category && i.type == type; });
  return at == identities.end() ? nullptr : &*at;
}

const forms::Form* Info::extension(std::string_view form_type) const {
  auto at = std::find_if(extensions.begin(), extensions.end(),
                         [&](const forms::Form& form) { return form.form_type() == form_type; });
  return at == extensions.end() ? nullptr : &*at;
}

Xml info_request(std::string_view node) { return query(ns_info, node); }

Result<Info> parse_info(const Element& iq, std::string_view node) {
  auto query = answered(iq, ns_info, node);
  if (!query) return query.error();
  Info info;
  for (const Element& child : *query) {
    if (child.is(ns_info, "identity"))
      info.identities.push_back({std::string(child["category"]), std::string(child["type"]), std::string(child["name"]),
                                 std::string(child.lang())});
    else if (child.is(ns_info, "feature"))
      info.features.emplace_back(child["var"]);
    else if (child.is(forms::ns, "x")) {
      if (auto form = forms::parse(child)) info.extensions.push_back(*std::move(form));
    }
  }
  small_sort(info.features);
  info.features.erase(std::unique(info.features.begin(), info.features.end()), info.features.end());
  return info;
}

Result<Xml> items_request(const ItemsQuery& ask) {
  Xml xml = query(ns_items, ask.node);
  if (ask.filter) {
    if (!ask.filter->included.empty() && !ask.filter->excluded.empty()) {
      Error error = unreadable("filter-both", "included and excluded types cannot be combined");
      error.kind = ErrorKind::input;
      return error;
    }
    xml.add(to_xml(*ask.filter));
  }
  if (ask.extended) xml.add(to_xml(*ask.extended));
  if (ask.page) xml.add(rsm::to_xml(*ask.page));
  return xml;
}

Xml items_request(std::string_view node, std::optional<rsm::Query> page) {
  Xml xml = query(ns_items, node);
  if (page) xml.add(rsm::to_xml(*page));
  return xml;
}

Result<Items> parse_items(const Element& iq, std::string_view node) {
  auto query = answered(iq, ns_items, node);
  if (!query) return query.error();
  Items list;
  for (const Element& child : *query) {
    if (!child.is(ns_items, "item")) continue;
    auto jid = Jid::split(child["jid"]);
    if (!jid) {
      ++list.unreadable;
      continue;
    }
    Item item;
    item.jid = *std::move(jid);
    if (auto id = child.attribute("node")) item.node = std::string(*id);
    item.name = child["name"];
    if (auto x = child.child(forms::ns, "x"))
      if (auto form = forms::parse(x)) item.metadata = *std::move(form);
    list.items.push_back(std::move(item));
  }
  list.page = rsm::parse(*query);
  return list;
}

}  // namespace xmpp::disco
