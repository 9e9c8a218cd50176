// SPDX-License-Identifier: AGPL-3.0-or-later
// The native WebSocket without a socket (RFC 6455).
#include "tests/native/websocket_codec.h"

#include <doctest/doctest.h>

#include "tests/native/https_fetcher.h"
#include "tests/native/url.h"

using namespace native::websocket;

namespace {
const std::string kAnswer =
    "HTTP/1.1 101 Switching Protocols\r\nUpgrade: websocket\r\nConnection: keep-alive, Upgrade\r\n"
    "Sec-WebSocket-Accept: s3pPLMBiTxaQ9kYGzzhZRbK+xOo=\r\nSec-WebSocket-Protocol: xmpp\r\n";
const std::string kKey = "dGhlIHNhbXBsZSBub25jZQ==";

std::string replaced(std::string text, const std::string& what, const std::string& with) {
  return text.replace(text.find(what), what.size(), with);
}
std::string bytes(std::initializer_list<int> list) { return {list.begin(), list.end()}; }
}  // namespace

TEST_CASE("WS-03 the accept key of RFC 7395 §3.1") { CHECK(accept_key(kKey) == "s3pPLMBiTxaQ9kYGzzhZRbK+xOo="); }

TEST_CASE("WS-03 the request has every field that RFC 6455 §4.1 asks for, and a key of 16 bytes") {
  const auto text = request("/ws?x=1", "grid.example:8443", new_key(), "https://grid.example:8443");
  CHECK(text.starts_with("GET /ws?x=1 HTTP/1.1\r\n"));
  CHECK(text.ends_with("\r\n\r\n"));
  CHECK(header(text, "Host") == "grid.example:8443");
  CHECK(header(text, "Upgrade") == "websocket");
  CHECK(header(text, "Connection") == "Upgrade");
  CHECK(header(text, "Sec-WebSocket-Version") == "13");
  CHECK(header(text, "Origin") == "https://grid.example:8443");
  CHECK(header(text, "Sec-WebSocket-Key")->size() == 24);
  CHECK(header(text, "Sec-WebSocket-Key")->ends_with("=="));
  CHECK(new_key() != new_key());
}

TEST_CASE("WS-01 exactly the subprotocol xmpp is offered") {
  CHECK(header(request("/", "h", kKey, ""), "Sec-WebSocket-Protocol") == "xmpp");
}

TEST_CASE("WS-03 an answer is believed only when all of it fits") {
  CHECK(check_answer(kAnswer, kKey).accepted);
  CHECK(check_answer(kAnswer, kKey).subprotocol == "xmpp");
  CHECK(check_answer(replaced(kAnswer, "Sec-WebSocket-Protocol: xmpp\r\n", ""), kKey).subprotocol.empty());
  const std::pair<const char*, const char*> changes[] = {
      {"101", "200"},
      {"Upgrade: websocket", "Upgrade: h2c"},
      {"keep-alive, Upgrade", "keep-alive"},
      {"s3pPLMBiTxaQ9kYGzzhZRbK+xOo=", "s3pPLMBiTxaQ9kYGzzhZRbK+xOO="},
      {"Protocol: xmpp", "Protocol: mqtt"},
      {"Sec-WebSocket-Protocol", "Sec-WebSocket-Extensions: permessage-deflate\r\nSec-WebSocket-Protocol"},
  };
  for (const auto& [what, with] : changes) {
    CAPTURE(with);
    const auto answer = check_answer(replaced(kAnswer, what, with), kKey);
    CHECK_FALSE(answer.accepted);
    CHECK_FALSE(answer.why.empty());
  }
}

TEST_CASE("WS-04 client frames are masked, each with a key of its own") {
  // RFC 6455 §5.7: a single-frame masked text message.
  CHECK(encode(Opcode::text, "Hello", Mask{0x37, 0xfa, 0x21, 0x3d}) ==
        bytes({0x81, 0x85, 0x37, 0xfa, 0x21, 0x3d, 0x7f, 0x9f, 0x4d, 0x51, 0x58}));
  CHECK(new_mask() != new_mask());
}

TEST_CASE("RFC 6455 §5.7 frames of all three lengths come back whole, byte by byte") {
  for (const std::size_t size : {0u, 125u, 126u, 65535u, 65536u}) {
    CAPTURE(size);
    const std::string payload(size, 'x');
    Decoder decoder(Decoder::From::client);
    std::deque<Message> out;
    for (const char byte : encode(Opcode::text, payload, new_mask())) REQUIRE_FALSE(decoder.feed({&byte, 1}, out));
    REQUIRE(out.size() == 1);
    CHECK(out[0].payload == payload);
  }
}

TEST_CASE("RFC 6455 §5.4 fragments are joined, control frames may come between them") {
  Decoder decoder(Decoder::From::server);
  std::deque<Message> out;
  CHECK_FALSE(decoder.feed(encode(Opcode::text, "<a>\xc3", {}, false) + encode(Opcode::ping, "p", {}) +
                               encode(Opcode::continuation, "\xa9", {}, false) +
                               encode(Opcode::continuation, "</a>", {}),
                           out));
  REQUIRE(out.size() == 2);
  CHECK(out[0].opcode == Opcode::ping);
  CHECK(out[1].opcode == Opcode::text);
  CHECK(out[1].payload == "<a>é</a>");
}

TEST_CASE("ATTACK-10 WS-04 WS-29 frames that break RFC 6455 fail the connection") {
  struct Case {
    const char* name;
    std::string bytes;
    int code;
  };
  const Case cases[] = {
      {"WS-04 masked by the server", encode(Opcode::text, "x", new_mask()), 1002},
      {"WS-29 a length of 2^63", bytes({0x81, 127, 0x80, 0, 0, 0, 0, 0, 0, 0}), 1002},
      {"WS-29 a length of 2^63 - 1", bytes({0x81, 127, 0x7f, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff, 0xff}), 1009},
      {"WS-29 fragments above the limit together",
       encode(Opcode::text, std::string(600, 'x'), {}, false) + encode(Opcode::continuation, std::string(600, 'x'), {}),
       1009},
      {"reserved bit", bytes({0xc1, 0}), 1002},
      {"unknown opcode", bytes({0x83, 0}), 1002},
      {"ping in parts", encode(Opcode::ping, "", {}, false), 1002},
      {"ping above 125 bytes", encode(Opcode::ping, std::string(126, 'x'), {}), 1002},
      {"continuation of nothing", encode(Opcode::continuation, "x", {}), 1002},
      {"text inside fragments", encode(Opcode::text, "x", {}, false) + encode(Opcode::text, "x", {}), 1002},
      {"overlong UTF-8", encode(Opcode::text, "\xc0\xbc", {}), 1007},
      {"lone surrogate", encode(Opcode::text, "\xed\xa0\x80", {}), 1007},
      {"half a character", encode(Opcode::text, "\xe2\x82", {}), 1007},
  };
  for (const auto& one : cases) {
    CAPTURE(one.name);
    Decoder decoder(Decoder::From::server, 1000);
    std::deque<Message> out;
    const auto broken = decoder.feed(one.bytes, out);
    REQUIRE(broken);
    CHECK(broken->code == one.code);
  }
}

TEST_CASE("RFC 6455 §7.4 close codes") {
  CHECK(close_code("") == 1005);
  CHECK(close_code(close_payload(1000)) == 1000);
  CHECK(close_code(close_payload(3001) + "why") == 3001);
  for (const int never : {0, 999, 1004, 1006, 1015, 2999, 5000}) CHECK_FALSE(close_code(close_payload(never)));
  CHECK_FALSE(close_code("x"));
  CHECK_FALSE(close_code(close_payload(1000) + "\xff"));
}

TEST_CASE("URLs of endpoints") {
  const auto url = native::parse_url("wss://grid.example:5443/ws?a=b", "ws", "wss");
  REQUIRE(url);
  CHECK(url->encrypted);
  CHECK(url->host == "grid.example");
  CHECK(url->port == "5443");
  CHECK(url->target == "/ws?a=b");
  CHECK(url->authority == "grid.example:5443");
  CHECK(native::parse_url("ws://[::1]", "ws", "wss")->host == "::1");
  CHECK(native::parse_url("wss://h:443/", "ws", "wss")->authority == "h");
  for (const char* bad :
       {"https://h/", "wss://", "wss:///x", "wss://h:x/", "wss://h:/", "wss://u@h/", "wss://h/#f", "h", "wss://h/ x"}) {
    CAPTURE(bad);
    CHECK_FALSE(native::parse_url(bad, "ws", "wss"));
  }
}

TEST_CASE("RFC 9112 §7.1 chunked answers are joined") {
  const auto answer = native::parse_http_answer(
      "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n2;x=y\r\nde\r\n0\r\n\r\n");
  REQUIRE(answer);
  CHECK(answer->status == 200);
  CHECK(answer->body == "abcde");
  CHECK_FALSE(native::parse_http_answer("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n30\r\nabc\r\n"));
  CHECK_FALSE(native::parse_http_answer("SSH-2.0-x"));
}
