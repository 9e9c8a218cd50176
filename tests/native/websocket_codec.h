// SPDX-License-Identifier: AGPL-3.0-or-later
// RFC 6455 without a socket: the opening handshake and the frames, both sides (the tests also need a server).
#pragma once
#include <array>
#include <cstdint>
#include <deque>
#include <optional>
#include <string>
#include <string_view>

namespace native::websocket {

/// Sec-WebSocket-Accept for a Sec-WebSocket-Key (RFC 6455 §4.2.2).
std::string accept_key(std::string_view key);
/// 16 unpredictable bytes as base64 (RFC 6455 §4.1).
std::string new_key();

/// The value of a header field of a request or an answer, its name compared without case; nullopt when absent.
std::optional<std::string_view> header(std::string_view head, std::string_view name);

/// GET with exactly the subprotocol "xmpp" and no extension. `origin` empty: no Origin field.
std::string request(std::string_view target, std::string_view authority, std::string_view key, std::string_view origin);

struct Answer {
  bool accepted = false;
  std::string subprotocol;  ///< "" when the server selected none
  std::string why;          ///< when not accepted
};
/// Checks status, Upgrade, Connection, accept key, no extension, no subprotocol but "xmpp" (WS-03).
Answer check_answer(std::string_view head, std::string_view key);

enum class Opcode : std::uint8_t { continuation = 0, text = 1, binary = 2, close = 8, ping = 9, pong = 10 };
using Mask = std::array<std::uint8_t, 4>;

/// An unpredictable key, fresh for every frame (WS-04).
Mask new_mask();
/// One frame; masked when a mask is given (client to server).
std::string encode(Opcode opcode, std::string_view payload, const std::optional<Mask>& mask, bool fin = true);
/// A close frame's payload; empty for 1005, which never travels.
std::string close_payload(int code);
/// The code of a close frame's payload: 1005 when it has none, nullopt when it breaks RFC 6455 §7.4.
std::optional<int> close_code(std::string_view payload);

struct Message {
  Opcode opcode = Opcode::text;  ///< never continuation: fragments arrive joined
  std::string payload;
};
struct Violation {
  int code;  ///< with which to fail the connection
  std::string why;
};

/// Bytes in, whole messages out.
class Decoder {
 public:
  enum class From { server, client };
  /// `limit`: bytes of one message; refused from its header, before anything is allocated (WS-29).
  explicit Decoder(From peer, std::size_t limit = 16u << 20) : peer_(peer), limit_(limit) {}

  /// Takes bytes and appends what is complete to `out`. After a violation it takes nothing more.
  std::optional<Violation> feed(std::string_view bytes, std::deque<Message>& out);

 private:
  std::optional<Violation> frame(Opcode opcode, bool fin, std::string payload, std::deque<Message>& out);
  From peer_;
  std::size_t limit_;
  std::string buffer_;
  std::optional<Message> partial_;
};

}  // namespace native::websocket
