// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gui/format.h"

#include <chrono>
#include <cstdio>
#include <cstdlib>
#include <iterator>

namespace gui {
namespace {

template <class... Values>
std::string print(const char* format, Values... values) {
  char buffer[64];
  std::snprintf(buffer, sizeof buffer, format, values...);
  return buffer;
}

using std::chrono::year_month_day;

// `time` is local already.
year_month_day day_of(std::int64_t time) {
  return std::chrono::floor<std::chrono::days>(std::chrono::sys_seconds{std::chrono::seconds{time}});
}
std::string date(year_month_day day) {
  return print("%04d-%02u-%02u", int(day.year()), unsigned(day.month()), unsigned(day.day()));
}

}  // namespace

std::string number(std::uint64_t value) {
  std::string digits = std::to_string(value);
  for (std::size_t at = digits.size(); at > 3;) digits.insert(at -= 3, ",");
  return digits;
}

std::string counted(std::uint64_t value, std::string_view singular) {
  return number(value) + " " + std::string(singular) + (value == 1 ? "" : "s");
}

std::string size(std::uint64_t bytes) {
  if (bytes < 1000) return std::to_string(bytes) + " B";
  static constexpr const char* units[] = {"kB", "MB", "GB", "TB"};
  double value = double(bytes) / 1000;
  std::size_t unit = 0;
  while (value >= 999.5 && unit + 1 < std::size(units)) value /= 1000, ++unit;
  return print(value < 9.95 ? "%.1f %s" : "%.0f %s", value, units[unit]);
}

std::string age(std::int64_t seconds) {
  if (seconds < 2) return "now";
  if (seconds < 60) return print("%d s", int(seconds));
  const std::int64_t minutes = seconds / 60, hours = minutes / 60, days = hours / 24;
  if (minutes < 60) return print("%d min", int(minutes));
  if (hours < 6 && minutes % 60) return print("%d h %d min", int(hours), int(minutes % 60));
  if (hours < 24) return print("%d h", int(hours));
  if (days < 31) return print("%d d", int(days));
  if (days < 365) return print("%d mo", int(days / 30.44));
  return print("%d y", int(days / 365));
}

std::string milliseconds(std::int64_t value) {
  return value < 1000 ? print("%d ms", int(value)) : print("%.1f s", double(value) / 1000);
}

std::string time_of_day(std::int64_t when, int offset, Clock clock) {
  const std::int64_t local = when + offset * 60;
  const int second = int(((local % 86400) + 86400) % 86400), hour = second / 3600, minute = second / 60 % 60;
  if (clock == Clock::hours12)
    return print("%d:%02d:%02d %s", (hour + 11) % 12 + 1, minute, second % 60, hour < 12 ? "AM" : "PM");
  const std::string time = print("%02d:%02d:%02d", hour, minute, second % 60);
  if (clock == Clock::hours24) return time;
  const int zone = std::abs(offset);
  return date(day_of(local)) + "T" + time +
         (zone ? print("%s%02d:%02d", offset < 0 ? "-" : "+", zone / 60, zone % 60) : "Z");
}

std::string moment(std::int64_t when, std::int64_t now, int offset, Clock clock) {
  const year_month_day day = day_of(when + offset * 60), today = day_of(now + offset * 60);
  if (clock == Clock::iso || day == today) return time_of_day(when, offset, clock);
  static constexpr const char* months[] = {"Jan", "Feb", "Mar", "Apr", "May", "Jun",
                                           "Jul", "Aug", "Sep", "Oct", "Nov", "Dec"};
  if (day.year() == today.year()) return print("%u %s", unsigned(day.day()), months[unsigned(day.month()) - 1]);
  return date(day);
}

std::string ordinal(int value) {
  static constexpr const char* words[] = {"first", "second",  "third",  "fourth", "fifth",
                                          "sixth", "seventh", "eighth", "ninth",  "tenth"};
  if (value >= 1 && value <= 10) return words[value - 1];
  const int last = value % 10;
  const bool teen = value / 10 % 10 == 1;
  return std::to_string(value) + (teen || last > 3 || last == 0 ? "th" : last == 1 ? "st" : last == 2 ? "nd" : "rd");
}

std::pair<std::string_view, std::string_view> split_id(std::string_view id) {
  const auto slash = id.empty() ? id.npos : id.substr(0, id.size() - 1).rfind('/');
  return slash == id.npos ? std::pair{std::string_view{}, id}
                          : std::pair{id.substr(0, slash + 1), id.substr(slash + 1)};
}

}  // namespace gui
