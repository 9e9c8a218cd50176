// SPDX-License-Identifier: AGPL-3.0-or-later
// What we answer when others ask us: ping, disco#info, and service-unavailable to everything else (ST-03). Nothing that
// anyone sends changes anything here: roster pushes and other settings are refused.
#pragma once
#include <optional>

#include "xmpp/xml.h"

namespace xmpp {

/// The answer to an incoming <iq type='get|set'/>; nullopt when it has no id or is itself an answer (ST-04).
std::optional<Xml> answer_to(Element iq);

}  // namespace xmpp
