// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wasm/format.h"

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <cstring>
#include <iterator>

namespace browser {
namespace {

struct Out {
  char* at;
  std::size_t room, length = 0;

  void put(char c) {
    if (length + 1 < room) at[length] = c;
    ++length;
  }
  void put(char c, int times) {
    while (times-- > 0) put(c);
  }
  void put(const char* text, std::size_t size) {
    for (std::size_t i = 0; i < size; ++i) put(text[i]);
  }
};

struct Conversion {
  bool left = false, zeros = false;
  int width = 0, precision = -1;  // -1: none given
  int length = 0;                 // bytes of the integer
};

// The digits of one number, written from the back.
struct Digits {
  char text[48];
  char* first = std::end(text);

  void before(char c) { *--first = c; }
  void number(std::uint64_t value, unsigned base, int least, bool capital) {
    for (; value || least > 0; value /= base, --least) {
      const char digit = char(value % base);
      before(char(digit < 10 ? '0' + digit : (capital ? 'A' : 'a') + digit - 10));
    }
  }
  std::size_t size() const { return std::size_t(std::end(text) - first); }
};

void padded(Out& out, const Conversion& how, char sign, const char* text, std::size_t size) {
  const int pad = how.width - int(size) - (sign ? 1 : 0);
  if (!how.left && !how.zeros) out.put(' ', pad);
  if (sign) out.put(sign);
  if (!how.left && how.zeros) out.put('0', pad);
  out.put(text, size);
  if (how.left) out.put(' ', pad);
}

// The decimals come one by one out of a fraction of 124 bits, where multiplying by ten is exact.
using Fraction = unsigned __int128;
constexpr Fraction one = Fraction(1) << 124;

void floating(Out& out, Conversion how, double value) {
  const char sign = std::signbit(value) ? '-' : 0;
  value = std::fabs(value);
  if (!(value < 0x1p63)) {
    how.zeros = false;
    return padded(out, how, sign, value != value ? "nan" : "inf", 3);
  }
  auto whole = std::uint64_t(value);
  const double upper = (value - double(whole)) * 0x1p60;
  const double lower = (upper - double(std::uint64_t(upper))) * 0x1p64;
  Fraction fraction = Fraction(std::uint64_t(upper)) << 64 | std::uint64_t(lower);
  const int decimals = how.precision < 0 ? 6 : std::min(how.precision, 15);
  std::uint64_t digits = 0, scale = 1;
  for (int i = 0; i < decimals; ++i) {
    fraction *= 10;
    digits = digits * 10 + std::uint64_t(fraction >> 124);
    fraction &= one - 1;
    scale *= 10;
  }
  const bool odd = (decimals ? digits : whole) & 1;
  if (fraction > one / 2 || (fraction == one / 2 && odd)) ++digits;
  if (digits >= scale) digits -= scale, ++whole;
  Digits text;
  if (decimals) {
    text.number(digits, 10, decimals, false);
    text.before('.');
  }
  text.number(whole, 10, 1, false);
  padded(out, how, sign, text.first, text.size());
}

void integer(Out& out, Conversion how, char kind, std::uint64_t value) {
  const bool is_signed = kind == 'd' || kind == 'i', negative = is_signed && std::int64_t(value) < 0;
  if (negative) value = 0 - value;
  if (how.precision >= 0) how.zeros = false;
  Digits text;
  text.number(value, kind == 'x' || kind == 'X' || kind == 'p' ? 16 : 10,
              how.precision < 0 ? 1 : std::min(how.precision, 40), kind == 'X');
  if (kind == 'p') text.before('x'), text.before('0');
  padded(out, how, negative ? '-' : 0, text.first, text.size());
}

int digits(const char*& at) {
  int value = 0;
  for (; *at >= '0' && *at <= '9'; ++at) value = std::min(value * 10 + (*at - '0'), 9999);
  return value;
}

}  // namespace

int print(char* buffer, std::size_t room, const char* format, va_list given) {
  va_list values;
  va_copy(values, given);
  Out out{buffer, room};
  for (const char* at = format; *at; ++at) {
    if (*at != '%') {
      out.put(*at);
      continue;
    }
    Conversion how{.length = sizeof(int)};
    for (++at; *at == '-' || *at == '0' || *at == '+' || *at == ' ' || *at == '#'; ++at) {
      how.left |= *at == '-';
      how.zeros |= *at == '0';
    }
    how.width = *at == '*' ? (++at, va_arg(values, int)) : digits(at);
    if (how.width < 0) how.left = true, how.width = -how.width;
    if (*at == '.') how.precision = *++at == '*' ? (++at, va_arg(values, int)) : digits(at);
    for (; *at && std::strchr("hljzt", *at); ++at) {
      const bool twice = at[0] == 'l' && at[1] == 'l';
      if (*at == 'l') how.length = std::max(how.length, int(sizeof(long)));
      if (*at == 'z' || *at == 't') how.length = sizeof(std::size_t);
      if (*at == 'j' || twice) how.length = sizeof(long long);
    }
    if (!*at) break;
    switch (*at) {
      case 'd':
      case 'i':
        integer(out, how, *at, std::uint64_t(how.length == 8 ? va_arg(values, std::int64_t) : va_arg(values, int)));
        break;
      case 'u':
      case 'x':
      case 'X':
        integer(out, how, *at, how.length == 8 ? va_arg(values, std::uint64_t) : va_arg(values, unsigned));
        break;
      case 'p':
        integer(out, how, *at, reinterpret_cast<std::uintptr_t>(va_arg(values, void*)));
        break;
      case 'f':
        floating(out, how, va_arg(values, double));
        break;
      case 'c': {
        const char c = char(va_arg(values, int));
        padded(out, {.left = how.left, .width = how.width}, 0, &c, 1);
        break;
      }
      case 's': {
        const char* text = va_arg(values, const char*);
        if (!text) text = "(null)";
        const std::size_t size = how.precision < 0 ? std::strlen(text) : strnlen(text, std::size_t(how.precision));
        padded(out, {.left = how.left, .width = how.width}, 0, text, size);
        break;
      }
      case '%':
        out.put('%');
        break;
    }
  }
  va_end(values);
  if (room) buffer[std::min(out.length, room - 1)] = 0;
  return int(out.length);
}

double read_decimal(const char* text, char** end) {
  const char* at = text;
  while (*at == ' ' || (*at >= '\t' && *at <= '\r')) ++at;
  const bool negative = *at == '-';
  if (*at == '-' || *at == '+') ++at;
  std::uint64_t mantissa = 0;
  int exponent = 0;
  bool any = false, decimals = false;
  for (;; ++at) {
    if (*at == '.' && !decimals) {
      decimals = true;
    } else if (*at >= '0' && *at <= '9') {
      any = true;
      if (mantissa < 100'000'000'000'000'000) {
        mantissa = mantissa * 10 + std::uint64_t(*at - '0');
        exponent -= decimals;
      } else {
        exponent += !decimals;
      }
    } else {
      break;
    }
  }
  if (end) *end = const_cast<char*>(any ? at : text);
  if (!any) return 0;
  if (*at == 'e' || *at == 'E') {
    const char* power = at + 1;
    const bool down = *power == '-';
    if (*power == '-' || *power == '+') ++power;
    if (*power >= '0' && *power <= '9') {
      const int size = digits(power);
      exponent += down ? -size : size;
      if (end) *end = const_cast<char*>(power);
    }
  }
  double value = double(mantissa);
  for (; exponent && value != 0 && std::isfinite(value);) {
    const int step = std::min(std::abs(exponent), 22);  // 10²² is the last power that a double holds exactly
    double power = 1;
    for (int i = 0; i < step; ++i) power *= 10;
    exponent < 0 ? value /= power : value *= power;
    exponent += exponent < 0 ? step : -step;
  }
  return negative ? -value : value;
}

}  // namespace browser
