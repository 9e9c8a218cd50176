// SPDX-License-Identifier: AGPL-3.0-or-later
// performance.now, Date and setTimeout as xmpp::Clock.
#pragma once
#include <utility>
#include <vector>

#include "xmpp/outside.h"

namespace browser {

class Clock final : public xmpp::Clock {
 public:
  xmpp::Milliseconds now() const override;
  std::int64_t unix_time() const override;
  Timer after(xmpp::Milliseconds delay, std::function<void()> call) override;
  void cancel(Timer timer) override;

  /// From the page.
  void fire(Timer timer);

 private:
  std::vector<std::pair<Timer, std::function<void()>>> waiting_;  // a handful
};

/// The browser's secure dice.
class Random final : public xmpp::Random {
 public:
  void fill(std::span<std::uint8_t> bytes) override;
};

}  // namespace browser
