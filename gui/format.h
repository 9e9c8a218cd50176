// SPDX-License-Identifier: AGPL-3.0-or-later
// How numbers, sizes, times and names are written (design: sentence case, tabular figures, no unit without a space).
#pragma once
#include <cstdint>
#include <string>
#include <string_view>
#include <utility>

namespace gui {

/// "1,042"
std::string number(std::uint64_t value);
/// "214 topics", "1 topic": the plural is the singular with an s.
std::string counted(std::uint64_t value, std::string_view singular);
/// Decimal units, one place below ten: "812 B", "4.1 kB", "2.1 MB".
std::string size(std::uint64_t bytes);
/// "now" below 2 s, "12 s", "4 min", "2 h 14 min" (the minutes below 6 h), "3 d", "11 mo", "2 y".
std::string age(std::int64_t seconds);
/// "18 ms", "1.2 s"
std::string milliseconds(std::int64_t value);
/// "14:02:51", "2:02:51 PM", "2025-11-22T14:02:51+01:00"
enum class Clock : unsigned char { hours24, hours12, iso };
/// Today "14:02:51", this year "12 Jan", else "2024-03-02"; as ISO 8601 always date and time. Times are UNIX times;
/// `offset` minutes east of UTC.
std::string moment(std::int64_t when, std::int64_t now, int offset, Clock clock = Clock::hours24);
/// The time alone; as ISO 8601 with the date.
std::string time_of_day(std::int64_t when, int offset, Clock clock = Clock::hours24);
/// "first" … "tenth", then "11th": which attempt.
std::string ordinal(int value);

/// The path in front of an id and its leaf: {"incidents/", "phishing"}. Ids without '/' are all leaf.
std::pair<std::string_view, std::string_view> split_id(std::string_view id);

}  // namespace gui
