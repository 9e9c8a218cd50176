// SPDX-License-Identifier: AGPL-3.0-or-later
// From an open WebSocket to a bound (or resumed) session, as one coroutine that reads like RFC 6120 §4.3.
#pragma once
#include <vector>

#include "xmpp/authenticate.h"
#include "xmpp/stream_management.h"

namespace xmpp {

struct Bound {
  Jid jid;  ///< as the server says (BIND-01); empty when resumed
  std::string_view mechanism;
  bool resumed = false;
  std::vector<std::string> send_again;  ///< after a resumption: unacknowledged frames, in order (SM-08)
  std::vector<Document> early;          ///< stanzas that came before the login was complete
};

struct LoginSteps {
  Outside outside;
  const Credentials& credentials;
  int& pinned;                          ///< strength of the mechanism that this account used; raised
  StreamManagement& management;         ///< of the session to resume; replaced when a new one is bound
  std::function<void(Phase)> progress;  ///< told at each new phase
};

/// Errors: those of choose_mechanism(), authenticate(), Connection::next(); stanza/… of a refused bind (BIND-02);
/// protocol/unexpected, /bind-not-offered, /bad-bind; security/wrong-domain, /foreign-resumption.
Task<Result<Bound>> log_in(Connection& connection, LoginSteps steps);

}  // namespace xmpp
