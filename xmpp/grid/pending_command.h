// SPDX-License-Identifier: AGPL-3.0-or-later
// The command that makes a service send pending requests again (XEP-0060 §8.7), as a dialogue that leaves nothing open.
#pragma once
#include <string>

#include "xmpp/requests.h"
#include "xmpp/xep/approval.h"

namespace xmpp::grid {

/// First step: the nodes to choose from. Errors: as answered; protocol/"no-command".
Task<Result<approval::Pending>> open_pending(Requests& requests, Jid service);
/// Ends it here, where nothing is to be chosen. Whatever is answered.
Task<void> close_pending(Requests& requests, Jid service, approval::Pending command);

/// Both steps for one node; the requests come as messages, before this ends on all controllers that we know. Nothing is
/// sent for a node that the service does not name: none waits there. `session`: of a first step done already; it
/// serves a single node. Errors: as answered to either step.
Task<Result<void>> ask_pending(Requests& requests, Jid service, std::string node, std::string session = {});

}  // namespace xmpp::grid
