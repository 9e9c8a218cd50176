// SPDX-License-Identifier: AGPL-3.0-or-later
// Whether to come back after a lost session, and when.
#pragma once
#include "xmpp/outside.h"

namespace xmpp {

/// Whether the same login may succeed by itself later. Never after a conflict (ST-10), a refused login, a redirection
/// or anything suspicious: that would loop (SASL-12).
bool may_reconnect(const Error& why);

/// Random first delay, then truncated exponential (WS-28).
class BackOff {
 public:
  static constexpr Milliseconds first{2'000}, longest{60'000};

  /// The first: anything up to `first`. The n-th: between half and all of first·2ⁿ⁻¹, at most `longest`.
  Milliseconds next(Random& random);
  int attempts() const { return attempts_; }
  void reset() { attempts_ = 0; }

 private:
  int attempts_ = 0;
};

}  // namespace xmpp
