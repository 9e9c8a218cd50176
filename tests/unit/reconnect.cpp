// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/reconnect.h"

#include <doctest/doctest.h>

#include <set>

#include "tests/native/seeded_random.h"

using namespace xmpp;

TEST_CASE("WS-28 SEC-29 a random first delay, then truncated exponential back-off") {
  std::set<Milliseconds> first_delays;
  for (int seed = 1; seed <= 50; ++seed) {
    native::SeededRandom random(seed);
    BackOff back_off;
    first_delays.insert(back_off.next(random));
    CHECK(*first_delays.rbegin() <= Milliseconds(2'000));
    for (int most : {4'000, 8'000, 16'000, 32'000, 60'000, 60'000, 60'000}) {
      Milliseconds delay = back_off.next(random);
      CHECK(delay >= Milliseconds(most / 2));
      CHECK(delay <= Milliseconds(most));
    }
    for (int more = 0; more < 100; ++more) CHECK(back_off.next(random) <= BackOff::longest);
    back_off.reset();
    CHECK(back_off.next(random) <= BackOff::first);
  }
  CHECK(first_delays.size() > 40);
}

TEST_CASE("ST-10 SASL-12 what retrying cannot mend is not retried") {
  auto stream = [](const char* condition) {
    return may_reconnect({.kind = ErrorKind::stream, .condition = condition});
  };
  CHECK_FALSE(stream("conflict"));
  CHECK_FALSE(stream("host-unknown"));
  CHECK_FALSE(stream("see-other-host"));
  CHECK(stream("system-shutdown"));
  CHECK(stream("policy-violation"));
  CHECK(stream("closed-by-peer"));
  CHECK_FALSE(may_reconnect({.kind = ErrorKind::sasl, .condition = "not-authorized"}));
  CHECK(may_reconnect({.kind = ErrorKind::sasl, .condition = "temporary-auth-failure"}));
  CHECK_FALSE(may_reconnect({.kind = ErrorKind::security, .condition = "downgrade"}));
  CHECK_FALSE(may_reconnect({.kind = ErrorKind::protocol, .condition = "not-well-formed"}));
  CHECK(may_reconnect({.kind = ErrorKind::transport, .condition = "connection-lost"}));
  CHECK(may_reconnect({.kind = ErrorKind::timeout, .condition = "ping"}));
}
