// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/result.h"

#include <doctest/doctest.h>

#include <memory>
#include <string>

using namespace xmpp;

TEST_CASE("a result holds a value or an error") {
  Result<std::string> good = std::string("value"), bad = Error{.kind = ErrorKind::timeout};
  CHECK(good.ok());
  CHECK(*good == "value");
  CHECK(good->size() == 5);
  CHECK(good.value_or("other") == "value");
  CHECK_FALSE(bad.ok());
  CHECK(bad.error().kind == ErrorKind::timeout);
  CHECK(bad.value_or("other") == "other");
}

TEST_CASE("a result of nothing still fails; a value is moved out, not copied") {
  Result<> good, bad = Error{.kind = ErrorKind::cancelled};
  CHECK(good.ok());
  CHECK(bad.error().kind == ErrorKind::cancelled);
  Result<std::unique_ptr<int>> owner = std::make_unique<int>(5);
  std::unique_ptr<int> taken = *std::move(owner);
  CHECK(*taken == 5);
}

TEST_CASE("a result of an error type is not mistaken for a failure") {
  Result<int> zero = 0;
  CHECK(zero.ok());
  CHECK(*zero == 0);
}
