// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/endpoint.h"

#include <doctest/doctest.h>

using namespace xmpp;

namespace {

std::string judged(std::string_view url, bool loopback = false) {
  auto endpoint = parse_endpoint(url, loopback);
  if (!endpoint) return endpoint.error().condition;
  return endpoint->host + ":" + std::to_string(endpoint->port);
}

}  // namespace

TEST_CASE("SEC-01 WS-31 only wss:, or ws: to this machine where that is switched on") {
  CHECK(judged("wss://grid.example/ws") == "grid.example:443");
  CHECK(judged("WSS://Grid.Example:7443/ws/?a=b") == "grid.example:7443");
  CHECK(judged("wss://[2001:db8::1]:7443/ws") == "[2001:db8::1]:7443");
  CHECK(judged("ws://grid.example/ws", true) == "insecure-endpoint");
  CHECK(judged("ws://localhost/ws") == "insecure-endpoint");
  CHECK(judged("ws://localhost:5280/ws", true) == "localhost:5280");
  CHECK(judged("ws://127.0.0.1/ws", true) == "127.0.0.1:80");
  CHECK(judged("ws://[::1]/ws", true) == "[::1]:80");
  CHECK(judged("ws://localhost.evil.example/ws", true) == "insecure-endpoint");
  CHECK(judged("ws://127.0.0.1.evil.example/ws", true) == "insecure-endpoint");
}

TEST_CASE("WS-31 what is not the URL of a WebSocket") {
  for (const char* url : {"",
                          "grid.example",
                          "wss:",
                          "wss://",
                          "wss:///ws",
                          "wss://:443/ws",
                          "http://grid.example/",
                          "javascript:alert(1)",
                          "wss://grid.example:0/",
                          "wss://grid.example:65536/",
                          "wss://grid.example:/",
                          "wss://grid.example:x/",
                          "wss://user@grid.example/",
                          "wss://grid.example/#x",
                          "wss://grid example/",
                          "wss://grid.example/\n",
                          "wss://[::1/",
                          "wss://[]/",
                          "wss://grid.example\\@evil.example/",
                          "wss://%67rid.example/"}) {
    CHECK_MESSAGE(judged(url) == "endpoint-malformed", url);
  }
}

TEST_CASE("RFC 3986 §3.1 the scheme of an address may be written in capitals and is kept in small letters") {
  CHECK(parse_endpoint("wSs://grid.example/Ws", false)->url == "wss://grid.example/Ws");
  CHECK(parse_endpoint("WS://localhost/", true)->url == "ws://localhost/");
}

TEST_CASE("ATTACK-12 WS-20 WS-22 redirections stay within the origin") {
  Endpoint from = *parse_endpoint("wss://grid.example/ws", false);
  CHECK(follow_redirect(from, "wss://grid.example/other").ok());
  CHECK(follow_redirect(from, "wss://GRID.example:443/other").ok());
  for (const char* uri :
       {"", "ws://grid.example/ws", "http://grid.example/", "https://grid.example/bosh", "javascript:alert(1)",
        "wss://evil.example/ws", "wss://grid.example:8443/ws", "wss://grid.example@evil.example/ws",
        "wss://grid.example.evil.example/ws", "/ws", "ws", "wss", "wss:", "wss:/"}) {
    auto refused = follow_redirect(from, uri);
    REQUIRE_MESSAGE(!refused, uri);
    CHECK(refused.error().kind == ErrorKind::security);
    CHECK(refused.error().uri == uri);
  }
}
