// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/discovery.h"

#include <doctest/doctest.h>

#include "tests/native/fake_fetcher.h"
#include "tests/unit/support/fake_requests.h"

using namespace xmpp;

TEST_CASE("WS-31 the examples of XEP-0156 §2.3") {
  auto xrd = read_host_meta_xml(
      "<?xml version='1.0' encoding='utf-8'?>\n"
      "<XRD xmlns='http://docs.oasis-open.org/ns/xri/xrd-1.0'>\n"
      "  <Link rel=\"urn:xmpp:alt-connections:xbosh\" href=\"https://web.example.com:5280/bosh\" />\n"
      "  <Link rel=\"urn:xmpp:alt-connections:websocket\" href=\"wss://web.example.com:443/ws\" />\n"
      "</XRD>\n");
  REQUIRE(xrd.ok());
  CHECK(*xrd == std::vector<std::string>{"wss://web.example.com:443/ws"});

  auto jrd = read_host_meta_json(
      R"({"links": [{"rel": "urn:xmpp:alt-connections:xbosh", "href": "https://web.example.com:5280/bosh"},
                    {"rel": "urn:xmpp:alt-connections:websocket", "href": "wss://web.example.com:443/ws"}]})");
  REQUIRE(jrd.ok());
  CHECK(*jrd == std::vector<std::string>{"wss://web.example.com:443/ws"});
}

TEST_CASE("WS-31 host-meta that is not as it should be") {
  for (const char* body : {"", "{", "[]", "null", "<html>", "\"x\""}) CHECK_FALSE(read_host_meta_json(body).ok());
  for (const char* body : {"{}", R"({"links":{}})", R"({"links":[1,"x",{},{"rel":1,"href":2},[]]})",
                           R"({"links":[{"rel":"urn:xmpp:alt-connections:xbosh","href":"wss://x/"}]})",
                           R"({"links":{"a":[{"rel":"urn:xmpp:alt-connections:websocket","href":"wss://x/"}]}})",
                           R"({"links":[[{"rel":"urn:xmpp:alt-connections:websocket","href":"wss://x/"}]]})",
                           R"({"x":[{"rel":"urn:xmpp:alt-connections:websocket","href":"wss://x/"}]})",
                           R"({"links":[{"rel":"urn:xmpp:alt-connections:websocket","href":"wss://x/"}],"links":7})"}) {
    auto links = read_host_meta_json(body);
    REQUIRE(links.ok());
    CHECK(links->empty());
  }
  for (const char* body :
       {"", "<html>", "{}", "<!DOCTYPE x><XRD xmlns='http://docs.oasis-open.org/ns/xri/xrd-1.0'/>"}) {
    CHECK_FALSE(read_host_meta_xml(body).ok());
  }
  CHECK(read_host_meta_xml("<XRD><Link rel='urn:xmpp:alt-connections:websocket' href='wss://x/'/></XRD>")->empty());
}

TEST_CASE("WS-31 comments in host-meta are skipped, which XMPP itself does not allow") {
  auto commented = read_host_meta_xml(
      "<?xml version='1.0'?>\n<!-- our hosts -->\n"
      "<XRD xmlns='http://docs.oasis-open.org/ns/xri/xrd-1.0'>\n"
      "  <!-- <Link rel='urn:xmpp:alt-connections:websocket' href='wss://old.example/ws'/> -->\n"
      "  <Link rel='urn:xmpp:alt-connections:websocket' href='wss://grid.example/ws'/><!---->\n"
      "</XRD>\n<!-- the end -->\n");
  REQUIRE(commented.ok());
  CHECK(*commented == std::vector<std::string>{"wss://grid.example/ws"});
  CHECK(read_host_meta_xml("<!-- no declaration -->\n<XRD/>\n").ok());
  for (const char* body : {"<!-- only this -->", "<XRD><!-- without end</XRD>", "<XRD><!- <!-- --> - --></XRD>"})
    CHECK_FALSE(read_host_meta_xml(body).ok());
  CHECK(check_frame("<a><!-- --></a>").error().condition == "restricted-xml");
}

namespace {

/// What discover() says when the web answers so, "" for a document that is not there.
std::string found(const std::string& json, const std::string& xml) {
  native::FakeFetcher web;
  const std::string address = "https://grid.example:8443/.well-known/host-meta";
  web.answer(address + ".json", json.empty() ? 404 : 200, json);
  web.answer(address, xml.empty() ? 404 : 200, xml);
  test::Running<Result<std::string>> running(discover(web, "https://grid.example:8443"));
  REQUIRE(running.done());
  return *running ? **running : to_string(running->error());
}

}  // namespace

TEST_CASE("WS-31 WS-32 the first wss: link of either document is taken, and nothing in clear") {
  const std::string in_clear =
      R"({"links":[{"rel":"urn:xmpp:alt-connections:websocket","href":"ws://grid.example/ws"}]})";
  const std::string xrd =
      "<XRD xmlns='http://docs.oasis-open.org/ns/xri/xrd-1.0'>"
      "<Link rel='urn:xmpp:alt-connections:xbosh' href='https://grid.example/bosh'/>"
      "<Link rel='urn:xmpp:alt-connections:websocket' href='ws://grid.example/ws'/>"
      "<Link rel='urn:xmpp:alt-connections:websocket' href='wss://grid.example:5443/ws'/></XRD>";
  CHECK(found("", xrd) == "wss://grid.example:5443/ws");
  CHECK(found(in_clear, xrd) == "wss://grid.example:5443/ws");
  CHECK(found(in_clear, "") == "transport/no-endpoint");
  CHECK(found("", "<html>").starts_with("transport/fetch-failed: byte 6"));
  CHECK(found("", "") == "transport/fetch-failed: HTTP status 404");
}
