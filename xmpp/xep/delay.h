// SPDX-License-Identifier: AGPL-3.0-or-later
// Delayed delivery (XEP-0203): when a message was sent that could not be delivered at once.
#pragma once
#include <string>
#include <string_view>

#include "xmpp/xml.h"

namespace xmpp::delay {

inline constexpr std::string_view ns = "urn:xmpp:delay";

/// The stamp in the notation of XEP-0082 (see xep/time.h); "" when the message came at once. Anybody may have written
/// it: it orders things for a reader, and proves nothing (§5).
inline std::string stamp(const Element& stanza) { return std::string(stanza.child(ns, "delay")["stamp"]); }

}  // namespace xmpp::delay
