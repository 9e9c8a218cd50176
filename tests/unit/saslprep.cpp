// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/saslprep.h"

#include <doctest/doctest.h>

#include "tests/unit/support/platform.h"

using namespace xmpp;

namespace {

std::optional<std::string> prepared(std::string_view text) { return saslprep(text, platform::Unicode()); }

}  // namespace

TEST_CASE("SCR-04 the examples of RFC 4013 §3") {
  CHECK(prepared("I\u00ADX") == "IX");
  CHECK(prepared("user") == "user");
  CHECK(prepared("USER") == "USER");
  CHECK(prepared("\u00AA") == "a");
  CHECK(prepared("\u2168") == "IX");
  CHECK_FALSE(prepared("\u0007"));
  CHECK_FALSE(prepared("\u0627\u0031"));
}

TEST_CASE("SCR-04 spaces become one kind of space, bidi and prohibited characters are checked") {
  CHECK(prepared("a\u00A0b") == "a b");
  CHECK(prepared("a\u3000b") == "a b");
  CHECK(prepared("\u0627\u0031\u0628") == "\u0627\u0031\u0628");
  CHECK(prepared("\u0627\u061f") == "\u0627\u061f");  // the Arabic question mark is written from right to left
  CHECK(prepared("a\u060c") == "a\u060c");            // the Arabic comma is neither
  CHECK_FALSE(prepared("a\u061f"));
  CHECK_FALSE(prepared("\u0627a\u0628"));
  CHECK_FALSE(prepared(""));
  CHECK_FALSE(prepared("\u00AD"));
  CHECK_FALSE(prepared("a\uE000"));
  CHECK_FALSE(prepared("a\U000E0041"));
  CHECK_FALSE(prepared("a\u202Eb"));
  CHECK_FALSE(prepared("a\x7f"));
  CHECK_FALSE(prepared("\xff"));
  CHECK_FALSE(prepared("\xed\xa0\x80"));
}

TEST_CASE("SCR-04 unassigned code points are allowed in what a person enters") {
  CHECK(prepared("a\u0378").has_value());
}
