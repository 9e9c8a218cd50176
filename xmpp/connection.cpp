// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/connection.h"

namespace xmpp {

Error too_much_sent() { return {.condition = "policy-violation", .text = "too much sent during login"}; }

Connection::Connection(Transport& transport, Clock& clock, Stream stream)
    : transport_(transport), clock_(clock), stream_(std::move(stream)) {}

Connection::~Connection() { abandon(); }

void Connection::connect(std::string_view url) {
  socket_ = true;
  heard_at_ = clock_.now();
  transport_.connect(url, *this);
}

void Connection::send_frame(const std::string& frame) {
  if (stream_.state == Stream::State::open) transport_.send(frame);  // nothing after <close/> (WS-17)
}

void Connection::fail(Error why, std::string stream_error, std::vector<Xml> detail) {
  apply(event::Fail{std::move(why), std::move(stream_error), std::move(detail)});
}

void Connection::abandon() {
  if (close_timer_) clock_.cancel(std::exchange(close_timer_, 0));
  if (std::exchange(socket_, false)) transport_.abandon();
  stream_.state = Stream::State::closed;
  if (!why_ended_) why_ended_ = Error{.kind = ErrorKind::cancelled};
}

Task<Result<Document>> Connection::next() {
  if (!inbox_.empty()) {
    Document first = std::move(inbox_.front());
    inbox_.erase(inbox_.begin());
    co_return first;
  }
  if (why_ended_) co_return *why_ended_;
  waiting_.emplace();
  auto shot = *waiting_;
  co_return co_await shot.wait();
}

void Connection::deliver_to(std::function<void(Document)> handler) {
  handler_ = std::move(handler);
  while (!inbox_.empty() && !why_ended_) {
    Document first = std::move(inbox_.front());
    inbox_.erase(inbox_.begin());
    handler_(std::move(first));
  }
}

void Connection::on_open(std::string_view subprotocol) {
  heard_at_ = clock_.now();
  apply(event::SocketOpened{subprotocol});
  if (on_opened_ && usable()) on_opened_();
}

void Connection::on_text(std::string_view frame) {
  heard_at_ = clock_.now();
  apply(event::TextFrame{frame});
}

void Connection::on_closed(int code) {
  socket_ = false;
  apply(event::SocketClosed{code});
}

void Connection::apply(const StreamEvent& event) {
  struct Perform {
    Connection& self;
    void operator()(const action::Send& send) { self.transport_.send(send.frame); }
    void operator()(action::Deliver& deliver) { self.deliver(std::move(deliver.document)); }
    void operator()(const action::AwaitClose& wait) {
      self.close_timer_ = self.clock_.after(wait.time, [&self = self] {
        self.close_timer_ = 0;
        self.apply(event::CloseTimeout{});
      });
    }
    void operator()(const action::CloseSocket&) {
      if (self.socket_) self.transport_.close();
    }
    void operator()(const action::Ended& ended) { self.ended(ended.why); }
  };
  for (StreamAction& action : step(stream_, event)) std::visit(Perform{*this}, action);
}

void Connection::deliver(Document document) {
  if (handler_) {
    handler_(std::move(document));
  } else if (auto waiting = std::exchange(waiting_, std::nullopt)) {
    waiting->resolve(std::move(document));
  } else if (inbox_.size() < longest_inbox) {
    inbox_.push_back(std::move(document));
  } else {
    fail(too_much_sent(), "policy-violation");
  }
}

void Connection::ended(const Error& why) {
  why_ended_ = why;
  if (auto waiting = std::exchange(waiting_, std::nullopt)) waiting->resolve(why);
  if (on_ended_) on_ended_(*why_ended_);
}

}  // namespace xmpp
