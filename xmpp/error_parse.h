// SPDX-License-Identifier: AGPL-3.0-or-later
// Errors as the Controller sends them.
#pragma once
#include <span>
#include <string_view>

#include "xmpp/error.h"
#include "xmpp/xml.h"

namespace xmpp {

/// The conditions that the standards define for kinds stanza, stream and sasl; none for the other kinds.
std::span<const std::string_view> defined_conditions(ErrorKind kind);
/// Of the pubsub error namespace (PS-24).
std::span<const std::string_view> pubsub_conditions();

/// Of an <iq/>, <message/> or <presence/> of type 'error' (RFC 6120 §8.3). A missing or unknown condition becomes
/// "undefined-condition" (ST-07); `specific` is the first condition of XEP-0060 §17.2 or XEP-0050 §4.4, with
/// `feature` for <unsupported/>. Of several texts the one in the language asked for is taken, else the first.
Error stanza_error(Element stanza, std::string_view language = "en");

/// Of <error xmlns='http://etherx.jabber.org/streams'/> (RFC 6120 §4.9). Unknown: "undefined-condition" (WS-16).
Error stream_error(Element error, std::string_view language = "en");

/// Of <failure xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/> (RFC 6120 §6.5). Unknown: "not-authorized" (SASL-10).
Error sasl_failure(Element failure, std::string_view language = "en");

}  // namespace xmpp
