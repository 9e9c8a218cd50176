// SPDX-License-Identifier: AGPL-3.0-or-later
#include "world.h"

#include <doctest/doctest.h>

namespace screens {

using xmpp::Xml;

namespace {

constexpr std::string_view domain = "grid.example";

Xml with_identity(Xml query, std::string category, std::string type, std::string name) {
  query.add(Xml("identity")
                .attribute("category", std::move(category))
                .attribute("type", std::move(type))
                .attribute("name", std::move(name)));
  return query;
}

}  // namespace

World::World(std::string fragment, std::string_view config, float width, float height, std::string name)
    : driver(width, height), fragment_(std::move(fragment)), config_(config), name_(std::move(name)) {
  start();
}

void World::start() {
  app.reset();  // before the next one takes the context
  transport.take_all();
  app = std::make_unique<gui::App>(xmpp::Outside{transport, clock, random, crypto, unicode, fetcher}, host,
                                   gui::Page{.origin = "https://" + name_,
                                             .host = name_,
                                             .address = "https://" + name_ + "/broker/",
                                             .fragment = fragment_,
                                             .version = "1.0"},
                                   config_, driver.fonts());
  driver.show([this] { app->frame(); });
}

xmpp::Document World::sent() {
  const std::string frame = transport.take();
  auto document = xmpp::parse_frame(frame);
  REQUIRE_MESSAGE(document.ok(), frame);
  return *document;
}

void World::offer(std::string_view features) {
  REQUIRE(sent().root().name() == "open");
  transport.receive("<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' id='s1' version='1.0' from='grid.example'/>");
  transport.receive("<stream:features xmlns:stream='http://etherx.jabber.org/streams'>" + std::string(features) +
                    "</stream:features>");
}

void World::authenticate() {
  transport.open();
  offer("<mechanisms xmlns='urn:ietf:params:xml:ns:xmpp-sasl'><mechanism>EXTERNAL</mechanism></mechanisms>");
  REQUIRE(sent().root()["mechanism"] == "EXTERNAL");
  transport.receive("<success xmlns='urn:ietf:params:xml:ns:xmpp-sasl'/>");
  offer("<bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'/>");
  const auto bind = sent();
  transport.receive("<iq xmlns='jabber:client' type='result' id='" + std::string(bind.root()["id"]) +
                    "'><bind xmlns='urn:ietf:params:xml:ns:xmpp-bind'><jid>alice@grid.example/r1</jid></bind></iq>");
  REQUIRE(sent().root().name() == "presence");
}

void World::log_in() {
  app->log_in_with_certificate();
  authenticate();
  driver.frames(2);
}

void World::lose() {
  transport.end();
  transport.take_all();  // nobody reads what was still under way
  clock.advance(xmpp::Milliseconds(0));
  driver.frames(2);
}

void World::come_back() {
  app->on_network(true);
  authenticate();
  driver.frames(2);
}

std::size_t World::answer(std::size_t most) {
  std::size_t count = 0;
  // What the answers make the application ask waits for the next call.
  std::vector<std::string> frames;
  for (std::string frame; count + frames.size() < most && !(frame = transport.take()).empty();) frames.push_back(frame);
  for (const std::string& frame : frames) {
    auto document = xmpp::parse_frame(frame);
    if (!document || document->root().name() != "iq") continue;
    ++count;
    if (!breaks.empty() && frame.find(breaks) != std::string::npos) {
      lose();
      break;
    }
    transport.receive(reply(document->root()));
  }
  clock.advance(xmpp::Milliseconds(1));
  return count;
}

void World::settle() {
  // What is drawn asks for more: the counts of the rows that can be seen.
  do {
    while (answer() > 0) {
    }
    driver.frames(4);
  } while (answer() > 0);
}

std::string World::reply(const xmpp::Element& iq) {
  const std::string to(iq["to"]), id(iq["id"]);
  const xmpp::Element payload = iq.first_child();
  Xml answer("iq", "jabber:client");
  answer.attribute("id", id).attribute("from", to.empty() ? "alice@grid.example" : to);
  const auto result = [&](Xml content) {
    return std::move(answer).attribute("type", "result").add(std::move(content)).to_string();
  };
  const std::string ns_items(xmpp::disco::ns_items), ns_info(xmpp::disco::ns_info);
  const bool is_service = std::ranges::find(services, to) != services.end();
  if (to == domain && payload.is(ns_items, "query")) {
    Xml query("query", ns_items);
    for (const std::string& service : services) query.add(Xml("item").attribute("jid", service));
    return result(std::move(query));
  }
  if (to == domain && payload.is(ns_info, "query"))
    return result(with_identity(Xml("query", ns_info), "server", "im", "Controller"));
  if (is_service && payload.is(ns_info, "query") && payload["node"].empty()) {
    Xml query = with_identity(Xml("query", ns_info), "pubsub", "service", "Grid");
    query.add(Xml("feature").attribute("var", "http://jabber.org/protocol/pubsub"));
    return result(std::move(query));
  }
  if (payload.is("jabber:iq:version", "query"))
    return result(Xml("query", "jabber:iq:version").add(Xml("name").text(software)).add(Xml("version").text("23.01")));
  auto made = is_service ? controller.answer(*xmpp::Jid::split(to), payload)
                         : xmpp::Result<std::string>(xmpp::test::stanza_error("service-unavailable"));
  if (made) {
    Xml done = std::move(answer).attribute("type", "result");
    REQUIRE(done.add_checked(*made));
    return done.to_string();
  }
  return std::move(answer)
      .attribute("type", "error")
      .add(Xml("error")
               .attribute("type", made.error().type == xmpp::ErrorType::wait ? "wait" : "cancel")
               .add(Xml(made.error().condition, "urn:ietf:params:xml:ns:xmpp-stanzas")))
      .to_string();
}

}  // namespace screens
