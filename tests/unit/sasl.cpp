// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/sasl.h"

#include <doctest/doctest.h>

#include "xmpp/conditions.h"

using namespace xmpp;

namespace {

std::string chosen(std::vector<std::string> offered, bool with_certificate, int pinned = 0) {
  auto mechanism = choose_mechanism({std::move(offered), std::nullopt}, with_certificate, pinned);
  return mechanism ? std::string(mechanism->name) : mechanism.error().condition;
}

}  // namespace

TEST_CASE("SASL-01 SASL-02 our own order, whatever the server's") {
  CHECK(chosen({"PLAIN", "SCRAM-SHA-1", "SCRAM-SHA-256", "SCRAM-SHA-512"}, false) == "SCRAM-SHA-512");
  CHECK(chosen({"SCRAM-SHA-1", "SCRAM-SHA-256", "EXTERNAL"}, false) == "SCRAM-SHA-256");
  CHECK(chosen({"SCRAM-SHA-1"}, false) == "SCRAM-SHA-1");
  CHECK(chosen({"SCRAM-SHA-512", "EXTERNAL"}, true) == "EXTERNAL");
}

TEST_CASE("SASL-01 the example of RFC 6120 §6.3.3: GSSAPI and PLAIN are not on our list") {
  CHECK(chosen({"GSSAPI", "PLAIN"}, false) == condition::no_acceptable_mechanism);
  CHECK(chosen({"GSSAPI", "PLAIN"}, true) == condition::no_acceptable_mechanism);
}

TEST_CASE("SASL-13 CB-01 EXT-04 what is missing has a name") {
  CHECK(chosen({}, true) == condition::no_acceptable_mechanism);
  CHECK(chosen({"SCRAM-SHA-256-PLUS", "PLAIN"}, false) == condition::no_acceptable_mechanism);
  CHECK(chosen({"scram-sha-256", "external"}, false) == condition::no_acceptable_mechanism);
  CHECK(chosen({"SCRAM-SHA-256", "PLAIN"}, true) == condition::external_not_offered);
  CHECK(chosen({"EXTERNAL", "PLAIN"}, false) == condition::scram_not_offered);
}

TEST_CASE("ATTACK-11 SASL-03 nothing weaker than what the account used before") {
  int sha256 = 2, sha512 = 3, external = 4;
  CHECK(chosen({"SCRAM-SHA-1", "SCRAM-SHA-256"}, false, sha256) == "SCRAM-SHA-256");
  CHECK(chosen({"SCRAM-SHA-1", "SCRAM-SHA-512"}, false, sha256) == "SCRAM-SHA-512");
  CHECK(chosen({"SCRAM-SHA-1"}, false, sha256) == condition::downgrade);
  CHECK(chosen({"SCRAM-SHA-256"}, false, sha512) == condition::downgrade);
  CHECK(chosen({"PLAIN"}, true, external) == condition::downgrade);
}
