// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gui/endpoint.h"

#include <algorithm>

#include "xmpp/endpoint.h"

namespace gui {
namespace {

std::string lower(std::string_view text) {
  std::string result(text);
  for (char& c : result) c = c >= 'A' && c <= 'Z' ? char(c - 'A' + 'a') : c;
  return result;
}

// "host" and "host:443" are the same place for wss:.
std::string place(std::string_view host, bool encrypted) {
  std::string result = lower(host);
  const std::string_view usual = encrypted ? ":443" : ":80";
  if (result.ends_with(usual)) result.resize(result.size() - usual.size());
  return result;
}

bool is_host(std::string_view text) {
  const auto allowed = [](char c) {
    return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || c == '.' || c == '-' ||
           c == ':' || c == '[' || c == ']';
  };
  return !text.empty() && std::ranges::all_of(text, allowed);
}

bool is_rest(std::string_view text) {  // path and query; a WebSocket URL has no fragment (RFC 6455 §3)
  const auto allowed = [](char c) { return c > ' ' && c < 0x7f && c != '\\' && c != '#' && c != '"' && c != '<'; };
  return std::ranges::all_of(text, allowed);
}

bool is_loopback(std::string_view host) { return xmpp::is_loopback(host_name(host)); }

Endpoint refuse(EndpointProblem problem, std::string_view text, std::string_view host = {}) {
  return {std::string(text), std::string(host), !text.starts_with("ws:"), problem};
}

}  // namespace

std::string host_name(std::string_view host) {
  const auto bracket = host.rfind(']');
  const auto colon = host.rfind(':');
  if (colon != host.npos && (bracket == host.npos || colon > bracket)) host = host.substr(0, colon);
  return lower(host);
}

std::string domain(const Page& page, const Config& config) {
  return config.domain.empty() ? host_name(page.host) : config.domain;
}

Endpoint endpoint(std::string_view text, const Page& page, const Config& config) {
  if (text.empty()) return {};
  if (text.starts_with("/") && !text.starts_with("//")) {
    if (!is_rest(text)) return refuse(EndpointProblem::not_websocket, text);
    const bool encrypted = !page.origin.starts_with("http:");
    return endpoint((encrypted ? "wss://" : "ws://") + page.host + std::string(text), page, config);
  }
  const bool encrypted = lower(text.substr(0, 6)) == "wss://";
  if (!encrypted && lower(text.substr(0, 5)) != "ws://") return refuse(EndpointProblem::not_websocket, text);
  const std::string_view after = text.substr(encrypted ? 6 : 5);
  const std::string_view host = after.substr(0, after.find_first_of("/?#"));
  const std::string_view rest = after.substr(host.size());
  if (!is_host(host) || !is_rest(rest)) return refuse(EndpointProblem::not_websocket, text);

  const bool development = is_loopback(host) && is_loopback(page.host);
  if (!encrypted && !development) return refuse(EndpointProblem::unencrypted, text, host);
  const auto listed = [&](std::string_view entry) {
    // An entry without a port stands for every port.
    return place(entry, encrypted) == place(host, encrypted) || lower(entry) == host_name(host);
  };
  const bool own = development || host_name(host) == host_name(page.host);
  if (!own && std::ranges::none_of(config.allowed_endpoint_hosts, listed))
    return refuse(EndpointProblem::foreign, text, host);
  std::string url = (encrypted ? "wss://" : "ws://") + std::string(host) + (rest.starts_with("/") ? "" : "/");
  return {url + std::string(rest), std::string(host), encrypted, std::nullopt};
}

}  // namespace gui
