// SPDX-License-Identifier: AGPL-3.0-or-later
// Service discovery (XEP-0030), with extensions in forms (XEP-0128), the type filter (XEP-0462) and extended node
// discovery (XEP-0499).
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "xmpp/jid.h"
#include "xmpp/xep/forms.h"
#include "xmpp/xep/rsm.h"

namespace xmpp::disco {

inline constexpr std::string_view ns_info = "http://jabber.org/protocol/disco#info";
inline constexpr std::string_view ns_items = "http://jabber.org/protocol/disco#items";
inline constexpr std::string_view ns_filter = "urn:xmpp:pubsub-filter:0";
inline constexpr std::string_view ns_extended = "urn:xmpp:pubsub-ext-disco:0";

struct Identity {
  std::string category, type, name, lang;
};

struct Info {
  std::vector<Identity> identities;
  std::vector<std::string> features;  ///< sorted, each once; compared as whole strings (DISCO-07)
  std::vector<forms::Form> extensions;

  bool has(std::string_view feature) const;
  /// First identity of this category and type; nullptr when there is none.
  const Identity* identity(std::string_view category, std::string_view type) const;
  /// The extension with this FORM_TYPE; nullptr when there is none.
  const forms::Form* extension(std::string_view form_type) const;
};

Xml info_request(std::string_view node = {});
/// Reads the <query/> of an answer. Errors (protocol): "no-disco" without one; "foreign-node" when the answer does not
/// mirror the node that was asked (DISCO-02).
Result<Info> parse_info(const Element& iq, std::string_view node = {});

/// One entry of a list: a node when `node` is set, else an item of a leaf whose id is `name` (DISCO-03).
struct Item {
  Jid jid;
  std::optional<std::string> node;
  std::string name;                     ///< of a node: its title
  std::optional<forms::Form> metadata;  ///< only in extended discovery
  /// In extended discovery items have a `node` too; there only nodes carry metadata (XEP-0499 §3).
  bool is_node(bool extended = false) const { return extended ? metadata.has_value() : node.has_value(); }
};

struct Items {
  std::vector<Item> items;
  std::optional<rsm::Page> page;  ///< nullopt: the responder does not page
  std::size_t unreadable = 0;     ///< entries without a valid jid, left out
};

/// XEP-0462; one of the two lists at most (DISCO-08). Only where the service lists ns_filter.
struct TypeFilter {
  std::vector<std::string> included, excluded;
};
/// XEP-0499. Only where the service lists "urn:xmpp:pubsub-ext-disco".
struct Extended {
  std::string type = "nodes";  ///< nodes, items or all
  bool linked_nodes = false, full_metadata = false;
  std::optional<std::uint64_t> depth;
};

struct ItemsQuery {
  std::string node;
  std::optional<rsm::Query> page;
  std::optional<TypeFilter> filter;
  std::optional<Extended> extended;
};

/// Errors (input): "filter-both" when a filter has both lists.
Result<Xml> items_request(const ItemsQuery& query);
Xml items_request(std::string_view node = {}, std::optional<rsm::Query> page = {});
/// Errors as parse_info(). An empty list is not an error: nothing that we may see (DISCO-05).
Result<Items> parse_items(const Element& iq, std::string_view node = {});

}  // namespace xmpp::disco
