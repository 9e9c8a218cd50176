// SPDX-License-Identifier: AGPL-3.0-or-later
// One thread, poll(2) and timers: what the browser's event loop is to the product, for native tests.
#pragma once
#include <poll.h>

#include <chrono>
#include <functional>
#include <map>
#include <memory>
#include <unordered_map>

#include "xmpp/outside.h"

namespace native {

class EventLoop final : public xmpp::Clock {
 public:
  /// Called with the `revents` of poll(2).
  using Ready = std::function<void(short)>;

  /// SIGPIPE is ignored from now on: a peer that has gone is an error of the write, not the end of the program.
  EventLoop();
  ~EventLoop() override;

  /// One callback per descriptor; watching again replaces events and callback.
  void watch(int descriptor, short events, Ready call);
  void unwatch(int descriptor);

  xmpp::Milliseconds now() const override;
  std::int64_t unix_time() const override;
  Timer after(xmpp::Milliseconds delay, std::function<void()> call) override;
  void cancel(Timer timer) override;
  /// Soon, from the loop, never from inside this call.
  void post(std::function<void()> call) { after(xmpp::Milliseconds(0), std::move(call)); }

  /// Waits at most `longest` for something to happen, and handles all of it.
  void turn(xmpp::Milliseconds longest);
  /// Turns until `done` holds; false when `limit` has passed before. A limit is a safety net, not a way to wait.
  bool run_until(const std::function<bool()>& done, xmpp::Milliseconds limit = std::chrono::seconds(20));

 private:
  using Moment = std::chrono::steady_clock::time_point;
  struct Watched {
    short events;
    std::shared_ptr<Ready> call;  // shared: a callback may unwatch its own descriptor
  };
  void run_timers();
  std::unordered_map<int, Watched> watched_;
  std::map<std::pair<Moment, Timer>, std::function<void()>> timers_;  // in order of time, then of making
  std::unordered_map<Timer, Moment> due_;
  Timer last_ = 0;
};

}  // namespace native
