// SPDX-License-Identifier: AGPL-3.0-or-later
// Logging in, from the outside of Client.
#include "client_world.h"

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
