// SPDX-License-Identifier: AGPL-3.0-or-later
// A clock that stands still until the test moves it.
#pragma once
#include <map>
#include <optional>

#include "xmpp/outside.h"

namespace native {

class FakeClock final : public xmpp::Clock {
 public:
  /// 2026-01-01T00:00:00Z.
  static constexpr std::int64_t start_of_time = 1'767'225'600;

  xmpp::Milliseconds now() const override { return now_; }
  std::int64_t unix_time() const override { return start_of_time + now_.count() / 1000; }
  Timer after(xmpp::Milliseconds delay, std::function<void()> call) override;
  void cancel(Timer timer) override;

  /// Moves time on and calls all that falls due on the way, in order of time, then of setting; also what those calls
  /// set. advance(0) calls what is due now.
  void advance(xmpp::Milliseconds by);
  /// Timers that wait.
  std::size_t pending() const { return calls_.size(); }
  /// When the next of them is due (as now()); nothing when none waits.
  std::optional<xmpp::Milliseconds> next_due() const;

 private:
  using Due = std::pair<xmpp::Milliseconds, Timer>;
  std::map<Due, std::function<void()>> calls_;
  xmpp::Milliseconds now_{0};
  Timer last_ = 0;
};

}  // namespace native
