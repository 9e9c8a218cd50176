// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/native/url.h"

#include <algorithm>

namespace native {

namespace {
bool is_port(std::string_view text) {
  return !text.empty() && text.size() <= 5 &&
         std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}
}  // namespace

std::optional<Url> parse_url(std::string_view text, std::string_view plain, std::string_view secure) {
  const auto colon = text.find("://");
  if (colon == std::string_view::npos || text.find_first_of(" \r\n\t#") != std::string_view::npos) return {};
  const auto scheme = text.substr(0, colon);
  if (scheme != plain && scheme != secure) return {};
  text.remove_prefix(colon + 3);

  Url url;
  url.encrypted = scheme == secure;
  url.port = url.encrypted ? "443" : "80";
  const auto slash = std::min(text.find_first_of("/?"), text.size());
  if (slash < text.size()) url.target = (text[slash] == '?' ? "/" : "") + std::string(text.substr(slash));
  auto authority = text.substr(0, slash);
  if (authority.find('@') != std::string_view::npos) return {};

  std::string_view rest;
  if (!authority.empty() && authority.front() == '[') {
    const auto end = authority.find(']');
    if (end == std::string_view::npos) return {};
    url.host = authority.substr(1, end - 1);
    rest = authority.substr(end + 1);
  } else {
    const auto end = std::min(authority.find(':'), authority.size());
    url.host = authority.substr(0, end);
    rest = authority.substr(end);
  }
  if (url.host.empty()) return {};
  url.authority = authority.substr(0, authority.size() - rest.size());
  if (!rest.empty()) {
    if (rest.front() != ':' || !is_port(rest.substr(1))) return {};
    if (rest.substr(1) != url.port) url.authority = authority;
    url.port = rest.substr(1);
  }
  return url;
}

}  // namespace native
