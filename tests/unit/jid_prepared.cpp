// SPDX-License-Identifier: AGPL-3.0-or-later
#include <doctest/doctest.h>

#include "tests/unit/support/platform.h"
#include "xmpp/jid.h"

using namespace xmpp;

namespace {

struct Case {
  std::string_view text, local, domain, resource;
};

void accepts(const Case& expected) {
  CAPTURE(expected.text);
  auto jid = Jid::parse(expected.text, platform::Unicode());
  REQUIRE_MESSAGE(jid.ok(), to_string(jid.error()));
  CHECK(jid->local() == expected.local);
  CHECK(jid->domain() == expected.domain);
  CHECK(jid->resource() == expected.resource);
}

void refuses(std::string_view text, std::string_view rule) {
  CAPTURE(text);
  auto jid = Jid::parse(text, platform::Unicode());
  REQUIRE_FALSE(jid.ok());
  CHECK(jid.error().kind == ErrorKind::input);
  CHECK(jid.error().condition == "jid-malformed");
  CHECK(jid.error().specific == rule);
  // Each rule has its own sentence, not the general one.
  CHECK(explain(jid.error()).what != explain({.kind = ErrorKind::input, .condition = "jid-malformed"}).what);
}

Jid jid(std::string_view text) { return Jid::parse(text, platform::Unicode()).value_or(Jid()); }

}  // namespace

TEST_CASE("JID-01 JID-05 RFC 7622 table 1: legal JIDs") {
  const Case legal[] = {
      {"juliet@example.com", "juliet", "example.com", ""},
      {"juliet@example.com/foo", "juliet", "example.com", "foo"},
      {"juliet@example.com/foo bar", "juliet", "example.com", "foo bar"},
      {"juliet@example.com/foo@bar", "juliet", "example.com", "foo@bar"},
      {"foo\\20bar@example.com", "foo\\20bar", "example.com", ""},
      {"fussball@example.com", "fussball", "example.com", ""},
      {"fu\u00dfball@example.com", "fu\u00dfball", "example.com", ""},
      {"\u03c0@example.com", "\u03c0", "example.com", ""},
      {"\u03a3@example.com/foo", "\u03c3", "example.com", "foo"},
      {"\u03c3@example.com/foo", "\u03c3", "example.com", "foo"},
      {"\u03c2@example.com/foo", "\u03c2", "example.com", "foo"},
      {"king@example.com/\u265a", "king", "example.com", "\u265a"},
      {"example.com", "", "example.com", ""},
      {"example.com/foobar", "", "example.com", "foobar"},
      {"a.example.com/b@example.net", "", "a.example.com", "b@example.net"},
  };
  for (const auto& one : legal) accepts(one);
}

TEST_CASE("JID-02 JID-03 RFC 7622 table 2: strings that are no JIDs, each with its rule") {
  refuses("\"juliet\"@example.com", "localpart-character");
  refuses("foo bar@example.com", "localpart-space");
  refuses("juliet@example.com/ foo", "resource-space");
  refuses("@example.com/", "localpart-empty");
  refuses("henry\u2163@example.com", "localpart-character");
  refuses("\u265a@example.com", "localpart-character");
  refuses("juliet@", "domain-empty");
  refuses("/foobar", "domain-empty");
}

TEST_CASE("JID-01 the separators are found before anything is mapped") {
  accepts({"a@b.example/c@d/e", "a", "b.example", "c@d/e"});
  refuses("a@b@c", "domain-character");
  refuses("a\uff20b@example.com", "localpart-character");  // full-width @ becomes @ inside the localpart
}

TEST_CASE("JID-02 parts have 1 to 1023 octets, counted after mapping") {
  const std::string most(1023, 'a'), more(1024, 'a');
  accepts({most + "@example.com", most, "example.com", ""});
  accepts({"a@example.com/" + most, "a", "example.com", most});
  refuses(more + "@example.com", "part-too-long");
  refuses("a@example.com/" + more, "part-too-long");
  std::string wide;  // 3 octets each before mapping, 1 after
  for (int i = 0; i < 1023; ++i) wide += "\uff41";
  accepts({wide + "@example.com", most, "example.com", ""});
  refuses("", "domain-empty");
  refuses("@example.com", "localpart-empty");
  refuses("a@example.com/", "resource-empty");
  refuses("a@.", "domain-empty");
}

TEST_CASE("JID-03 localparts: case, width, normalisation") {
  accepts({"JULIET@example.com", "juliet", "example.com", ""});
  accepts({"\uff2a\uff35\uff2c@example.com", "jul", "example.com", ""});
  accepts({"e\u0301@example.com", "\u00e9", "example.com", ""});
  accepts({"\u0130@example.com", "i\u0307", "example.com", ""});
  accepts({"a!#$%()*+,-.;=?[\\]^_`{|}~@example.com", "a!#$%()*+,-.;=?[\\]^_`{|}~", "example.com", ""});
  accepts({"\u4e2d\u6587\u3007@example.com", "\u4e2d\u6587\u3007", "example.com", ""});
}

TEST_CASE("JID-03 localparts: characters that are not allowed") {
  for (std::string sign : {"\"", "&", "'", ":", "<", ">"}) refuses("a" + sign + "b@example.com", "localpart-character");
  refuses("a\u00a0b@example.com", "localpart-space");
  refuses("a\u3000b@example.com", "localpart-space");
  for (std::string bad :
       {"\u00ad", "\u200b", "\u202e", "\ufeff", "\u0001", "\u007f", "\u00aa", "\ufb01", "\u2167", "\u1100", "\u0640",
        "\u0378", "\ue000", "\U000e0041", "\U0001f600", "\u00bd", "\u01c5", "\ufdd0"})
    refuses("a" + bad + "@example.com", "localpart-character");
  refuses("a\xff@example.com", "not-utf8");
  refuses("a\xed\xa0\x80@example.com", "not-utf8");
}

TEST_CASE("JID-03 characters with a contextual rule (RFC 5892 appendix A)") {
  accepts({"l\u00b7l@example.com", "l\u00b7l", "example.com", ""});
  refuses("a\u00b7b@example.com", "context");
  accepts({"\u0375\u03b1@example.com", "\u0375\u03b1", "example.com", ""});
  refuses("\u0375a@example.com", "context");
  accepts({"\u05d0\u05f3@example.com", "\u05d0\u05f3", "example.com", ""});
  refuses("\u05f3\u05d0@example.com", "context");
  accepts({"\u30ab\u30fb\u30ab@example.com", "\u30ab\u30fb\u30ab", "example.com", ""});
  refuses("a\u30fbb@example.com", "context");
  accepts({"\u0627\u0660@example.com", "\u0627\u0660", "example.com", ""});
  refuses("\u0627\u0660\u06f0@example.com", "context");
  accepts({"\u0915\u094d\u200d\u0937@example.com", "\u0915\u094d\u200d\u0937", "example.com", ""});
  refuses("a\u200db@example.com", "context");
  refuses("\u200c@example.com", "context");
}

TEST_CASE("JID-03 the Bidi Rule (RFC 5893)") {
  accepts({"\u05d0\u05d1@example.com", "\u05d0\u05d1", "example.com", ""});
  accepts({"\u05d0\u0031@example.com", "\u05d01", "example.com", ""});
  accepts({"\u0627\u0650@example.com", "\u0627\u0650", "example.com", ""});
  refuses("a\u05d0@example.com", "bidi");        // left to right with a right-to-left letter
  refuses("\u05d0a@example.com", "bidi");        // right to left with a left-to-right letter
  refuses("1\u05d0@example.com", "bidi");        // begins with a digit
  refuses("\u05d0-@example.com", "bidi");        // ends in neither letter nor digit
  refuses("\u06271\u0661@example.com", "bidi");  // both kinds of digits
}

TEST_CASE("JID-04 domains") {
  accepts({"a@EXAMPLE.com.", "a", "example.com", ""});
  accepts({"a@localhost", "a", "localhost", ""});
  accepts({"a@192.0.2.1", "a", "192.0.2.1", ""});
  accepts({"a@[2001:DB8::1]", "a", "[2001:db8::1]", ""});
  accepts({"a@[::ffff:192.0.2.1]/r", "a", "[::ffff:192.0.2.1]", "r"});
  accepts({"a@[fe80::1%25eth0]", "a", "[fe80::1%25eth0]", ""});
  accepts({"a@xn--mnchen-3ya.example", "a", "m\u00fcnchen.example", ""});
  accepts({"a@M\u00dcNCHEN.example", "a", "m\u00fcnchen.example", ""});
  accepts({"a@fa\u00df.example", "a", "fa\u00df.example", ""});
  accepts({"a@\u4f8b\u3002\u4f8b", "a", "\u4f8b.\u4f8b", ""});
  accepts({"a@a--b.example", "a", "a--b.example", ""});  // hyphens elsewhere than in third and fourth place
  refuses("a@ab--c.example", "domain-label");
  refuses("a@xn--.example", "domain-label");
  refuses("a@xn--a.example", "domain-character");  // U+0080
  refuses("a@xn--mnchen-3yA0.example", "domain-label");
  refuses("a@xn--MNCHEN-.example", "domain-label");
  refuses("a@-a.example", "domain-label");
  refuses("a@a-.example", "domain-label");
  refuses("a@a..example", "domain-label");
  refuses("a@" + std::string(64, 'a') + ".example", "domain-label");
  refuses("a@a_b.example", "domain-character");
  refuses("a@a b.example", "domain-space");
  refuses("a@\u265a.example", "domain-character");
  refuses("a@\u0301a.example", "domain-character");
  refuses("a@\u05d0a.example", "bidi");
  refuses("a@[::1", "domain-address");
  for (std::string bad : {"1", ":::", "1:2:3:4:5:6:7", "1:2:3:4:5:6:7:8:9", "1::2::3", "12345::", "::256.1.1.1",
                          "::1.2.3", "::1.2.3.4.5", "1:", "g::"})
    refuses("a@[" + bad + "]", "domain-address");
}

TEST_CASE("JID-05 resources: case is kept, spaces become plain ones, normalised") {
  accepts({"a@b/Foo BAR", "a", "b", "Foo BAR"});
  accepts({"a@b/x\u00a0y\u1680z", "a", "b", "x y z"});
  accepts({"a@b/e\u0301", "a", "b", "\u00e9"});
  accepts({"a@b/\u2163\ufb01", "a", "b", "\u2163\ufb01"});
  refuses("a@b/x\u0009", "resource-character");
  refuses("a@b/x\u200b", "resource-character");
  refuses("a@b/\u00a0x", "resource-space");
}

TEST_CASE("JID-06 comparison is octet equality after preparation") {
  CHECK(jid("fussball@example.com") != jid("fu\u00dfball@example.com"));
  CHECK(jid("\u03a3@example.com") == jid("\u03c3@example.com"));
  CHECK(jid("\u03c3@example.com") != jid("\u03c2@example.com"));
  CHECK(jid("Alice@EXAMPLE.com./Tab") == jid("alice@example.com/Tab"));
  CHECK(jid("alice@example.com/Tab") != jid("alice@example.com/tab"));
}

TEST_CASE("JID-07 what a person types is prepared before it is sent; preparing twice changes nothing") {
  for (std::string_view text : {"\u0130@M\u00dcNCHEN.example/x\u00a0y", "JULIET@example.com", "\uff41@[::1]/\u265a"}) {
    auto once = jid(text);
    REQUIRE_FALSE(once.empty());
    CHECK(jid(once.to_string()) == once);
  }
}
