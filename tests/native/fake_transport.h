// SPDX-License-Identifier: AGPL-3.0-or-later
// A WebSocket whose other end is the test.
#pragma once
#include <deque>

#include "xmpp/outside.h"

namespace native {

class FakeTransport final : public xmpp::Transport {
 public:
  enum class State : std::uint8_t { idle, connecting, open, closing };

  void connect(std::string_view url, xmpp::TransportEvents& events) override;
  void send(std::string_view frame) override;
  void close() override;
  void abandon() override;

  /// What the product did.
  State state() const { return state_; }
  const std::string& url() const { return url_; }  ///< of the latest connect()
  int connects() const { return connects_; }       ///< calls of connect() so far
  /// The oldest frame sent and not yet taken; "" when there is none.
  std::string take();
  /// All frames sent and not yet taken.
  std::vector<std::string> take_all();

  /// What the server does. Each does nothing when there is no connection in the right state.
  void open(std::string_view subprotocol = "xmpp");
  void receive(std::string_view frame);
  void receive_binary();
  /// The connection ends; 1006 is what a browser reports for a lost one.
  void end(int code = 1006);

 private:
  State state_ = State::idle;
  std::string url_;
  int connects_ = 0;
  xmpp::TransportEvents* events_ = nullptr;
  std::deque<std::string> sent_;
};

}  // namespace native
