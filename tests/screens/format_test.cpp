// SPDX-License-Identifier: AGPL-3.0-or-later
#include "gui/format.h"

#include <doctest/doctest.h>

using namespace gui;

TEST_CASE("format: numbers and counts") {
  CHECK(number(0) == "0");
  CHECK(number(999) == "999");
  CHECK(number(1042) == "1,042");
  CHECK(number(12384000) == "12,384,000");
  CHECK(counted(1, "topic") == "1 topic");
  CHECK(counted(0, "topic") == "0 topics");
}

TEST_CASE("format: sizes") {
  CHECK(size(812) == "812 B");
  CHECK(size(4100) == "4.1 kB");
  CHECK(size(64000) == "64 kB");
  CHECK(size(999600) == "1.0 MB");
  CHECK(size(2100000) == "2.1 MB");
}

TEST_CASE("format: ages") {
  CHECK(age(-5) == "now");
  CHECK(age(12) == "12 s");
  CHECK(age(4 * 60 + 59) == "4 min");
  CHECK(age(2 * 3600 + 14 * 60) == "2 h 14 min");
  CHECK(age(3600) == "1 h");
  CHECK(age(7 * 3600 + 59 * 60) == "7 h");
  CHECK(age(3 * 86400) == "3 d");
  CHECK(age(340 * 86400) == "11 mo");
  CHECK(age(800LL * 86400) == "2 y");
}

TEST_CASE("format: times, today, this year, before") {
  const std::int64_t now = 1763820171;  // 2025-11-22 14:02:51 UTC
  CHECK(moment(now - 60, now, 0) == "14:01:51");
  CHECK(moment(1736640000, now, 0) == "12 Jan");
  CHECK(moment(1709337600, now, 0) == "2024-03-02");
  CHECK(moment(now, now, 600) == "00:02:51");       // tomorrow already, ten hours further east
  CHECK(moment(now - 3600, now, 600) == "22 Nov");  // and an hour ago it was yesterday
  CHECK(time_of_day(0, -60) == "23:00:00");
}

TEST_CASE("format: times with 12 hours and as ISO 8601") {
  const std::int64_t now = 1763820171;  // 2025-11-22 14:02:51 UTC
  CHECK(time_of_day(now, 0, Clock::hours12) == "2:02:51 PM");
  CHECK(time_of_day(0, 0, Clock::hours12) == "12:00:00 AM");
  CHECK(time_of_day(12 * 3600, 0, Clock::hours12) == "12:00:00 PM");
  CHECK(time_of_day(now, 0, Clock::iso) == "2025-11-22T14:02:51Z");
  CHECK(time_of_day(now, 60, Clock::iso) == "2025-11-22T15:02:51+01:00");
  CHECK(time_of_day(now, -210, Clock::iso) == "2025-11-22T10:32:51-03:30");
  CHECK(moment(1709337600, now, 0, Clock::iso) == "2024-03-02T00:00:00Z");
  CHECK(moment(1709337600, now, 0, Clock::hours12) == "2024-03-02");
}

TEST_CASE("format: which attempt") {
  CHECK(ordinal(1) == "first");
  CHECK(ordinal(3) == "third");
  CHECK(ordinal(11) == "11th");
  CHECK(ordinal(22) == "22nd");
  CHECK(ordinal(113) == "113th");
}

TEST_CASE("format: ids are split before their leaf") {
  CHECK(split_id("incidents/sector/scada") ==
        std::pair<std::string_view, std::string_view>{"incidents/sector/", "scada"});
  CHECK(split_id("leaf") == std::pair<std::string_view, std::string_view>{"", "leaf"});
  CHECK(split_id("a/") == std::pair<std::string_view, std::string_view>{"", "a/"});
  CHECK(split_id("") == std::pair<std::string_view, std::string_view>{"", ""});
}
