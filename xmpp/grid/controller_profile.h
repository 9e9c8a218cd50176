// SPDX-License-Identifier: AGPL-3.0-or-later
// What controllers do differently from what they announce. Data: a new quirk is a new row.
#pragma once
#include <cstdint>
#include <span>
#include <string_view>

#include "xmpp/grid/crawl.h"

namespace xmpp::grid {

enum class Paging : std::uint8_t {
  as_announced,  ///< when the service lists the feature of XEP-0059
  ignored,       ///< answers with everything, whatever we ask
  works,         ///< although not announced
};

struct ControllerProfile {
  std::string_view software;  ///< name as in XEP-0092, lower case, its beginning; "" fits every other controller
  Paging node_lists = Paging::as_announced;   ///< disco#items of the service and of collections
  Paging item_lists = Paging::as_announced;   ///< disco#items of a topic; where it works, max=0 counts cheaply
  std::span<const std::uint64_t> caps;        ///< lengths of a node list that look like a limit rather than the truth
  bool own_affiliations = true;               ///< answers the list of one's own affiliations
  std::span<const Affiliation> affiliations;  ///< those that it keeps apart; empty: all that the standard has
  bool needs_subid = false;                   ///< an owner's change of a subscription wants a subid, also for a new one
  bool one_parent = false;                    ///< a node is moved by its own configuration, and cycles are not refused
  bool short_forms = false;                   ///< known to take a configuration that holds the changed fields alone
  std::string_view source;                    ///< how we know
};

/// The row for the service's software; the last, general row when nothing is known.
const ControllerProfile& profile_of(const Service& service);

/// Whether to send <set/> when listing nodes (RSM-01), items.
bool pages_node_lists(const Service& service);
bool pages_item_lists(const Service& service);

}  // namespace xmpp::grid
