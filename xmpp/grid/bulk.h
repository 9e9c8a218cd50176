// SPDX-License-Identifier: AGPL-3.0-or-later
// The same act many times: pipelined, paused, cancelled, retried for what failed, and carried over a lost connection
// without doing anything twice.
#pragma once
#include <cstddef>
#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

#include "xmpp/error.h"
#include "xmpp/outside.h"

namespace xmpp::grid {

struct BulkStep {
  std::string name;  ///< of what it is done to, for lists of failures
  /// Does it. false: there was nothing to do. `again`: it was begun before, and nobody knows how far it came (the
  /// connection was lost, the controller had too much to do, it failed): it must read first whether it is done already.
  std::function<Task<Result<bool>>(bool again)> act;
};

class Bulk {
 public:
  enum class State : std::uint8_t { waiting, running, done, unchanged, failed, cancelled };
  struct Entry {
    std::string name;
    State state = State::waiting;
    std::optional<Error> error;  ///< with failed; with waiting and cancelled: what interrupted it
  };

  /// Begins, in the order of the steps. `in_flight`: steps under way at a time; the request table's own window does the
  /// fine tuning. Where the controller says that it is too much (wait/resource-constraint, wait/policy-violation), the
  /// step is done again after a pause, with half as many in flight; it fails only when it is refused so for half a
  /// minute although it is the only one. `changed` is called after each step and at the end, but never before the
  /// constructor has returned; it must not destroy this object.
  Bulk(std::vector<BulkStep> steps, Clock& clock, std::function<void()> changed, std::size_t in_flight = 64);
  /// Stops what is under way where it waits.
  ~Bulk();
  /// Steps under way end; no further one begins.
  void pause();
  void resume();
  /// As pause, and what waits is given up.
  void cancel();
  /// What failed waits again, and begins, also after pause() or cancel().
  void retry();
  /// The connection is back: steps that it interrupted are done again, asking first. While it is lost, none begins. It
  /// is taken for granted at first, and for lost when a step says so.
  void on_connection(bool online);

  bool paused() const;
  /// Nothing waits or runs.
  bool finished() const;
  std::size_t count(State state) const;
  const std::vector<Entry>& entries() const;

 private:
  struct Impl;
  std::unique_ptr<Impl> impl_;
};

}  // namespace xmpp::grid
