// SPDX-License-Identifier: AGPL-3.0-or-later
// What the gate refuses and with which condition (RFC 6120 §11; attack cases 8, 9 and 10), and what it must not refuse.
#include <doctest/doctest.h>

#include <vector>

#include "xmpp/xml.h"

using namespace xmpp;

namespace {

std::string verdict(std::string_view text, const XmlLimits& limits = {}) {
  // In memory of exactly its size, so that a sanitized build sees a byte too far.
  const std::vector<char> bytes(text.begin(), text.end());
  const std::string_view frame(bytes.data(), bytes.size());
  auto checked = check_frame(frame, limits);
  auto parsed = parse_frame(frame, limits);
  REQUIRE(checked.ok() == parsed.ok());
  if (checked) return "accepted";
  CHECK(checked.error().kind == ErrorKind::protocol);
  CHECK(checked.error() == parsed.error());
  CHECK(checked.error().text.starts_with("byte "));
  return checked.error().condition;
}

void all(std::string_view condition, std::initializer_list<std::string_view> frames) {
  for (auto frame : frames) {
    CAPTURE(frame);
    CHECK(verdict(frame) == condition);
  }
}

std::string repeat(std::string_view part, std::size_t times) {
  std::string out;
  out.reserve(part.size() * times);
  for (std::size_t i = 0; i < times; ++i) out += part;
  return out;
}

constexpr std::string_view billion_laughs =
    "<?xml version='1.0'?><!DOCTYPE lolz [<!ENTITY lol 'lol'><!ENTITY lol2 '&lol;&lol;&lol;&lol;&lol;&lol;'>"
    "<!ENTITY lol3 '&lol2;&lol2;&lol2;&lol2;'>]><lolz>&lol3;</lolz>";

}  // namespace

TEST_CASE("ATTACK-08 a frame that ends too early is refused wherever that is, and nothing behind it is read") {
  constexpr std::string_view whole =
      "<a xmlns='n' xmlns:p='q' p:b='&lt;&#x41;'>t &gt; &#65; \xC3\xBC<p:c/><![CDATA[ ]] > ]]>]] &quot;</a>";
  CHECK(verdict(whole) == "accepted");
  for (std::size_t size = 0; size < whole.size(); ++size) {
    CAPTURE(whole.substr(0, size));
    CHECK(verdict(whole.substr(0, size)) != "accepted");
  }
}

TEST_CASE("ATTACK-09 XML-01 comments, processing instructions, DTDs and foreign entities are restricted XML") {
  all("restricted-xml", {"<a><!-- c --></a>", "<!-- c --><a/>", "<a/><!-- c -->", "<a><?php x?></a>", "<?php x?><a/>",
                         "<a/><?x?>", "<?xml?><a/>", "<a/><?xml version='1.0'?>", "<?xml-stylesheet href='x'?><a/>",
                         "<!DOCTYPE a><a/>", "<!DOCTYPE a SYSTEM 'http://example.com/a.dtd'><a/>",
                         "<a><!DOCTYPE a></a>", billion_laughs, "<a>&nbsp;</a>", "<a b='&xxe;'/>", "<a>&AMP;</a>"});
}

TEST_CASE("XML-01 the five predefined entities and CDATA sections are not restricted") {
  all("accepted", {"<a b='&amp;&lt;&gt;&quot;&apos;'>&amp;&lt;&gt;&quot;&apos;</a>", "<a><![CDATA[ <b> & ]] > ]]></a>",
                   "<a><![CDATA[]]></a>", "<a><![CDATA[]]]]><![CDATA[>]]></a>", "<a>]] ></a>", "<a b=']]>'/>"});
}

TEST_CASE("XML-02 tags that do not balance are not well-formed") {
  all("not-well-formed", {"",
                          " ",
                          "a",
                          "<",
                          "<a",
                          "<a ",
                          "<a>",
                          "<a></",
                          "<a></a",
                          "<a></b>",
                          "<a><b></a></b>",
                          "<a></a></a>",
                          "<a></ a>",
                          "<a><b/>",
                          "</a>",
                          "<a></ab>",
                          "<ab></a>",
                          "<a></A>",
                          "<a/",
                          "<a/ >",
                          "<a//>",
                          "<>",
                          "</>",
                          "< a/>",
                          "<a><></></a>"});
  all("accepted", {"<a/>", "<a />", "<a></a>", "<a ></a >", "<a\n\tb='1'\r\nc = \"2\" ></a\n>", "<a><b/><b></b></a>"});
}

TEST_CASE("ATTACK-08 XML-02 a frame is one element: nothing before it, nothing after it but white space") {
  all("not-well-formed", {" <a/>", "\n<a/>", "\xef\xbb\xbf<a/>", "x<a/>", "<a/><b/>", "<a/>x", "<a/>&amp;",
                          "<a/><![CDATA[]]>", "<![CDATA[]]><a/>", "<a/></a>", " <?xml version='1.0'?><a/>"});
  all("accepted", {"<a/>\n", "<a/> \t\r\n"});
}

TEST_CASE("ATTACK-08 XML-02 half a stanza and two stanzas in a frame are refused") {
  all("not-well-formed",
      {"<iq xmlns='jabber:client' type='result' id='1'><query xmlns='x'",
       "<iq xmlns='jabber:client' type='result' id='1'>",
       "<message xmlns='jabber:client'/><message xmlns='jabber:client'/>", "<stream:stream xmlns:stream='u' to='x'>"});
}

TEST_CASE("an XML declaration is accepted only as XML 1.0 defines it") {
  all("accepted", {"<?xml version='1.0'?><a/>", "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone='yes'?>\n<a/>",
                   "<?xml version='1.0' encoding='utf-8' ?><a/>"});
  all("not-well-formed",
      {"<?xml ?><a/>", "<?xml version='1.1'?><a/>", "<?xml encoding='UTF-8'?><a/>", "<?xml version='1.0'><a/>",
       "<?xml version='1.0'", "<?xml version='1.0", "<?xml version='1.0' standalone='maybe'?><a/>",
       "<?xml version='1.0' x='y'?><a/>", "<?xml version='1.0'?>", "<?xml version='1.0'encoding='UTF-8'?><a/>"});
  all("bad-format", {"<?xml version='1.0' encoding='ISO-8859-1'?><a/>", "<?xml version='1.0' encoding='UTF-16'?><a/>"});
}

TEST_CASE("XML-02 names follow XML 1.0; a colon only separates one prefix") {
  all("not-well-formed", {"<1/>", "<-a/>", "<.a/>", "<a$/>", "<a!/>", "<:a/>", "<a:/>", "<a:b:c xmlns:a='u'/>",
                          "<xmlns:a/>", "<a 1='x'/>", "<a :b='x'/>", "<a b:='x'/>", "<a =\'x\'/>", "<\u00d7/>",
                          "<\u00b7/>", "<a:1 xmlns:a='u'/>", "<a\u2028b/>", "<\u037e/>", "<a b:1='x' xmlns:b='u'/>"});
  all("accepted", {"<_/>", "<a1-._/>", "<\u00e9l\u00e9ment/>", "<\u540d\u524d \u5c5e\u6027='x'/>", "<a\u00b7\u0300/>",
                   "<\U00010000\U000effff/>", "<a:b xmlns:a='u'/>"});
}

TEST_CASE("ATTACK-09 XML-02 attributes: quoted, separated, without '<', each once") {
  all("not-well-formed",
      {"<a b/>", "<a b=/>", "<a b=c/>", "<a b='c/>", "<a b='<'/>", "<a b='1'c='2'/>", "<a b='1' b='2'/>",
       "<a b='1' c='2' b='3'/>", "<a b=\"1'/>", "<a b='1' ' />", "<a b='&'/>", "<a b='&amp'/>", "<a b"});
  all("accepted", {"<a b='>' c='\"' d=\"'\"/>", "<a b='' B=''/>"});
  std::string many = "<a";
  for (int i = 0; i < 40; ++i) many += " a" + std::to_string(i * 7 % 40) + "='x'";
  CHECK(verdict(many + "/>") == "accepted");
  CHECK(verdict(many + " a17='x'/>") == "not-well-formed");
}

TEST_CASE("ATTACK-09 XML-02 two attributes of one expanded name are the same attribute") {
  all("not-well-formed",
      {"<a xmlns:p='u' xmlns:q='u' p:x='1' q:x='2'/>", "<a xmlns:p='u' xmlns:p='v'/>", "<a xmlns='u' xmlns='v'/>",
       "<r xmlns:p='u'><a xmlns:q='u' p:x='1' q:x='2'/></r>", "<a xmlns:p='u' xmlns:q='&#117;' p:x='1' q:x='2'/>",
       "<a xmlns:p='u v' xmlns:q='u\nv' p:x='1' q:x='2'/>", "<a xml:lang='de' xml:lang='en'/>",
       "<a xmlns:p='http://www.w3.org/XML/1998/namespace' xml:lang='de' p:lang='en'/>"});
  all("accepted", {"<a xmlns:p='u' xmlns:q='v' p:x='1' q:x='2' x='3'/>", "<a xmlns='u' xmlns:p='u' x='1' p:x='2'/>"});
}

TEST_CASE("ATTACK-08 ATTACK-09 XML-02 every prefix is bound; xml and xmlns keep their meaning") {
  all("not-well-formed",
      {"<p:a/>", "<a p:b='x'/>", "<a><b xmlns:p='u'/><p:c/></a>", "<a xmlns:p=''/>",
       "<r xmlns:p='u'><a xmlns:p=''/></r>", "<a xmlns:xml='u'/>", "<a xmlns:xmlns='u'/>",
       "<a xmlns:xmlns='http://www.w3.org/2000/xmlns/'/>", "<a xmlns:p='http://www.w3.org/2000/xmlns/'/>",
       "<a xmlns='http://www.w3.org/2000/xmlns/'/>", "<a xmlns='http://www.w3.org/XML/1998/namespace'/>",
       "<a xmlns:p='http://www.w3.org/XML/1998/namespac&#101;'/>", "<xmlns:a xmlns:b='u'/>", "<a xmlns:='u'/>"});
  all("accepted", {"<p:a xmlns:p='u'/>", "<a xmlns:p='u'><p:b p:c='x'/></a>", "<a xml:lang='en' xml:space='preserve'/>",
                   "<a xmlns:xml='http://www.w3.org/XML/1998/namespace'/>", "<a xmlns='u'><b xmlns=''/></a>",
                   "<a xmlns:p='u'><b xmlns:p='v'><p:c/></b><p:d/></a>", "<xml:a/>", "<a xmlns:xmlfoo='u'/>"});
}

TEST_CASE("ATTACK-09 a namespace cannot be forged by what it contains") {
  // With "namespace + separator + name" as one string, these two would be the same element.
  auto one = parse_frame("<x:b xmlns:x='a}'/>"), other = parse_frame("<a xmlns='jabber:client&#32;iq'/>");
  REQUIRE(one.ok());
  REQUIRE(other.ok());
  CHECK(one->root().is("a}", "b"));
  CHECK_FALSE(one->root().is("a", "b"));
  CHECK(other->root().is("jabber:client iq", "a"));
  CHECK_FALSE(other->root().is("jabber:client", "iq"));
}

TEST_CASE("ATTACK-09 XML-03 only UTF-8, and only characters of XML 1.0") {
  for (std::string bad : {"\x80",
                          "\xbf",
                          "\xc0\x80",
                          "\xc1\xbf",
                          "\xc3",
                          "\xc3(",
                          "\xe0\x80\x80",
                          "\xe0\x9f\xbf",
                          "\xe2\x82",
                          "\xed\xa0\x80",
                          "\xed\xbf\xbf",
                          "\xf0\x80\x80\x80",
                          "\xf0\x8f\xbf\xbf",
                          "\xf4\x90\x80\x80",
                          "\xf5\x80\x80\x80",
                          "\xfe",
                          "\xff",
                          "\xef\xbf\xbe",
                          "\xef\xbf\xbf",
                          "\x01",
                          "\x08",
                          "\x0b",
                          "\x0c",
                          "\x1f"}) {
    CAPTURE(bad);
    CHECK(verdict("<a>" + bad + "</a>") == "bad-format");
    CHECK(verdict("<a b='" + bad + "'/>") == "bad-format");
    CHECK(verdict("<a><![CDATA[" + bad + "]]></a>") == "bad-format");
    CHECK(verdict("<" + bad + "/>") == "bad-format");
  }
  CHECK(verdict(std::string_view("<a>\0</a>", 8)) == "bad-format");
  CHECK(verdict(std::string_view("<a\0/>", 5)) == "not-well-formed");
  CHECK(verdict(std::string_view("<a/>\0", 5)) == "not-well-formed");
  CHECK(verdict("\xff\xfe<\0a\0/\0>") == "not-well-formed");
  all("accepted", {"<a>\t\n\r \x7f\u0080\u07ff\u0800\ud7ff\ue000\ufffd\U00010000\U0010ffff</a>"});
}

TEST_CASE("ATTACK-09 XML-02 character references stand for characters of XML, none else") {
  all("bad-format", {"<a>&#0;</a>", "<a>&#x0;</a>", "<a>&#1;</a>", "<a>&#xD800;</a>", "<a>&#xFFFF;</a>",
                     "<a>&#x110000;</a>", "<a b='&#0;'/>", "<a>&#x7fffffff;</a>"});
  all("not-well-formed", {"<a>&#;</a>", "<a>&#x;</a>", "<a>&#X41;</a>", "<a>&#65</a>", "<a>&#6 5;</a>", "<a>&#-1;</a>",
                          "<a>&#+65;</a>", "<a>&#xG;</a>", "<a>&#x80000000;</a>", "<a>&#99999999999999999999;</a>",
                          "<a>&</a>", "<a>& </a>", "<a>&;</a>", "<a>&a</a>", "<a>&1;</a>", "<a>&amp</a>"});
  all("accepted", {"<a>&#65;&#x41;&#x10FFFF;&#9;&#10;&#13;&#x0000000041;&#128;</a>"});
}

TEST_CASE("ATTACK-09 XML-02 ']]>' may not stand in text") {
  all("not-well-formed", {"<a>]]></a>", "<a>x]]]></a>", "<a><![CDATA[x]]>]]></a>", "<a><![CDATA[</a>",
                          "<a><![CDATA[]]</a>", "<a><![CDATA[]></a>", "<a><![cdata[]]></a>", "<a><![CDATA []]></a>",
                          "<a><![</a>", "<a><!</a>", "<a><!ELEMENT a></a>"});
  all("accepted", {"<a>]]&gt;</a>", "<a>&#93;&#93;></a>", "<a>]>]></a>", "<a><![CDATA[x]]>></a>", "<a>></a>"});
}

TEST_CASE("XML-05 limits: exactly the limit passes, one more does not") {
  XmlLimits limits{.bytes = 1000, .depth = 4, .attributes = 3, .elements = 5, .prefixes = 3};
  auto with = [&](std::string_view frame) { return verdict(frame, limits); };
  CHECK(with("<a>" + std::string(993, 'x') + "</a>") == "accepted");
  CHECK(with("<a>" + std::string(994, 'x') + "</a>") == "policy-violation");
  CHECK(with("<a><a><a><a/></a></a></a>") == "accepted");
  CHECK(with("<a><a><a><a><a/></a></a></a></a>") == "policy-violation");
  CHECK(with("<a b='' c='' d=''/>") == "accepted");
  CHECK(with("<a b='' c='' d='' e=''/>") == "policy-violation");
  CHECK(with("<a><b/><b/><b/><b/></a>") == "accepted");
  CHECK(with("<a><b/><b/><b/><b/><b/></a>") == "policy-violation");
  CHECK(with("<a xmlns:p='u' xmlns:q='u'><a xmlns:p='v'/></a>") == "accepted");  // xml is the third
  CHECK(with("<a xmlns:p='u' xmlns:q='u'><a xmlns:r='v'/></a>") == "policy-violation");
}

TEST_CASE("ATTACK-10 XML-05 a million levels, attributes or elements, or 100 MB, are refused at once") {
  CHECK(verdict(repeat("<a>", 1'000'000) + repeat("</a>", 1'000'000)) == "policy-violation");
  std::string attributes = "<a";
  for (int i = 0; i < 1'000'000; ++i) (attributes += " a") += std::to_string(i) + "=''";
  CHECK(verdict(attributes + "/>") == "policy-violation");
  CHECK(verdict("<a>" + repeat("<b/>", 1'000'000) + "</a>") == "policy-violation");
  CHECK(verdict("<a>" + std::string(100u << 20, 'x') + "</a>") == "policy-violation");
  std::string prefixes = "<a>";
  for (int i = 0; i < 100'000; ++i) prefixes += "<b xmlns:p" + std::to_string(i) + "='u'/>";
  CHECK(verdict(prefixes + "</a>") == "policy-violation");
}

TEST_CASE("ATTACK-10 XML-05 with generous limits a deep tree is built and taken down without deep recursion") {
  const XmlLimits limits{.depth = 1'000'000};
  auto parsed = parse_frame(repeat("<a>", 500'000) + repeat("</a>", 500'000), limits);
  REQUIRE(parsed.ok());
  Element element = parsed->root();
  std::size_t depth = 0;
  for (; element; element = element.first_child()) ++depth;
  CHECK(depth == 500'000);
}

TEST_CASE("a refusal names the place") {
  auto text = [](std::string_view frame) { return check_frame(frame).error().text; };
  CHECK(text("<a>&nbsp;</a>") == "byte 3: a reference to an entity other than the predefined ones");
  CHECK(text("<a>\xff</a>") == "byte 3: not UTF-8");
  CHECK(text("<a><!-- --></a>") == "byte 3: a comment");
  CHECK(text("<a/><b/>") == "byte 4: something follows the root element");
}
