// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/iq.h"

#include <algorithm>

#include "xmpp/conditions.h"
#include "xmpp/error_parse.h"
#include "xmpp/ns.h"
#include "xmpp/random_id.h"
#include "xmpp/sort.h"

namespace xmpp {
namespace {

// A request that each time ends the connection must not do so for ever.
constexpr int most_sendings = 3, most_resumptions = 3;

bool says_too_much(const Error& error) {
  return error.type == ErrorType::wait || error.condition == "resource-constraint" ||
         error.condition == "policy-violation";
}

Error cancelled(const char* condition) { return {.kind = ErrorKind::cancelled, .condition = condition}; }

}  // namespace

// Lives in the asking coroutine's frame: when that is destroyed, the request is withdrawn.
struct IqTable::Ticket {
  std::weak_ptr<IqTable*> table;
  Shared request;
  ~Ticket() {
    if (auto alive = table.lock()) (*alive)->withdraw(request);
  }
};

IqTable::IqTable(Clock& clock, Random& random)
    : clock_(clock), random_(random), self_(std::make_shared<IqTable*>(this)) {}

IqTable::~IqTable() {
  close(cancelled(condition::logged_out));
  self_.reset();
}

Task<Result<Stanza>> IqTable::ask(Iq iq) {
  if (state_ == State::closed) {
    co_return Error{.kind = ErrorKind::transport, .condition = condition::not_connected};
  }
  auto request = std::make_shared<Request>(Request{.iq = std::move(iq), .order = ++counters_.requests});
  Ticket ticket{self_, request};
  waiting_.push_back(request);
  flush();
  co_return co_await request->answer.wait();
}

void IqTable::open(Jid own, std::function<void(const Xml&)> send) {
  own_ = std::move(own);
  state_ = State::open;
  send_ = std::move(send);
  fruitless_ = 0;
  window_.reset();
  flush();
}

void IqTable::suspend() {
  if (state_ != State::open) return;
  state_ = State::suspended;
  send_ = {};
  if (timer_) clock_.cancel(std::exchange(timer_, 0));
}

void IqTable::resume(std::function<void(const Xml&)> send) {
  state_ = State::open;
  send_ = std::move(send);
  if (!in_flight_.empty()) ++fruitless_;
  for (auto& [id, request] : in_flight_) request->sent_at = clock_.now();
  arm_for_first();
  flush();
}

bool IqTable::stuck() const { return fruitless_ >= most_resumptions; }

void IqTable::forget_in_flight() {
  const Error unknown = cancelled(condition::outcome_unknown);
  const Error each_time{.kind = ErrorKind::timeout, .condition = condition::lost_each_time};
  const int most = stuck() ? 0 : most_sendings;
  std::vector<Shared> lost;
  for (auto& [id, request] : std::exchange(in_flight_, {}))
    if (request->wanted) lost.push_back(request);
  small_sort(lost, [](const Shared& a, const Shared& b) { return a->order > b->order; });
  std::vector<Shared> failed;
  for (auto& request : lost) {
    if (request->iq.type == IqType::get && request->sent < most)
      waiting_.insert(waiting_.begin(), request);
    else
      failed.push_back(request);
  }
  for (auto& request : failed) request->answer.resolve(request->sent < most ? unknown : each_time);
}

void IqTable::close(Error why) {
  suspend();
  state_ = State::closed;
  std::vector<Shared> all;
  for (auto& [id, request] : std::exchange(in_flight_, {})) all.push_back(request);
  for (auto& request : std::exchange(waiting_, {})) all.push_back(request);
  for (auto& request : all) request->answer.resolve(why);
}

bool IqTable::answer(const Document& document) {
  Element iq = document.root();
  auto at = in_flight_.find(iq["id"]);
  if (state_ != State::open || at == in_flight_.end() || !is_from(iq, at->second->iq.to)) return false;
  Shared request = at->second;
  bool was_full = static_cast<int>(in_flight_.size()) >= window_.size();
  in_flight_.erase(at);
  fruitless_ = 0;
  ++counters_.answers;

  Milliseconds now = clock_.now();
  window_.answered(now - request->sent_at, now, was_full || !waiting_.empty());
  if (iq["type"] == "error") {
    Error error = stanza_error(iq);
    if (says_too_much(error)) window_.pushed_back(now);
    flush();
    request->answer.resolve(std::move(error));
    return true;
  }
  Jid from = request->iq.to.empty() ? own_.bare() : request->iq.to;
  flush();
  request->answer.resolve(Stanza{document, iq, std::move(from)});
  return true;
}

// ST-05: exactly whom we asked. Without `from` it is our own account or our server (RFC 6120 §8.1.2.1).
bool IqTable::is_from(Element answer, const Jid& asked) const {
  Jid account = own_.bare(), server = *Jid::split(own_.domain());
  auto attribute = answer.attribute("from");
  if (!attribute) return asked.empty() || asked == account || asked == server;
  auto from = Jid::split(*attribute);
  return from && *from == (asked.empty() ? account : asked);
}

void IqTable::flush() {
  while (state_ == State::open && !waiting_.empty() && static_cast<int>(in_flight_.size()) < window_.size()) {
    Shared next = std::move(waiting_.front());
    waiting_.erase(waiting_.begin());
    transmit(next);
  }
}

void IqTable::transmit(const Shared& request) {
  request->id = random_id(random_);
  request->sent_at = clock_.now();
  ++request->sent;
  in_flight_.emplace(request->id, request);
  arm(request->due());
  Iq& iq = request->iq;
  Xml stanza("iq", ns::client);
  stanza.attribute("type", iq.type == IqType::get ? "get" : "set").attribute("id", request->id);
  if (!iq.to.empty()) stanza.attribute("to", iq.to.to_string());
  if (iq.type == IqType::get)
    stanza.add(iq.payload);
  else
    stanza.add(std::move(iq.payload));  // never sent twice
  send_(stanza);
}

// One timer for all: it fires when the first of them may be due, and looks.
void IqTable::arm(Milliseconds due) {
  if (timer_ && timer_due_ <= due) return;
  if (timer_) clock_.cancel(timer_);
  timer_due_ = due;
  timer_ = clock_.after(std::max(due - clock_.now(), Milliseconds(0)), [this] {
    timer_ = 0;
    expire();
  });
}

void IqTable::arm_for_first() {
  auto due = [](const auto& entry) { return entry.second->due(); };
  if (!in_flight_.empty()) arm(due(*std::ranges::min_element(in_flight_, {}, due)));
}

void IqTable::expire() {
  Milliseconds now = clock_.now();
  std::vector<Shared> late;
  std::erase_if(in_flight_, [&](const auto& entry) {
    bool due = entry.second->due() <= now;
    if (due) late.push_back(entry.second);
    return due;
  });
  arm_for_first();
  if (late.empty()) return;
  counters_.timeouts += late.size();
  window_.pushed_back(now);
  flush();
  std::weak_ptr<IqTable*> alive = self_;
  for (auto& request : late) {
    request->answer.resolve(Error{.kind = ErrorKind::timeout, .condition = condition::request_timeout});
  }
  if (!alive.expired() && on_timeout_) on_timeout_();
}

// What was sent keeps its place until it is answered: the controller works on it all the same.
void IqTable::withdraw(const Shared& request) {
  if (request->answer.resolved()) return;
  request->wanted = false;
  std::erase(waiting_, request);
}

IqTable::Counters IqTable::counters() const {
  Counters out = counters_;
  out.in_flight = static_cast<int>(in_flight_.size());
  out.window = window_.size();
  return out;
}

}  // namespace xmpp
