// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/reconnect.h"

#include <algorithm>
#include <array>

namespace xmpp {

bool may_reconnect(const Error& why) {
  constexpr std::string_view final_stream_errors[] = {
      "bad-namespace-prefix", "conflict",          "host-gone",      "host-unknown",   "improper-addressing",
      "invalid-from",         "invalid-namespace", "not-authorized", "see-other-host", "unsupported-encoding",
      "unsupported-version"};
  switch (why.kind) {
    case ErrorKind::transport:
    case ErrorKind::timeout:
      return true;
    case ErrorKind::stream:
      return !std::ranges::count(final_stream_errors, why.condition);
    case ErrorKind::sasl:
      return why.condition == "temporary-auth-failure";
    case ErrorKind::stanza:
      return why.type == ErrorType::wait;  // a refused bind
    case ErrorKind::protocol:
    case ErrorKind::security:
    case ErrorKind::cancelled:
    case ErrorKind::input:
      return false;
  }
  return false;
}

Milliseconds BackOff::next(Random& random) {
  std::array<std::uint8_t, 4> dice;
  random.fill(dice);
  std::uint64_t number = dice[0] | dice[1] << 8 | dice[2] << 16 | std::uint64_t(dice[3]) << 24;
  int doublings = std::min(attempts_++, 10);
  std::uint64_t most = std::min(first * (1 << doublings), longest).count();
  std::uint64_t least = doublings == 0 ? 0 : most / 2;
  return Milliseconds(least + number % (most - least + 1));
}

}  // namespace xmpp
