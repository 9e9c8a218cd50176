// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/liveness.h"

namespace xmpp {
namespace {

constexpr Milliseconds recent{5'000};

}  // namespace

Liveness::Liveness(Clock& clock, Milliseconds after, Calls calls)
    : clock_(clock), after_(after), calls_(std::move(calls)) {
  if (after_.count() > 0) wait(after_, &Liveness::idle);
}

Liveness::~Liveness() {
  if (timer_) clock_.cancel(timer_);
}

void Liveness::wait(Milliseconds delay, void (Liveness::*then)()) {
  if (timer_) clock_.cancel(timer_);
  timer_ = clock_.after(delay, [this, then] {
    timer_ = 0;
    (this->*then)();
  });
}

void Liveness::check() {
  if (probed_at_ || clock_.now() - calls_.heard_at() < recent) return;
  probed_at_ = clock_.now();
  wait(patience, &Liveness::judge);
  calls_.probe();
}

void Liveness::idle() {
  Milliseconds silence = clock_.now() - calls_.heard_at();
  if (silence < after_) return wait(after_ - silence, &Liveness::idle);
  probed_at_ = clock_.now();
  wait(patience, &Liveness::judge);
  calls_.probe();
}

void Liveness::judge() {
  bool alive = calls_.heard_at() >= *probed_at_;
  probed_at_.reset();
  if (alive && after_.count() > 0) return wait(after_, &Liveness::idle);
  if (!alive) calls_.dead();  // may destroy this
}

}  // namespace xmpp
