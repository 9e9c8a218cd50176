// SPDX-License-Identifier: AGPL-3.0-or-later
// Entity time (XEP-0202) in the notation of XEP-0082: how far a controller's clock is from ours.
#pragma once
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

#include "xmpp/xml.h"

namespace xmpp::entity_time {

inline constexpr std::string_view ns = "urn:xmpp:time";

struct Time {
  std::int64_t utc = 0;          ///< milliseconds since 1970-01-01 UTC
  std::int32_t zone_offset = 0;  ///< seconds east of UTC, within a day
};

Xml request();
/// Errors: protocol/"no-time" without <time/>, "bad-time" when it is not as in XEP-0082.
Result<Time> parse(const Element& iq);
Xml to_xml(const Time& time);

/// "2003-07-29T22:56:00.123Z" or with an offset → milliseconds since 1970; nullopt for anything else, impossible dates
/// included.
std::optional<std::int64_t> parse_date_time(std::string_view text);
/// UTC, with milliseconds only where there are any.
std::string date_time(std::int64_t milliseconds);

}  // namespace xmpp::entity_time
