// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/window.h"

#include <algorithm>

namespace xmpp {

void Window::answered(Milliseconds latency, Milliseconds now, bool window_was_full) {
  latest_ = latency;
  best_ = best_ ? std::min(*best_, latency) : latency;
  if (latency > 4 * *best_ + Milliseconds(200)) {
    shrink(0.8, now);
  } else if (window_was_full && latency <= 2 * *best_ + Milliseconds(50)) {
    size_ = std::min<double>(size_ + 1, largest);
  }
}

void Window::pushed_back(Milliseconds now) { shrink(0.5, now); }

void Window::shrink(double factor, Milliseconds now) {
  if (now - shrunk_at_ < std::max(latest_.value_or(Milliseconds(0)), Milliseconds(1))) return;
  shrunk_at_ = now;
  size_ = std::max<double>(size_ * factor, smallest);
}

}  // namespace xmpp
