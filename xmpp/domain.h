// SPDX-License-Identifier: AGPL-3.0-or-later
// Domain names and addresses as the domainpart of a JID (RFC 7622 §3.2).
#pragma once
#include <string>
#include <string_view>

#include "xmpp/outside.h"
#include "xmpp/result.h"

namespace xmpp {

/// The form that is compared: without final dot, lower case, A-labels as U-labels. An IPv4 address, an IPv6 address in
/// brackets and a single label are domains too. Errors: kind input, condition "jid-malformed", specific "empty",
/// "character", "space", "label" (empty, too long, hyphens), "address" (in brackets, not IPv6), "not-utf8", "bidi",
/// "context".
Result<std::string> prepare_domain(std::string_view text, const Unicode& unicode);

/// Whether the text is an IPv6 address (RFC 4291 §2.2), without brackets and zone.
bool is_ipv6(std::string_view text);

}  // namespace xmpp
