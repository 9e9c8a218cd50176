// SPDX-License-Identifier: AGPL-3.0-or-later
// Notices that the controller is silent, asks, and gives up when no answer comes (WS-25, WS-26, XEP-0199).
#pragma once
#include <optional>

#include "xmpp/outside.h"

namespace xmpp {

class Liveness {
 public:
  static constexpr Milliseconds patience{30'000};  ///< for the answer

  struct Calls {
    std::function<Milliseconds()> heard_at;  ///< when something last came; anything counts as a sign of life
    std::function<void()> probe;
    std::function<void()> dead;
  };
  /// `after`: silence that makes us ask; 0: only when check() is called.
  Liveness(Clock& clock, Milliseconds after, Calls calls);
  ~Liveness();
  Liveness(const Liveness&) = delete;

  /// Something seems wrong (a request timed out): asks now, unless something came in the last seconds.
  void check();

 private:
  void wait(Milliseconds delay, void (Liveness::*then)());
  void idle();
  void judge();
  Clock& clock_;
  Milliseconds after_;
  Calls calls_;
  Clock::Timer timer_ = 0;
  std::optional<Milliseconds> probed_at_;
};

}  // namespace xmpp
