// SPDX-License-Identifier: AGPL-3.0-or-later
// SASLprep (RFC 4013): how SCRAM compares user names and passwords (RFC 5802 §5.1). Unassigned code points are allowed,
// as for a "query" string (RFC 3454 §7).
#pragma once
#include <optional>
#include <string>
#include <string_view>

namespace xmpp {

class Unicode;

/// nullopt when the text is not UTF-8, holds a prohibited character, breaks the bidi rule, or nothing of it is left
/// (SCR-04). Where the platform does not know bidi classes, that rule is not checked.
std::optional<std::string> saslprep(std::string_view text, const Unicode& unicode);

}  // namespace xmpp
