// SPDX-License-Identifier: AGPL-3.0-or-later
// The expectations are what ISO C (7.23.6.1, 7.24.1.5) says of printf and strtod, and where it leaves a choice, what
// the C library of this machine does.
#include "wasm/format.h"

#include <doctest/doctest.h>

#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <string>

namespace {

std::string printed(const char* format, ...) {
  char buffer[64];
  va_list values;
  va_start(values, format);
  const int length = browser::print(buffer, sizeof buffer, format, values);
  va_end(values);
  return {buffer, std::size_t(length)};
}

template <class Value>
std::string standard(const char* format, Value value) {
  char buffer[64];
  return {buffer, std::size_t(std::snprintf(buffer, sizeof buffer, format, value))};
}

}  // namespace

TEST_CASE("Integers are printed with width, zeros, precision and side") {
  CHECK(printed("%d|%i|%u", -12, 34, 4294967295u) == "-12|34|4294967295");
  CHECK(printed("%04d-%02u-%02d", 26, 7u, 11) == "0026-07-11");
  CHECK(printed("%5d|%-5d|%05d|%.3d|%5.2d", -1, -1, -1, -1, -1) == "   -1|-1   |-0001|-001|  -01");
  CHECK(printed("%08X %x U+%04X", 0xBEEFu, 0xBEEFu, 0x1F600u) == "0000BEEF beef U+1F600");
  CHECK(printed("%d %.0d.", 0, 0) == "0 .");
  CHECK(printed("%lld %llu %zu", -9223372036854775807ll - 1, 18446744073709551615ull, std::size_t(7)) ==
        "-9223372036854775808 18446744073709551615 7");
  CHECK(printed("%p", reinterpret_cast<void*>(0xa0)) == "0xa0");
}

TEST_CASE("Texts and characters are printed, cut at the precision and padded") {
  CHECK(printed("%s %.*s|%5s|%-5s|%c%%", "a", 2, "bcd", "e", "f", 'g') == "a bc|    e|f    |g%");
  CHECK(printed("%*d|%-*d|", 4, 1, 4, 1) == "   1|1   |");
}

TEST_CASE("A text that does not fit is cut, and its whole length told") {
  auto cut = [](char* out, std::size_t room, const char* format, ...) {
    va_list values;
    va_start(values, format);
    const int length = browser::print(out, room, format, values);
    va_end(values);
    return length;
  };
  char out[4] = "xyz";
  CHECK(cut(out, sizeof out, "%s", "abcdef") == 6);
  CHECK(std::string(out) == "abc");
  CHECK(cut(nullptr, 0, "%d", 123) == 3);
}

TEST_CASE("Floating point is rounded as the C library rounds it") {
  for (const char* format : {"%.0f", "%.1f", "%.2f", "%.3f", "%f", "%6.1f", "%-9.2f|", "%09.3f"}) {
    for (double value : {0.0,   0.5,    1.5,  2.5,    0.05,   0.25,       0.75,         9.95,  9.949,   999.5,
                         0.999, 0.9995, 1e-5, 5e-324, 0.0005, 123456.789, 4294967296.5, -0.25, -12.345, 1e18}) {
      CAPTURE(format);
      CAPTURE(value);
      CHECK(printed(format, value) == standard(format, value));
    }
  }
  CHECK(printed("%5.1f|%f", std::nan(""), -HUGE_VAL) == "  nan|-inf");
}

TEST_CASE("Decimal numbers are read as the C library reads them") {
  for (const char* text :
       {"0",    "1",     "-1",    "+1",     "0.1",          "12.5", "-12.5e3", "1e22",  "3.14159265358979",
        "1e-7", "  7",   "1e",    "1e+",    "1.e2",         ".5",   "5.",      "1.2.3", "007",
        "-0",   "12abc", "1e400", "1e-400", "1e99999999999"}) {
    CAPTURE(text);
    char *end = nullptr, *wanted = nullptr;
    const double value = browser::read_decimal(text, &end);
    CHECK(value == std::strtod(text, &wanted));
    CHECK(end == wanted);
  }
  for (const char* text : {"", "-", ".", "e5", "abc"}) {
    CAPTURE(text);
    char* end = nullptr;
    CHECK(browser::read_decimal(text, &end) == 0);
    CHECK(end == text);
  }
  const double long_one = browser::read_decimal("123456789012345678901234567890", nullptr);
  CHECK(std::abs(long_one / 123456789012345678901234567890. - 1) < 1e-15);
}
