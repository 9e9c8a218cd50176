// SPDX-License-Identifier: AGPL-3.0-or-later
// Requests through Client: windows, cancelling, and callers that do surprising things.
#include <set>

#include "client_world.h"

using namespace xmpp;

namespace {

std::string result_for(Element request) {
  return "<iq xmlns='jabber:client' type='result' from='pubsub.localhost' id='" + std::string(request["id"]) + "'/>";
}

// The connection breaks, and the next one takes the session up again.
void break_and_resume(ClientWorld& world) {
  world.transport.end(1009);
  world.transport.take_all();
  world.client.reconnect_now();
  world.transport.open();
  world.offer_mechanisms({"EXTERNAL"});
  REQUIRE(world.sent().root()["mechanism"] == "EXTERNAL");
  world.receive("<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>");
  world.offer(std::string(ClientWorld::bind_feature) + ClientWorld::sm_feature);
  REQUIRE(world.sent().root().name() == "resume");
  world.receive("<resumed xmlns='urn:xmpp:sm:3' previd='previous' h='1'/>");  // the presence alone
  REQUIRE(world.client.status().resumed);
}

}  // namespace

TEST_CASE("ST-06 ids are at least 64 bits and never the same") {
  ClientWorld world;
  world.log_in();
  std::set<std::string> ids;
  std::vector<ClientWorld::Answer> answers;
  for (int i = 0; i < 30; ++i) {
    answers.push_back(world.ask("pubsub.localhost"));
    std::string id(world.sent().root()["id"]);
    CHECK(id.size() * 6 >= 64);
    CHECK(ids.insert(id).second);
  }
}

TEST_CASE("ST-05 a window of requests is in flight; the rest follow in order, as answers come") {
  ClientWorld world;
  world.log_in();
  std::vector<ClientWorld::Answer> answers;
  for (int i = 0; i < 40; ++i) answers.push_back(world.ask("pubsub.localhost"));
  CHECK(world.client.counters().in_flight == 32);
  auto frames = world.transport.take_all();
  CHECK(frames.size() == 32);
  world.receive(result_for(parse_frame(frames[0])->root()));
  CHECK(answers[0]->has_value());
  CHECK(world.transport.take_all().size() == 2);  // one for the answer, one because the window grew
  CHECK(world.client.counters().window == 33);
}

TEST_CASE("ST-06 a request whose caller goes away stays in flight, where the controller works on it") {
  ClientWorld world;
  world.log_in();
  std::vector<ClientWorld::Answer> answers;
  for (int i = 0; i < 40; ++i) answers.push_back(world.ask("pubsub.localhost"));
  auto frames = world.transport.take_all();
  world.tasks.clear();
  CHECK(world.transport.take_all().empty());  // what still waited is never sent
  CHECK(world.client.counters().in_flight == 32);

  auto next = world.ask("pubsub.localhost");
  CHECK(world.transport.take_all().empty());
  world.receive(result_for(parse_frame(frames[0])->root()));
  CHECK(world.transport.take_all().size() == 1);
  for (std::size_t i = 1; i < frames.size(); ++i) world.receive(result_for(parse_frame(frames[i])->root()));
  CHECK(world.client.counters().in_flight == 1);
  CHECK(world.client.counters().ignored == 0);
  for (const auto& answer : answers) CHECK_FALSE(answer->has_value());
  CHECK_FALSE(next->has_value());
}

TEST_CASE("ST-06 a request whose caller is gone is not asked again after the session was lost") {
  ClientWorld world;
  world.log_in();
  auto gone = world.ask("pubsub.localhost");
  world.tasks.clear();
  world.transport.end();
  world.transport.take_all();
  world.client.reconnect_now();
  world.come_online();
  CHECK(world.transport.take_all().empty());
}

TEST_CASE("ST-06 everything waiting is cancelled exactly once when the client goes") {
  native::FakeClock clock;
  native::FakeTransport transport;
  native::FakeFetcher fetcher;
  platform::Unicode unicode;
  platform::Crypto crypto;
  native::SeededRandom random;
  TaskScope tasks;
  int answered = 0;
  {
    Client client(Outside{transport, clock, random, crypto, unicode, fetcher});
    client.log_in(ClientWorld::certificate());
    auto run = [](Client& client, int& answered) -> Task<void> {
      auto answer = co_await client.ask({.to = *Jid::split("pubsub.localhost"), .payload = Xml("query", "urn:test")});
      CHECK(answer.error().kind == ErrorKind::cancelled);
      ++answered;
      auto again = co_await client.ask({.to = *Jid::split("pubsub.localhost"), .payload = Xml("query", "urn:test")});
      CHECK(again.error().condition == "not-connected");
    };
    for (int i = 0; i < 3; ++i) tasks.spawn(run(client, answered));
    CHECK(answered == 0);
  }
  CHECK(answered == 3);
  CHECK(tasks.size() == 0);
  CHECK(clock.pending() == 0);
  CHECK(transport.state() == native::FakeTransport::State::idle);
}

TEST_CASE("ST-06 a caller may log out, log in and ask from inside an answer or a change of status") {
  ClientWorld world;
  world.log_in();
  bool reacted = false;
  auto run = [](ClientWorld& world, bool& reacted) -> Task<void> {
    auto answer =
        co_await world.client.ask({.to = *Jid::split("pubsub.localhost"), .payload = Xml("query", "urn:test")});
    CHECK(answer.ok());
    world.client.log_out();
    world.client.log_in(ClientWorld::certificate());
    reacted = true;
  };
  world.tasks.spawn(run(world, reacted));
  world.receive(result_for(world.sent().root()));
  CHECK(reacted);
  CHECK(world.sent().root().name() == "close");
  world.clock.advance(Milliseconds(0));
  world.come_online();

  for (Phase phase : {Phase::connecting, Phase::authenticating, Phase::binding, Phase::online}) {
    world.client.log_out();
    world.client.on_status([&, phase](const Status& status) {
      if (status.phase == phase) world.client.log_out();
    });
    world.client.log_in(ClientWorld::certificate());
    world.transport.take_all();
    world.transport.open();
    world.receive("<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' id='s' version='1.0' from='localhost'/>");
    world.receive(
        "<features xmlns='http://etherx.jabber.org/streams'><mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'>"
        "<mechanism>EXTERNAL</mechanism></mechanisms></features>");
    world.receive("<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>");
    world.receive("<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' id='t' version='1.0' from='localhost'/>");
    world.receive("<features xmlns='http://etherx.jabber.org/streams'>" + std::string(ClientWorld::bind_feature) +
                  "</features>");
    auto frames = world.transport.take_all();
    if (phase == Phase::online) {
      world.receive("<iq xmlns='jabber:client' type='result' id='" +
                    std::string(parse_frame(frames.back())->root()["id"]) +
                    "'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><jid>alice@localhost/r</jid></bind></iq>");
    }
    world.client.on_status({});
    world.clock.advance(Milliseconds(6'000));
    CHECK(world.client.status().phase == Phase::offline);
    CHECK_FALSE(world.client.status().error);
  }
}

TEST_CASE("ATTACK-10 a million items in one result end the session; whoever asked has an answer") {
  ClientWorld world;
  world.log_in();
  auto answer = world.ask("pubsub.localhost");
  std::string result = result_for(world.sent().root());
  result.replace(result.size() - 2, 2, "><query xmlns='http://jabber.org/protocol/disco#items'>");
  for (int i = 0; i < 1'000'000; ++i) result += "<item/>";
  world.receive(result + "</query></iq>");
  CHECK(world.client.status().phase == Phase::offline);
  CHECK(world.client.status().error->condition == "policy-violation");
  REQUIRE(answer->has_value());
  CHECK_FALSE((*answer)->ok());
}

TEST_CASE("ST-06 a shorter timeout is not kept waiting by a longer one") {
  ClientWorld world;
  world.log_in();
  auto slow = world.ask("pubsub.localhost");
  std::optional<Result<Stanza>> fast;
  auto run = [](ClientWorld& world, std::optional<Result<Stanza>>& into) -> Task<void> {
    into.emplace(
        co_await world.client.ask({.to = Jid(), .payload = Xml("query", "urn:test"), .timeout = Milliseconds(5'000)}));
  };
  world.tasks.spawn(run(world, fast));
  world.clock.advance(Milliseconds(4'999));
  CHECK_FALSE(fast.has_value());
  world.clock.advance(Milliseconds(1));
  REQUIRE(fast.has_value());
  CHECK(fast->error().kind == ErrorKind::timeout);
  CHECK_FALSE(slow->has_value());
}

TEST_CASE("ST-08 a get that each time ends the connection is given up after three tries") {
  ClientWorld world;
  world.log_in();
  auto answer = world.ask("pubsub.localhost");
  for (int sending = 1; sending <= 3; ++sending) {
    CHECK_FALSE(answer->has_value());
    CHECK(world.sent().root()["to"] == "pubsub.localhost");
    world.transport.end();
    if (sending == 3) break;
    world.clock.advance(Milliseconds(19'000));
    REQUIRE(world.client.status().phase == Phase::connecting);
    world.come_online();
  }
  REQUIRE(answer->has_value());
  CHECK((*answer)->error().condition == "lost-each-time");
}

TEST_CASE("SM-08 ST-08 what breaks the connection after each resumption is given up after the third") {
  ClientWorld world;
  world.log_in(true);
  auto read = world.ask("pubsub.localhost"), written = world.ask("pubsub.localhost", IqType::set);
  std::string first(world.sent().root()["id"]);
  for (int i = 0; i < 3; ++i) {
    break_and_resume(world);
    CHECK(world.sent().root()["id"] == first);
    CHECK_FALSE(read->has_value());
  }
  world.transport.end(1009);
  for (auto& answer : {read, written}) {
    REQUIRE(answer->has_value());
    CHECK((*answer)->error().condition == "lost-each-time");
    CHECK(explain((*answer)->error()).what != explain({.kind = ErrorKind::timeout}).what);
  }
  world.transport.take_all();
  world.client.reconnect_now();
  world.come_online(true);  // bound afresh
  CHECK(world.transport.take() == "");
}

TEST_CASE("SM-08 resumptions between which something is answered may go on for ever") {
  ClientWorld world;
  world.log_in(true);
  auto slow = world.ask("pubsub.localhost");
  world.sent();
  for (int i = 0; i < 6; ++i) {
    break_and_resume(world);
    world.transport.take_all();
    auto quick = world.ask("pubsub.localhost");
    world.receive(result_for(world.sent().root()));
    CHECK(quick->has_value());
  }
  CHECK_FALSE(slow->has_value());
}

TEST_CASE("SEC-20 messages keep their order and their sender; without one they are from our own account") {
  ClientWorld world;
  world.log_in();
  std::vector<std::string> senders;
  world.client.on_message([&](const Stanza& stanza) { senders.push_back(stanza.from.to_string()); });
  world.receive("<message xmlns='jabber:client' from='pubsub.localhost'/>");
  world.receive("<message xmlns='jabber:client'/>");
  world.receive("<message xmlns='jabber:client' from='@'/>");
  world.receive("<message xmlns='jabber:client' from='mallory@localhost/x'/>");
  CHECK(senders == std::vector<std::string>{"pubsub.localhost", "alice@localhost", "mallory@localhost/x"});

  world.client.send_message(*Jid::split("pubsub.localhost"), Xml("x", "jabber:x:data"), "m1");
  auto message = world.sent();
  CHECK(message.root().is("jabber:client", "message"));
  CHECK(message.root()["id"] == "m1");
  CHECK(message.root().child("jabber:x:data", "x"));
}
