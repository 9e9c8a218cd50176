// SPDX-License-Identifier: AGPL-3.0-or-later
// Punycode (RFC 3492): how a domain label outside ASCII is written after "xn--".
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace xmpp::punycode {

/// "mnchen-3ya" → "münchen". Nothing when it is malformed; whether it is canonical is for the caller to compare.
std::optional<std::u32string> decode(std::string_view encoded);

/// "münchen" → "mnchen-3ya". For labels of at most 63 characters.
std::string encode(std::u32string_view label);

}  // namespace xmpp::punycode
