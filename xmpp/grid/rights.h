// SPDX-License-Identifier: AGPL-3.0-or-later
// What I may do with a node, and why (XEP-0060 §4.1, §4.5): from what is known already, never by a request. What cannot
// be known without trying is unknown; the controller has the last word.
#pragma once
#include <array>
#include <optional>
#include <string_view>

#include "xmpp/grid/acts.h"

namespace xmpp::grid {

/// In the order in which they are listed.
enum class Right : std::uint8_t { see, publish, read, subscribe, consumers, affiliations, configuration, remove };
inline constexpr std::size_t all_rights = 8;
std::string_view title(Right right);

enum class May : std::uint8_t { no, yes, unknown };

/// Who can change it.
enum class Whom : std::uint8_t {
  nobody,         ///< there is nothing to ask for
  owners,         ///< those of Node::owners
  administrator,  ///< of the controller: it names no owner
};
std::string_view words(Whom whom);

struct RightRow {
  Right right = Right::see;
  May may = May::unknown;
  std::string_view reason;  ///< a short sentence without a full stop, or two; never empty
  Whom ask = Whom::nobody;
};

/// Who asks, as far as the node itself does not say.
struct Standpoint {
  Jid me;                                         ///< ours, bare or full
  std::optional<SubscriptionState> subscription;  ///< ours to the node; nullopt: not known
};

/// Ours: as the controller says, else by the owners and publishers that the metadata names.
Affiliation affiliation_of(const Node& node, const Jid& me);

/// One row a right, all of them, in the order of Right.
std::array<RightRow, all_rights> rights_of(const Node& node, const Standpoint& standpoint);

/// Whether something is denied that an owner could do: "limited" in lists (stories 2.5, 2.6).
bool limited(const Node& node, const Standpoint& standpoint);

}  // namespace xmpp::grid
