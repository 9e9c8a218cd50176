// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/xep/time.h"

#include <array>
#include <chrono>
#include <cstdio>
#include <cstdlib>

#include "xmpp/xep/codec.h"

namespace xmpp::entity_time {
namespace {

using namespace std::chrono;

// Takes exactly `digits` digits off the front.
std::optional<int> take_number(std::string_view& text, std::size_t digits) {
  if (text.size() < digits) return std::nullopt;
  auto number = whole_number(text.substr(0, digits));
  text.remove_prefix(digits);
  return number ? std::optional(static_cast<int>(*number)) : std::nullopt;
}

bool take(std::string_view& text, char c) {
  if (!text.starts_with(c)) return false;
  text.remove_prefix(1);
  return true;
}

// Z or (+|-)hh:mm (XEP-0082 §3.2); seconds east.
std::optional<std::int32_t> zone(std::string_view text) {
  if (text == "Z") return 0;
  bool west = text.starts_with('-');
  if (!west && !text.starts_with('+')) return std::nullopt;
  text.remove_prefix(1);
  auto hour = take_number(text, 2);
  if (!take(text, ':')) return std::nullopt;
  auto minute = take_number(text, 2);
  if (!hour || !minute || *hour > 23 || *minute > 59 || !text.empty()) return std::nullopt;
  std::int32_t seconds = *hour * 3600 + *minute * 60;
  return west ? -seconds : seconds;
}

// ".1234" → 123 ms; finer digits are dropped.
std::optional<int> take_fraction(std::string_view& text) {
  if (!take(text, '.')) return 0;
  int value = 0, digits = 0;
  for (; !text.empty() && text[0] >= '0' && text[0] <= '9'; text.remove_prefix(1))
    if (++digits <= 3) value = value * 10 + (text[0] - '0');
  if (digits == 0) return std::nullopt;
  for (; digits < 3; ++digits) value *= 10;
  return value;
}

}  // namespace

Xml request() { return Xml("time", std::string(ns)); }

std::optional<std::int64_t> parse_date_time(std::string_view text) {
  auto y = take_number(text, 4);
  if (!y || !take(text, '-')) return std::nullopt;
  auto m = take_number(text, 2);
  if (!m || !take(text, '-')) return std::nullopt;
  auto d = take_number(text, 2);
  if (!d || !take(text, 'T')) return std::nullopt;
  auto hour = take_number(text, 2);
  if (!hour || !take(text, ':')) return std::nullopt;
  auto minute = take_number(text, 2);
  if (!minute || !take(text, ':')) return std::nullopt;
  auto second = take_number(text, 2);
  if (!second) return std::nullopt;
  auto fraction = take_fraction(text);
  if (!fraction) return std::nullopt;
  auto offset = zone(text);
  year_month_day date{year(*y), month(static_cast<unsigned>(*m)), day(static_cast<unsigned>(*d))};
  // 60: a leap second (RFC 3339 §5.6)
  if (!offset || !date.ok() || *hour > 23 || *minute > 59 || *second > 60) return std::nullopt;
  auto at = sys_days(date) + hours(*hour) + minutes(*minute) + seconds(*second - *offset) + milliseconds(*fraction);
  return time_point_cast<milliseconds>(at).time_since_epoch().count();
}

std::string date_time(std::int64_t count) {
  sys_time<milliseconds> at{milliseconds(count)};
  auto days_part = floor<days>(at);
  year_month_day date(days_part);
  hh_mm_ss clock(at - days_part);
  std::array<char, 64> text;
  auto rest = static_cast<int>(clock.subseconds().count());
  int size = std::snprintf(text.data(), text.size(), "%04d-%02u-%02uT%02d:%02d:%02d", static_cast<int>(date.year()),
                           static_cast<unsigned>(date.month()), static_cast<unsigned>(date.day()),
                           static_cast<int>(clock.hours().count()), static_cast<int>(clock.minutes().count()),
                           static_cast<int>(clock.seconds().count()));
  std::string out(text.data(), static_cast<std::size_t>(size));
  if (rest) out += '.' + std::to_string(1000 + rest).substr(1);
  return out + 'Z';
}

Result<Time> parse(const Element& iq) {
  auto time = iq.child(ns, "time");
  if (!time) return unreadable("no-time", "the answer holds no time");
  auto utc = parse_date_time(time.child(ns, "utc").text());
  auto offset = zone(time.child(ns, "tzo").text());
  if (!utc || !offset) return unreadable("bad-time", "the time is not written as XEP-0082 says");
  return Time{*utc, *offset};
}

Xml to_xml(const Time& time) {
  std::string offset = "Z";
  if (time.zone_offset) {
    std::array<char, 16> text;
    int minutes = std::abs(time.zone_offset) / 60;
    int size = std::snprintf(text.data(), text.size(), "%c%02d:%02d", time.zone_offset < 0 ? '-' : '+',
                             minutes / 60 % 24, minutes % 60);
    offset.assign(text.data(), static_cast<std::size_t>(size));
  }
  return request().add(Xml("tzo").text(offset)).add(Xml("utc").text(date_time(time.utc)));
}

}  // namespace xmpp::entity_time
