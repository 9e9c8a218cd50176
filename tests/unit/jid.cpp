// SPDX-License-Identifier: AGPL-3.0-or-later
// What needs no Unicode tables; the rest of RFC 7622 is in native_jid.cpp.
#include "xmpp/jid.h"

#include <doctest/doctest.h>

#include "xmpp/domain.h"
#include "xmpp/punycode.h"

using namespace xmpp;

TEST_CASE("JID-10 a JID that the server sent is only split: its spelling wins") {
  auto jid = Jid::split("HENRY\u2163@Example.COM./ Re source");
  REQUIRE(jid.ok());
  CHECK(jid->local() == "HENRY\u2163");
  CHECK(jid->domain() == "Example.COM.");
  CHECK(jid->resource() == " Re source");
  CHECK(jid->to_string() == "HENRY\u2163@Example.COM./ Re source");
}

TEST_CASE("JID-01 a JID is cut at the first slash, then at the first @ before it") {
  auto jid = Jid::split("a.example.com/b@example.net");
  REQUIRE(jid.ok());
  CHECK(jid->local() == "");
  CHECK(jid->domain() == "a.example.com");
  CHECK(jid->resource() == "b@example.net");
}

TEST_CASE("JID-02 splitting refuses empty and overlong parts") {
  auto rule = [](std::string_view text) {
    auto jid = Jid::split(text);
    return jid ? std::string("accepted") : jid.error().specific;
  };
  CHECK(rule("") == "domain-empty");
  CHECK(rule("/") == "domain-empty");
  CHECK(rule("/x") == "domain-empty");
  CHECK(rule("a@") == "domain-empty");
  CHECK(rule("@b") == "localpart-empty");
  CHECK(rule("b/") == "resource-empty");
  const std::string most(1023, 'x'), more(1024, 'x');
  CHECK(rule(most + "@" + most + "/" + most) == "accepted");
  for (auto text : {more + "@b", more, "b/" + more}) CHECK(rule(text) == "part-too-long");
}

TEST_CASE("bare and full JIDs") {
  auto jid = *Jid::split("a@b/c");
  CHECK_FALSE(jid.is_bare());
  CHECK(jid.bare().to_string() == "a@b");
  CHECK(jid.bare().is_bare());
  CHECK(jid.bare() != jid);
  CHECK(Jid().empty());
  CHECK(Jid().to_string() == "");
}

TEST_CASE("punycode: samples of RFC 3492 section 7.1") {
  const std::pair<std::string_view, std::u32string_view> samples[] = {
      {"egbpdaj6bu4bxfgehfvwxn",
       U"\u0644\u064a\u0647\u0645\u0627\u0628\u062a\u0643\u0644\u0645\u0648\u0634\u0639\u0631\u0628\u064a\u061f"},
      {"ihqwcrb4cv8a8dqg056pqjye", U"\u4ed6\u4eec\u4e3a\u4ec0\u4e48\u4e0d\u8bf4\u4e2d\u6587"},
      {"Proprostnemluvesky-uyb24dma41a", U"Pro\u010dprost\u011bnemluv\u00ed\u010desky"},
      {"3B-ww4c5e180e575a65lsy2b", U"3\u5e74B\u7d44\u91d1\u516b\u5148\u751f"},
      {"-> $1.00 <--", U"-> $1.00 <-"},
  };
  for (auto [encoded, decoded] : samples) {
    CAPTURE(encoded);
    CHECK(punycode::encode(decoded) == encoded);
    CHECK((punycode::decode(encoded) == decoded));
  }
  for (std::string_view bad : {"ww", "99999999", "\u00fc", "a-\u00fc", "zzzzzzzzzzzzzzzzzzzzzzzz"}) {
    CAPTURE(bad);
    auto decoded = punycode::decode(bad);
    CHECK((!decoded || punycode::encode(*decoded) != bad));
  }
}

TEST_CASE("IPv6 addresses (RFC 4291 section 2.2)") {
  for (std::string_view good : {"::", "::1", "1::", "2001:db8::8:800:200c:417a", "1:2:3:4:5:6:7:8", "1:2:3:4:5:6:7::",
                                "::2:3:4:5:6:7:8", "::13.1.68.3", "1:2:3:4:5:6:13.1.68.3", "FF01::101"})
    CHECK_MESSAGE(is_ipv6(good), good);
  for (std::string_view bad : {"", ":", ":1", "1:", ":::", "1::2::3", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9",
                               "1:2:3:4:5:6:7:8::", "12345::", "g::", "::1.2.3", "::1.2.3.4.5", "::1.2.3.256",
                               "1.2.3.4", "::1.2.3.4:5", "::01.2.3.4444"})
    CHECK_MESSAGE(!is_ipv6(bad), bad);
}
