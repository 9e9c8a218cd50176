// SPDX-License-Identifier: AGPL-3.0-or-later
// Base64 as SASL wants it (RFC 4648 §4, RFC 6120 §13.9.1, SASL-06): no line breaks, no leniency.
#pragma once
#include <cstdint>
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace xmpp {

std::string to_base64(std::span<const std::uint8_t> bytes);
std::string to_base64(std::string_view bytes);

/// nullopt for anything but canonical base64: foreign characters, white space, missing or misplaced '=', padding bits
/// that are not zero.
std::optional<std::vector<std::uint8_t>> from_base64(std::string_view text);

}  // namespace xmpp
