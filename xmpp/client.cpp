// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/client.h"

#include <map>

#include "xmpp/conditions.h"
#include "xmpp/endpoint.h"
#include "xmpp/login.h"
#include "xmpp/ns.h"
#include "xmpp/reconnect.h"
#include "xmpp/session.h"

namespace xmpp {
namespace {

constexpr Milliseconds connect_time{20'000};  // WebSocket handshake
constexpr Milliseconds login_time{60'000};    // <open/> to bound, with a slow controller and a slow key derivation
constexpr Milliseconds stable_time{30'000};   // a session that lived so long ends the back-off
constexpr int most_redirects = 3;             // WS-21

Error cancelled(const char* condition) { return {.kind = ErrorKind::cancelled, .condition = condition}; }

// What log_in() was given, checked and prepared; forgotten by log_out().
struct Account {
  std::string domain;
  Endpoint endpoint;
  Credentials credentials;
  Milliseconds keepalive{0};
  int redirects = 0;
  bool was_online = false;

  std::string name() const { return credentials.user + '\0' + domain; }
};

// One connection, from the first try to the end of the session on it. Parts of it may still be on the stack when it is
// over: it is kept until the event loop turns.
struct Attempt {
  bool over = false;
  std::shared_ptr<Account> account;
  std::optional<Connection> connection;
  std::optional<Session> session;
  Milliseconds online_since{0};
  TaskScope tasks;
};

Result<Account> prepare_account(LoginRequest& request, const Unicode& unicode) {
  Account out;
  auto domain = Jid::parse(request.domain, unicode);
  if (!domain || !domain->local().empty() || !domain->is_bare()) {
    return Error{.kind = ErrorKind::input, .condition = condition::domain_malformed, .text = request.domain};
  }
  request.domain = out.domain = domain->domain();
  auto endpoint = parse_endpoint(request.endpoint, request.allow_unencrypted_loopback);
  if (!endpoint) return endpoint.error();
  out.endpoint = std::move(*endpoint);
  auto credentials = prepare_credentials(request, unicode);
  if (!credentials) return credentials.error();
  out.credentials = std::move(*credentials);
  out.keepalive = request.keepalive;
  return out;
}

Stream new_stream(const Account& account) {
  Stream stream;
  stream.domain = account.domain;
  if (account.endpoint.encrypted) stream.from = account.credentials.account;  // WS-12
  return stream;
}

}  // namespace

struct Client::Impl {
  explicit Impl(Outside out) : outside(out), requests(out.clock, out.random) {
    requests.on_timeout([this] {
      if (attempt && attempt->session) attempt->session->check();
    });
  }

  Outside outside;
  Status status;
  std::function<void(const Status&)> on_status;
  std::function<void(const Stanza&)> on_message;
  std::uint64_t ignored = 0;
  IqTable requests;
  StreamManagement management;
  BackOff back_off;
  std::shared_ptr<Account> account;
  std::map<std::string, int> pins;  ///< account → strength of the mechanism that it used (SASL-03)
  Clock::Timer timer = 0;           ///< deadline of the present step, or the next attempt
  Clock::Timer sweeping = 0;
  std::unique_ptr<Attempt> attempt;
  std::vector<std::unique_ptr<Attempt>> retired;

  void notify() {
    if (on_status) on_status(status);
  }
  void enter(Phase phase) {
    status.phase = phase;
    notify();
  }

  void after(Milliseconds delay, std::function<void()> call) {
    stop_timer();
    timer = outside.clock.after(delay, [this, call = std::move(call)] {
      timer = 0;
      call();
    });
  }
  void stop_timer() {
    if (timer) outside.clock.cancel(std::exchange(timer, 0));
  }

  /// Lets go of the connection. Nothing of it is heard again.
  void retire() {
    stop_timer();
    if (!attempt) return;
    attempt->over = true;
    if (attempt->connection) attempt->connection->abandon();
    retired.push_back(std::move(attempt));
    if (sweeping) return;
    sweeping = outside.clock.after(Milliseconds(0), [this] {
      sweeping = 0;
      retired.clear();
    });
  }

  void start();
  Task<void> run(Attempt& mine);
  void online(Attempt& mine, Bound bound);
  void ended(Error why);
  void come_back(Error why);
  void give_up(Error why);
  void deadline_passed(const char* condition);
  void end_session(const char* condition);
};

// A new connection for the account.
void Client::Impl::start() {
  retire();
  attempt = std::make_unique<Attempt>();
  attempt->account = account;
  status.next_attempt = Milliseconds(0);
  status.phase = Phase::connecting;
  after(connect_time, [this] { deadline_passed(condition::connect_timeout); });
  Attempt& mine = *attempt;
  mine.tasks.spawn(run(mine));
}

Task<void> Client::Impl::run(Attempt& mine) {
  const Endpoint& endpoint = account->endpoint;
  status.endpoint = endpoint.url;
  status.encrypted = endpoint.encrypted;
  status.foreign_endpoint = endpoint.host != account->domain && !endpoint.host.ends_with('.' + account->domain);

  mine.connection.emplace(outside.transport, outside.clock, new_stream(*account));
  mine.connection->on_opened([this] {
    after(login_time, [this] { deadline_passed(condition::login_timeout); });
    enter(Phase::authenticating);
  });
  mine.connection->connect(endpoint.url);
  enter(Phase::connecting);
  if (mine.over) co_return;

  auto bound = co_await xmpp::log_in(*mine.connection, {.outside = outside,
                                                        .credentials = mine.account->credentials,
                                                        .pinned = pins[mine.account->name()],
                                                        .management = management,
                                                        .progress = [this](Phase phase) { enter(phase); }});
  if (mine.over) co_return;
  if (!bound) {
    mine.connection->fail(bound.error());
    ended(bound.error());
    co_return;
  }
  online(mine, std::move(*bound));
}

void Client::Impl::online(Attempt& mine, Bound bound) {
  stop_timer();
  if (!bound.resumed) requests.forget_in_flight();
  if (mine.over) return;
  account->was_online = true;
  account->redirects = 0;
  mine.online_since = outside.clock.now();
  if (!bound.resumed) status.jid = bound.jid;
  status.mechanism = std::string(bound.mechanism);
  status.resumed = bound.resumed;
  status.stream_management = management.active();
  status.error.reset();
  status.attempts = 0;
  status.phase = Phase::online;

  mine.session.emplace(Session::Parts{outside, *mine.connection, management, requests, ignored,
                                      [this](const Stanza& stanza) {
                                        if (on_message && status.phase == Phase::online) on_message(stanza);
                                      }},
                       status.jid, account->keepalive);
  mine.connection->on_ended([this, &mine](const Error& why) {
    if (!mine.over) ended(why);
  });
  auto send = [session = &*mine.session](const Xml& stanza) { session->send(stanza); };
  if (bound.resumed) {
    for (const std::string& frame : bound.send_again) mine.connection->send_frame(frame);
    requests.resume(send);
  } else {
    send(Xml("presence", ns::client).add(Xml("priority").text("0")));  // PRES-01
    requests.open(status.jid, send);
  }
  notify();
  for (Document& document : bound.early) {
    if (!mine.over) mine.session->receive_early(std::move(document));
  }
  if (mine.over) return;
  mine.connection->deliver_to([&mine](Document document) {
    if (!mine.over) mine.session->receive(std::move(document));
  });
}

// The connection is over: redirected, to be taken up again, or lost for good.
void Client::Impl::ended(Error why) {
  if (!attempt) return;
  if (status.phase == Phase::closing) {
    retire();
    status = Status();
    return notify();
  }
  if (attempt->session && outside.clock.now() - attempt->online_since >= stable_time) back_off.reset();
  retire();
  requests.suspend();
  if (why.condition == condition::closed_by_peer && !why.uri.empty()) {
    auto next = follow_redirect(account->endpoint, why.uri);
    if (next && ++account->redirects <= most_redirects) {
      account->endpoint = std::move(*next);
      return start();
    }
    why =
        next ? Error{.kind = ErrorKind::security, .condition = condition::redirect_loop, .uri = why.uri} : next.error();
  }
  if (account->was_online && may_reconnect(why)) return come_back(std::move(why));
  give_up(std::move(why));
}

void Client::Impl::come_back(Error why) {
  Milliseconds delay = back_off.next(outside.random);
  status.error = std::move(why);
  status.attempts = back_off.attempts();
  status.next_attempt = outside.clock.now() + delay;
  status.phase = Phase::waiting;
  status.resumed = false;
  after(delay, [this] { start(); });
  notify();  // first: whoever hears it may count what was under way
  if (requests.stuck()) management = StreamManagement();
  if (!management.resumable()) requests.forget_in_flight();
}

void Client::Impl::give_up(Error why) {
  bool credentials_are_wrong = why.kind == ErrorKind::sasl || why.kind == ErrorKind::security;
  Error closed{.kind = ErrorKind::transport, .condition = condition::not_connected, .specific = why.condition};
  management = StreamManagement();
  status.error = std::move(why);
  status.phase = Phase::offline;
  status.resumed = false;
  if (credentials_are_wrong) account.reset();
  requests.forget_in_flight();
  if (status.phase == Phase::offline) requests.close(std::move(closed));
  notify();
}

void Client::Impl::deadline_passed(const char* condition) {
  Error why{.kind = ErrorKind::timeout, .condition = condition};
  Attempt* mine = attempt.get();
  if (mine->connection) mine->connection->fail(why, "connection-timeout");  // a waiting login ends with it
  if (!mine->over) ended(std::move(why));
}

// Ends what there is, without waiting for anybody.
void Client::Impl::end_session(const char* condition) {
  if (attempt && attempt->session) attempt->session->say_goodbye();
  retire();
  account.reset();
  management = StreamManagement();
  back_off.reset();
  status = Status();
  requests.close(cancelled(condition));
}

Client::Client(Outside outside) : impl_(std::make_unique<Impl>(outside)) {}

Client::~Client() {
  impl_->on_status = {};
  impl_->on_message = {};
  impl_->end_session(condition::logged_out);
  if (impl_->sweeping) impl_->outside.clock.cancel(impl_->sweeping);
}

void Client::log_in(LoginRequest request) {
  impl_->end_session(condition::replaced);
  auto account = prepare_account(request, impl_->outside.unicode);
  if (auto* login = std::get_if<PasswordLogin>(&request.login)) wipe(login->password);
  if (!account) {
    impl_->status.error = account.error();
    return impl_->notify();
  }
  impl_->account = std::make_shared<Account>(std::move(*account));
  impl_->requests.expect();
  impl_->start();
}

void Client::log_out() {
  Impl& self = *impl_;
  if (!self.attempt || !self.attempt->session) {
    self.end_session(condition::logged_out);
    return self.notify();
  }
  self.status.phase = Phase::closing;
  self.status.error.reset();
  self.attempt->session->say_goodbye();
  self.account.reset();
  self.management = StreamManagement();
  self.requests.close(cancelled(condition::logged_out));
  self.notify();
}

void Client::reconnect_now() {
  bool idle = impl_->status.phase == Phase::waiting || impl_->status.phase == Phase::offline;
  if (!idle || !impl_->account) return;
  impl_->requests.expect();
  impl_->start();
}

const Status& Client::status() const {
  impl_->status.latency = impl_->requests.latency();
  return impl_->status;
}

void Client::on_status(std::function<void(const Status&)> call) { impl_->on_status = std::move(call); }
void Client::on_message(std::function<void(const Stanza&)> call) { impl_->on_message = std::move(call); }

Task<Result<Stanza>> Client::ask(Iq iq) { return impl_->requests.ask(std::move(iq)); }

void Client::send_message(const Jid& to, Xml payload, std::string_view id) {
  if (!impl_->attempt || !impl_->attempt->session) return;
  Xml message("message", ns::client);
  message.attribute("to", to.to_string());
  if (!id.empty()) message.attribute("id", std::string(id));
  impl_->attempt->session->send(message.add(std::move(payload)));
}

Client::Counters Client::counters() const {
  auto counted = impl_->requests.counters();
  return {counted.requests, counted.answers, impl_->ignored, counted.in_flight, counted.window};
}

}  // namespace xmpp
