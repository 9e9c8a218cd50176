// SPDX-License-Identifier: AGPL-3.0-or-later
// The stream machine alone: events in, actions out. Whole conversations are in tests/scripts.
#include <doctest/doctest.h>

#include "xmpp/stream.h"

using namespace xmpp;

namespace {

constexpr const char* their_open =
    "<open xmlns='urn:ietf:params:xml:ns:xmpp-framing' id='s1' version='1.0' xml:lang='de' from='grid.example'/>";

Stream connecting() {
  Stream stream;
  stream.domain = "grid.example";
  return stream;
}

// One letter for each action: Send, Deliver, Await, Close the socket, Ended.
std::string outline(const std::vector<StreamAction>& actions) {
  std::string out;
  for (const auto& action : actions) out += "SDACE"[action.index()];
  return out;
}

std::string perform(Stream& stream, const StreamEvent& event) { return outline(step(stream, event)); }

Stream opened() {
  Stream stream = connecting();
  step(stream, event::SocketOpened{"xmpp"});
  step(stream, event::TextFrame{their_open});
  REQUIRE(stream.state == Stream::State::open);
  return stream;
}

const std::string& sent(const std::vector<StreamAction>& actions, std::size_t index = 0) {
  return std::get<action::Send>(actions.at(index)).frame;
}

}  // namespace

TEST_CASE("WS-11 WS-12 WS-06 WS-07 WS-08 the first message is <open/>, standalone, with nothing before it") {
  Stream stream = connecting();
  auto actions = step(stream, event::SocketOpened{"xmpp"});
  REQUIRE(outline(actions) == "S");
  CHECK(sent(actions).starts_with("<open "));
  auto document = parse_frame(sent(actions));
  REQUIRE(document.ok());
  Element open = document->root();
  CHECK(open.is("urn:ietf:params:xml:ns:xmpp-framing", "open"));
  CHECK(open["to"] == "grid.example");
  CHECK(open["version"] == "1.0");
  CHECK(open.lang() == "en");
  CHECK_FALSE(open.attribute("id"));
  CHECK_FALSE(open.attribute("from"));

  stream = connecting();
  stream.from = "alice@grid.example";
  CHECK(parse_frame(sent(step(stream, event::SocketOpened{"xmpp"})))->root()["from"] == "alice@grid.example");
}

TEST_CASE("WS-14 the peer's <open/> gives id and language") {
  Stream stream = opened();
  CHECK(stream.id == "s1");
  CHECK(stream.lang == "de");
}

TEST_CASE("WS-23 a restart sends <open/> without <close/> and forgets the old stream") {
  Stream stream = opened();
  auto actions = step(stream, event::Restart{});
  REQUIRE(outline(actions) == "S");
  CHECK(sent(actions).starts_with("<open "));
  CHECK(stream.id.empty());
  CHECK(stream.state == Stream::State::opening);
  CHECK(perform(stream, event::TextFrame{their_open}).empty());
  CHECK(stream.state == Stream::State::open);
}

TEST_CASE("WS-10 XML-04 features are delivered with any prefix, and so are elements we do not know") {
  Stream stream = opened();
  CHECK(perform(stream, event::TextFrame{"<features xmlns='http://etherx.jabber.org/streams'/>"}) == "D");
  CHECK(perform(stream, event::TextFrame{"<f:features xmlns:f='http://etherx.jabber.org/streams'/>"}) == "D");
  CHECK(perform(stream, event::TextFrame{"<whatever xmlns='urn:unknown'/>"}) == "D");
}

TEST_CASE("WS-17 after our <close/> only the peer's remaining traffic is processed") {
  Stream stream = opened();
  auto actions = step(stream, event::Close{});
  REQUIRE(outline(actions) == "SA");
  CHECK(sent(actions).starts_with("<close "));
  CHECK(perform(stream, event::Close{}).empty());
  CHECK(perform(stream, event::Restart{}).empty());
  CHECK(perform(stream, event::TextFrame{"<message xmlns='jabber:client'/>"}) == "D");
  SUBCASE("until its <close/>") {
    actions = step(stream, event::TextFrame{"<close xmlns='urn:ietf:params:xml:ns:xmpp-framing'/>"});
  }
  SUBCASE("or a timeout") { actions = step(stream, event::CloseTimeout{}); }
  REQUIRE(outline(actions) == "CE");
  CHECK(std::get<action::Ended>(actions[1]).why.kind == ErrorKind::cancelled);
}

TEST_CASE("WS-19 the socket's end without <close/> is the session's end, told once") {
  Stream stream = opened();
  auto actions = step(stream, event::SocketClosed{1006});
  REQUIRE(outline(actions) == "E");
  CHECK(std::get<action::Ended>(actions[0]).why.condition == "connection-lost");
  CHECK(perform(stream, event::SocketClosed{1006}).empty());
  CHECK(perform(stream, event::TextFrame{their_open}).empty());
  CHECK(perform(stream, event::BinaryFrame{}).empty());
  CHECK(perform(stream, event::Close{}).empty());
  CHECK(perform(stream, event::Fail{{}, "undefined-condition", {}}).empty());
}

TEST_CASE("ATTACK-10 WS-29 a frame beyond the limit ends the stream with policy-violation") {
  Stream stream = opened();
  stream.limits.bytes = 100;
  auto actions =
      step(stream, event::TextFrame{"<message xmlns='jabber:client'>" + std::string(100, 'x') + "</message>"});
  REQUIRE(outline(actions) == "SSCE");
  CHECK(sent(actions).find("policy-violation") != std::string::npos);
  CHECK(std::get<action::Ended>(actions[3]).why.condition == "policy-violation");
}

TEST_CASE("WS-02 without the subprotocol nothing is ever sent") {
  for (const char* selected : {"", "XMPP", "xmpp2"}) {
    Stream stream = connecting();
    CHECK(perform(stream, event::SocketOpened{selected}) == "CE");
  }
}
