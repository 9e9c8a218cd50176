// SPDX-License-Identifier: AGPL-3.0-or-later
// RFC 7395 framing as a pure machine: (state, event) → actions. It opens, restarts and closes the stream, guards what
// comes in, and hands everything else up. No socket and no clock: connection.h drives it.
#pragma once
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "xmpp/outside.h"
#include "xmpp/xml.h"

namespace xmpp {

struct Stream {
  enum class State : std::uint8_t {
    connecting,  ///< WebSocket handshake
    opening,     ///< <open/> sent (again)
    open,        ///< <open/> received
    closing,     ///< <close/> sent; only the peer's remaining traffic is processed (WS-17)
    closed,      ///< over; every event is ignored
  };
  State state = State::connecting;
  std::string domain;  ///< `to` of <open/>, and the only `from` that is accepted
  std::string from;    ///< our bare JID, when known and the connection is encrypted (WS-12); "" otherwise
  XmlLimits limits;
  std::string id, lang;  ///< of the peer's <open/> (WS-14)
};

namespace event {
struct SocketOpened {
  std::string_view subprotocol;
};
struct TextFrame {
  std::string_view text;
};
struct BinaryFrame {};
struct SocketClosed {
  int code;
};
/// SASL succeeded: a new stream on the same socket (WS-23).
struct Restart {};
/// We want to end the session in order.
struct Close {};
/// What we waited for did not come in time, or the peer broke a rule that the layers above know. Where the peer can
/// still hear it, it is told `stream_error` (a condition of RFC 6120 §4.9.3, with an optional detail).
struct Fail {
  Error why;
  std::string stream_error;
  std::vector<Xml> detail;
};
/// The answer to our <close/> did not come.
struct CloseTimeout {};
}  // namespace event

using StreamEvent = std::variant<event::SocketOpened, event::TextFrame, event::BinaryFrame, event::SocketClosed,
                                 event::Restart, event::Close, event::Fail, event::CloseTimeout>;

namespace action {
struct Send {
  std::string frame;
};
/// An element for the layers above: <features/>, SASL, stream management, a stanza. Always the last action.
struct Deliver {
  Document document;
};
/// Deliver event::CloseTimeout after this time.
struct AwaitClose {
  Milliseconds time;
};
struct CloseSocket {};
/// The stream is over; exactly once. Condition "" (kind cancelled): we closed it, in order.
struct Ended {
  Error why;
};
}  // namespace action

using StreamAction =
    std::variant<action::Send, action::Deliver, action::AwaitClose, action::CloseSocket, action::Ended>;

std::vector<StreamAction> step(Stream& stream, const StreamEvent& event);

/// How long we wait for the peer's <close/> (WS-17).
inline constexpr Milliseconds close_time{5'000};

}  // namespace xmpp
