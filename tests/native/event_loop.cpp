// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/native/event_loop.h"

#include <csignal>
#include <ctime>
#include <vector>

namespace native {

using std::chrono::steady_clock;
using xmpp::Milliseconds;

EventLoop::EventLoop() { std::signal(SIGPIPE, SIG_IGN); }

EventLoop::~EventLoop() {
  // What the calls hold may cancel timers of its own while it goes.
  due_.clear();
  const auto calls = std::move(timers_);
  timers_.clear();
}

void EventLoop::watch(int descriptor, short events, Ready call) {
  watched_[descriptor] = {events, std::make_shared<Ready>(std::move(call))};
}

void EventLoop::unwatch(int descriptor) { watched_.erase(descriptor); }

Milliseconds EventLoop::now() const {
  return std::chrono::duration_cast<Milliseconds>(steady_clock::now().time_since_epoch());
}

std::int64_t EventLoop::unix_time() const { return std::time(nullptr); }

EventLoop::Timer EventLoop::after(Milliseconds delay, std::function<void()> call) {
  const Moment due = steady_clock::now() + delay;
  timers_.emplace(std::pair(due, ++last_), std::move(call));
  due_.emplace(last_, due);
  return last_;
}

void EventLoop::cancel(Timer timer) {
  const auto at = due_.find(timer);
  if (at == due_.end()) return;
  timers_.erase({at->second, timer});
  due_.erase(at);
}

void EventLoop::run_timers() {
  // Those made while others run wait for the next turn, so that post() cannot starve the descriptors.
  const auto newest = last_;
  const auto now = steady_clock::now();
  for (auto at = timers_.begin(); at != timers_.end() && at->first.first <= now;) {
    if (at->first.second > newest) {
      ++at;
      continue;
    }
    auto call = std::move(at->second);
    due_.erase(at->first.second);
    timers_.erase(at);
    call();
    at = timers_.begin();
  }
}

void EventLoop::turn(Milliseconds longest) {
  std::vector<pollfd> polled;
  polled.reserve(watched_.size());
  for (const auto& [descriptor, watched] : watched_) polled.push_back({descriptor, watched.events, 0});

  auto wait = std::chrono::duration_cast<std::chrono::nanoseconds>(longest);
  if (!timers_.empty()) {
    wait = std::min(wait, std::chrono::nanoseconds(timers_.begin()->first.first - steady_clock::now()));
    wait = std::max(wait, std::chrono::nanoseconds(0));
  }
  const timespec time{static_cast<std::time_t>(wait.count() / 1'000'000'000),
                      static_cast<long>(wait.count() % 1'000'000'000)};
  if (ppoll(polled.data(), polled.size(), &time, nullptr) > 0) {
    for (const pollfd& one : polled) {
      if (one.revents == 0) continue;
      const auto at = watched_.find(one.fd);  // an earlier callback may have ended it
      if (at == watched_.end()) continue;
      const auto call = at->second.call;
      (*call)(one.revents);
    }
  }
  run_timers();
}

bool EventLoop::run_until(const std::function<bool()>& done, Milliseconds limit) {
  const auto end = steady_clock::now() + limit;
  while (!done()) {
    const auto left = std::chrono::duration_cast<Milliseconds>(end - steady_clock::now());
    if (left <= Milliseconds(0)) return false;
    turn(left);
  }
  return true;
}

}  // namespace native
