// SPDX-License-Identifier: AGPL-3.0-or-later
#include <doctest/doctest.h>

#include "xmpp/xml.h"

using namespace xmpp;

TEST_CASE("WS-06 WS-09 every outgoing element declares its namespace where it changes, without prefixes") {
  Xml iq("iq", "jabber:client");
  iq.attribute("type", "get").add(Xml("query", "jabber:iq:version").add(Xml("name").text("x")));
  CHECK(iq.to_string() ==
        "<iq xmlns='jabber:client' type='get'><query xmlns='jabber:iq:version'><name>x</name></query></iq>");
}

TEST_CASE("WS-07 WS-08 outgoing XML begins with the element: no declaration, no BOM, no white space") {
  CHECK(Xml("open", "urn:ietf:params:xml:ns:xmpp-framing").to_string() ==
        "<open xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>");
}

TEST_CASE("XML-02 texts and values of any content are read back as they were") {
  const std::string nasty = "<a href=\"x\">'&amp;' ]]> <!-- <?x?> \t \u00e9\U0001f600 \r\n end";
  auto parsed = parse_frame(Xml("a", "n").attribute("b", nasty).text(nasty).to_string());
  REQUIRE(parsed.ok());
  CHECK(parsed->root()["b"] == nasty);
  CHECK(parsed->root().text() == nasty);
}

TEST_CASE("XML-02 what XML cannot carry is replaced by U+FFFD") {
  const std::string input = std::string("a\0b\x01", 4) + "\xff" + "\xed\xa0\x80" + "\xef\xbf\xbf" + "c";
  auto parsed = parse_frame(Xml("a").attribute("b", input).text(input).to_string());
  REQUIRE(parsed.ok());
  // One for each byte that can begin no character, one for U+FFFF.
  const std::string r = "\ufffd";
  CHECK(parsed->root().text() == "a" + r + "b" + r + r + r + r + r + r + "c");
  CHECK(parsed->root()["b"] == parsed->root().text());
}

TEST_CASE("XML-06 a checked payload goes in verbatim") {
  Xml item("item", "http://jabber.org/protocol/pubsub");
  const std::string payload = "<p:x xmlns='urn:d' xmlns:p=\"urn:p\" a = 'p:q'> <y/> <![CDATA[<&]]></p:x >";
  REQUIRE(item.add_checked(payload));
  CHECK(item.to_string() == "<item xmlns='http://jabber.org/protocol/pubsub'>" + payload + "</item>");
}

TEST_CASE("XML-06 a payload without a default namespace does not fall into ours") {
  for (std::string payload :
       {"<x><y/></x>", "<p:x xmlns:p='urn:p'><y/></p:x>", "<?xml version='1.0'?>\n<x><y/></x>\n"}) {
    CAPTURE(payload);
    Xml item("item", "http://jabber.org/protocol/pubsub");
    REQUIRE(item.add_checked(payload));
    auto parsed = parse_frame(item.to_string());
    REQUIRE(parsed.ok());
    CHECK(parsed->root().first_child().name() == "x");
    CHECK(parsed->root().first_child().first_child().ns() == "");
  }
}

TEST_CASE("XML-02 a payload that the gate refuses is not added") {
  Xml item("item");
  for (std::string payload : {"", "text", "<a>", "<a/><b/>", "<!-- --><a/>", "</item><item>", "<p:a/>"}) {
    CAPTURE(payload);
    CHECK_FALSE(item.add_checked(payload));
  }
  CHECK(item.to_string() == "<item/>");
}
