// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/stream_management.h"

#include <doctest/doctest.h>

using namespace xmpp;

namespace {

Document parsed(const char* xml) { return *parse_frame(xml); }

StreamManagement enabled() {
  StreamManagement management;
  management.enabled(parsed("<enabled xmlns='urn:xmpp:sm:3' resume='true' id='a' location='[::1]:5222'/>").root());
  return management;
}

std::string resumed(StreamManagement& management, const char* h) {
  auto again = management.resumed(
      parsed(("<resumed xmlns='urn:xmpp:sm:3' previd='a' h='" + std::string(h) + "'/>").c_str()).root());
  if (!again) return again.error().condition;
  std::string out;
  for (const auto& frame : *again) out += frame;
  return out;
}

}  // namespace

TEST_CASE("SM-02 SM-10 both counters start at zero with <enabled/>; location means nothing") {
  StreamManagement management = enabled();
  CHECK(management.resumable());
  CHECK(management.sent_count() == 0);
  CHECK(management.ack().to_string() == "<a xmlns='urn:xmpp:sm:3' h='0'/>");
  management.received();
  management.received();
  CHECK(management.ack().to_string() == "<a xmlns='urn:xmpp:sm:3' h='2'/>");
  CHECK(management.resume().to_string() == "<resume xmlns='urn:xmpp:sm:3' h='2' previd='a'/>");
}

TEST_CASE("SM-01 a server that does not resume") {
  StreamManagement management;
  management.enabled(parsed("<enabled xmlns='urn:xmpp:sm:3'/>").root());
  CHECK(management.active());
  CHECK_FALSE(management.resumable());
}

TEST_CASE("SM-07 stanza n is the first that h = n-1 leaves") {
  for (auto [h, left] : {std::pair{"0", "123"}, {"1", "23"}, {"2", "3"}, {"3", ""}}) {
    StreamManagement management = enabled();
    for (const char* frame : {"1", "2", "3"}) management.sent(frame);
    CHECK(resumed(management, h) == left);
  }
}

TEST_CASE("ATTACK-13 SM-06 h above what was sent, going back, or no number") {
  StreamManagement management = enabled();
  for (const char* frame : {"1", "2", "3"}) management.sent(frame);
  CHECK(management.acknowledged("2").ok());
  for (const char* h : {"4", "1", "0", "4294967295", "4294967296", "-1", "", " 3", "3x"}) {
    auto refused = management.acknowledged(h);
    REQUIRE_MESSAGE(!refused, h);
    CHECK(refused.error().condition == "bad-ack");
  }
  CHECK(management.acknowledged("2").ok());
  CHECK(management.acknowledged("3").ok());
  CHECK(resumed(management, "4") == "bad-ack");
  CHECK(management.too_high("9").to_string() == "<handled-count-too-high xmlns='urn:xmpp:sm:3' h='9' send-count='3'/>");
}

TEST_CASE("SM-03 both counters wrap from 2^32-1 to 0") {
  StreamManagement management;
  management.start_at(0xffffffff, 0xffffffff);
  management.sent("x");
  management.sent("y");
  management.received();
  CHECK(management.sent_count() == 1);
  CHECK(management.handled_count() == 0);
  CHECK(management.acknowledged("4294967295").ok());
  CHECK(management.acknowledged("0").ok());
  CHECK_FALSE(management.acknowledged("4294967295").ok());
  CHECK(management.acknowledged("1").ok());
  CHECK_FALSE(management.acknowledged("2").ok());
}

TEST_CASE("SM-02 an acknowledgement is asked for every 32 stanzas") {
  StreamManagement management = enabled();
  int asked = 0;
  for (int i = 0; i < 100; ++i) {
    management.sent("x");
    if (!management.wants_ack()) continue;
    management.asked();
    ++asked;
  }
  CHECK(asked == 3);
  CHECK(management.acknowledged("96").ok());
  for (int i = 0; i < 27; ++i) management.sent("x");
  CHECK_FALSE(management.wants_ack());
  management.sent("x");
  CHECK(management.wants_ack());
}
