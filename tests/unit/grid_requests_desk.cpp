// SPDX-License-Identifier: AGPL-3.0-or-later
// Who waits for being let in: read from a controller that sends its requests as messages, decided, and read back.
#include "xmpp/grid/requests_desk.h"

#include <doctest/doctest.h>

#include <algorithm>

#include "tests/unit/support/fake_desk.h"

using namespace xmpp;
using namespace xmpp::grid;
using namespace xmpp::test;
using approval::Decision;
using State = PendingRequest::State;

TEST_CASE("SUB-06 desk: every node that the controller names is asked; those without requests show none") {
  Desk d;
  d.names_all = true;
  for (int i = 0; i < 300; ++i) d.topics["t" + std::to_string(i)];
  d.wants("a@example", "t7").wants("b@example", "t7").wants("a@example", "t250");
  d.desk->read();
  CHECK(d.desk->reading());
  d.requests.run();
  CHECK(!d.desk->reading());
  CHECK(d.desk->all().size() == 3);
  CHECK(d.desk->waiting() == 3);
  CHECK(d.desk->progress().nodes == 300);
  CHECK(d.desk->progress().asked == 300);
  CHECK(d.desk->progress().unreadable == 0);
  CHECK(d.desk->progress().read_at == d.clock.unix_time());
  CHECK(!d.desk->refused());
}

TEST_CASE("desk: few commands are open at a time, and none is left open") {
  Desk d;
  d.names_all = true;
  for (int i = 0; i < 300; ++i) d.topics["t" + std::to_string(i)].refuses = i % 3 == 0;
  d.read();
  CHECK(d.most_open < 50);
  CHECK(d.open.empty());
  Desk none;
  none.read();
  CHECK(none.open.empty());
  CHECK(!none.desk->reading());
}

TEST_CASE("SUB-06 desk: topics in which somebody can be waiting are asked first") {
  Desk d;
  d.names_all = true;
  for (int i = 0; i < 100; ++i) {
    std::string id = "t" + std::to_string(i);
    d.topics[id];
    d.model.edit(d.model.add(id)).access = i == 60 ? AccessModel::authorize : AccessModel::open;
  }
  d.wants("a@example", "t60");
  d.desk->read();
  d.requests.round();
  d.requests.round();
  CHECK(d.desk->waiting() == 1);
}

TEST_CASE("desk: a node that refuses is counted, and what waited there stays") {
  Desk d;
  d.wants("a@example", "t1").wants("a@example", "t2");
  d.read();
  d.topics["t1"].refuses = true;
  d.read();
  CHECK(d.desk->progress().unreadable == 1);
  CHECK(d.desk->waiting() == 2);
}

TEST_CASE("desk: a controller without the command says so, and requests that come are shown all the same") {
  Desk d;
  d.has_command = false;
  d.read();
  REQUIRE(d.desk->refused());
  CHECK(d.desk->refused()->condition == "service-unavailable");
  CHECK(!d.desk->reading());
  d.topics["t"];
  d.wants("a@example", "t");
  d.tell("t", "a@example");
  REQUIRE(d.desk->waiting() == 1);
  d.decide({0}, Decision::reject);
  CHECK(d[0].state == State::rejected);
}

TEST_CASE("EVT-02 desk: only the service in use is believed") {
  Desk d;
  auto form = authorization("t", "a@example", "");
  CHECK(!d.desk->take(message_of("", form, "mallory@example/x")));
  CHECK(!d.desk->take(message_of("", form, "other.example")));
  CHECK(!d.desk->take(message_of("", form, "pubsub.example/x")));
  CHECK(d.desk->all().empty());
  CHECK(!d.desk->take(message_of("", "<body>hello</body>", "pubsub.example")));
  CHECK(d.desk->take(message_of("", form, "pubsub.example")));
  CHECK(d.desk->all().size() == 1);
}

TEST_CASE("SUB-08 desk: the longest waiting come first, by the stamp of those that waited for us") {
  Desk d;
  d.clock.advance(Milliseconds(3'600'000));
  d.tell("new", "a@example");
  d.tell("old", "b@example", "<delay xmlns='urn:xmpp:delay' stamp='2026-01-01T00:30:00Z'/>");
  d.tell("future", "c@example", "<delay xmlns='urn:xmpp:delay' stamp='2036-01-01T00:00:00Z'/>");
  REQUIRE(d.desk->all().size() == 3);
  CHECK(d[0].request.node == "old");
  CHECK(d[0].request.delay == "2026-01-01T00:30:00Z");
  CHECK(d[0].since() == d.clock.unix_time() - 1800);
  CHECK(d[0].seen_at == d.clock.unix_time());
  CHECK(d[1].request.node == "new");
  CHECK(d[2].since() == d.clock.unix_time());
}

TEST_CASE("desk: a request that comes again is the same request") {
  Desk d;
  d.wants("a@example", "t");
  d.tell("t", "a@example");
  d.read();
  auto asked = d.requests.asked;
  d.read();
  CHECK(d.requests.asked - asked == 2);  // the two steps; there is nothing to look after
  CHECK(d.desk->all().size() == 1);
  d.tell("t", "b@example");
  CHECK(d.desk->all().size() == 2);
}

TEST_CASE("desk: accepted is who the controller lists as subscribed afterwards") {
  Desk d;
  d.wants("a@example", "t");
  d.read();
  d.desk->decide(std::vector<std::size_t>{0}, Decision::approve);
  REQUIRE(d.sent.size() == 1);
  CHECK(d.sent[0].id == "m-t");
  CHECK(d[0].state == State::deciding);
  CHECK(d.desk->waiting() == 0);
  d.requests.run();
  CHECK(d[0].state == State::approved);
  CHECK(d[0].outcome == SubscriptionState::subscribed);
}

TEST_CASE("desk: rejected is who is neither subscribed nor pending afterwards") {
  Desk d;
  d.wants("a@example", "t").wants("b@example", "t");
  d.read();
  auto a = d[0].request.jid.local() == "a" ? 0u : 1u;
  d.decide({a}, Decision::reject);
  CHECK(d[a].state == State::rejected);
  CHECK(d[1 - a].state == State::waiting);
  CHECK(d.topics["t"].people.size() == 1);
  CHECK(d.open.empty());
}

TEST_CASE("desk: many at once, over many nodes") {
  Desk d;
  for (int i = 0; i < 200; ++i)
    d.wants("a@example", "t" + std::to_string(i)).wants("b@example", "t" + std::to_string(i));
  d.read();
  REQUIRE(d.desk->waiting() == 400);
  std::vector<std::size_t> all(400);
  for (std::size_t i = 0; i < 400; ++i) all[i] = i;
  auto asked = d.requests.asked;
  d.decide(all, Decision::approve);
  CHECK(std::all_of(d.desk->all().begin(), d.desk->all().end(), [](auto& e) { return e.state == State::approved; }));
  CHECK(d.requests.asked - asked == 200);  // one list a node
}

TEST_CASE("desk: a decision need not wait for the reading, and takes no harm from it") {
  Desk d;
  d.names_all = true;
  for (int i = 0; i < 100; ++i) d.topics["t" + std::to_string(i)];
  for (int i = 0; i < 100; i += 10) d.wants("a@example", "t" + std::to_string(i));
  d.desk->read();
  d.requests.round();
  d.requests.round();
  REQUIRE(d.desk->waiting() > 0);
  REQUIRE(d.desk->waiting() < 10);
  d.desk->decide(std::vector<std::size_t>{0}, Decision::reject);
  d.desk->read();  // there is one under way already
  d.requests.run();
  CHECK(d[0].state == State::rejected);
  CHECK(d.desk->waiting() == 9);
  CHECK(d.desk->progress().asked == 100);
}

TEST_CASE("SUB-04 desk: what somebody else decided is found when it is read again") {
  Desk d;
  d.wants("a@example", "t").wants("b@example", "t").wants("c@example", "u");
  d.read();
  d.set("t", "a@example", "subscribed");
  d.set("u", "c@example", "none");
  d.read();
  CHECK(d.desk->waiting() == 1);
  for (const auto& entry : d.desk->all()) {
    if (entry.request.jid.local() == "b") continue;
    CHECK(entry.state == State::elsewhere);
    bool let_in = entry.request.jid.local() == "a";
    CHECK(entry.outcome == (let_in ? SubscriptionState::subscribed : SubscriptionState::none));
  }
}

TEST_CASE("SUB-04 desk: whoever decides too late is told what was decided") {
  Desk d;
  d.wants("a@example", "t").wants("b@example", "u");
  d.read();
  d.set("t", "a@example", "none");
  d.set("u", "b@example", "subscribed");
  std::size_t a = d[0].request.node == "t" ? 0 : 1;
  d.decide({a}, Decision::approve);
  d.decide({1 - a}, Decision::reject);
  CHECK(d[a].state == State::elsewhere);
  CHECK(d[a].outcome == SubscriptionState::none);
  CHECK(d[1 - a].state == State::elsewhere);
  CHECK(d[1 - a].outcome == SubscriptionState::subscribed);
  CHECK(d.topics["t"].people.empty());
}

TEST_CASE("SUB-04 desk: errors that answer our answers are quiet") {
  Desk d;
  d.wants("a@example", "t");
  d.read();
  d.desk->decide(std::vector<std::size_t>{0}, Decision::approve);
  std::string error = "<error type='modify'><not-acceptable xmlns='urn:ietf:params:xml:ns:xmpp-stanzas'/></error>";
  CHECK(d.desk->take(message_of("type='error' id='m-t'", error, "pubsub.example")));
  CHECK(d.desk->take(message_of("type='error'", authorization("t", "a@example", "") + error, "pubsub.example")));
  CHECK(!d.desk->take(message_of("type='error' id='else'", error, "pubsub.example")));
  CHECK(d.desk->all().size() == 1);
  d.requests.run();
  CHECK(d[0].state == State::approved);
}

TEST_CASE("SUB-07 desk: where the answer by message changes nothing, the list of subscriptions decides") {
  for (bool shows : {false, true})
    for (bool subids : {false, true})
      for (Decision decision : {Decision::approve, Decision::reject}) {
        Desk d;
        d.takes_messages = false;
        d.takes_list = true;
        d.shows_pending = shows;
        d.uses_subids = subids;
        d.wants("a@example", "t");
        d.read();
        REQUIRE(d.desk->waiting() == 1);
        d.decide({0}, decision);
        CHECK(d[0].state == (decision == Decision::approve ? State::approved : State::rejected));
        CHECK(d.topics["t"].people.size() == (decision == Decision::approve ? 1 : 0));
      }
}

TEST_CASE("desk: a decision that the controller does not take fails, waits, and can be tried again") {
  Desk d;
  d.takes_messages = false;
  d.wants("a@example", "t");
  d.read();
  d.decide({0}, Decision::approve);
  CHECK(d[0].state == State::failed);
  CHECK(d[0].error->condition == "not-allowed");
  CHECK(d[0].outcome == SubscriptionState::pending);
  CHECK(d.desk->waiting() == 1);
  d.takes_messages = true;
  d.decide({0}, Decision::approve);
  CHECK(d[0].state == State::approved);
}

TEST_CASE("desk: somebody who was rejected and asks again waits again") {
  Desk d;
  d.wants("a@example", "t");
  d.read();
  d.decide({0}, Decision::reject);
  d.clock.advance(Milliseconds(60'000));
  d.wants("a@example", "t").tell("t", "a@example");
  REQUIRE(d.desk->all().size() == 1);
  CHECK(d[0].state == State::waiting);
  CHECK(d[0].seen_at == d.clock.unix_time());
}

TEST_CASE("desk: a decision that a lost connection left open is looked at after the next login") {
  Error ended = failure(ErrorKind::cancelled);
  ended.condition = "session-ended";
  for (bool arrived : {true, false}) {
    Desk d;
    d.wants("a@example", "t");
    d.takes_list = true;
    d.takes_messages = arrived;
    d.read();
    d.desk->decide(std::vector<std::size_t>{0}, Decision::approve);
    d.requests.fail_all(ended);
    CHECK(d[0].state == State::deciding);
    CHECK(d[0].error->condition == "session-ended");
    CHECK(d.requests.waiting() == 0);
    d.read();
    CHECK(d[0].state == State::approved);
  }
}

TEST_CASE("desk: a reading that the connection did not survive concludes nothing and may begin anew") {
  Desk d;
  for (int i = 0; i < 50; ++i) d.wants("a@example", "t" + std::to_string(i));
  d.read();
  REQUIRE(d.desk->waiting() == 50);
  d.desk->read();
  d.requests.round();
  d.requests.round();
  d.requests.fail_all(failure(ErrorKind::transport));
  CHECK(!d.desk->reading());
  CHECK(!d.desk->refused());
  CHECK(d.requests.waiting() == 0);
  CHECK(d.desk->waiting() == 50);
  d.topics.clear();
  d.read();
  CHECK(d.desk->waiting() == 0);
}

TEST_CASE("desk: a request that does not say who or where can be answered, but not confirmed") {
  Desk d;
  d.desk->take(message_of("id='x1'", authorization("", "", ""), "pubsub.example"));
  d.desk->take(message_of("id='x2'", authorization("", "", ""), "pubsub.example"));
  REQUIRE(d.desk->all().size() == 2);
  d.takes_messages = false;
  d.decide({1}, Decision::reject);
  REQUIRE(d.sent.size() == 1);
  CHECK(d.sent[0].id == "x2");
  CHECK(d[1].state == State::deciding);
  CHECK(d[0].state == State::waiting);
}

TEST_CASE("desk: destroyed in the middle, nothing more is asked") {
  Desk d;
  for (int i = 0; i < 50; ++i) d.wants("a@example", "t" + std::to_string(i));
  d.desk->read();
  d.requests.round();
  auto asked = d.requests.asked;
  d.desk = std::make_unique<RequestsDesk>(
      Ground{d.requests, d.service, d.model}, d.clock, [](const Jid&, Xml, std::string_view) {}, nullptr);
  d.requests.run();
  CHECK(d.requests.asked == asked);
  CHECK(d.desk->all().size() <= 50);
}
