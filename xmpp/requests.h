// SPDX-License-Identifier: AGPL-3.0-or-later
// How everything above the session asks the controller something.
#pragma once
#include <string>

#include "xmpp/jid.h"
#include "xmpp/outside.h"
#include "xmpp/xml.h"

namespace xmpp {

/// A stanza as it arrived; keeps its frame alive.
struct Stanza {
  Document document;
  Element element;  ///< <iq/>, <message/> or <presence/>
  Jid from;         ///< already checked by whoever delivers it
};

enum class IqType : std::uint8_t { get, set };

struct Iq {
  IqType type = IqType::get;
  Jid to;       ///< empty: our own account (RFC 6120 §8.1.1.1)
  Xml payload;  ///< exactly one child (RFC 6120 §8.2.3)
  Milliseconds timeout{30'000};
};

/// The request table, seen from above. Requests are sent in order through a window that adapts to the controller;
/// nobody needs to throttle himself.
class Requests {
 public:
  virtual ~Requests() = default;
  /// The <iq type='result'/>, its sender checked (ST-05). Errors: stanza (as answered), timeout, cancelled (the session
  /// ended and was not resumed), transport (not connected).
  virtual Task<Result<Stanza>> ask(Iq iq) = 0;
};

/// Receives messages that the session has not consumed itself. `from` is the sender as the server stamped it.
class MessageHandler {
 public:
  virtual ~MessageHandler() = default;
  virtual void on_message(const Stanza& message) = 0;
};

}  // namespace xmpp
