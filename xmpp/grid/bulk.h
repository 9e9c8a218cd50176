// SPDX-License-Identifier: AGPL-3.0-or-later
// The same act many times: pipelined, paused, cancelled, retried for what failed, and carried over a lost connection
// without doing anything twice.
#pragma once
#include <cstddef>
#include <functional>
#include <memory>
#include <string>
#include <vector>

#include "xmpp/error.h"
#include "xmpp/outside.h"

namespace xmpp::grid {

struct BulkStep {
  std::string name;  ///< of what it is done to, for lists of failures
  /// Does it. false: there was nothing to do. Safe to call again after cancelled/session-ended: it must read first
  /// whether it is done already.
  std::function<Task<Result<bool>>(bool again)> act;
};

class Bulk {
 public:
  enum class State : std::uint8_t { waiting, running, done, unchanged, failed, cancelled };
  struct Entry {
    std::string name;
    State state = State::waiting;
    std::optional<Error> error;
  };

  /// `in_flight`: steps under way at a time; the request table's own window does the fine tuning. `changed` is called
  /// after each step and at the end; it must not destroy this object.
  Bulk(std::vector<BulkStep> steps, std::function<void()> changed, std::size_t in_flight = 64);
  ~Bulk();
  /// Steps under way end; no further one begins.
  void pause();
  void resume();
  /// As pause, and what waits is given up.
  void cancel();
  /// What failed waits again, and begins.
  void retry();
  /// The connection is back: steps that it interrupted are done again, asking first. While it is lost, none begins.
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
