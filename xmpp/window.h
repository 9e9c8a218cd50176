// SPDX-License-Identifier: AGPL-3.0-or-later
// How many requests may be in flight: grows while the controller keeps pace, shrinks when it does not.
#pragma once
#include <optional>

#include "xmpp/outside.h"

namespace xmpp {

class Window {
 public:
  static constexpr int smallest = 2, first = 32, largest = 512;

  int size() const { return static_cast<int>(size_); }
  /// An answer that took `latency`. Grows by one an answer (doubling each round trip), as long as latency stays below
  /// twice the best seen plus 50 ms; shrinks by a fifth, once per round trip, when it exceeds four times plus 200 ms.
  void answered(Milliseconds latency, Milliseconds now, bool window_was_full);
  /// The controller said that it is too much, or did not answer in time: half, once per round trip.
  void pushed_back(Milliseconds now);
  /// A new connection: the path may be another.
  void reset() { *this = Window(); }

  std::optional<Milliseconds> latency() const { return latest_; }

 private:
  void shrink(double factor, Milliseconds now);
  double size_ = first;
  std::optional<Milliseconds> best_, latest_;
  Milliseconds shrunk_at_{-1'000'000};
};

}  // namespace xmpp
