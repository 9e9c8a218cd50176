// SPDX-License-Identifier: AGPL-3.0-or-later
// The few URLs that the native outside opens: ws, wss, http, https.
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace native {

struct Url {
  bool encrypted = true;
  std::string host;  ///< without the brackets of an IPv6 address
  std::string port;  ///< always digits; 80 or 443 when the URL names none
  std::string target = "/";
  /// host[:port] as in the Host header, the default port left out.
  std::string authority;
};

/// `plain` and `secure` are the accepted schemes ("ws", "wss"). nullopt: another scheme, no host, a port that is no
/// number, a fragment, user info.
std::optional<Url> parse_url(std::string_view text, std::string_view plain, std::string_view secure);

}  // namespace native
