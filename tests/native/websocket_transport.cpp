// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/native/websocket_transport.h"

#include <deque>

#include "tests/native/url.h"
#include "tests/native/websocket_codec.h"

namespace native {

using websocket::Opcode;

namespace {
constexpr std::size_t kHeadLimit = 16 * 1024;
}

// One WebSocket from handshake to end. Held by the transport, and by itself while it calls out, since the events' owner
// may abandon or reconnect from inside a call.
struct WebSocketTransport::Connection : std::enable_shared_from_this<Connection> {
  Connection(WebSocketTransport& owner, xmpp::TransportEvents& told)
      : transport(owner),
        loop(owner.loop_),
        events(&told),
        decoder(websocket::Decoder::From::server, owner.options_.message_limit),
        stream(owner.loop_, {[this] { on_connected(); }, [this](std::string_view bytes) { on_data(bytes); },
                             [this](std::string why) { end(code, std::move(why)); }}) {}
  ~Connection() { loop.cancel(timer); }

  WebSocketTransport& transport;  // not to be touched once `events` is null: it may have gone
  EventLoop& loop;
  xmpp::TransportEvents* events;  // null: nobody is told any more
  websocket::Decoder decoder;
  Stream stream;
  Url url;
  std::string key = websocket::new_key(), head;
  bool open = false, closing = false;
  int code = 1006;  // what on_closed will say
  xmpp::Clock::Timer timer = 0;

  void start(std::string_view text) {
    const auto parsed = parse_url(text, "ws", "wss");
    if (!parsed) {
      return end_soon("not a WebSocket URL: " + std::string(text));
    }
    url = *parsed;
    stream.connect(url.host, url.port, url.encrypted ? &transport.options_.tls : nullptr);
  }

  void on_connected() {
    const auto& set = transport.options_.origin;
    const auto origin = set.empty() ? (url.encrypted ? "https://" : "http://") + url.authority : set;
    stream.write(websocket::request(url.target, url.authority, key, origin));
  }

  void on_data(std::string_view bytes) {
    const auto self = shared_from_this();
    if (open) return take(bytes);
    head += bytes;
    const auto blank = head.find("\r\n\r\n");
    if (blank == std::string::npos) {
      if (head.size() > kHeadLimit) end(1006, "an endless answer to the handshake");
      return;
    }
    const std::string rest = head.substr(blank + 4);
    const auto answer = websocket::check_answer(std::string_view(head).substr(0, blank + 2), key);
    if (!answer.accepted) return end(1006, answer.why);
    open = true;
    if (events) events->on_open(answer.subprotocol);
    take(rest);
  }

  void take(std::string_view bytes) {
    std::deque<websocket::Message> messages;
    const auto broken = decoder.feed(bytes, messages);
    for (auto& message : messages) {
      if (!events) return;
      deliver(message);
    }
    if (!broken || !events) return;
    write(Opcode::close, websocket::close_payload(broken->code));
    end(1006, broken->why);
  }

  void deliver(const websocket::Message& message) {
    if (closing && message.opcode != Opcode::close) return;  // as a browser: nothing arrives any more after close()
    switch (message.opcode) {
      case Opcode::text:
        return events->on_text(message.payload);
      case Opcode::binary:
        return events->on_binary();
      case Opcode::ping:
        return write(Opcode::pong, message.payload);
      case Opcode::close:
        return on_close_frame(message.payload);
      default:
        return;
    }
  }

  void on_close_frame(std::string_view payload) {
    const auto told = websocket::close_code(payload);
    if (!closing) write(Opcode::close, websocket::close_payload(told.value_or(1002)));
    closing = true;
    code = told.value_or(1006);
    stream.finish();  // `closed` follows, and with it end()
  }

  void start_closing() {
    if (closing) return;
    closing = true;
    if (!open) return end_soon("closed while connecting");
    write_frame(Opcode::close, websocket::close_payload(1000));
    timer = loop.after(transport.options_.close_timeout, [this] { end(1006, "no close frame came back"); });
  }

  void write(Opcode opcode, std::string_view payload) {
    if (open && !closing) write_frame(opcode, payload);
  }
  void write_frame(Opcode opcode, std::string_view payload) {
    stream.write(websocket::encode(opcode, payload, websocket::new_mask()));
  }

  void end_soon(std::string why) {
    loop.post([weak = weak_from_this(), why = std::move(why)] {
      if (auto self = weak.lock()) self->end(1006, why);
    });
  }
  void end(int with, std::string why) {
    const auto self = shared_from_this();
    const auto told = std::exchange(events, nullptr);
    if (!told) return;
    stream.finish();
    loop.cancel(timer);
    if (with == 1006) transport.failure_ = why.empty() ? "the connection was cut" : std::move(why);
    // Keeps a violation's close frame from being cut off: the connection goes with the next turn.
    loop.post([self] {});
    if (transport.connection_ == self) transport.connection_.reset();
    told->on_closed(with);
  }
};

WebSocketTransport::WebSocketTransport(EventLoop& loop, Options options) : loop_(loop), options_(std::move(options)) {}
WebSocketTransport::~WebSocketTransport() { abandon(); }

void WebSocketTransport::connect(std::string_view url, xmpp::TransportEvents& events) {
  abandon();
  failure_.clear();
  connection_ = std::make_shared<Connection>(*this, events);
  connection_->start(url);
}

void WebSocketTransport::send(std::string_view frame) {
  if (connection_) connection_->write(Opcode::text, frame);
}

void WebSocketTransport::close() {
  if (connection_) connection_->start_closing();
}

void WebSocketTransport::abandon() {
  if (const auto old = std::exchange(connection_, nullptr)) old->events = nullptr;
}

}  // namespace native
