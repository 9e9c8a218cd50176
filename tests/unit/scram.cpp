// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/scram.h"

#include <doctest/doctest.h>

#include "tests/native/seeded_random.h"
#include "tests/unit/support/platform.h"
#include "xmpp/base64.h"
#include "xmpp/conditions.h"

using namespace xmpp;

namespace {

template <class T>
T await(Task<T> task) {
  std::optional<T> out;
  TaskScope scope;
  auto run = [](Task<T> task, std::optional<T>& into) -> Task<void> { into.emplace(co_await task); };
  scope.spawn(run(std::move(task), out));
  REQUIRE(out.has_value());
  return std::move(*out);
}

struct Vector {
  const char* name;
  Hash hash;
  const char *nonce, *server_first, *proof, *signature;
};

constexpr Vector vectors[] = {
    {"RFC 5802 §5", Hash::sha1, "fyko+d2lbbFgONRv9qkxdawL",
     "r=fyko+d2lbbFgONRv9qkxdawL3rfcNHYJY1ZVvWVs7j,s=QSXCR+Q6sek8bf92,i=4096",
     "v0X8v3Bz2T0CJGbJQyF0X+HI4Ts=", "rmF9pqV8S7suAoZWja4dJRkFsKQ="},
    {"RFC 7677 §3", Hash::sha256, "rOprNGfwEbeRWgbNEkqO",
     "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
     "dHzbZapWIk4jUhN+Ute9ytag9zjfMHgsqmmiz7AndVQ=", "6rriTRBi23WpRR/wtup+mMhUZUn/dB5nLTJRsjl95G4="},
    // No published vector for SHA-512: the inputs of RFC 7677, computed independently with Python's hashlib.
    {"SHA-512", Hash::sha512, "rOprNGfwEbeRWgbNEkqO",
     "r=rOprNGfwEbeRWgbNEkqO%hvYDpWUa2RaTCAfuxFIlj)hNlF$k0,s=W22ZaJ0SNY7soEsUEjb6gQ==,i=4096",
     "gMGXRcevScNtxZ6/8lQYpGtnsNAc3mGcmNomv+xnoOMw+3R2xNJdMNnzMlTN8PPC6wdp6dybEmDYXYTxwnYPJQ==",
     "ZQnYEgWQMFmmsM8aQMF0nDDCy/AgCzkwk8CmMZYcMg0vSVlKDanekLtifDSeVGT4+5ZxXnJq199RVG2rR7N7Zw=="},
};

std::string reason(std::string_view message, std::string_view nonce = "abc") {
  auto parsed = scram::parse_server_first(message, nonce);
  return parsed ? "ok" : parsed.error().condition;
}

}  // namespace

TEST_CASE("SCR-01 SCR-06 CB-01 the published vectors") {
  platform::Crypto crypto;
  for (const Vector& vector : vectors) {
    CAPTURE(vector.name);
    auto server_first = scram::parse_server_first(vector.server_first, vector.nonce);
    REQUIRE(server_first.ok());
    auto final =
        await(scram::client_final(crypto, vector.hash, Secret<std::string>("pencil"),
                                  scram::client_first_bare("user", vector.nonce), vector.server_first, *server_first));
    REQUIRE(final.ok());
    CHECK(final->message == "c=biws,r=" + server_first->nonce + ",p=" + vector.proof);
    CHECK(to_base64(final->server_signature) == vector.signature);
    CHECK(scram::check_server_final("v=" + std::string(vector.signature), final->server_signature).ok());
  }
}

TEST_CASE("SCR-02 each try has a fresh nonce of at least 128 bits in printable ASCII without comma") {
  native::SeededRandom random;
  std::string one = scram::fresh_nonce(random), two = scram::fresh_nonce(random);
  CHECK(one != two);
  CHECK(from_base64(one)->size() * 8 >= 128);
  for (char c : one) CHECK((c > 0x20 && c < 0x7f && c != ','));
}

TEST_CASE("SCR-03 equals sign and comma in the name are escaped") {
  CHECK(scram::client_first_bare("a=b,c=3D", "x") == "n=a=3Db=2Cc=3D3D,r=x");
}

TEST_CASE("ATTACK-11 SCR-02 SCR-05 SCR-07 SCR-08 what the server may send first") {
  CHECK(reason("r=abcX,s=AAAA,i=4096") == "ok");
  CHECK(reason("r=abcX,s=AAAA,i=10000000") == "ok");
  CHECK(reason("r=abcX,s=AAAA,i=4096,z=unknown,Q=too") == "ok");
  for (const char* nonce : {"r=abc", "r=ab", "r=", "r=xabc", "r=ABCX", "r=abc ", "r=abc\x7f"}) {
    CHECK_MESSAGE(reason(std::string(nonce) + ",s=AAAA,i=4096") == condition::wrong_nonce, nonce);
  }
  for (const char* count : {"1", "4095", "10000001", "4294967296", "2147483648", "99999999999999999999"}) {
    CHECK_MESSAGE(reason("r=abcX,s=AAAA,i=" + std::string(count)) == condition::iteration_count, count);
  }
  for (const char* count : {"", "0", "-1", "+4096", "04096", "4096x", " 4096", "0x1000"}) {
    CHECK_MESSAGE(reason("r=abcX,s=AAAA,i=" + std::string(count)) == condition::bad_sasl_message, count);
  }
  for (const char* salt : {"", "A", "AA", "A A=", "AAA*"}) {
    CHECK_MESSAGE(reason("r=abcX,s=" + std::string(salt) + ",i=4096") == condition::salt, salt);
  }
  CHECK(reason("r=abcX,s=" + to_base64(std::string(2000, 'x')) + ",i=4096") == condition::salt);
  CHECK(reason("m=x,r=abcX,s=AAAA,i=4096") == condition::mandatory_extension);
  CHECK(reason("r=abcX,s=AAAA,i=4096,m=x") == condition::mandatory_extension);
  for (const char* message : {"", ",", "r", "s=AAAA,r=abcX,i=4096", "r=abcX,i=4096,s=AAAA", "r=abcX,s=AAAA",
                              "r=abcX,s=AAAA,i=4096,,", "r=abcX,s=AAAA,i=4096,1=x"}) {
    CHECK_MESSAGE(reason(message) == condition::bad_sasl_message, message);
  }
}

TEST_CASE("ATTACK-11 SCR-06 SCR-10 what the server may send last") {
  const Bytes signature{1, 2, 3};
  auto result = [&](std::string_view message) {
    auto checked = scram::check_server_final(message, signature);
    if (checked) return std::string("ok");
    return checked.error().condition + "/" + checked.error().specific;
  };
  CHECK(result("v=AQID") == "ok");
  CHECK(result("v=AQID,x=extension") == "ok");
  CHECK(result("v=AQIE") == "server-signature/");
  CHECK(result("v=AQI=") == "server-signature/");
  CHECK(result("v=") == "server-signature/");
  CHECK(result("v=AQID====") == "server-signature/");
  CHECK(result("") == "bad-sasl-message/");
  CHECK(result("x=1,v=AQID") == "bad-sasl-message/");
  CHECK(result("e=invalid-proof") == "not-authorized/password-refused");
  CHECK(result("e=no-resources") == "not-authorized/no-resources");
  CHECK(result("e=whatever") == "not-authorized/other-error");
}

TEST_CASE("DG-01 DG-03 the example of XEP-0474 §6.3, in any order of arrival") {
  platform::Crypto crypto;
  std::string list =
      scram::downgrade_string({"SCRAM-SHA-1-PLUS", "SCRAM-SHA-1"}, {{"tls-server-end-point", "tls-exporter"}});
  CHECK(to_base64(*await(crypto.digest(Hash::sha1, Bytes(list.begin(), list.end())))) ==
        "G6k/rBLDqgOhRRaCuuatSDFkJ08=");
  CHECK(scram::downgrade_string({"B", "A"}, std::nullopt) ==
        "A\x1e"
        "B");
  CHECK(scram::downgrade_string({"A"}, {{}}) == "A\x1f");
}

TEST_CASE("DG-02 DG-04 the hash is read where it is present, and its absence is no error") {
  CHECK(scram::parse_server_first("r=abcX,s=AAAA,i=4096,h=AAAA", "abc")->downgrade_hash == "AAAA");
  CHECK_FALSE(scram::parse_server_first("r=abcX,s=AAAA,i=4096", "abc")->downgrade_hash);
  CHECK_FALSE(scram::parse_server_first("r=abcX,s=AAAA,i=4096,d=AAAA", "abc")->downgrade_hash);
}
