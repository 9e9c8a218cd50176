// SPDX-License-Identifier: AGPL-3.0-or-later
// Drives the stream machine with a Transport and a Clock. While logging in, a coroutine reads element by element with
// next(); afterwards elements go to a handler.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "xmpp/stream.h"

namespace xmpp {

/// Nobody may fill our memory with what comes before the login is complete, or while we compute a SCRAM proof.
inline constexpr std::size_t longest_inbox = 1000;
Error too_much_sent();

class Connection final : private TransportEvents {
 public:
  Connection(Transport& transport, Clock& clock, Stream stream);
  ~Connection() override;

  void connect(std::string_view url);
  void send(const Xml& element) { send_frame(element.to_string()); }
  void send_frame(const std::string& frame);
  void restart() { apply(event::Restart{}); }
  void close() { apply(event::Close{}); }
  /// Ends with `why`; tells the peer `stream_error`, if any.
  void fail(Error why, std::string stream_error = {}, std::vector<Xml> detail = {});

  /// Lets go at once: nothing more is heard or called.
  void abandon();

  /// The next element. At most one coroutine waits. Errors: why the connection ended.
  Task<Result<Document>> next();
  /// From now on elements go to `handler`, those that are waiting first.
  void deliver_to(std::function<void(Document)> handler);
  /// Called once when the WebSocket has opened.
  void on_opened(std::function<void()> call) { on_opened_ = std::move(call); }
  /// Called once when the connection has ended, after a waiting next() has had its error.
  void on_ended(std::function<void(const Error&)> call) { on_ended_ = std::move(call); }

  bool usable() const { return stream_.state == Stream::State::opening || stream_.state == Stream::State::open; }
  const Stream& stream() const { return stream_; }
  /// Clock::now() of the last frame that came.
  Milliseconds heard_at() const { return heard_at_; }

 private:
  void on_open(std::string_view subprotocol) override;
  void on_text(std::string_view frame) override;
  void on_binary() override { apply(event::BinaryFrame{}); }
  void on_closed(int code) override;
  void apply(const StreamEvent& event);
  void deliver(Document document);
  void ended(const Error& why);

  Transport& transport_;
  Clock& clock_;
  Stream stream_;
  std::vector<Document> inbox_;  // longest_inbox at most
  std::optional<OneShot<Result<Document>>> waiting_;
  std::optional<Error> why_ended_;
  std::function<void(Document)> handler_;
  std::function<void()> on_opened_;
  std::function<void(const Error&)> on_ended_;
  Clock::Timer close_timer_ = 0;
  Milliseconds heard_at_{0};
  bool socket_ = false;  ///< between connect() and on_closed()
};

}  // namespace xmpp
