// SPDX-License-Identifier: AGPL-3.0-or-later
// A controller, or whoever stands before it, that ends the WebSocket with words for the administrator (RFC 6455
// §5.5.1).
#include <doctest/doctest.h>

#include "tests/native/fake_fetcher.h"
#include "tests/native/icu_unicode.h"
#include "tests/native/openssl_crypto.h"
#include "tests/native/seeded_random.h"
#include "tests/native/websocket_server.h"
#include "tests/native/websocket_transport.h"
#include "xmpp/client.h"
#include "xmpp/conditions.h"

using namespace native;
using websocket::Opcode;

TEST_CASE("WS-30 the reason text of a close frame reaches nobody; the code does") {
  const std::string reason = "Your account is locked, call +1 555 0100";
  EventLoop loop;
  WebSocketServer server(loop);
  WebSocketTransport transport(loop, {});
  SeededRandom random;
  OpensslCrypto crypto;
  IcuUnicode unicode;
  FakeFetcher fetcher;
  xmpp::Client client(xmpp::Outside{transport, loop, random, crypto, unicode, fetcher});
  server.on_message = [&](WebSocketServer& peer, const websocket::Message& message) {
    if (message.opcode == Opcode::text) {
      peer.send_raw(websocket::encode(Opcode::close, websocket::close_payload(1008) + reason, {}));
    }
  };
  client.log_in({.domain = "localhost",
                 .endpoint = server.url(),
                 .allow_unencrypted_loopback = true,
                 .login = xmpp::CertificateLogin{}});
  REQUIRE(loop.run_until([&] { return client.status().phase == xmpp::Phase::offline; }));

  REQUIRE(client.status().error);
  const xmpp::Error& error = *client.status().error;
  CHECK(error.condition == xmpp::condition::connection_lost);
  CHECK(error.text == "WebSocket code 1008");
  for (const std::string& shown : {error.specific, error.uri, xmpp::to_string(error), transport.failure()}) {
    CHECK(shown.find("555") == std::string::npos);
  }
}
