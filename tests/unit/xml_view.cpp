// SPDX-License-Identifier: AGPL-3.0-or-later
#include <doctest/doctest.h>

#include "xmpp/xml.h"

using namespace xmpp;

namespace {
Document parse(std::string_view xml) {
  auto document = parse_frame(xml);
  REQUIRE_MESSAGE(document.ok(), (document.ok() ? "" : document.error().text));
  return *document;
}
}  // namespace

TEST_CASE("WS-10 XML-04 names are matched by namespace and local name, never by prefix") {
  auto prefixed =
      parse("<stream:features xmlns:stream='http://etherx.jabber.org/streams'><x xmlns='u'/></stream:features>");
  auto plain = parse("<features xmlns='http://etherx.jabber.org/streams'><x xmlns='u'/></features>");
  for (Element root : {prefixed.root(), plain.root()}) {
    CHECK(root.is("http://etherx.jabber.org/streams", "features"));
    CHECK(root.child("u", "x"));
    CHECK_FALSE(root.child("http://etherx.jabber.org/streams", "x"));
  }
}

TEST_CASE("a namespace declaration holds inside, until it is overridden or undone") {
  auto document =
      parse("<a xmlns='one' xmlns:p='two'><b/><p:c/><d xmlns='three' xmlns:p='four'><p:e/></d><f xmlns=''/></a>");
  Element a = document.root();
  Element b = a.first_child(), c = b.next_sibling(), d = c.next_sibling(), f = d.next_sibling();
  CHECK(b.ns() == "one");
  CHECK(c.ns() == "two");
  CHECK(d.ns() == "three");
  CHECK(d.first_child().ns() == "four");
  CHECK(f.ns() == "");
  CHECK_FALSE(f.next_sibling());
}

TEST_CASE("an absent element answers every question with nothing") {
  Element none;
  CHECK_FALSE(none);
  CHECK(none.name() == "");
  CHECK(none.ns() == "");
  CHECK(none.text() == "");
  CHECK(none.to_xml() == "");
  CHECK(none["x"] == "");
  CHECK_FALSE(none.attribute("x"));
  CHECK_FALSE(none.child("a", "b").child("c", "d").next_sibling());
  for (Element child : none) FAIL(child.name());
  CHECK_FALSE(Document().root());
}

TEST_CASE("attributes are read without their namespaces mattering; absent and empty differ") {
  auto document = parse("<a x='1' p:x='2' xmlns:p='u' empty=''/>");
  CHECK(document.root()["x"] == "1");
  CHECK(document.root().attribute("empty") == "");
  CHECK(document.root().attribute("none") == std::nullopt);
}

TEST_CASE("text joins character data and CDATA, skips elements and keeps white space") {
  auto document = parse("<a> one<b>no</b> &lt;two&gt; <![CDATA[<three> &amp;]]>&#x20AC;\r\n</a>");
  CHECK(document.root().text() == " one <two> <three> &amp;\u20ac\n");
  CHECK(parse("<a> </a>").root().text() == " ");
}

TEST_CASE("xml:lang is inherited") {
  auto document = parse("<a xml:lang='de'><b><c xml:lang='fr'/></b></a>");
  CHECK(document.root().first_child().lang() == "de");
  CHECK(document.root().first_child().first_child().lang() == "fr");
  CHECK(parse("<a/>").root().lang() == "");
}

TEST_CASE("XML-06 a payload taken out of its frame keeps the namespaces that it inherits") {
  auto document = parse(
      "<iq xmlns='jabber:client' xmlns:iodef='urn:ietf:params:xml:ns:iodef-2.0' "
      "xmlns:xsi='http://www.w3.org/2001/XMLSchema-instance'><iodef:IODEF-Document version='2.00' xml:lang='en' "
      "xsi:schemaLocation='urn:x y.xsd'><iodef:Incident xsi:type='iodef:Special'>a &amp; b</iodef:Incident>"
      "</iodef:IODEF-Document></iq>");
  auto copy = parse(document.root().first_child().to_xml());
  Element root = copy.root();
  CHECK(root.is("urn:ietf:params:xml:ns:iodef-2.0", "IODEF-Document"));
  CHECK(root.lang() == "en");
  CHECK(root["version"] == "2.00");
  CHECK(root["xmlns:xsi"] == "http://www.w3.org/2001/XMLSchema-instance");
  CHECK(root["xsi:schemaLocation"] == "urn:x y.xsd");
  CHECK(root.first_child()["xsi:type"] == "iodef:Special");
  CHECK(root.first_child().text() == "a & b");
  CHECK(root.first_child().is("urn:ietf:params:xml:ns:iodef-2.0", "Incident"));
  CHECK(root.to_xml() == document.root().first_child().to_xml());
}

TEST_CASE("XML-06 white space in attributes and carriage returns survive a copy") {
  auto document = parse("<a b='&#9;&#10;&#13;&apos;&quot;'>&#13;\n<c/>]]&gt;</a>");
  auto copy = parse(document.root().to_xml());
  CHECK(copy.root()["b"] == "\t\n\r'\"");
  CHECK(copy.root().text() == "\r\n]]>");
}

TEST_CASE("a document lives as long as any copy of it") {
  Element root;
  Document copy;
  {
    auto document = parse("<a><b>text</b></a>");
    copy = document;
    root = document.root();
  }
  CHECK(root.first_child().text() == "text");
}
