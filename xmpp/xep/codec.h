// SPDX-License-Identifier: AGPL-3.0-or-later
// What the codecs of the XEPs share.
#pragma once
#include <charconv>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <utility>

#include "xmpp/result.h"

namespace xmpp {

/// An answer that could not be read: kind protocol; `condition` says which rule, `text` is a detail for people.
inline Error unreadable(std::string condition, std::string text) {
  Error error;
  error.kind = ErrorKind::protocol;
  error.condition = std::move(condition);
  error.text = std::move(text);
  return error;
}

/// A non-negative decimal number and nothing else.
inline std::optional<std::uint64_t> whole_number(std::string_view text) {
  std::uint64_t value = 0;
  auto [end, error] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (text.empty() || error != std::errc() || end != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace xmpp
