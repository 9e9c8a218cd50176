// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/endpoint.h"

#include <algorithm>
#include <charconv>

#include "xmpp/conditions.h"

namespace xmpp {
namespace {

std::string lower(std::string_view text) {
  std::string out(text);
  for (char& c : out) {
    if (c >= 'A' && c <= 'Z') c = static_cast<char>(c - 'A' + 'a');
  }
  return out;
}

bool host_characters(std::string_view host) {
  if (host.starts_with('[')) {
    return host.size() > 2 && host.ends_with(']') &&
           host.substr(1, host.size() - 2).find_first_not_of("0123456789abcdef:.") == std::string_view::npos;
  }
  return !host.empty() && std::ranges::all_of(host, [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '-' || c == '.' || c == '_' || c < 0;
  });
}

bool read_port(std::string_view text, int& port) {
  auto [end, failed] = std::from_chars(text.data(), text.data() + text.size(), port);
  return failed == std::errc() && end == text.data() + text.size() && port > 0 && port < 65536;
}

// RFC 6455 §3, without user information and fragment.
bool split(std::string_view url, Endpoint& out) {
  bool printable = std::ranges::all_of(url, [](char c) { return static_cast<unsigned char>(c) > 0x20 && c != 0x7f; });
  const std::size_t end = url.find("://");
  if (!printable || end == std::string_view::npos) return false;
  const std::string scheme = lower(url.substr(0, end));
  if (scheme != "ws" && scheme != "wss") return false;
  out.url = scheme + std::string(url.substr(end));  // who asks whether it begins with "wss:" gets the right answer
  out.encrypted = scheme == "wss";
  out.port = out.encrypted ? 443 : 80;

  std::string_view authority = url.substr(end + 3);
  authority = authority.substr(0, authority.find_first_of("/?"));
  if (url.find_first_of("#\\") != std::string_view::npos || authority.find('@') != std::string_view::npos) return false;
  std::size_t colon = authority.rfind(':');
  bool has_port = colon != std::string_view::npos && authority.find(']', colon) == std::string_view::npos;
  out.host = lower(authority.substr(0, has_port ? colon : std::string_view::npos));
  return host_characters(out.host) && (!has_port || read_port(authority.substr(colon + 1), out.port));
}

}  // namespace

bool is_loopback(std::string_view host) {
  const bool numbers = host.find_first_not_of("0123456789.") == host.npos;
  return host == "localhost" || host.ends_with(".localhost") || host == "[::1]" ||
         (numbers && host.starts_with("127."));
}

Result<Endpoint> parse_endpoint(std::string_view url, bool allow_unencrypted_loopback) {
  Endpoint out;
  Error refused{.kind = ErrorKind::input, .condition = condition::endpoint_malformed, .text = std::string(url)};
  if (!split(url, out)) return refused;
  if (!out.encrypted && !(allow_unencrypted_loopback && is_loopback(out.host))) {
    refused.kind = ErrorKind::security;
    refused.condition = condition::endpoint_unencrypted;
    return refused;
  }
  return out;
}

Result<Endpoint> follow_redirect(const Endpoint& from, std::string_view uri) {
  Endpoint to;
  Error refused{.kind = ErrorKind::security, .condition = condition::redirect_foreign, .uri = std::string(uri)};
  if (!split(uri, to) || !to.same_origin(from)) return refused;
  return to;
}

}  // namespace xmpp
