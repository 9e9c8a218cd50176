// SPDX-License-Identifier: AGPL-3.0-or-later
// What it would mean to let somebody in: what he would read, and who he is. From what is known already, never by a
// request.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "xmpp/grid/model.h"
#include "xmpp/grid/search.h"

namespace xmpp::grid {

/// What a subscription to a node lets its holder read.
struct Reveals {
  /// That become readable, sorted by id: the topic itself, or every topic below the collection (XEP-0248 §6).
  std::vector<NodeIndex> topics;
  /// Of these, those that by themselves let in fewer than the collection does.
  std::vector<NodeIndex> stricter;
  /// Kept items that can be fetched. Of a collection none: its topics decide that themselves.
  std::optional<std::uint64_t> items;
};
Reveals reveals(const Model& model, NodeIndex node);

/// Who asks.
struct Applicant {
  bool foreign = false;                    ///< his domain is neither that of the grid nor below it
  std::string looks_like;                  ///< a JID that the grid names, and that could be taken for his; "" : none
  std::vector<NodeIndex> owns, publishes;  ///< as the metadata of nodes tells, sorted by id
};
/// `known`: people(model). `domain`: of the grid.
Applicant applicant(const Model& model, std::span<const Person> known, const Jid& who, std::string_view domain);

/// Whether two JIDs that differ could be taken for each other: letters of other scripts or digits that look the same,
/// one letter more, less, or other, or the same local part at another domain. Numbered names are told apart.
bool look_alike(const Jid& a, const Jid& b);

}  // namespace xmpp::grid
