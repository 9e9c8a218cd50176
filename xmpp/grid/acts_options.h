// SPDX-License-Identifier: AGPL-3.0-or-later
// The options of one subscription (XEP-0060 §6.3, §16.4.2; XEP-0248 §12.2.3): how one consumer receives.
#pragma once
#include <string>
#include <vector>

#include "xmpp/grid/acts.h"

namespace xmpp::grid {

/// `subid` "": none known, which controllers with several subscriptions of one JID refuse (PS-08). Whose options an
/// owner may see differs: those of others are refused on most controllers. Errors besides: protocol/"no-options".
Task<Result<forms::Form>> read_options(Ground ground, std::string node, Jid jid, std::string subid = {});
/// Reads, sends what differs, and reads again. What is so already is not sent.
Task<Result<void>> set_options(Ground ground, std::string node, Jid jid, std::string subid,
                               std::vector<forms::Change> changes);

}  // namespace xmpp::grid
