// SPDX-License-Identifier: AGPL-3.0-or-later
// Jobs, one for a node: asking for its requests, confirming what was decided, looking what others have decided.
#include "xmpp/grid/requests_desk.h"

#include <algorithm>
#include <deque>
#include <utility>

#include "xmpp/grid/pending_command.h"
#include "xmpp/grid/reading.h"
#include "xmpp/grid/requests_kept.h"
#include "xmpp/xep/codec.h"

namespace xmpp::grid {
namespace {

using approval::Decision;
using State = PendingRequest::State;

constexpr std::size_t in_flight = 32;  // nodes; each may hold one command open, and Openfire bears 100 of them

bool member(SubscriptionState state) {
  return state == SubscriptionState::subscribed || state == SubscriptionState::unconfigured;
}
// Enough is told to look for what came of it.
bool traceable(const PendingRequest& entry) { return !entry.request.node.empty() && !entry.request.jid.empty(); }

bool concerns(const Consumer& consumer, const approval::Request& request) {
  return consumer.jid == request.jid &&
         (request.subid.empty() || consumer.subid.empty() || request.subid == consumer.subid);
}

}  // namespace

struct RequestsDesk::Impl {
  using Note = KeptRequests::Note;
  struct Job {
    enum class Kind : std::uint8_t { ask, confirm, look } kind;
    std::string node;
    std::uint32_t number = 0;
    std::string session = {};  // of a command that is open already
  };

  Ground ground;
  Clock& clock;
  Send send;
  std::function<void()> changed;

  KeptRequests kept;
  std::vector<PendingRequest>& entries = kept.entries;
  std::vector<Note>& notes = kept.notes;
  std::uint32_t last_job = 0;

  DeskProgress progress;
  std::optional<Error> refused;
  std::vector<std::string> unread;  // nodes that refused in this reading
  std::uint32_t reading_since = 0;
  bool reading = false, interrupted = false, read_again = false;

  std::deque<Job> urgent, later;  // somebody waits for the former
  std::size_t running = 0;
  bool pumping = false;
  TaskScope tasks;  // last: its frames use all of the above

  Impl(Ground g, Clock& c, Send s, std::function<void()> f)
      : ground(std::move(g)), clock(c), send(std::move(s)), changed(std::move(f)) {}

  void report() {
    if (changed) changed();
  }

  // ---- jobs

  void pump() {
    if (std::exchange(pumping, true)) return;
    while (running < in_flight && !(urgent.empty() && later.empty())) {
      auto& queue = urgent.empty() ? later : urgent;
      Job job = std::move(queue.front());
      queue.pop_front();
      ++running;
      tasks.spawn(run(std::move(job)));
    }
    pumping = false;
  }

  Task<void> run(Job job) {
    if (job.kind == Job::Kind::ask)
      co_await ask(job);
    else if (job.kind == Job::Kind::confirm)
      co_await confirm(job);
    else
      co_await look(job);
    --running;
    pump();
    report();
  }

  // One job for all requests of a node that `choose` takes.
  template <class Choose>
  void start_jobs(Job::Kind kind, Choose choose) {
    std::deque<Job> fresh;
    for (std::size_t i = 0; i < entries.size(); ++i) {
      if (!traceable(entries[i]) || !choose(i)) continue;
      const std::string& node = entries[i].request.node;
      auto at = std::find_if(fresh.begin(), fresh.end(), [&](const Job& job) { return job.node == node; });
      if (at == fresh.end()) at = fresh.insert(fresh.end(), Job{kind, node, ++last_job});
      notes[i].job = at->number;
    }
    for (Job& job : fresh) urgent.push_back(std::move(job));
  }

  template <class Act>
  void each(std::uint32_t job, Act act) {
    for (std::size_t i = 0; i < entries.size(); ++i)
      if (notes[i].job == job) act(entries[i], notes[i]);
  }

  void end(PendingRequest& entry, Note& note, State state, SubscriptionState outcome) {
    entry.state = state;
    entry.outcome = outcome;
    entry.error.reset();
    note.job = 0;
  }

  // ---- reading

  void read() {
    if (std::exchange(reading, true)) {
      read_again = true;
      return;
    }
    read_again = interrupted = false;
    refused.reset();
    progress.nodes = progress.asked = progress.unreadable = 0;
    unread.clear();
    reading_since = kept.mark();
    start_jobs(Job::Kind::confirm,
               [&](std::size_t i) { return entries[i].state == State::deciding && notes[i].job == 0; });
    tasks.spawn(read_all());
    pump();
  }

  // Nodes in which requests are to be expected come first.
  std::size_t rank(const std::string& node) {
    auto index = ground.model.find(node);
    AccessModel access = index ? ground.model[*index].access : AccessModel::unknown;
    return access == AccessModel::authorize ? 0 : access == AccessModel::unknown ? 1 : 2;
  }

  Task<void> read_all() {
    auto list = co_await open_pending(ground.requests, ground.service.jid);
    if (!list) {
      interrupted = session_ended(list.error());
      if (!interrupted) refused = list.error();
      end_reading(false);
      co_return;
    }
    if (list->finished) list->nodes.clear();  // it has sent them all
    progress.nodes = list->nodes.size();
    for (std::size_t wanted = 0; wanted < 3; ++wanted)
      for (const std::string& node : list->nodes)
        if (rank(node) == wanted) later.push_back({Job::Kind::ask, node});
    if (list->nodes.empty()) {
      co_await close_pending(ground.requests, ground.service.jid, *std::move(list));
      end_reading(true);
      co_return;
    }
    later.front().session = list->session;
    pump();
    report();
  }

  Task<void> ask(const Job& job) {
    if (!interrupted) {
      auto asked = co_await ask_pending(ground.requests, ground.service.jid, job.node, job.session);
      interrupted = interrupted || (!asked && session_ended(asked.error()));
      if (!asked && !interrupted) {
        ++progress.unreadable;
        unread.push_back(job.node);
      }
    }
    if (++progress.asked == progress.nodes) end_reading(!interrupted);
  }

  void end_reading(bool complete) {
    reading = false;
    if (complete) {
      progress.read_at = clock.unix_time();
      start_jobs(Job::Kind::look, [&](std::size_t i) {
        bool asked = std::find(unread.begin(), unread.end(), entries[i].request.node) == unread.end();
        return asked && undecided(entries[i]) && notes[i].seen < reading_since;
      });
      pump();
    } else if (interrupted && read_again) {
      read();
    }
    report();
  }

  // ---- requests that come

  bool take(const Stanza& message) {
    if (message.from != ground.service.jid) return false;
    if (message.element["type"] == "error") return answers_us(message.element);
    auto request = approval::parse(message.element);
    if (!request) return false;
    kept.keep(*std::move(request), clock.unix_time());
    report();
    return true;
  }

  bool answers_us(const Element& message) {
    std::string_view id = message["id"];
    bool known =
        std::any_of(entries.begin(), entries.end(), [&](const PendingRequest& e) { return e.request.id == id; });
    return (!id.empty() && known) || forms::find(message, approval::form_type);
  }

  // ---- what the list of subscriptions shows

  void take_list(const std::vector<Consumer>& consumers, PendingRequest& entry, Note& note) {
    entry.outcome = SubscriptionState::none;
    for (const Consumer& consumer : consumers) {
      if (!concerns(consumer, entry.request)) continue;
      entry.outcome = std::max(entry.outcome, consumer.state);
      if (consumer.state == SubscriptionState::pending && note.subid.empty()) note.subid = consumer.subid;
    }
  }

  // Those that the reading did not find any more.
  Task<void> look(const Job& job) {
    auto list = co_await read_consumers(ground, job.node);
    bool lost = !list && session_ended(list.error());
    each(job.number, [&](PendingRequest& entry, Note& note) {
      note.job = 0;
      if (lost || !undecided(entry) || note.seen > reading_since) return;
      if (list) take_list(*list, entry, note);
      if (!list) entry.outcome = SubscriptionState::none;
      if (entry.outcome != SubscriptionState::pending) end(entry, note, State::elsewhere, entry.outcome);
    });
  }

  // ---- deciding (§8.6)

  void decide(std::span<const std::size_t> which, Decision decision) {
    std::vector<char> chosen(entries.size());
    for (std::size_t i : which) {
      if (i >= entries.size() || !undecided(entries[i])) continue;
      chosen[i] = 1;
      entries[i].state = State::deciding;
      entries[i].error.reset();
      notes[i].job = 0;
      notes[i].decision = decision;
      send(ground.service.jid, approval::answer(entries[i].request, decision), entries[i].request.id);
    }
    start_jobs(Job::Kind::confirm, [&](std::size_t i) { return chosen[i] != 0; });
    pump();
    report();
  }

  Task<void> confirm(const Job& job) {
    if (!co_await settle(job)) co_return;
    co_await decide_by_list(job);
    if (!co_await settle(job)) co_return;
    each(job.number, [](PendingRequest& entry, Note& note) {
      if (!entry.error) entry.error = unreadable("not-applied", std::string(word(entry.outcome)));
      entry.state = State::failed;
      note.job = 0;
    });
  }

  // Nobody answers: what came of it is looked for after the next login.
  bool lost(const Job& job, const Error& error) {
    if (!session_ended(error)) return false;
    each(job.number, [&](PendingRequest& entry, Note& note) {
      entry.error = error;
      note.job = 0;
    });
    return true;
  }

  bool anything_left(const Job& job) {
    return std::any_of(notes.begin(), notes.end(), [&](const Note& note) { return note.job == job.number; });
  }

  // Compares with what the controller shows. True: some are as undecided as before.
  Task<bool> settle(const Job& job) {
    auto list = co_await read_consumers(ground, job.node);
    if (!list && lost(job, list.error())) co_return false;
    each(job.number, [&](PendingRequest& entry, Note& note) {
      if (list) take_list(*list, entry, note);
      if (!list || !member(entry.outcome)) return;
      bool ours = note.decision == Decision::approve;
      end(entry, note, ours ? State::approved : State::elsewhere, entry.outcome);
    });
    if (!anything_left(job)) co_return false;

    // Most lists leave out the pending ones (PS-07): rejected, and still pending, look the same there.
    const std::uint32_t since = kept.mark();
    auto asked = co_await ask_pending(ground.requests, ground.service.jid, job.node);
    if (!asked && lost(job, asked.error())) co_return false;
    each(job.number, [&](PendingRequest& entry, Note& note) {
      bool pending = note.seen > since || (list && entry.outcome == SubscriptionState::pending);
      bool gone = !pending && (asked || (list && note.decision == Decision::reject));
      if (gone)
        end(entry, note, note.decision == Decision::reject ? State::rejected : State::elsewhere,
            SubscriptionState::none);
      else if (pending)
        entry.outcome = SubscriptionState::pending;
      if (!gone && !list && !entry.error) entry.error = list.error();
    });
    co_return anything_left(job);
  }

  // SUB-07: some services take the decision only here.
  Task<void> decide_by_list(const Job& job) {
    std::vector<Task<Result<Stanza>>> asked;
    std::vector<approval::Request> about;
    auto ask = [&](Xml payload) {
      asked.push_back(ground.requests.ask(Iq{IqType::set, ground.service.jid, std::move(payload)}));
    };
    each(job.number, [&](PendingRequest& entry, Note& note) {
      auto state = note.decision == Decision::approve ? SubscriptionState::subscribed : SubscriptionState::none;
      ask(pubsub::owner::set_subscription_request(job.node, entry.request.jid, word(state), note.subid));
      about.push_back(entry.request);
    });
    auto answers = co_await when_all(std::move(asked));
    each(job.number, [&](PendingRequest& entry, Note&) {
      entry.error.reset();
      for (std::size_t i = 0; i < answers.size(); ++i)
        if (!answers[i] && same(about[i], entry.request)) entry.error = answers[i].error();
    });
  }
};

RequestsDesk::RequestsDesk(Ground ground, Clock& clock, Send send, std::function<void()> changed)
    : impl_(std::make_unique<Impl>(std::move(ground), clock, std::move(send), std::move(changed))) {}

RequestsDesk::~RequestsDesk() = default;

void RequestsDesk::read() { impl_->read(); }
bool RequestsDesk::take(const Stanza& message) { return impl_->take(message); }
void RequestsDesk::decide(std::span<const std::size_t> which, Decision decision) { impl_->decide(which, decision); }

const std::vector<PendingRequest>& RequestsDesk::all() const { return impl_->entries; }
std::size_t RequestsDesk::waiting() const {
  return static_cast<std::size_t>(std::count_if(impl_->entries.begin(), impl_->entries.end(), undecided));
}
bool RequestsDesk::reading() const { return impl_->reading; }
const DeskProgress& RequestsDesk::progress() const { return impl_->progress; }
const std::optional<Error>& RequestsDesk::refused() const { return impl_->refused; }

}  // namespace xmpp::grid
