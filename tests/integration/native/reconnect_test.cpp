// SPDX-License-Identifier: AGPL-3.0-or-later
// A lost connection and a restarted controller: the session comes back by itself, and the model stays.
#include <doctest/doctest.h>

#include "tests/integration/native/administrator.h"
#include "tests/integration/native/cuttable.h"
#include "xmpp/grid/crawl.h"
#include "xmpp/ns.h"

using namespace integration;
using xmpp::Phase;

namespace {

std::string port_of(const std::string& url) {
  const auto colon = url.rfind(':');
  return url.substr(colon + 1, url.find('/', colon) - colon - 1);
}

xmpp::Task<xmpp::Result<xmpp::Stanza>> ask_features(Administrator& who) {
  return who.client.ask({.to = *xmpp::Jid::parse(who.controller.pubsub, who.unicode),
                         .payload = xmpp::Xml("query", "http://jabber.org/protocol/disco#info")});
}

// Logged in through a proxy that can be cut.
struct CutFixture {
  Administrator alice{shared("ejabberd"), "alice"};
  Cuttable proxy{alice.loop, port_of(alice.controller.ws_url)};
  CutFixture() {
    alice.transport.options().origin = alice.controller.url.substr(0, alice.controller.url.size() - 1);
    auto request = alice.with_certificate();
    request.endpoint = "wss://localhost:" + std::to_string(proxy.port()) + "/ws";
    REQUIRE(alice.outcome(request) == "");
  }
};

}  // namespace

TEST_CASE("SM: when the TCP connection is cut the session is resumed, with the same JID, and nothing is lost") {
  CutFixture f;
  const auto jid = f.alice.client.status().jid;
  f.proxy.cut();
  f.alice.until(Phase::waiting);
  REQUIRE(f.alice.client.status().error);
  CHECK(f.alice.client.status().error->kind == xmpp::ErrorKind::transport);
  f.alice.client.reconnect_now();
  f.alice.until(Phase::online);
  CHECK(f.alice.client.status().resumed);
  CHECK(f.alice.client.status().jid == jid);
  CHECK(f.alice.run(ask_features(f.alice)).ok());
}

TEST_CASE("the session comes back by itself, without anyone asking") {
  CutFixture f;
  f.proxy.cut();
  f.alice.until(Phase::waiting);
  f.alice.until(Phase::online);
  CHECK(f.proxy.connections() == 2);
}

TEST_CASE("while the controller cannot be reached the attempts are counted and the reason is told") {
  CutFixture f;
  f.proxy.refuse(true);
  f.proxy.cut();
  f.alice.until(Phase::waiting);
  f.alice.client.reconnect_now();
  f.alice.wait(
      [&] { return f.alice.client.status().attempts >= 1 && f.alice.client.status().phase == Phase::waiting; });
  REQUIRE(f.alice.client.status().error);
  CHECK(f.alice.client.status().error->kind == xmpp::ErrorKind::transport);
  CHECK(f.alice.client.status().next_attempt > f.alice.loop.now());
  f.proxy.refuse(false);
  f.alice.client.reconnect_now();
  f.alice.until(Phase::online);
  CHECK(f.alice.client.status().attempts == 0);
}

TEST_CASE("a controller that was killed and started again: a new session, not resumed, and the model is kept") {
  OwnController controller;
  Administrator alice(controller.about(), "alice");
  REQUIRE(alice.outcome(alice.with_certificate()) == "");
  xmpp::grid::Model model;
  model.add("seen-before");

  controller.kill();
  alice.until(Phase::waiting);
  CHECK(model.find("seen-before"));
  controller.start();
  alice.client.reconnect_now();
  alice.until(Phase::online);
  CHECK_FALSE(alice.client.status().resumed);
  CHECK(alice.run(ask_features(alice)).ok());
}

TEST_CASE(
    "requests under way when the controller dies: a question is asked again, a change ends as unknown, each once") {
  OwnController controller;
  Administrator alice(controller.about(), "alice");
  REQUIRE(alice.outcome(alice.with_certificate()) == "");
  std::vector<xmpp::Result<xmpp::Stanza>> questions, changes;
  const auto keep = [](xmpp::Task<xmpp::Result<xmpp::Stanza>> task, auto& into) -> xmpp::Task<void> {
    into.push_back(co_await task);
  };
  xmpp::TaskScope scope;
  controller.kill();
  scope.spawn(keep(ask_features(alice), questions));
  scope.spawn(keep(alice.client.ask({.type = xmpp::IqType::set,
                                     .to = *xmpp::Jid::parse(alice.controller.pubsub, alice.unicode),
                                     .payload = std::move(xmpp::Xml("pubsub", "http://jabber.org/protocol/pubsub")
                                                              .add(xmpp::Xml("create").attribute("node", "lost")))}),
                   changes));
  alice.until(Phase::waiting);
  controller.start();
  alice.client.reconnect_now();
  alice.until(Phase::online);
  alice.wait([&] { return !questions.empty() && !changes.empty(); });
  REQUIRE(questions.size() == 1);
  CHECK(questions[0].ok());
  REQUIRE(changes.size() == 1);
  REQUIRE_FALSE(changes[0].ok());
  CHECK(xmpp::to_string(changes[0].error()) == "cancelled/session-ended");
}
