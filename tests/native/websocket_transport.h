// SPDX-License-Identifier: AGPL-3.0-or-later
// xmpp::Transport over a real socket: RFC 6455 with TLS by OpenSSL, behaving as a browser's WebSocket does.
#pragma once
#include <memory>
#include <string>

#include "tests/native/stream.h"
#include "xmpp/outside.h"

namespace native {

class WebSocketTransport final : public xmpp::Transport {
 public:
  struct Options {
    TlsClient tls = {};
    std::string origin = {};  ///< "": the endpoint's own origin, as a page served next to it would send
    std::size_t message_limit = 16u << 20;
    xmpp::Milliseconds close_timeout = std::chrono::seconds(3);  ///< for the peer's close frame
  };

  WebSocketTransport(EventLoop& loop, Options options);
  ~WebSocketTransport() override;

  void connect(std::string_view url, xmpp::TransportEvents& events) override;
  void send(std::string_view frame) override;
  void close() override;
  void abandon() override;

  /// Applies to the next connect().
  Options& options() { return options_; }
  /// Why the last connection failed, which a browser would never say; "" when it did not.
  const std::string& failure() const { return failure_; }

 private:
  struct Connection;
  EventLoop& loop_;
  Options options_;
  std::string failure_;
  std::shared_ptr<Connection> connection_;
};

}  // namespace native
