// SPDX-License-Identifier: AGPL-3.0-or-later
// Around the making of a topic or collection (create.h): what is known before it is made, and how it is taken back.
#pragma once
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "xmpp/grid/config_fields.h"
#include "xmpp/grid/create.h"

namespace xmpp::grid {

/// Bytes that an id may have: it becomes the resource of a JID (XEP-0060 §12.9, RFC 7622 §3.4).
inline constexpr std::size_t longest_id = 1023;

/// Why a node cannot have this id: one sentence without a full stop; "" when it can, or is to be named by the
/// controller. By what the model knows: the controller has the last word.
std::string why_not_id(const Model& model, std::string_view id);

/// The configuration that the controller gives to new nodes (XEP-0060 §8.3). Errors: as answered; not all have one.
Task<Result<forms::Form>> read_default_config(Ground ground, NodeKind kind);

/// Takes back what was made a moment ago. Errors besides those of remove_node(): input/"not-empty" when there is
/// something in it by now, other than the `children` that it was made with.
Task<Result<void>> remove_if_new(Ground ground, std::string node, std::vector<std::string> children = {});

/// A collection that lets more people read than the node itself: its subscribers receive what is in it (XEP-0248
/// §10.1).
struct Leak {
  NodeIndex collection = 0;
  NodeIndex through = 0;                   ///< the parent that was named; the collection itself, or one in it
  std::optional<std::uint64_t> consumers;  ///< of the collection, when known
};

struct Remark {
  Risk risk = Risk::note;
  std::string text;         ///< one sentence
  std::string_view source;  ///< "RFC 8600, 8.3.2"
};

/// Who may do what with a node, were it made so. Counted: bare JIDs, each once, with ourselves as owner.
struct Grants {
  std::size_t read = 0, publish = 0, configure = 0;
  bool everybody_reads = false, everybody_publishes = false;
  std::vector<Leak> leaks;
  std::vector<Remark> remarks;
};
Grants grants_of(const NewNode& wanted, const Jid& me, const Model& model);

}  // namespace xmpp::grid
