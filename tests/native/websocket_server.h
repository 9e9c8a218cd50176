// SPDX-License-Identifier: AGPL-3.0-or-later
// The other end of a WebSocket, for tests: it answers the handshake as told and sends exactly the bytes it is given.
#pragma once
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "tests/native/stream.h"
#include "tests/native/websocket_codec.h"

namespace native {

class WebSocketServer {
 public:
  /// Called for every message; unset: messages are only kept.
  std::function<void(WebSocketServer&, const websocket::Message&)> on_message;
  /// Instead of the proper answer to the handshake. `{accept}` stands for the accept key.
  std::string answer;
  std::string subprotocol = "xmpp";  ///< selected in the proper answer; "": none

  explicit WebSocketServer(EventLoop& loop, std::optional<TlsServer> tls = {});

  std::string url() const;
  /// The head of the client's last request.
  const std::string& request() const { return request_; }
  const std::vector<websocket::Message>& received() const { return received_; }
  /// What was wrong with the client's frames (not masked, …).
  const std::optional<websocket::Violation>& violation() const { return violation_; }
  /// The client has ended the last connection.
  bool gone() const { return gone_; }

  void send_text(std::string_view text) { send_raw(websocket::encode(websocket::Opcode::text, text, {})); }
  void send_raw(std::string_view bytes);
  /// Cuts the TCP connection.
  void cut() { stream_.reset(); }

 private:
  void take(std::string_view bytes);
  EventLoop& loop_;
  std::optional<TlsServer> tls_;
  std::string request_, head_;
  bool open_ = false;
  bool gone_ = false;
  std::optional<websocket::Decoder> decoder_;
  std::vector<websocket::Message> received_;
  std::optional<websocket::Violation> violation_;
  std::unique_ptr<Stream> stream_;
  Listener listener_;
};

}  // namespace native
