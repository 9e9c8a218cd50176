// SPDX-License-Identifier: AGPL-3.0-or-later
// The same act many times, on a controller that counts how often each was done to it.
#include "xmpp/grid/bulk.h"

#include <doctest/doctest.h>

#include <algorithm>
#include <deque>

#include "tests/native/fake_clock.h"
#include "tests/unit/support/fake_requests.h"

using namespace xmpp;
using namespace xmpp::grid;
using namespace xmpp::test;

namespace {

using State = Bulk::State;

// A controller with a switch for each step. A step turns its own on; done again, it looks first.
struct Switches {
  struct Asked {
    std::size_t step;
    bool look;
    OneShot<Result<bool>> answer;
  };
  std::vector<int> turned;
  std::deque<Asked> asked;
  std::size_t most_asked = 0, changes = 0;
  native::FakeClock clock;
  std::unique_ptr<Bulk> bulk;

  explicit Switches(std::size_t count) : turned(count) {}

  Task<Result<bool>> ask(std::size_t step, bool look) {
    asked.push_back({step, look, {}});
    most_asked = std::max(most_asked, asked.size());
    auto answer = asked.back().answer;
    co_return co_await answer.wait();
  }
  Task<Result<bool>> turn_on(std::size_t step, bool again) {
    if (again) {
      auto on = co_await ask(step, true);
      if (!on) co_return on.error();
      if (*on) co_return false;
    }
    co_return co_await ask(step, false);
  }
  BulkStep step(std::size_t i) {
    return {"s" + std::to_string(i), [this, i](bool again) { return turn_on(i, again); }};
  }
  std::vector<BulkStep> steps(std::size_t from = 0) {
    std::vector<BulkStep> all;
    for (std::size_t i = from; i < turned.size(); ++i) all.push_back(step(i));
    return all;
  }
  void start(std::size_t in_flight = 8) { start(steps(), in_flight); }
  void start(std::vector<BulkStep> some, std::size_t in_flight = 8) {
    bulk = std::make_unique<Bulk>(std::move(some), clock, [this] { ++changes; }, in_flight);
  }

  void answer_one() {
    Asked next = std::move(asked.front());
    asked.pop_front();
    if (next.look) return next.answer.resolve(turned[next.step] > 0);
    ++turned[next.step];
    next.answer.resolve(true);
  }
  void answer(std::size_t count) {
    for (std::size_t i = 0; i < count && !asked.empty(); ++i) answer_one();
  }
  void refuse_one(const Error& error) {
    Asked next = std::move(asked.front());
    asked.pop_front();
    next.answer.resolve(error);
  }
  // The connection is lost: of what was under way, every second arrived, and no answer comes back.
  void lose_connection() {
    auto lost = std::exchange(asked, {});
    bool arrived = false;
    for (Asked& one : lost) {
      if (!one.look && (arrived = !arrived)) ++turned[one.step];
      Error error = failure(ErrorKind::cancelled);
      error.condition = "session-ended";
      one.answer.resolve(error);
    }
  }
  bool each_once() const {
    return std::all_of(turned.begin(), turned.end(), [](int times) { return times == 1; });
  }
};

Error too_much() { return stanza_error("resource-constraint", ErrorType::wait); }

Task<Result<bool>> at_once(Result<bool> result) { co_return result; }

}  // namespace

TEST_CASE("bulk: every step is done once, and no more are under way than allowed") {
  Switches s(100);
  s.start(8);
  CHECK(s.bulk->count(State::running) == 8);
  s.answer(1000);
  CHECK(s.each_once());
  CHECK(s.most_asked == 8);
  CHECK(s.bulk->finished());
  CHECK(s.bulk->count(State::done) == 100);
  CHECK(s.changes == 100);
}

TEST_CASE("bulk: nothing to do is told apart from done, and a failure does not stop the rest") {
  native::FakeClock clock;
  std::vector<BulkStep> steps;
  steps.push_back({"a", [](bool) { return at_once(true); }});
  steps.push_back({"b", [](bool) { return at_once(false); }});
  steps.push_back({"c", [](bool) { return at_once(stanza_error("forbidden", ErrorType::auth)); }});
  steps.push_back({"d", [](bool) { return at_once(true); }});
  Bulk bulk(std::move(steps), clock, {});
  CHECK(bulk.finished());
  CHECK(bulk.count(State::done) == 2);
  CHECK(bulk.count(State::unchanged) == 1);
  REQUIRE(bulk.count(State::failed) == 1);
  CHECK(bulk.entries()[2].name == "c");
  CHECK(bulk.entries()[2].error->condition == "forbidden");
}

TEST_CASE("bulk: changed() is not called before there is an object to ask") {
  native::FakeClock clock;
  std::unique_ptr<Bulk> bulk;
  std::size_t called = 0;
  bool there = true;
  std::vector<BulkStep> steps;
  for (int i = 0; i < 3; ++i) steps.push_back({"", [](bool) { return at_once(true); }});
  bulk = std::make_unique<Bulk>(std::move(steps), clock, [&] { ++called, there = there && bulk && bulk->finished(); });
  CHECK(called == 0);
  clock.advance(Milliseconds(0));
  CHECK(called > 0);
  CHECK(there);
}

TEST_CASE("bulk: cancelled half way, a new run over the rest does every step once") {
  Switches s(100);
  s.start(8);
  s.answer(50);
  s.bulk->cancel();
  CHECK(!s.bulk->finished());
  s.answer(1000);
  REQUIRE(s.bulk->finished());
  auto done = s.bulk->count(State::done);
  CHECK(done == 58);
  CHECK(s.bulk->count(State::cancelled) == 42);
  std::vector<BulkStep> rest;
  for (std::size_t i = 0; i < 100; ++i)
    if (s.bulk->entries()[i].state == State::cancelled) rest.push_back(s.step(i));
  s.start(std::move(rest));
  s.answer(1000);
  CHECK(s.bulk->finished());
  CHECK(s.each_once());
}

TEST_CASE("bulk: paused, what is under way ends and nothing begins") {
  Switches s(20);
  s.start(4);
  s.bulk->pause();
  CHECK(s.bulk->paused());
  s.answer(1000);
  CHECK(s.bulk->count(State::done) == 4);
  CHECK(s.bulk->count(State::running) == 0);
  CHECK(!s.bulk->finished());
  s.bulk->resume();
  s.answer(1000);
  CHECK(s.bulk->finished());
  CHECK(s.each_once());
}

TEST_CASE("bulk: a connection lost in the middle does nothing twice and leaves nothing out") {
  Switches s(100);
  s.start(8);
  s.answer(30);
  s.lose_connection();
  CHECK(s.bulk->count(State::running) == 0);
  CHECK(s.asked.empty());
  s.bulk->on_connection(false);
  CHECK(s.asked.empty());
  s.bulk->on_connection(true);
  s.answer(20);
  s.bulk->on_connection(false);  // told before the requests end
  s.lose_connection();
  CHECK(s.asked.empty());
  s.bulk->on_connection(true);
  s.answer(1000);
  CHECK(s.bulk->finished());
  CHECK(s.bulk->count(State::failed) == 0);
  CHECK(s.each_once());
}

TEST_CASE("bulk: steps whose end is told only when the next connection is there are done again all the same") {
  Switches s(10);
  s.start(4);
  s.bulk->on_connection(false);
  s.bulk->on_connection(true);
  s.lose_connection();
  s.answer(1000);
  CHECK(s.bulk->finished());
  CHECK(s.each_once());
}

TEST_CASE("bulk: a step interrupted after cancel() says that nobody knows") {
  Switches s(10);
  s.start(4);
  s.bulk->cancel();
  s.lose_connection();
  CHECK(s.bulk->finished());
  CHECK(s.bulk->count(State::cancelled) == 10);
  CHECK(s.bulk->entries()[0].error->condition == "session-ended");
  CHECK(!s.bulk->entries()[9].error);
}

TEST_CASE("ST-08 bulk: a controller that throttles is given time, and no step fails") {
  for (std::size_t bears : {1u, 3u, 20u}) {
    Switches s(300);
    s.start(64);
    std::size_t refusals = 0;
    for (int i = 0; i < 10'000 && !s.bulk->finished(); ++i) {
      // It takes so many a tick, and refuses what else has come.
      std::size_t came = s.asked.size();
      for (std::size_t n = 0; n < came; ++n) {
        if (n < bears) {
          s.answer_one();
        } else {
          s.refuse_one(too_much());
          ++refusals;
        }
      }
      if (s.asked.empty()) s.clock.advance(Milliseconds(100));
    }
    CHECK(s.bulk->finished());
    CHECK(s.bulk->count(State::failed) == 0);
    CHECK(s.each_once());
    CHECK(refusals < 300);
  }
}

TEST_CASE("ST-08 bulk: after a refusal for haste nothing begins for a while, then half as many") {
  Switches s(100);
  s.start(16);
  while (!s.asked.empty()) s.refuse_one(stanza_error("policy-violation", ErrorType::wait));
  CHECK(s.bulk->count(State::running) == 0);
  CHECK(s.bulk->count(State::failed) == 0);
  s.clock.advance(Milliseconds(100));
  CHECK(s.asked.empty());
  s.clock.advance(Milliseconds(60'000));
  CHECK(s.asked.size() == 8);
  CHECK(s.asked.front().step == 0);
}

TEST_CASE("ST-08 bulk: a step that is always too much fails in the end, and the others are done") {
  Switches s(20);
  s.start(8);
  for (int i = 0; i < 1000 && !s.bulk->finished(); ++i) {
    while (!s.asked.empty())
      if (s.asked.front().step == 7)
        s.refuse_one(too_much());
      else
        s.answer_one();
    s.clock.advance(Milliseconds(1'000));
  }
  CHECK(s.bulk->finished());
  CHECK(s.bulk->count(State::failed) == 1);
  CHECK(s.bulk->entries()[7].error->condition == "resource-constraint");
  CHECK(s.bulk->count(State::done) == 19);
}

TEST_CASE("ST-08 bulk: a limit on subscriptions is no haste") {
  Switches s(1);
  s.start();
  Error limit = stanza_error("policy-violation", ErrorType::wait);
  limit.specific = "too-many-subscriptions";
  s.refuse_one(limit);
  CHECK(s.bulk->count(State::failed) == 1);
}

TEST_CASE("bulk: retry does what failed, and only that; a timeout may have been heard") {
  Switches s(10);
  s.start(10);
  ++s.turned[0];  // it was done, but the answer came too late
  s.refuse_one(failure(ErrorKind::timeout));
  s.refuse_one(stanza_error("internal-server-error", ErrorType::cancel));
  s.answer(1000);
  CHECK(s.bulk->count(State::failed) == 2);
  s.bulk->retry();
  s.answer(1000);
  CHECK(s.bulk->finished());
  CHECK(s.bulk->count(State::failed) == 0);
  CHECK(s.each_once());
}

TEST_CASE("bulk: 10 000 steps, answered at once or later") {
  native::FakeClock clock;
  std::size_t done = 0;
  std::vector<BulkStep> steps;
  for (int i = 0; i < 10'000; ++i) steps.push_back({"", [&](bool) { return ++done, at_once(true); }});
  Bulk bulk(std::move(steps), clock, {});
  CHECK(bulk.finished());
  CHECK(done == 10'000);

  Switches s(10'000);
  s.start(64);
  s.answer(20'000);
  CHECK(s.bulk->finished());
  CHECK(s.each_once());
  CHECK(s.most_asked == 64);
}

TEST_CASE("bulk: changed() may cancel") {
  Switches s(100);
  std::size_t calls = 0;
  s.bulk = std::make_unique<Bulk>(
      s.steps(), s.clock,
      [&] {
        if (++calls == 10) s.bulk->cancel();
      },
      4);
  s.answer(1000);
  CHECK(s.bulk->finished());
  CHECK(s.bulk->count(State::done) < 20);
  CHECK(s.bulk->count(State::cancelled) + s.bulk->count(State::done) == 100);
}

TEST_CASE("bulk: changed() may retry, also with steps that end at once") {
  native::FakeClock clock;
  std::unique_ptr<Bulk> bulk;
  std::size_t tries = 0;
  std::vector<BulkStep> steps;
  for (int i = 0; i < 5; ++i)
    steps.push_back({"", [&](bool) {
                       bool passes = ++tries > 20;
                       return at_once(passes ? Result<bool>(true) : Result<bool>(stanza_error("forbidden")));
                     }});
  bulk = std::make_unique<Bulk>(std::move(steps), clock, [&] {
    if (bulk->finished() && bulk->count(State::failed)) bulk->retry();
  });
  clock.advance(Milliseconds(0));
  CHECK(bulk->finished());
  CHECK(bulk->count(State::done) == 5);
}

TEST_CASE("bulk: destroyed, nothing more begins, and no timer is left") {
  Switches s(100);
  s.start(8);
  s.answer(10);
  s.refuse_one(too_much());
  CHECK(s.clock.pending() == 1);
  s.bulk.reset();
  CHECK(s.clock.pending() == 0);
  auto asked = s.asked.size();
  s.answer(1000);
  s.clock.advance(Milliseconds(100'000));
  CHECK(s.asked.empty());
  CHECK(asked == 7);
}

TEST_CASE("bulk: without steps there is nothing to wait for") {
  native::FakeClock clock;
  Bulk bulk({}, clock, {});
  CHECK(bulk.finished());
  bulk.retry();
  bulk.cancel();
  CHECK(bulk.finished());
}
