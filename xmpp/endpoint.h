// SPDX-License-Identifier: AGPL-3.0-or-later
// WebSocket URLs: which ones we connect to, and which redirections we follow.
#pragma once
#include <string>
#include <string_view>

#include "xmpp/result.h"

namespace xmpp {

struct Endpoint {
  std::string url;
  std::string host;  ///< lower case; IPv6 in brackets
  int port = 443;
  bool encrypted = true;
  bool same_origin(const Endpoint& other) const {
    return host == other.host && port == other.port && encrypted == other.encrypted;
  }
};

/// This very machine: localhost and names below it, 127.0.0.0/8, ::1. `host` as in Endpoint.
bool is_loopback(std::string_view host);

/// Reads a ws: or wss: URL. Errors: input/endpoint-malformed (also for user info and fragments),
/// security/insecure-endpoint for ws:, unless to this machine and `allow_unencrypted_loopback`.
Result<Endpoint> parse_endpoint(std::string_view url, bool allow_unencrypted_loopback);

/// Where <close see-other-uri='…'/> may take us by itself: to another path of the same origin (WS-20, WS-22).
/// Errors: security/foreign-redirect; uri is the address.
Result<Endpoint> follow_redirect(const Endpoint& from, std::string_view uri);

}  // namespace xmpp
