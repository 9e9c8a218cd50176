// SPDX-License-Identifier: AGPL-3.0-or-later
// Preparing international text so that it can be compared octet by octet: the two PRECIS profiles that JIDs use
// (RFC 8265 over RFC 8264), and the labels of domain names (RFC 5890, RFC 5895).
//
// What the platform cannot tell decides nothing against the text: where Unicode::bidi_class() answers "", the Bidi Rule
// is left to the server, which checks JIDs anyway. One contextual rule is always negative, because no platform of ours
// knows joining types: a zero width non-joiner is accepted only after a virama (RFC 5892 A.1).
#pragma once
#include <string>
#include <string_view>

#include "xmpp/outside.h"
#include "xmpp/result.h"

namespace xmpp::precis {

// Errors of all three: kind input, condition "jid-malformed"; specific is one of "not-utf8", "space", "character",
// "context", "bidi", "empty"; text names the character, e.g. "U+2163".

/// RFC 8265 §3.3 UsernameCaseMapped: letters and digits of all scripts in lower case, printable ASCII.
Result<std::string> username_case_mapped(std::string_view text, const Unicode& unicode);

/// RFC 8265 §4.2 OpaqueString: nearly everything; spaces become the plain space; case is kept.
Result<std::string> opaque_string(std::string_view text, const Unicode& unicode);

/// A label of a domain name outside ASCII, in the form that is compared (a U-label, RFC 5890 §2.3.2.1).
Result<std::string> domain_label(std::string_view text, const Unicode& unicode);

/// Full-width and half-width forms become the ordinary ones (RFC 8264 §5.2.1). Needs valid UTF-8.
std::string width_mapped(std::string_view utf8, const Unicode& unicode);

}  // namespace xmpp::precis
