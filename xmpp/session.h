// SPDX-License-Identifier: AGPL-3.0-or-later
// What happens on a stream after login: stanzas are counted, answered or handed on; silence is noticed.
#pragma once
#include "xmpp/client.h"
#include "xmpp/connection.h"
#include "xmpp/iq.h"
#include "xmpp/liveness.h"
#include "xmpp/stream_management.h"

namespace xmpp {

class Session {
 public:
  struct Parts {
    Outside outside;
    Connection& connection;
    StreamManagement& management;
    IqTable& requests;
    std::uint64_t& ignored;  ///< counts what was not for us
    std::function<void(const Stanza&)> on_message;
  };
  Session(Parts parts, Jid own, Milliseconds keepalive);

  /// Sends a stanza; it is kept for resumption.
  void send(const Xml& stanza);
  /// Handles whatever the connection delivers.
  void receive(Document document);
  /// A stanza that came before stream management counted.
  void receive_early(Document document) { stanza(document); }
  /// A last acknowledgement (SM-05) and <close/>.
  void say_goodbye();
  /// A request was not answered in time: is the controller still there?
  void check() { liveness_.check(); }

 private:
  void stanza(const Document& document);
  void iq(const Document& document);
  void message(const Document& document);
  void management(Element element);
  void probe();

  Parts parts_;
  Jid own_;
  Liveness liveness_;
};

}  // namespace xmpp
