// SPDX-License-Identifier: AGPL-3.0-or-later
// Logging in, from the outside of Client.
#include "client_world.h"
#include "xmpp/base64.h"
#include "xmpp/conditions.h"
#include "xmpp/scram.h"
#include "xmpp/secret.h"

using namespace xmpp;

TEST_CASE("SASL-11 EXT-01 a certificate login binds, becomes online and answers requests") {
  ClientWorld world;
  world.log_in();
  CHECK(world.client.status().jid.to_string() == "alice@localhost/r1");
  CHECK(world.client.status().mechanism == "EXTERNAL");
  CHECK(world.client.status().encrypted);

  auto answer = world.ask("pubsub.localhost");
  auto request = world.sent();
  CHECK(request.root()["to"] == "pubsub.localhost");
  CHECK_FALSE(answer->has_value());
  world.receive("<iq xmlns='jabber:client' type='result' from='pubsub.localhost' id='" +
                std::string(request.root()["id"]) + "'><query xmlns='urn:test'/></iq>");
  REQUIRE(answer->has_value());
  REQUIRE((*answer)->ok());
  CHECK((**answer)->element.child("urn:test", "query"));
}

TEST_CASE("WS-33 an endpoint on another host than the domain is marked") {
  for (auto [endpoint, foreign] : {std::pair{"wss://localhost/ws", false},
                                   {"wss://xmpp.localhost/ws", false},
                                   {"wss://localhost.example/ws", true},
                                   {"wss://notlocalhost/ws", true}}) {
    ClientWorld world;
    auto request = ClientWorld::certificate();
    request.endpoint = endpoint;
    world.client.log_in(std::move(request));
    CHECK(world.client.status().foreign_endpoint == foreign);
  }
}

TEST_CASE("SEC-01 an unencrypted endpoint on this machine is marked, and gets no `from`") {
  ClientWorld world;
  auto request = ClientWorld::password("alice", "demo");
  request.endpoint = "ws://localhost:5280/ws";
  request.allow_unencrypted_loopback = true;
  world.client.log_in(std::move(request));
  CHECK_FALSE(world.client.status().encrypted);
  world.transport.open();
  CHECK_FALSE(world.sent().root().attribute("from"));
}

TEST_CASE("ATTACK-11 SASL-03 SCRAM-SHA-256 was used, then only SCRAM-SHA-1 is offered, even to a new login") {
  ClientWorld world;
  world.client.log_in(ClientWorld::password("alice", "demo"));
  world.transport.open();
  world.offer_mechanisms({"SCRAM-SHA-1", "SCRAM-SHA-256"});
  auto auth = world.sent();
  REQUIRE(auth.root()["mechanism"] == "SCRAM-SHA-256");

  // The server's part, as a controller that knows the password plays it.
  auto first = *from_base64(auth.root().text());
  std::string bare(first.begin() + 3, first.end());
  std::string nonce = bare.substr(bare.find("r=") + 2) + "server";
  std::string challenge = "r=" + nonce + ",s=c2FsdA==,i=4096";
  std::optional<Result<scram::ClientFinal>> expected;
  auto compute = [](ClientWorld& world, std::string bare, std::string challenge, std::string nonce,
                    std::optional<Result<scram::ClientFinal>>& into) -> Task<void> {
    into.emplace(co_await scram::client_final(world.crypto, Hash::sha256, Secret<std::string>("demo"), bare, challenge,
                                              *scram::parse_server_first(challenge, nonce.substr(0, 24))));
  };
  world.tasks.spawn(compute(world, bare, challenge, nonce, expected));
  REQUIRE((expected && expected->ok()));
  const std::string sasl = " xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>";
  world.receive("<challenge" + sasl + to_base64(challenge) + "</challenge>");
  auto response = *from_base64(world.sent().root().text());
  CHECK(std::string(response.begin(), response.end()) == (*expected)->message);
  SUBCASE("signature in <success/>") {
    world.receive("<success" + sasl + to_base64("v=" + to_base64((*expected)->server_signature)) + "</success>");
  }
  SUBCASE("SASL-04 signature as a challenge") {
    world.receive("<challenge" + sasl + to_base64("v=" + to_base64((*expected)->server_signature)) + "</challenge>");
    CHECK(world.transport.take() == "<response xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>");
    world.receive("<success" + sasl + "</success>");
  }
  world.offer(ClientWorld::bind_feature);
  world.bind_as("alice@localhost/r1");
  CHECK(world.client.status().phase == Phase::online);
  CHECK(world.client.status().mechanism == "SCRAM-SHA-256");

  world.client.log_in(ClientWorld::password("alice", "demo"));
  world.transport.take_all();
  world.transport.open();
  world.offer_mechanisms({"PLAIN", "SCRAM-SHA-1"});
  CHECK(world.sent().root().name() == "close");
  CHECK(to_string(*world.client.status().error) == "security/downgrade: PLAIN, SCRAM-SHA-1");
}

TEST_CASE("ATTACK-10 stanzas without end before the session is bound end the login") {
  ClientWorld world;
  world.client.log_in(ClientWorld::certificate());
  world.transport.open();
  world.offer_mechanisms({"EXTERNAL"});
  world.sent();
  world.receive("<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>");
  world.offer(ClientWorld::bind_feature);
  REQUIRE(world.sent().root().child("urn:ietf:params:xml:ns:xmpp-bind", "bind"));
  int taken = 0;
  while (world.client.status().phase == Phase::binding && taken < 10'000) {
    world.receive("<message xmlns='jabber:client' from='mallory@localhost'/>");
    ++taken;
  }
  CHECK(taken <= 1001);
  REQUIRE(world.client.status().error);
  CHECK(to_string(*world.client.status().error) == "protocol/policy-violation: too much sent during login");
}

TEST_CASE("SEC-14 a secret is overwritten when its life ends") {
  std::string password = "correct horse battery staple, long enough for the heap";
  const char* at = password.data();
  wipe(password);
  CHECK(password.empty());
  CHECK(std::string_view(at, 20) == std::string_view("\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0\0", 20));
}

TEST_CASE("SASL-10 WS-16 every way to fail a login has words of its own") {
  const std::pair<ErrorKind, const char*> conditions[] = {{ErrorKind::input, condition::endpoint_malformed},
                                                          {ErrorKind::input, condition::domain_malformed},
                                                          {ErrorKind::input, condition::user_malformed},
                                                          {ErrorKind::input, condition::password_malformed},
                                                          {ErrorKind::transport, condition::cannot_connect},
                                                          {ErrorKind::transport, condition::connection_lost},
                                                          {ErrorKind::transport, condition::not_xmpp},
                                                          {ErrorKind::transport, condition::not_connected},
                                                          {ErrorKind::transport, condition::discovery_failed},
                                                          {ErrorKind::transport, condition::no_endpoint},
                                                          {ErrorKind::timeout, condition::connect_timeout},
                                                          {ErrorKind::timeout, condition::login_timeout},
                                                          {ErrorKind::timeout, condition::request_timeout},
                                                          {ErrorKind::timeout, condition::no_answer},
                                                          {ErrorKind::timeout, condition::lost_each_time},
                                                          {ErrorKind::protocol, condition::binary_frame},
                                                          {ErrorKind::protocol, condition::bad_open},
                                                          {ErrorKind::protocol, condition::unsupported_version},
                                                          {ErrorKind::protocol, condition::invalid_namespace},
                                                          {ErrorKind::protocol, condition::unexpected_element},
                                                          {ErrorKind::protocol, condition::bad_sasl_message},
                                                          {ErrorKind::protocol, condition::bind_not_offered},
                                                          {ErrorKind::protocol, condition::bad_bind},
                                                          {ErrorKind::protocol, condition::bad_ack},
                                                          {ErrorKind::stream, condition::closed_by_peer},
                                                          {ErrorKind::stream, condition::unreadable_stream_error},
                                                          {ErrorKind::sasl, condition::external_not_offered},
                                                          {ErrorKind::sasl, condition::scram_not_offered},
                                                          {ErrorKind::sasl, condition::no_acceptable_mechanism},
                                                          {ErrorKind::sasl, condition::certificate_refused},
                                                          {ErrorKind::sasl, condition::password_refused},
                                                          {ErrorKind::security, condition::endpoint_unencrypted},
                                                          {ErrorKind::security, condition::wrong_domain},
                                                          {ErrorKind::security, condition::downgrade},
                                                          {ErrorKind::security, condition::mechanism_list_changed},
                                                          {ErrorKind::security, condition::wrong_nonce},
                                                          {ErrorKind::security, condition::wrong_signature},
                                                          {ErrorKind::security, condition::no_signature},
                                                          {ErrorKind::security, condition::iteration_count},
                                                          {ErrorKind::security, condition::salt},
                                                          {ErrorKind::security, condition::mandatory_extension},
                                                          {ErrorKind::security, condition::redirect_foreign},
                                                          {ErrorKind::security, condition::redirect_loop},
                                                          {ErrorKind::security, condition::foreign_resumption},
                                                          {ErrorKind::cancelled, condition::logged_out},
                                                          {ErrorKind::cancelled, condition::replaced},
                                                          {ErrorKind::cancelled, condition::outcome_unknown}};
  for (auto [kind, name] : conditions) {
    CHECK_MESSAGE(explain({.kind = kind, .condition = name}).what != explain({.kind = kind, .condition = ""}).what,
                  name);
  }
}

TEST_CASE("WS-12 `from` is the prepared bare JID where it is known, and absent where it is not") {
  for (auto [user, from] : {std::pair{"Alice", "alice@localhost"}, {"alice@localhost", "alice@localhost"}}) {
    ClientWorld world;
    world.client.log_in(ClientWorld::password(user, "demo"));
    world.transport.open();
    CHECK(world.sent().root()["from"] == from);
  }
  ClientWorld world;
  world.client.log_in(ClientWorld::certificate());
  world.transport.open();
  CHECK_FALSE(world.sent().root().attribute("from"));
}
