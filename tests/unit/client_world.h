// SPDX-License-Identifier: AGPL-3.0-or-later
// A client with everything around it under the test's control.
#pragma once
#include <doctest/doctest.h>

#include "tests/native/fake_clock.h"
#include "tests/native/fake_fetcher.h"
#include "tests/native/fake_transport.h"
#include "tests/native/seeded_random.h"
#include "tests/unit/support/platform.h"
#include "xmpp/client.h"

struct ClientWorld {
  native::FakeClock clock;
  native::FakeTransport transport;
  native::FakeFetcher fetcher;
  platform::Unicode unicode;
  platform::Crypto crypto;
  native::SeededRandom random;
  xmpp::Client client{xmpp::Outside{transport, clock, random, crypto, unicode, fetcher}};
  xmpp::TaskScope tasks;

  static xmpp::LoginRequest certificate() {
    return {.domain = "localhost", .endpoint = "wss://localhost/ws", .login = xmpp::CertificateLogin{}};
  }
  static xmpp::LoginRequest password(std::string user, std::string password) {
    return {.domain = "localhost",
            .endpoint = "wss://localhost/ws",
            .login = xmpp::PasswordLogin{std::move(user), std::move(password)}};
  }

  /// The frame that the client sent next, parsed.
  xmpp::Document sent() {
    std::string frame = transport.take();
    INFO("frame: ", frame);
    auto document = xmpp::parse_frame(frame);
    REQUIRE(document.ok());
    return *document;
  }
  void receive(std::string_view frame) { transport.receive(frame); }

  /// Answers <open/> and offers these features.
  void offer(std::string_view features) {
    auto open = sent();
    REQUIRE(open.root().is("urn:ietf:params:xml:ns:xmpp-framing", "open"));
    receive("<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' id='s1' version='1.0' xml:lang='en' from='localhost'/>");
    receive("<stream:features xmlns:stream='http://etherx.jabber.org/streams'>" + std::string(features) +
            "</stream:features>");
  }
  void offer_mechanisms(std::initializer_list<const char*> names) {
    std::string list = "<mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>";
    for (const char* name : names) list += "<mechanism>" + std::string(name) + "</mechanism>";
    offer(list + "</mechanisms>");
  }
  static constexpr const char* bind_feature = "<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/>";
  static constexpr const char* sm_feature = "<sm xmlns='urn:xmpp:sm:3'/>";

  void bind_as(std::string_view jid) {
    auto bind = sent();
    REQUIRE(bind.root().child("urn:ietf:params:xml:ns:xmpp-bind", "bind"));
    receive("<iq xmlns='jabber:client' type='result' id='" + std::string(bind.root()["id"]) +
            "'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><jid>" + std::string(jid) + "</jid></bind></iq>");
  }
  /// From an open WebSocket to online, by certificate.
  void come_online(bool managed = false) {
    transport.open();
    offer_mechanisms({"EXTERNAL"});
    REQUIRE(sent().root()["mechanism"] == "EXTERNAL");
    receive("<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>");
    offer(managed ? std::string(bind_feature) + sm_feature : bind_feature);
    bind_as("alice@localhost/r1");
    if (managed) {
      REQUIRE(sent().root().name() == "enable");
      receive("<enabled xmlns='urn:xmpp:sm:3' resume='true' max='60' id='previous'/>");
    }
    REQUIRE(sent().root().name() == "presence");
    REQUIRE(client.status().phase == xmpp::Phase::online);
  }
  void log_in(bool managed = false) {
    client.log_in(certificate());
    come_online(managed);
  }

  /// An answer that a coroutine waits for.
  using Answer = std::shared_ptr<std::optional<xmpp::Result<xmpp::Stanza>>>;
  Answer ask(std::string_view to, xmpp::IqType type = xmpp::IqType::get) {
    auto answer = std::make_shared<std::optional<xmpp::Result<xmpp::Stanza>>>();
    auto jid = to.empty() ? xmpp::Jid() : *xmpp::Jid::split(to);
    auto run = [](ClientWorld& world, xmpp::Iq iq, Answer into) -> xmpp::Task<void> {
      into->emplace(co_await world.client.ask(std::move(iq)));
    };
    tasks.spawn(run(*this, {.type = type, .to = jid, .payload = xmpp::Xml("query", "urn:test")}, answer));
    return answer;
  }
};
