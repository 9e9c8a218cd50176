// SPDX-License-Identifier: AGPL-3.0-or-later
// The browser's WebSocket as xmpp::Transport. A frame above `max_frame` is refused before it is copied: the connection
// is closed with 1009 (RFC 6455 §7.4.1).
#pragma once
#include <cstddef>
#include <string_view>

#include "xmpp/outside.h"

namespace browser {

inline constexpr std::size_t max_frame = 16u << 20;  ///< UTF-16 units of one text frame

class Socket final : public xmpp::Transport {
 public:
  void connect(std::string_view url, xmpp::TransportEvents& events) override;
  void send(std::string_view frame) override;
  void close() override;
  void abandon() override;

  /// The receiver of the connection, nullptr once it was let go.
  xmpp::TransportEvents* events() const { return events_; }
  /// The last event: the connection is over.
  void closed(int code);

 private:
  xmpp::TransportEvents* events_ = nullptr;
};

}  // namespace browser
