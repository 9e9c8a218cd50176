// SPDX-License-Identifier: AGPL-3.0-or-later
// The grid as plain data (RFC 8600): topics and collections with their edges. Knows no network and no screen.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <utility>
#include <vector>

#include "xmpp/jid.h"

namespace xmpp::grid {

enum class NodeKind : std::uint8_t { unknown, topic, collection };
enum class AccessModel : std::uint8_t { unknown, open, presence, roster, authorize, whitelist };
enum class Affiliation : std::uint8_t { none, member, publish_only, publisher, owner, outcast, unknown };

/// Dense handle into the model; stable until the node is removed; never reused within one model.
using NodeIndex = std::uint32_t;

/// What one read of a node has told so far.
enum class Known : std::uint8_t {
  listed,   ///< its id was seen in a list; nothing asked yet
  asked,    ///< request under way
  known,    ///< metadata arrived
  refused,  ///< the controller does not let us see it (Node::error)
  gone,     ///< vanished while we looked
  failed,   ///< timeout or nonsense; may be asked again
};
/// Its answer is still to come.
inline bool pending(Known state) { return state == Known::listed || state == Known::asked; }

struct Node {
  std::string id;     ///< NodeID, opaque (XEP-0060 §12.9)
  std::string title;  ///< "" when none
  std::string type;   ///< pubsub#type: payload namespace, "" when none
  std::string description;
  NodeKind kind = NodeKind::unknown;
  AccessModel access = AccessModel::unknown;
  Affiliation mine = Affiliation::unknown;
  Known state = Known::listed;
  std::optional<Error> error;              ///< with refused, gone, failed; or why a collection's list could not be read
  std::optional<std::uint64_t> consumers;  ///< pubsub#num_subscribers, when the controller tells
  std::optional<std::uint64_t> items;      ///< number of items, when cheap to know
  std::optional<std::uint64_t> max_items;
  std::string created;                       ///< pubsub#creation_date (XEP-0082), "" when none
  std::optional<std::uint64_t> providers;    ///< affiliations publisher and publish-only; owners are not counted
  Known counts = Known::listed;              ///< state of the lazy reading of providers and consumers (grid/counts.h)
  std::vector<Jid> owners, publishers;       ///< pubsub#owner, pubsub#publisher of the metadata
  std::vector<NodeIndex> parents, children;  ///< sorted by id; kept symmetric by the model
  std::vector<std::pair<std::string, std::string>> more;  ///< metadata fields without a place of their own (DISCO-06)
};

class Model {
 public:
  /// Finds or makes the node.
  NodeIndex add(std::string_view id);
  std::optional<NodeIndex> find(std::string_view id) const;
  /// A removed node keeps its id, but nothing else.
  const Node& operator[](NodeIndex index) const { return nodes_[index]; }
  /// Whether the handle was given out and the node has not been removed since.
  bool alive(NodeIndex index) const { return index < live_.size() && live_[index]; }
  /// One more than the greatest handle ever given out: the size of a table indexed by NodeIndex.
  std::size_t bound() const { return nodes_.size(); }
  /// To change anything but parents and children.
  Node& edit(NodeIndex index);
  /// Idempotent; keeps both ends. A node is never connected to itself.
  void connect(NodeIndex parent, NodeIndex child);
  void disconnect(NodeIndex parent, NodeIndex child);
  void remove(NodeIndex index);

  /// All live nodes, sorted by id.
  const std::vector<NodeIndex>& all() const;
  /// Live nodes without a live parent, sorted by id.
  std::vector<NodeIndex> roots() const;
  /// All ancestors (each once), nearest first; safe on cycles.
  std::vector<NodeIndex> ancestors(NodeIndex index) const;
  /// All descendants (each once); safe on cycles.
  std::vector<NodeIndex> descendants(NodeIndex index) const;

  std::size_t topics() const;
  std::size_t collections() const;
  /// Grows with every change; what a screen compares to know whether to look again.
  std::uint64_t revision() const { return revision_; }
  void clear();

 private:
  std::size_t count(NodeKind kind) const;

  std::vector<Node> nodes_;
  std::vector<char> live_;
  std::unordered_map<std::string, NodeIndex> by_id_;
  mutable std::vector<NodeIndex> sorted_;
  mutable bool sorted_valid_ = true;
  std::uint64_t revision_ = 0;
};

/// The words of XEP-0060 §4.5, §4.1, §16.4. Unknown text gives the unknown value.
AccessModel access_model(std::string_view word);
std::string_view word(AccessModel model);
Affiliation affiliation(std::string_view word);
std::string_view word(Affiliation affiliation);

}  // namespace xmpp::grid
