// SPDX-License-Identifier: AGPL-3.0-or-later
// Software version (XEP-0092).
#pragma once
#include <string>
#include <string_view>

#include "xmpp/xml.h"

namespace xmpp::version {

inline constexpr std::string_view ns = "jabber:iq:version";

struct Version {
  std::string name, version, os;  ///< "" when not told; for display
};

Xml request();
/// Errors: protocol/"no-version".
Result<Version> parse(const Element& iq);
/// The answer to somebody who asks us. `os` is left out when empty: it helps attackers more than administrators (§6).
Xml to_xml(const Version& version);

}  // namespace xmpp::version
