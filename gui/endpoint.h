// SPDX-License-Identifier: AGPL-3.0-or-later
// Which WebSocket addresses this page may use: its own host, and hosts that config.json lists. Never an unencrypted
// one, loopback during development excepted. The page brings the administrator's certificate along, so a foreign
// address is refused before a connection is tried.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "gui/config.h"

namespace gui {

enum class EndpointProblem {
  not_websocket,  ///< neither a path nor a ws: or wss: URL, or one with user info, blanks, a fragment
  unencrypted,    ///< ws: to another machine
  foreign,        ///< a host that is neither the page's own nor listed
};

struct Endpoint {
  std::string url;   ///< "" : discovery on the page's own domain
  std::string host;  ///< "host" or "host:port"
  bool encrypted = true;
  std::optional<EndpointProblem> problem;  ///< then it must not be used
  friend bool operator==(const Endpoint&, const Endpoint&) = default;
};

/// `text`: "" (discovery), a path ("/ws"), or a ws: or wss: URL.
Endpoint endpoint(std::string_view text, const Page& page, const Config& config);

/// Host of "host:port", without the port, in lower case; IPv6 literals keep their brackets.
std::string host_name(std::string_view host);

/// The XMPP domain in use: that of config.json, else the host name of the page.
std::string domain(const Page& page, const Config& config);

}  // namespace gui
