// SPDX-License-Identifier: AGPL-3.0-or-later
// One loop begins steps as long as there is room; whatever ends a step gives room. Steps begin in their order: one that
// is put back is the next to begin.
#include "xmpp/grid/bulk.h"

#include <algorithm>
#include <utility>

#include "xmpp/grid/reading.h"

namespace xmpp::grid {
namespace {

constexpr Milliseconds first_pause{500}, last_pause{16'000};  // each twice the one before: half a minute together
constexpr std::size_t streak_for_one_more = 16;

// An application condition beside it (too-many-subscriptions, XEP-0060 §6.1.3.9) means a limit, not haste.
bool throttled(const Error& error) {
  return error.kind == ErrorKind::stanza && error.type == ErrorType::wait && error.specific.empty() &&
         (error.condition == "resource-constraint" || error.condition == "policy-violation");
}

}  // namespace

struct Bulk::Impl {
  // The latest beginning of a step.
  struct Begun {
    bool ever = false;
    std::uint32_t connection = 0;  // in which
    std::uint32_t burst = 0;       // between which two refusals
  };

  std::vector<BulkStep> steps;
  std::vector<Entry> entries;
  std::vector<Begun> begun;
  std::size_t counts[6] = {};
  Clock& clock;
  std::function<void()> changed;
  std::size_t most;

  std::size_t at = 0;  // no step before it waits
  bool paused = false, cancelled = false, online = true;
  std::uint32_t connection = 0;

  std::size_t limit;  // steps in flight, as the controller bears it
  std::size_t streak = 0;
  std::uint32_t burst = 0;
  Milliseconds rest = first_pause;  // the next pause
  Clock::Timer resting = 0;

  bool pumping = false, reporting = false, built = false;
  bool news = false;
  Clock::Timer telling = 0;
  TaskScope tasks;  // last: its frames use all of the above

  Impl(std::vector<BulkStep> s, Clock& c, std::function<void()> f, std::size_t in_flight)
      : steps(std::move(s)),
        entries(steps.size()),
        begun(steps.size()),
        clock(c),
        changed(std::move(f)),
        most(std::max<std::size_t>(in_flight, 1)),
        limit(most) {
    for (std::size_t i = 0; i < steps.size(); ++i) entries[i].name = std::move(steps[i].name);
    count(State::waiting) = steps.size();
  }
  ~Impl() {
    if (resting) clock.cancel(resting);
    if (telling) clock.cancel(telling);
  }

  std::size_t& count(State state) { return counts[static_cast<std::size_t>(state)]; }
  void set(std::size_t index, State state) {
    --count(entries[index].state);
    ++count(entries[index].state = state);
  }

  bool may_begin() {
    return online && !paused && !cancelled && !resting && count(State::running) < limit && count(State::waiting) > 0;
  }

  void pump() {
    if (std::exchange(pumping, true)) return;  // a step that ended at once: the loop below goes on
    while (may_begin()) {
      while (entries[at].state != State::waiting) ++at;
      begin(at++);
    }
    pumping = false;
  }

  void begin(std::size_t index) {
    set(index, State::running);
    entries[index].error.reset();
    bool again = std::exchange(begun[index], Begun{true, connection, burst}).ever;
    tasks.spawn(run(index, again));
  }
  Task<void> run(std::size_t index, bool again) {
    auto result = co_await steps[index].act(again);
    take(index, result);
    pump();
    report();
  }

  void take(std::size_t index, const Result<bool>& result) {
    if (!result && session_ended(result.error())) return interrupted(index, result.error());
    if (!result && throttled(result.error())) return slow_down(index, result.error());
    keep_pace(index);
    if (!result) entries[index].error = result.error();
    set(index, !result ? State::failed : *result ? State::done : State::unchanged);
  }

  void put_back(std::size_t index, const Error& error) {
    entries[index].error = error;
    set(index, cancelled ? State::cancelled : State::waiting);
    at = std::min(at, index);
  }

  // Its end may come when the next connection is there already.
  void interrupted(std::size_t index, const Error& error) {
    if (begun[index].connection == connection) online = false;
    put_back(index, error);
  }

  // ---- no more than the controller bears

  void slow_down(std::size_t index, const Error& error) {
    if (begun[index].burst != burst) return put_back(index, error);  // one of those that were on their way
    if (limit == 1 && rest > last_pause) {
      entries[index].error = error;
      return set(index, State::failed);
    }
    put_back(index, error);
    ++burst;
    streak = 0;
    limit = std::max<std::size_t>(limit / 2, 1);
    resting = clock.after(std::min(rest, last_pause), [this] {
      resting = 0;
      pump();
    });
    rest = std::min(rest, last_pause) * 2;
  }

  // One more after so many steps without a refusal.
  void keep_pace(std::size_t index) {
    if (begun[index].burst != burst) return;
    rest = first_pause;
    if (limit < most && ++streak >= streak_for_one_more) {
      ++limit;
      streak = 0;
    }
  }

  // ---- telling

  // What changed() does may change something again: told once more, not from inside.
  void report() {
    news = true;
    if (reporting || !built) return;
    reporting = true;
    while (std::exchange(news, false))
      if (changed) changed();
    reporting = false;
  }

  void start() {
    pump();
    built = true;
    if (!news) return;
    telling = clock.after(Milliseconds(0), [this] {
      telling = 0;
      report();
    });
  }
};

Bulk::Bulk(std::vector<BulkStep> steps, Clock& clock, std::function<void()> changed, std::size_t in_flight)
    : impl_(std::make_unique<Impl>(std::move(steps), clock, std::move(changed), in_flight)) {
  impl_->start();
}

Bulk::~Bulk() = default;

void Bulk::pause() { impl_->paused = true; }

void Bulk::resume() {
  impl_->paused = false;
  impl_->pump();
}

void Bulk::cancel() {
  Impl& impl = *impl_;
  impl.cancelled = true;
  if (impl.count(State::waiting) == 0) return;
  for (std::size_t i = 0; i < impl.entries.size(); ++i)
    if (impl.entries[i].state == State::waiting) impl.set(i, State::cancelled);
  impl.report();
}

void Bulk::retry() {
  Impl& impl = *impl_;
  impl.paused = impl.cancelled = false;
  for (std::size_t i = 0; i < impl.entries.size(); ++i)
    if (impl.entries[i].state == State::failed) impl.set(i, State::waiting);
  impl.at = 0;
  impl.rest = first_pause;
  impl.pump();
}

void Bulk::on_connection(bool online) {
  Impl& impl = *impl_;
  if (online && !impl.online) ++impl.connection;
  impl.online = online;
  impl.pump();
}

bool Bulk::paused() const { return impl_->paused; }
bool Bulk::finished() const { return impl_->count(State::waiting) + impl_->count(State::running) == 0; }
std::size_t Bulk::count(State state) const { return impl_->count(state); }
const std::vector<Bulk::Entry>& Bulk::entries() const { return impl_->entries; }

}  // namespace xmpp::grid
