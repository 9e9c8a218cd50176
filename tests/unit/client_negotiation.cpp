// SPDX-License-Identifier: AGPL-3.0-or-later
// What the client sends between the WebSocket's opening and the bound session, frame by frame.
#include <cctype>

#include "client_world.h"
#include "xmpp/base64.h"
#include "xmpp/conditions.h"

using namespace xmpp;

namespace {

constexpr const char* success = "<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>";
constexpr const char* mechanisms =
    "<mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><mechanism>EXTERNAL</mechanism></mechanisms>";

std::string challenge(std::string_view data) {
  return "<challenge xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>" + to_base64(data) + "</challenge>";
}

std::string plain(std::string_view base64) {
  auto bytes = *from_base64(base64);
  return {bytes.begin(), bytes.end()};
}

// Whether white space stands anywhere but inside a tag.
bool has_space_between(std::string_view frame) {
  bool tag = false;
  for (char c : frame) {
    if (c == '<') tag = true;
    if (!tag && std::isspace(static_cast<unsigned char>(c))) return true;
    if (c == '>') tag = false;
  }
  return false;
}

// The one frame that the client has sent since, which is one element and nothing around it.
Document only_frame(ClientWorld& world) {
  auto frames = world.transport.take_all();
  REQUIRE(frames.size() == 1);
  CHECK(frames[0].front() == '<');
  CHECK(frames[0].back() == '>');
  CHECK_FALSE(has_space_between(frames[0]));
  return *parse_frame(frames[0]);
}

// The initial response of a certificate login as this JID, decoded; "=" is none at all.
std::string initial_response(std::optional<Jid> authzid) {
  ClientWorld world;
  auto request = ClientWorld::certificate();
  request.login = CertificateLogin{std::move(authzid)};
  world.client.log_in(std::move(request));
  world.transport.open();
  world.offer_mechanisms({"EXTERNAL"});
  std::string text = world.sent().root().text();
  return text == "=" ? text : plain(text);
}

}  // namespace

TEST_CASE("ST-02 while a mandatory feature is left to negotiate, the client negotiates and is not online") {
  ClientWorld world;
  world.client.log_in(ClientWorld::certificate());
  world.transport.open();
  world.offer(mechanisms);
  CHECK(only_frame(world).root().name() == "auth");
  CHECK(world.client.status().phase == Phase::authenticating);

  world.receive(success);
  world.offer(std::string(ClientWorld::bind_feature) + "<session xmlns='urn:ietf:params:xml:ns:xmpp-session'/>");
  CHECK(world.client.status().phase == Phase::binding);
  world.bind_as("alice@localhost/r1");
  auto session = only_frame(world);
  CHECK(session.root().child("urn:ietf:params:xml:ns:xmpp-session", "session"));
  CHECK(world.client.status().phase == Phase::binding);
  world.receive("<iq xmlns='jabber:client' type='result' id='" + std::string(session.root()["id"]) + "'/>");
  CHECK(only_frame(world).root().name() == "presence");
  CHECK(world.client.status().phase == Phase::online);
}

TEST_CASE("ST-02 after the restart only what is offered afresh counts") {
  ClientWorld world;
  world.client.log_in(ClientWorld::certificate());
  world.transport.open();
  world.offer(std::string(mechanisms) + ClientWorld::bind_feature + ClientWorld::sm_feature);
  REQUIRE(world.sent().root().name() == "auth");
  world.receive(success);
  SUBCASE("stream management of the first features is not used") {
    world.offer(ClientWorld::bind_feature);
    world.bind_as("alice@localhost/r1");
    CHECK(only_frame(world).root().name() == "presence");
    CHECK(world.client.status().phase == Phase::online);
  }
  SUBCASE("binding of the first features neither") {
    world.offer(ClientWorld::sm_feature);
    CHECK(only_frame(world).root().name() == "close");
    CHECK(world.client.status().error->condition == condition::bind_not_offered);
  }
  SUBCASE("and nothing is asked for before they have come") {
    CHECK(only_frame(world).root().name() == "open");
    world.receive(
        "<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' id='s2' version='1.0' xml:lang='en' from='localhost'/>");
    CHECK(world.transport.take_all().empty());
    CHECK(world.client.status().phase == Phase::binding);
  }
}

TEST_CASE("SASL-07 SCRAM: nothing but one element to a frame, without white space around or inside it") {
  ClientWorld world;
  world.client.log_in(ClientWorld::password("alice", "demo"));
  world.transport.open();
  world.offer_mechanisms({"SCRAM-SHA-256"});
  auto auth = only_frame(world);
  REQUIRE(auth.root().name() == "auth");
  CHECK(world.transport.take_all().empty());  // no line end after it either

  std::string first = plain(auth.root().text());
  world.receive(challenge("r=" + first.substr(first.find("r=") + 2) + "server,s=c2FsdA==,i=4096"));
  CHECK(only_frame(world).root().name() == "response");
  world.receive(challenge("v=AAAA"));  // a wrong signature: the exchange is aborted
  auto last = world.transport.take_all();
  REQUIRE(last.size() == 2);
  for (const auto& frame : last) CHECK_FALSE(has_space_between(frame));
  CHECK(parse_frame(last[0])->root().name() == "abort");
}

TEST_CASE("SASL-07 EXTERNAL: nor while the controller takes its time") {
  ClientWorld world;
  auto request = ClientWorld::certificate();
  request.keepalive = Milliseconds(1'000);
  request.login = CertificateLogin{*Jid::split("bob@localhost")};
  world.client.log_in(std::move(request));
  world.transport.open();
  world.offer_mechanisms({"EXTERNAL"});
  CHECK(only_frame(world).root().name() == "auth");
  world.clock.advance(Milliseconds(5'000));
  CHECK(world.client.status().phase == Phase::authenticating);
  CHECK(world.transport.take_all().empty());
  world.receive(challenge(""));
  CHECK(only_frame(world).root().name() == "response");
}

TEST_CASE("SASL-04 SASL-05 EXTERNAL without an identity, long form: nothing is said by an empty response") {
  ClientWorld world;
  world.client.log_in(ClientWorld::certificate());
  world.transport.open();
  world.offer_mechanisms({"EXTERNAL"});
  CHECK(world.sent().root().text() == "=");
  world.receive(challenge(""));
  CHECK(world.transport.take() == "<response xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>");
}

TEST_CASE("SASL-08 an authorization identity is sent only where one was asked for, and is a bare JID") {
  CHECK(initial_response({}) == "=");
  CHECK(initial_response(*Jid::split("bob@localhost")) == "bob@localhost");
  CHECK(initial_response(*Jid::split("bob@localhost/phone")) == "bob@localhost");
}

TEST_CASE("SASL-08 who logs in with a password acts as nobody else") {
  for (const char* user : {"alice", "alice@localhost"}) {
    ClientWorld world;
    world.client.log_in(ClientWorld::password(user, "demo"));
    world.transport.open();
    world.offer_mechanisms({"SCRAM-SHA-256"});
    CHECK(plain(world.sent().root().text()).starts_with("n,,n=alice,r="));  // RFC 5802 §7: no a= in the header
  }
}
