// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/native/fake_clock.h"

#include <algorithm>

namespace native {

FakeClock::Timer FakeClock::after(xmpp::Milliseconds delay, std::function<void()> call) {
  calls_.emplace(Due{now_ + std::max(delay, xmpp::Milliseconds(0)), ++last_}, std::move(call));
  return last_;
}

void FakeClock::cancel(Timer timer) {
  std::erase_if(calls_, [=](const auto& entry) { return entry.first.second == timer; });
}

void FakeClock::advance(xmpp::Milliseconds by) {
  const auto until = now_ + by;
  while (!calls_.empty() && calls_.begin()->first.first <= until) {
    auto entry = calls_.extract(calls_.begin());  // the call may set and cancel timers
    now_ = std::max(now_, entry.key().first);
    entry.mapped()();
  }
  now_ = until;
}

std::optional<xmpp::Milliseconds> FakeClock::next_due() const {
  if (calls_.empty()) return std::nullopt;
  return calls_.begin()->first.first;
}

}  // namespace native
