// SPDX-License-Identifier: AGPL-3.0-or-later
// XMPP ping (XEP-0199). The answer is an empty result; an error proves as well that the other side lives.
#pragma once
#include <string>
#include <string_view>

#include "xmpp/xml.h"

namespace xmpp::ping {

inline constexpr std::string_view ns = "urn:xmpp:ping";

inline Xml request() { return Xml("ping", std::string(ns)); }

}  // namespace xmpp::ping
