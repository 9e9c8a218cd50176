// SPDX-License-Identifier: AGPL-3.0-or-later
// Who gets in, and in which words the others are told: the product's client against real controllers.
#include <doctest/doctest.h>

#include "tests/integration/native/administrator.h"
#include "tests/native/websocket_server.h"

using namespace integration;
using xmpp::Phase;

namespace {
bool starts(const std::string& text, const std::string& with) { return text.starts_with(with); }
}  // namespace

TEST_CASE("EXT-01 a good certificate logs in with EXTERNAL, and logs out in order") {
  for (const char* name : {"ejabberd", "prosody", "nginx"}) {
    CAPTURE(name);
    const auto& controller = shared(name);
    Administrator alice(controller, "alice");
    REQUIRE(alice.outcome(alice.with_certificate()) == "");
    CHECK(alice.client.status().mechanism == "EXTERNAL");
    CHECK(alice.client.status().jid.bare().to_string() == "alice@" + controller.domain);
    CHECK(alice.client.status().encrypted);
    alice.client.log_out();
    alice.until(Phase::offline);
    CHECK(alice.phases == std::vector{Phase::connecting, Phase::authenticating, Phase::binding, Phase::online,
                                      Phase::closing, Phase::offline});
  }
}

TEST_CASE(
    "EXT-04 without a certificate that the controller accepts EXTERNAL is not offered, and that is what is said") {
  for (const char* name : {"ejabberd", "prosody"}) {
    for (const char* person : {"", "mallory", "carol", "eve"}) {  // none, revoked, expired, of another authority
      CAPTURE(name);
      CAPTURE(person);
      Administrator who(shared(name), person);
      CHECK(starts(who.outcome(who.with_certificate()), "sasl/external-not-offered"));
    }
  }
}

TEST_CASE("nginx in front refuses what is revoked, expired or of another authority before XMPP begins") {
  for (const char* person : {"mallory", "carol", "eve"}) {
    CAPTURE(person);
    Administrator who(shared("nginx"), person);
    CHECK(starts(who.outcome(who.with_certificate()), "transport/connection-failed"));
  }
  Administrator nobody(shared("nginx"));
  CHECK(starts(nobody.outcome(nobody.with_certificate()), "sasl/external-not-offered"));
}

TEST_CASE(
    "EXT-01 of a certificate that names two accounts the one asked for is meant; an account it does not name is "
    "refused") {
  const auto& controller = shared("ejabberd");
  Administrator dave(controller, "dave");
  CHECK(dave.outcome(dave.with_certificate("alice@" + controller.domain)) == "");
  CHECK(dave.client.status().jid.local() == "alice");
  Administrator alice(controller, "alice");
  CHECK(starts(alice.outcome(alice.with_certificate("bob@" + controller.domain)), "sasl/"));
}

TEST_CASE("SCRAM: the right password logs in, a wrong one or an unknown user does not") {
  for (const char* name : {"ejabberd", "prosody", "nginx"}) {
    CAPTURE(name);
    Administrator alice(shared(name));
    CHECK(alice.outcome(alice.with_password("alice", "demo")) == "");
    CHECK(alice.client.status().mechanism == "SCRAM-SHA-256");
    Administrator wrong(shared(name));
    CHECK(starts(wrong.outcome(wrong.with_password("alice", "guess")), "sasl/not-authorized (password-refused)"));
    Administrator unknown(shared(name));
    CHECK(starts(unknown.outcome(unknown.with_password("nobody", "demo")), "sasl/not-authorized (password-refused)"));
  }
}

TEST_CASE("what is wrong with the address is told apart from what is wrong with the person") {
  const auto& controller = shared("ejabberd");
  const auto at = [&](std::string endpoint, std::string domain) {
    Administrator alice(controller, "alice");
    auto request = alice.with_certificate();
    request.endpoint = std::move(endpoint);
    request.domain = std::move(domain);
    return alice.outcome(request);
  };
  CHECK(starts(at("wss" + controller.url.substr(5) + "nowhere", controller.domain), "transport/connection-failed"));
  CHECK(starts(at("ws" + controller.ws_url.substr(3), controller.domain), "security/insecure-endpoint"));
  CHECK(starts(at("ws://grid.example/ws", controller.domain), "security/insecure-endpoint"));
  CHECK(starts(at("https://localhost/ws", controller.domain), "input/endpoint-malformed"));
  CHECK(starts(at(controller.ws_url, "other.example"), "stream/host-unknown"));
  CHECK(starts(at(controller.ws_url, ""), "input/domain-malformed"));
}

TEST_CASE("a controller that is down is a failed connection") {
  Administrator alice(shared("ejabberd"), "alice");
  auto request = alice.with_certificate();
  const int free_port = native::Listener(alice.loop, [](int) {}).port();
  request.endpoint = "wss://localhost:" + std::to_string(free_port) + "/ws";
  CHECK(starts(alice.outcome(request), "transport/connection-failed"));
}

TEST_CASE("WS-02 a WebSocket that does not select xmpp is no XMPP endpoint, and gets no XMPP") {
  const auto& controller = shared("ejabberd");
  Administrator alice(controller, "alice");
  native::WebSocketServer server(alice.loop, native::TlsServer{controller.certificate("server")});
  server.subprotocol = "";
  auto request = alice.with_certificate();
  request.endpoint = server.url();
  CHECK(starts(alice.outcome(request), "transport/not-xmpp"));
  for (const auto& message : server.received()) CHECK(message.opcode == native::websocket::Opcode::close);
}

TEST_CASE("WS-34 an endpoint with a certificate of another authority is not talked to") {
  Administrator alice(shared("ejabberd"), "alice");
  alice.transport.options().tls.ca_file = shared("ejabberd").pki + "/other-ca.crt";
  CHECK(starts(alice.outcome(alice.with_certificate()), "transport/connection-failed"));
}

TEST_CASE("WS-31 the host-meta that the kits serve names their own WebSocket") {
  for (const char* name : {"ejabberd", "prosody", "nginx"}) {
    CAPTURE(name);
    const auto& controller = shared(name);
    Administrator alice(controller);
    const auto answer = alice.run(alice.fetcher.get(controller.url + ".well-known/host-meta.json"));
    REQUIRE(answer.ok());
    CHECK(answer->status == 200);
    CHECK(answer->body.find(controller.ws_url) != std::string::npos);
  }
}
