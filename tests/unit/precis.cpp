// SPDX-License-Identifier: AGPL-3.0-or-later
// Passwords by RFC 8265.
#include "xmpp/precis.h"

#include <doctest/doctest.h>

#include "tests/unit/support/platform.h"

using namespace xmpp;

namespace {

std::string opaque(std::string_view text) {
  auto prepared = precis::opaque_string(text, platform::Unicode());
  return prepared ? *prepared : "refused: " + prepared.error().specific;
}

}  // namespace

TEST_CASE("JID-05 OpaqueString: RFC 8265 tables 3 and 4") {
  CHECK(opaque("correct horse battery staple") == "correct horse battery staple");
  CHECK(opaque("Correct Horse Battery Staple") == "Correct Horse Battery Staple");
  CHECK(opaque("\u03c0\u00df\u00e5") == "\u03c0\u00df\u00e5");
  CHECK(opaque("Jack of \u2666s") == "Jack of \u2666s");
  CHECK(opaque("foo\u1680bar") == "foo bar");
  CHECK(opaque("") == "refused: empty");
  CHECK(opaque("my cat is a \tby") == "refused: character");
}
