// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/window.h"

#include <doctest/doctest.h>

#include <deque>

using namespace xmpp;

namespace {

// A controller that handles one request after the other, `rate` a millisecond, behind a path of `latency`.
struct Controller {
  double rate;
  double latency;
  double free_at = 0;
  double answer_to(double sent) {
    free_at = std::max(free_at, sent + latency / 2) + 1 / rate;
    return free_at + latency / 2;
  }
};

// Milliseconds until `requests` are answered.
double time_for(int requests, Controller controller, Window& window) {
  std::deque<std::pair<double, double>> in_flight;  // sent, answered
  double now = 0;
  for (int answered = 0; answered < requests;) {
    while (static_cast<int>(in_flight.size()) < window.size() &&
           answered + static_cast<int>(in_flight.size()) < requests) {
      in_flight.emplace_back(now, controller.answer_to(now));
    }
    auto [sent, arrives] = in_flight.front();
    bool full = static_cast<int>(in_flight.size()) >= window.size();
    in_flight.pop_front();
    now = std::max(now, arrives);
    ++answered;
    window.answered(Milliseconds(static_cast<int>(now - sent)), Milliseconds(static_cast<int>(now)), full);
  }
  return now;
}

}  // namespace

TEST_CASE("window: a fast controller behind 20 ms answers 1000 requests within 0.5 s") {
  Window window;
  CHECK(time_for(1000, {.rate = 4, .latency = 20}, window) < 500);
  CHECK(window.size() > 64);
}

TEST_CASE("window: a slow controller is not buried") {
  Window window;
  time_for(2000, {.rate = 0.1, .latency = 20}, window);
  CHECK(window.size() < 64);
}

TEST_CASE("window: pushing back halves it, once a round trip, down to two and no further") {
  Window window;
  window.answered(Milliseconds(20), Milliseconds(1000), true);
  int before = window.size();
  window.pushed_back(Milliseconds(1000));
  window.pushed_back(Milliseconds(1010));
  CHECK(window.size() == before / 2);
  for (int i = 0; i < 20; ++i) window.pushed_back(Milliseconds(2000 + 100 * i));
  CHECK(window.size() == Window::smallest);
}

TEST_CASE("window: it grows only where it was the limit, and not beyond the largest") {
  Window window;
  for (int i = 0; i < 1000; ++i) window.answered(Milliseconds(20), Milliseconds(i), false);
  CHECK(window.size() == Window::first);
  for (int i = 0; i < 1000; ++i) window.answered(Milliseconds(20), Milliseconds(i), true);
  CHECK(window.size() == Window::largest);
}
