// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/punycode.h"

#include <algorithm>
#include <cstdint>

namespace xmpp::punycode {
namespace {

// RFC 3492 §5.
constexpr std::uint32_t base = 36, t_min = 1, t_max = 26, skew = 38, damp = 700;
constexpr std::uint32_t first_bias = 72, first_character = 0x80, last_character = 0x10ffff;

// §6.1
std::uint32_t adapt(std::uint32_t delta, std::uint32_t count, bool first) {
  delta = first ? delta / damp : delta / 2;
  delta += delta / count;
  std::uint32_t k = 0;
  for (; delta > (base - t_min) * t_max / 2; k += base) delta /= base - t_min;
  return k + (base - t_min + 1) * delta / (delta + skew);
}

std::uint32_t threshold(std::uint32_t k, std::uint32_t bias) { return k <= bias ? t_min : std::min(k - bias, t_max); }

char digit(std::uint32_t value) { return static_cast<char>(value < 26 ? 'a' + value : '0' + value - 26); }

std::uint32_t value_of(char c) {
  if (c >= 'a' && c <= 'z') return c - 'a';
  if (c >= 'A' && c <= 'Z') return c - 'A';
  if (c >= '0' && c <= '9') return c - '0' + 26;
  return base;
}

}  // namespace

std::optional<std::u32string> decode(std::string_view encoded) {
  if (encoded.size() > 63) return std::nullopt;  // of a domain label; keeps every sum below 2^64
  std::u32string label;
  if (auto delimiter = encoded.rfind('-'); delimiter != std::string_view::npos) {
    label.assign(encoded.begin(), encoded.begin() + static_cast<std::ptrdiff_t>(delimiter));
    encoded.remove_prefix(delimiter + 1);
  }
  std::uint64_t character = first_character, i = 0;
  std::uint32_t bias = first_bias;
  while (!encoded.empty()) {
    const std::uint64_t before = i;
    std::uint64_t weight = 1;
    for (std::uint32_t k = base;; k += base) {
      if (encoded.empty()) return std::nullopt;
      std::uint32_t value = value_of(encoded.front());
      encoded.remove_prefix(1);
      if (value >= base) return std::nullopt;
      i += value * weight;
      if (i > 0xffffffff) return std::nullopt;
      std::uint32_t t = threshold(k, bias);
      if (value < t) break;
      weight *= base - t;
      if (weight > 0xffffffff) return std::nullopt;
    }
    const auto count = static_cast<std::uint32_t>(label.size() + 1);
    bias = adapt(static_cast<std::uint32_t>(i - before), count, before == 0);
    character += i / count;
    i %= count;
    if (character > last_character) return std::nullopt;
    label.insert(label.begin() + static_cast<std::ptrdiff_t>(i), static_cast<char32_t>(character));
    ++i;
  }
  return label;
}

std::string encode(std::u32string_view label) {
  std::string out;
  for (char32_t c : label)
    if (c < first_character) out += static_cast<char>(c);
  std::uint32_t done = static_cast<std::uint32_t>(out.size()), bias = first_bias;
  const std::uint32_t basic = done;
  if (basic) out += '-';
  std::uint64_t delta = 0;
  for (char32_t reached = first_character; done < label.size();) {
    char32_t next = last_character;
    for (char32_t c : label)
      if (c >= reached) next = std::min(next, c);
    delta += std::uint64_t{next - reached} * (done + 1);
    for (char32_t c : label) {
      if (c < next) ++delta;
      if (c != next) continue;
      std::uint64_t rest = delta;
      for (std::uint32_t k = base;; k += base) {
        std::uint32_t t = threshold(k, bias);
        if (rest < t) break;
        out += digit(static_cast<std::uint32_t>(t + (rest - t) % (base - t)));
        rest = (rest - t) / (base - t);
      }
      out += digit(static_cast<std::uint32_t>(rest));
      bias = adapt(static_cast<std::uint32_t>(delta), done + 1, done == basic);
      delta = 0;
      ++done;
    }
    ++delta;
    reached = next + 1;
  }
  return out;
}

}  // namespace xmpp::punycode
