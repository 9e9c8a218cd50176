// SPDX-License-Identifier: AGPL-3.0-or-later
// The fakes keep the promises of xmpp/outside.h; tests rest on them.
#include <doctest/doctest.h>

#include "tests/native/fake_clock.h"
#include "tests/native/fake_fetcher.h"
#include "tests/native/fake_transport.h"
#include "tests/native/seeded_random.h"

using namespace xmpp;
using namespace std::chrono_literals;

namespace {

struct Log : TransportEvents {
  std::string seen;
  void on_open(std::string_view subprotocol) override { seen += "open(" + std::string(subprotocol) + ")"; }
  void on_text(std::string_view frame) override { seen += "text(" + std::string(frame) + ")"; }
  void on_binary() override { seen += "binary"; }
  void on_closed(int code) override { seen += "closed(" + std::to_string(code) + ")"; }
};

}  // namespace

TEST_CASE("the fake clock calls in order of time, including what is set on the way") {
  native::FakeClock clock;
  std::string log;
  clock.after(20ms, [&] { log += 'c'; });
  clock.after(10ms, [&] {
    log += 'a';
    clock.after(5ms, [&] { log += 'b'; });
    clock.after(50ms, [&] { log += 'x'; });
  });
  auto cancelled = clock.after(15ms, [&] { log += '!'; });
  clock.cancel(cancelled);
  CHECK(clock.next_due() == 10ms);
  clock.advance(9ms);
  CHECK(log == "");
  clock.advance(11ms);
  CHECK(log == "abc");
  CHECK(clock.now() == 20ms);
  CHECK(clock.pending() == 1);
  clock.after(0ms, [&] { log += 'd'; });
  CHECK(log == "abc");  // never from inside after()
  clock.advance(0ms);
  CHECK(log == "abcd");
}

TEST_CASE("a timer may be cancelled by another that is due at the same time") {
  native::FakeClock clock;
  int calls = 0;
  Clock::Timer second = 0;
  clock.after(1ms, [&] { clock.cancel(second); });
  second = clock.after(1ms, [&] { ++calls; });
  clock.advance(1ms);
  CHECK(calls == 0);
}

TEST_CASE("the fake transport records what is sent and tells what the test makes happen") {
  native::FakeTransport transport;
  Log log;
  transport.send("lost");
  transport.connect("wss://example.com/ws", log);
  transport.send("too early");
  transport.open();
  transport.send("<open/>");
  transport.receive("<open/>");
  transport.receive_binary();
  CHECK(transport.url() == "wss://example.com/ws");
  CHECK(transport.take() == "<open/>");
  CHECK(transport.take() == "");
  transport.close();
  transport.receive("<close/>");
  transport.end(1000);
  transport.receive("after the end");
  transport.end();
  CHECK(log.seen == "open(xmpp)text(<open/>)binarytext(<close/>)closed(1000)");
}

TEST_CASE("an abandoned connection says nothing more") {
  native::FakeTransport transport;
  Log log;
  transport.connect("wss://example.com/ws", log);
  transport.abandon();
  transport.open();
  transport.end();
  CHECK(log.seen == "");
}

TEST_CASE("the fake web answers known pages at once and others when the test says so") {
  native::FakeFetcher web;
  int status = 0;
  auto get = [](native::FakeFetcher& from, int& into) -> Task<void> {
    auto page = co_await from.get("https://example.com/x");
    into = page ? page->status : -1;
  };
  TaskScope scope;
  scope.spawn(get(web, status));
  CHECK(status == 0);
  web.answer("https://example.com/x", 404, "");
  CHECK(status == 404);
  scope.spawn(get(web, status));
  CHECK(web.asked().size() == 2);
}

TEST_CASE("seeded dice repeat themselves, and only themselves") {
  Bytes a(32), b(32), c(32);
  native::SeededRandom(5).fill(a);
  native::SeededRandom(5).fill(b);
  native::SeededRandom(6).fill(c);
  CHECK((a == b));
  CHECK((a != c));
}
