// SPDX-License-Identifier: AGPL-3.0-or-later
// What a session has seen of its controller, for validation.h: from what was read anyway. Asks nothing.
#pragma once
#include "xmpp/grid/validation.h"

namespace xmpp::grid {

/// What a session knows besides the model.
struct Witness {
  std::optional<std::vector<std::string>> domain = {};  ///< features of the domain, sorted; nullopt: not read
  const CrawlProgress* reading = nullptr;               ///< the latest reading of the grid
  std::uint64_t page = 0;                               ///< entries that its lists were asked for at once
  Seen requests = Seen::not_tried;                      ///< pending ones were listed
  Seen stream_management = Seen::not_tried;             ///< enabled in this session
};

/// All of it. A failure counts only where something was asked for and another answer has to be expected: an owner who
/// is not shown the affiliations, a list that comes whole although a page was asked for.
Evidence evidence_of(const Model& model, const Service& service, const Witness& witness);

}  // namespace xmpp::grid
