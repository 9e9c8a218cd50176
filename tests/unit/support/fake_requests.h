// SPDX-License-Identifier: AGPL-3.0-or-later
// A request table whose other side is the test: requests wait until the test answers them, round by round.
#pragma once
#include <deque>
#include <functional>
#include <string>
#include <utility>

#include "xmpp/requests.h"

namespace xmpp::test {

/// A stanza error as a controller sends it.
inline Error stanza_error(std::string condition, ErrorType type = ErrorType::cancel) {
  Error error;
  error.kind = ErrorKind::stanza;
  error.condition = std::move(condition);
  error.type = type;
  return error;
}

inline Error failure(ErrorKind kind) {
  Error error;
  error.kind = kind;
  return error;
}

/// What is inside <iq type='result'>…</iq>, as a stanza.
inline Result<Stanza> result_of(const std::string& payload, const std::string& from = "pubsub.example") {
  auto document = parse_frame("<iq xmlns='jabber:client' type='result' from='" + from + "'>" + payload + "</iq>");
  if (!document) return document.error();
  Stanza stanza;
  stanza.document = *document;
  stanza.element = stanza.document.root();
  if (auto jid = Jid::split(from)) stanza.from = *jid;
  return stanza;
}

class FakeRequests final : public Requests {
 public:
  /// Answers a request: the payload of the result, or an error.
  using Answer = std::function<Result<std::string>(const Jid& to, const Element& payload)>;

  explicit FakeRequests(Answer answer) : answer_(std::move(answer)) {}

  Task<Result<Stanza>> ask(Iq iq) override {
    ++asked;
    Waiting waiting{iq.to, iq.type, iq.payload.to_string(), {}};
    auto shot = waiting.shot;
    waiting_.push_back(std::move(waiting));
    co_return co_await shot.wait();
  }

  /// Answers what was asked before the call: one round trip. How many that were.
  std::size_t round() {
    std::size_t count = waiting_.size();
    for (std::size_t i = 0; i < count && !waiting_.empty(); ++i) answer_next();
    if (count) ++rounds;
    return count;
  }
  /// Answers the oldest request.
  void answer_next() {
    Waiting next = std::move(waiting_.front());
    waiting_.pop_front();
    auto frame = parse_frame(next.payload);
    auto answer = answer_(next.to, frame->root());
    next.shot.resolve(answer ? result_of(*answer, next.to.to_string()) : Result<Stanza>(answer.error()));
  }
  /// Answers until nothing is asked any more, at most `most` rounds.
  void run(std::size_t most = 10'000) {
    for (std::size_t i = 0; i < most && round(); ++i) {
    }
  }
  /// The session ends: every waiting request fails with this error.
  void fail_all(const Error& error) {
    auto waiting = std::exchange(waiting_, {});
    for (auto& one : waiting) one.shot.resolve(error);
  }

  std::size_t waiting() const { return waiting_.size(); }
  /// The payload of a waiting request, oldest first.
  const std::string& payload(std::size_t index) const { return waiting_[index].payload; }
  IqType type(std::size_t index) const { return waiting_[index].type; }

  std::size_t asked = 0, rounds = 0;

 private:
  struct Waiting {
    Jid to;
    IqType type;
    std::string payload;
    OneShot<Result<Stanza>> shot;
  };
  Answer answer_;
  std::deque<Waiting> waiting_;
};

/// Runs a task to its end or to its first unanswered request; nullopt in the latter case.
template <class T>
class Running {
 public:
  explicit Running(Task<T> task) { scope_.spawn(keep(std::move(task), value_)); }
  bool done() const { return value_.has_value(); }
  T& operator*() { return *value_; }
  T* operator->() { return &*value_; }

 private:
  static Task<void> keep(Task<T> task, std::optional<T>& into) { into.emplace(co_await task); }
  std::optional<T> value_;
  TaskScope scope_;
};

}  // namespace xmpp::test
