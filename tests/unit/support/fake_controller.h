// SPDX-License-Identifier: AGPL-3.0-or-later
// A small pubsub service with collections (XEP-0060, XEP-0248) for the crawl to read, and the ways in which real ones
// misbehave, as switches.
#pragma once
#include <algorithm>
#include <map>
#include <set>
#include <string>
#include <vector>

#include "tests/unit/support/fake_requests.h"
#include "xmpp/grid/crawl.h"
#include "xmpp/xep/disco.h"
#include "xmpp/xep/pubsub.h"

namespace xmpp::test {

class FakeController {
 public:
  struct Entry {
    bool collection = false;
    std::string title, access = "open";
    std::vector<std::string> children;
  };
  std::map<std::string, Entry> nodes;

  // Behaviour.
  bool paging = false;                          ///< honours XEP-0059
  bool repeats_last = false;                    ///< every page is the first one (ATTACK-10)
  bool endless = false;                         ///< every page has new entries, for ever (ATTACK-10)
  bool strangers = false;                       ///< with endless: all of them nodes of another service
  bool climbs = false;                          ///< every node names one more that it is in, for ever (ATTACK-10)
  std::size_t cap = 0;                          ///< lists no more than this (0: no limit)
  std::size_t count_more = 0;                   ///< counts this many more than it lists
  std::map<std::string, Error> info_errors;     ///< node → error to disco#info
  std::map<std::string, Error> list_errors;     ///< node ("" root) → error to disco#items
  std::set<std::string> vanished;               ///< listed, but gone when asked about
  std::set<std::string> unlisted;               ///< exist, but no list names them
  std::map<std::string, std::string> raw_info;  ///< node → payload to send as it is
  std::string raw_root;                         ///< the same for the list of the service
  std::map<std::string, std::string> affiliations;
  bool knows_affiliations = true;
  std::string anchor_lost_once;  ///< this UID as <after/> gives item-not-found, once

  FakeController& leaf(const std::string& id, std::string title = {}, std::string access = "open") {
    nodes[id] = {false, std::move(title), std::move(access), {}};
    return *this;
  }
  FakeController& collection(const std::string& id, std::vector<std::string> children, std::string title = {}) {
    nodes[id] = {true, std::move(title), "open", std::move(children)};
    return *this;
  }

  Result<std::string> answer(const Jid&, const Element& payload) {
    if (payload.is(disco::ns_items, "query")) return items(payload);
    if (payload.is(disco::ns_info, "query")) return info(std::string(payload["node"]));
    if (payload.child(pubsub::ns, "affiliations")) return own_affiliations();
    return stanza_error("feature-not-implemented");
  }

 private:
  std::vector<std::string> members(const std::string& node) const {
    if (!node.empty()) return nodes.at(node).children;
    std::set<std::string> held;
    for (const auto& [id, entry] : nodes) held.insert(entry.children.begin(), entry.children.end());
    std::vector<std::string> roots;
    for (const auto& [id, entry] : nodes)
      if (!held.contains(id) && !unlisted.contains(id)) roots.push_back(id);
    return roots;
  }

  Result<std::string> items(const Element& query) {
    std::string node(query["node"]);
    if (auto at = list_errors.find(node); at != list_errors.end()) return at->second;
    if (!node.empty() && !nodes.contains(node)) return stanza_error("item-not-found");
    if (node.empty() && !raw_root.empty()) return raw_root;
    auto list = members(node);
    auto set = query.child(rsm::ns, "set");
    if (cap && list.size() > cap) list.resize(cap);
    std::size_t from = 0, count = list.size(), to = count;
    bool pages = paging && set;
    if (pages) {
      std::string after = set.child(rsm::ns, "after").text();
      if (!after.empty() && after == std::exchange(anchor_lost_once, {})) return stanza_error("item-not-found");
      if (repeats_last) after.clear();
      std::size_t max = std::stoul(set.child(rsm::ns, "max").text());
      if (endless) {
        list.clear();
        for (std::size_t i = 0; i < max; ++i) list.push_back("endless-" + std::to_string(endless_++));
        count = max;
      } else if (!after.empty()) {
        from = static_cast<std::size_t>(std::find(list.begin(), list.end(), after) - list.begin()) + 1;
      }
      to = std::min(from + max, count);
    }
    Xml out("query", std::string(disco::ns_items));
    if (!node.empty()) out.attribute("node", node);
    for (std::size_t i = from; i < to; ++i) {
      Xml item("item");
      item.attribute("jid", strangers ? "other.example" : "pubsub.example").attribute("node", list[i]);
      if (auto at = nodes.find(list[i]); at != nodes.end() && !at->second.title.empty())
        item.attribute("name", at->second.title);
      out.add(std::move(item));
    }
    if (pages) {
      Xml page("set", std::string(rsm::ns));
      if (from < to) page.add(Xml("first").text(list[from])).add(Xml("last").text(list[to - 1]));
      if (!endless) page.add(Xml("count").text(std::to_string(count + count_more)));
      out.add(std::move(page));
    }
    return out.to_string();
  }

  Result<std::string> info(const std::string& node) {
    if (auto at = raw_info.find(node); at != raw_info.end()) return at->second;
    if (auto at = info_errors.find(node); at != info_errors.end()) return at->second;
    auto at = nodes.find(node);
    bool made_up = node.starts_with("endless-");
    if (!made_up && (at == nodes.end() || vanished.contains(node))) return stanza_error("item-not-found");
    Entry entry = made_up ? Entry{} : at->second;
    forms::Form form;
    form.type = forms::FormType::result;
    auto add = [&](std::string var, std::string value, forms::FieldType type = forms::FieldType::text_single) {
      forms::Field field;
      field.var = std::move(var);
      field.type = type;
      field.values = {std::move(value)};
      form.fields.push_back(std::move(field));
    };
    add("FORM_TYPE", std::string(pubsub::form_metadata), forms::FieldType::hidden);
    add("pubsub#title", entry.title);
    add("pubsub#access_model", entry.access);
    if (climbs) add("pubsub#collection", "endless-" + std::to_string(endless_++));
    Xml out("query", std::string(disco::ns_info));
    out.attribute("node", node);
    out.add(
        Xml("identity").attribute("category", "pubsub").attribute("type", entry.collection ? "collection" : "leaf"));
    out.add(forms::to_xml(form));
    return out.to_string();
  }

  Result<std::string> own_affiliations() {
    if (!knows_affiliations) return stanza_error("service-unavailable");
    Xml list("affiliations");
    for (const auto& [node, word] : affiliations)
      list.add(Xml("affiliation").attribute("node", node).attribute("affiliation", word));
    return Xml("pubsub", std::string(pubsub::ns)).add(std::move(list)).to_string();
  }

  std::size_t endless_ = 0;
};

/// The service that the FakeController plays.
inline grid::Service fake_service(bool announces_paging = false) {
  grid::Service service;
  service.jid = *Jid::split("pubsub.example");
  if (announces_paging) service.features = {std::string(rsm::ns)};
  return service;
}

}  // namespace xmpp::test
