// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wasm/clock.h"

#include <algorithm>

#include "wasm/js.h"

JS_IMPORTS {
  double js_clock_now();
  double js_clock_unix();
  int js_clock_start(browser::Clock * owner, double milliseconds);
  void js_clock_stop(int timer);
  void js_random_fill(std::uint8_t* bytes, std::size_t size);
}

namespace browser {

xmpp::Milliseconds Clock::now() const { return xmpp::Milliseconds(std::int64_t(js_clock_now())); }
std::int64_t Clock::unix_time() const { return std::int64_t(js_clock_unix()); }

Clock::Timer Clock::after(xmpp::Milliseconds delay, std::function<void()> call) {
  const auto timer = Timer(js_clock_start(this, double(delay.count())));  // setTimeout counts from 1
  waiting_.emplace_back(timer, std::move(call));
  return timer;
}
void Clock::cancel(Timer timer) {
  if (std::erase_if(waiting_, [timer](const auto& each) { return each.first == timer; }) > 0) js_clock_stop(int(timer));
}
void Clock::fire(Timer timer) {
  auto found = std::ranges::find(waiting_, timer, [](const auto& each) { return each.first; });
  if (found == waiting_.end()) return;
  auto call = std::move(found->second);  // it may start and cancel timers
  waiting_.erase(found);
  call();
}

void Random::fill(std::span<std::uint8_t> bytes) { js_random_fill(bytes.data(), bytes.size()); }

}  // namespace browser

JS_EXPORT void clock_fire(browser::Clock* clock, int timer) { clock->fire(browser::Clock::Timer(timer)); }
