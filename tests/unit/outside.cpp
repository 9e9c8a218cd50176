// SPDX-License-Identifier: AGPL-3.0-or-later
// The outside of the tests itself: the published vectors of what it must compute.
#include <doctest/doctest.h>

#include "tests/unit/support/platform.h"

using namespace xmpp;

namespace {

Bytes bytes(std::string_view text) { return Bytes(text.begin(), text.end()); }

std::string hex(const Bytes& data) {
  std::string out;
  for (auto byte : data) (out += "0123456789abcdef"[byte >> 4]) += "0123456789abcdef"[byte & 15];
  return out;
}

// The crypto of the tests answers at once.
std::string now(Task<Result<Bytes>> task) {
  std::string out = "no answer";
  TaskScope scope;
  scope.spawn([](Task<Result<Bytes>> asked, std::string& into) -> Task<void> {
    auto answer = co_await asked;
    into = answer ? hex(*answer) : answer.error().condition;
  }(std::move(task), out));
  return out;
}

}  // namespace

TEST_CASE("digests: FIPS 180-4 examples for 'abc'") {
  platform::Crypto crypto;
  CHECK(now(crypto.digest(Hash::sha1, bytes("abc"))) == "a9993e364706816aba3e25717850c26c9cd0d89d");
  CHECK(now(crypto.digest(Hash::sha256, bytes("abc"))) ==
        "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
  CHECK(
      now(crypto.digest(Hash::sha512, bytes("abc"))) ==
      "ddaf35a193617abacc417349ae20413112e6fa4e89a97ea20a9eeee64b55d39a2192992a274fc1a836ba3c23a3feebbd454d4423643ce80e"
      "2a9ac94fa54ca49f");
}

TEST_CASE("HMAC: RFC 4231 test case 2, RFC 2202 test case 2") {
  platform::Crypto crypto;
  CHECK(now(crypto.hmac(Hash::sha256, bytes("Jefe"), bytes("what do ya want for nothing?"))) ==
        "5bdcc146bf60754e6a042426089575c75a003f089d2739839dec58b964ec3843");
  CHECK(now(crypto.hmac(Hash::sha1, bytes("Jefe"), bytes("what do ya want for nothing?"))) ==
        "effcdf6ae5eb2fa2d27416d5f184df9c259a7c79");
}

TEST_CASE("PBKDF2: RFC 6070 test cases 1 to 3; no iterations is refused") {
  platform::Crypto crypto;
  auto derive = [&](std::uint32_t i) { return now(crypto.pbkdf2(Hash::sha1, bytes("password"), bytes("salt"), i)); };
  CHECK(derive(1) == "0c60c80f961f0e71f3a9b524af6012062fe037a6");
  CHECK(derive(2) == "ea6c014dc72d6f8ccd1ed92ace1d41f0d8de8957");
  CHECK(derive(4096) == "4b007901b765489abead49d926f721d065a429c1");
  CHECK(derive(0) == "crypto-unavailable");
}

TEST_CASE("Unicode: normalisation, case, categories and direction") {
  platform::Unicode unicode;
  CHECK(unicode.nfc("e\u0301") == "\u00e9");
  CHECK(unicode.nfc("\ufdfa") == "\ufdfa");
  CHECK(unicode.nfkc("\u2163") == "IV");
  CHECK(unicode.nfkc("\ufdfa").size() > 18);  // the longest compatibility decomposition: 18 characters
  CHECK(unicode.lower("\u03a3\u0391\u0130") == "\u03c3\u03b1i\u0307");
  CHECK(unicode.category(U'A') == "Lu");
  CHECK(unicode.category(0x378) == "Cn");
  CHECK(unicode.category(0x200d) == "Cf");
  CHECK(unicode.bidi_class(0x5d0) == "R");
  CHECK(unicode.bidi_class(0x627) == "AL");
  CHECK(unicode.bidi_class(U'1') == "EN");
}
