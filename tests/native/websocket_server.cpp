// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/native/websocket_server.h"

namespace native {

WebSocketServer::WebSocketServer(EventLoop& loop, std::optional<TlsServer> tls)
    : loop_(loop), tls_(std::move(tls)), listener_(loop, [this](int descriptor) {
        gone_ = false;
        head_.clear();
        open_ = false;
        decoder_.emplace(websocket::Decoder::From::client);
        stream_ = std::make_unique<Stream>(loop_, Stream::Events{[] {}, [this](std::string_view bytes) { take(bytes); },
                                                                 [this](const std::string&) { gone_ = true; }});
        stream_->accept(descriptor, tls_ ? &*tls_ : nullptr);
      }) {}

std::string WebSocketServer::url() const {
  return (tls_ ? "wss://localhost:" : "ws://localhost:") + std::to_string(listener_.port()) + "/ws";
}

void WebSocketServer::send_raw(std::string_view bytes) {
  if (stream_) stream_->write(bytes);
}

void WebSocketServer::take(std::string_view bytes) {
  if (!open_) {
    head_ += bytes;
    const auto blank = head_.find("\r\n\r\n");
    if (blank == std::string::npos) return;
    open_ = true;
    request_ = head_.substr(0, blank + 2);
    const auto accept = websocket::accept_key(websocket::header(request_, "Sec-WebSocket-Key").value_or(""));
    auto text = answer;
    if (text.empty()) {
      text =
          "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: Upgrade\r\nSec-WebSocket-Accept: "
          "{accept}\r\n" +
          (subprotocol.empty() ? "" : "Sec-WebSocket-Protocol: " + subprotocol + "\r\n") + "\r\n";
    }
    if (const auto at = text.find("{accept}"); at != std::string::npos) text.replace(at, 8, accept);
    return send_raw(text);
  }
  std::deque<websocket::Message> messages;
  violation_ = decoder_->feed(bytes, messages);
  for (auto& message : messages) {
    received_.push_back(message);
    if (on_message) on_message(*this, received_.back());
  }
}

}  // namespace native
