// SPDX-License-Identifier: AGPL-3.0-or-later
// The request table: random ids, the sender check, timeouts, and a window of requests in flight. It outlives
// connections; the session opens, suspends and closes it.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <vector>

#include "xmpp/requests.h"
#include "xmpp/window.h"

namespace xmpp {

class IqTable {
 public:
  IqTable(Clock& clock, Random& random);
  /// Cancels everything.
  ~IqTable();
  IqTable(const IqTable&) = delete;

  /// See Requests::ask. While the table is closed: transport/not-connected. Destroying the task withdraws the request:
  /// it is not sent any more, or its answer is dropped.
  Task<Result<Stanza>> ask(Iq iq);

  /// A session with this full JID: sends what waits, and what comes, with `send`.
  void open(Jid own, std::function<void(const Xml&)> send);
  /// The connection is lost and may come back: requests wait, timeouts stop.
  void suspend();
  /// After suspend(), the session was resumed: requests in flight are still in flight.
  void resume(std::function<void(const Xml&)> send);
  /// Three resumptions without a single answer: what is in flight may be what breaks the connection.
  bool stuck() const;
  /// After suspend(), it was not, or will not be: get requests in flight are asked again at the next open(), before
  /// everything else; set requests fail with cancelled/session-ended (SM-09). When stuck, or after three sendings, both
  /// fail with timeout/lost-each-time.
  void forget_in_flight();
  /// No session and none to come: everything fails with `why`, and new requests fail.
  void close(Error why);
  /// A session is on its way: new requests wait for it.
  void expect() {
    if (state_ == State::closed) state_ = State::suspended;
  }

  /// An incoming <iq type='result|error'/>. False: it answers nothing that we asked this sender (ST-05), and is
  /// ignored.
  bool answer(const Document& document);

  struct Counters {
    std::uint64_t requests = 0, answers = 0, timeouts = 0;
    int in_flight = 0, window = 0;
  };
  Counters counters() const;
  std::optional<Milliseconds> latency() const { return window_.latency(); }
  /// Called after each timeout of a request: is the connection still alive?
  void on_timeout(std::function<void()> call) { on_timeout_ = std::move(call); }

 private:
  enum class State : std::uint8_t { closed, suspended, open };
  struct Request {
    Iq iq;
    std::uint64_t order = 0;  ///< of asking
    std::string id{};         ///< of the latest sending; "" before
    Milliseconds sent_at{0};
    Milliseconds due() const { return sent_at + iq.timeout; }
    int sent = 0;        ///< how often
    bool wanted = true;  ///< whoever asked still waits
    OneShot<Result<Stanza>> answer{};
  };
  using Shared = std::shared_ptr<Request>;
  struct Ticket;

  void flush();
  void transmit(const Shared& request);
  bool is_from(Element answer, const Jid& asked) const;
  void arm(Milliseconds due);
  void arm_for_first();
  void expire();
  void withdraw(const Shared& request);

  Clock& clock_;
  Random& random_;
  State state_ = State::closed;
  Jid own_;
  std::function<void(const Xml&)> send_;
  std::function<void()> on_timeout_;
  std::vector<Shared> waiting_;                           ///< in order of asking
  std::map<std::string, Shared, std::less<>> in_flight_;  ///< by id
  Window window_;
  Clock::Timer timer_ = 0;
  Milliseconds timer_due_{0};
  int fruitless_ = 0;  ///< resumptions since the latest answer
  Counters counters_;
  std::shared_ptr<IqTable*> self_;  ///< for tickets: *self_ is null when the table is gone
};

}  // namespace xmpp
