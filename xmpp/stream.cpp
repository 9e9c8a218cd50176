// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/stream.h"

#include <algorithm>

#include "xmpp/conditions.h"
#include "xmpp/error_parse.h"
#include "xmpp/ns.h"

namespace xmpp {
namespace {

using State = Stream::State;
using Actions = std::vector<StreamAction>;

std::string open_frame(const Stream& stream) {
  Xml open("open", ns::framing);
  open.attribute("to", stream.domain).attribute("version", "1.0").attribute("xml:lang", "en");  // WS-11
  if (!stream.from.empty()) open.attribute("from", stream.from);
  return open.to_string();
}

std::string close_frame() { return Xml("close", ns::framing).to_string(); }

std::string error_frame(const std::string& condition, const std::vector<Xml>& detail) {
  Xml error("error", ns::streams);
  error.add(Xml(condition, ns::stream_errors));
  for (const Xml& child : detail) error.add(child);
  return error.to_string();
}

// Ends the stream for good. `last_words` is sent first, with <close/>, where the peer can still hear us.
Actions end(Stream& stream, Error why, std::string last_words = {}) {
  Actions out;
  bool heard = stream.state == State::opening || stream.state == State::open;
  if (heard && !last_words.empty()) out.push_back(action::Send{std::move(last_words)});
  if (heard) out.push_back(action::Send{close_frame()});
  stream.state = State::closed;
  out.push_back(action::CloseSocket{});
  out.push_back(action::Ended{std::move(why)});
  return out;
}

Actions violation(Stream& stream, const char* condition, std::string text, const char* stream_error,
                  ErrorKind kind = ErrorKind::protocol) {
  return end(stream, {.kind = kind, .condition = condition, .text = std::move(text)}, error_frame(stream_error, {}));
}

// The peer's <close/>, at any time (WS-18).
Actions closed_by_peer(Stream& stream, Element close) {
  if (stream.state == State::closing) return end(stream, {.kind = ErrorKind::cancelled});
  Error why{.kind = ErrorKind::stream, .condition = condition::closed_by_peer};
  why.uri = std::string(close["see-other-uri"]);
  return end(stream, std::move(why));
}

// WS-14. A missing version means 0.9 (RFC 6120 §4.7.5).
Actions opened_by_peer(Stream& stream, Element open) {
  if (stream.state == State::open)
    return violation(stream, condition::bad_open, "a second <open/>", "undefined-condition");
  if (stream.state != State::opening) return {};
  std::string_view version = open["version"];
  if (version.empty() || version.starts_with("0.")) {
    return violation(stream, condition::unsupported_version, std::string(version), "unsupported-version");
  }
  if (open["id"].empty() || !open.attribute("from")) {
    return violation(stream, condition::bad_open, "<open/> without id or from", "undefined-condition");
  }
  if (open["from"] != stream.domain) {
    return violation(stream, condition::wrong_domain, std::string(open["from"]), "invalid-from", ErrorKind::security);
  }
  stream.id = std::string(open["id"]);
  stream.lang = std::string(open.lang());
  stream.state = State::open;
  return {};
}

bool is_stanza(std::string_view name) { return name == "iq" || name == "message" || name == "presence"; }

// Which stream error answers a frame that the gate refused (RFC 6120 §4.9.3, §11).
const char* stream_error_for(const Error& refusal) {
  constexpr const char* same[] = {"restricted-xml", "not-well-formed", "bad-format", "policy-violation"};
  for (const char* condition : same) {
    if (refusal.condition == condition) return condition;
  }
  return "undefined-condition";
}

Actions refused(Stream& stream, std::string_view frame, Error why) {
  // Prosody 13 writes its stream errors with an unbound prefix: nothing in them may be interpreted.
  if (frame.starts_with("<stream:error")) {
    why = {.kind = ErrorKind::stream, .condition = condition::unreadable_stream_error};
    why.text = std::string(frame.substr(0, 200));
    return end(stream, std::move(why));
  }
  std::string last_words = error_frame(stream_error_for(why), {});
  return end(stream, std::move(why), std::move(last_words));
}

Actions received(Stream& stream, std::string_view frame) {
  if (stream.state == State::connecting || stream.state == State::closed) return {};
  auto document = parse_frame(frame, stream.limits);
  if (!document) return refused(stream, frame, document.error());
  Element root = document->root();

  if (root.is(ns::framing, "close")) return closed_by_peer(stream, root);
  if (root.is(ns::framing, "open")) return opened_by_peer(stream, root);
  if (root.is(ns::streams, "error")) return end(stream, stream_error(root));
  bool misplaced =
      root.name() == "open" || root.name() == "close" || (is_stanza(root.name()) && root.ns() != ns::client);
  if (misplaced) return violation(stream, condition::invalid_namespace, std::string(root.ns()), "invalid-namespace");
  if (stream.state == State::opening) {
    return violation(stream, condition::bad_open, std::string(root.name()), "undefined-condition");
  }
  return {action::Deliver{std::move(*document)}};
}

struct Step {
  Stream& stream;

  Actions operator()(const event::SocketOpened& opened) {
    if (stream.state != State::connecting) return {};
    if (opened.subprotocol != "xmpp") {
      return end(stream, {.kind = ErrorKind::transport,
                          .condition = condition::not_xmpp,
                          .text = std::string(opened.subprotocol)});  // WS-02
    }
    stream.state = State::opening;
    return {action::Send{open_frame(stream)}};
  }
  Actions operator()(const event::TextFrame& frame) { return received(stream, frame.text); }
  Actions operator()(const event::BinaryFrame&) {
    if (stream.state == State::closed) return {};
    return violation(stream, condition::binary_frame, {}, "undefined-condition");  // WS-05
  }
  Actions operator()(const event::SocketClosed& closed) {
    if (stream.state == State::closed) return {};
    Error why{.kind = ErrorKind::transport, .condition = condition::connection_lost};
    if (stream.state == State::connecting) why.condition = condition::cannot_connect;
    if (stream.state == State::closing) why = {.kind = ErrorKind::cancelled};
    if (!why.condition.empty()) why.text = "WebSocket code " + std::to_string(closed.code);
    stream.state = State::closed;
    return {action::Ended{std::move(why)}};
  }
  Actions operator()(const event::Restart&) {
    if (stream.state != State::open) return {};
    stream.state = State::opening;
    stream.id.clear();
    stream.lang.clear();
    return {action::Send{open_frame(stream)}};  // no <close/> first (WS-23)
  }
  Actions operator()(const event::Close&) {
    if (stream.state == State::connecting) return end(stream, {.kind = ErrorKind::cancelled});
    if (stream.state == State::closing || stream.state == State::closed) return {};
    stream.state = State::closing;
    return {action::Send{close_frame()}, action::AwaitClose{close_time}};
  }
  Actions operator()(const event::Fail& fail) {
    if (stream.state == State::closed) return {};
    return end(stream, fail.why, fail.stream_error.empty() ? "" : error_frame(fail.stream_error, fail.detail));
  }
  Actions operator()(const event::CloseTimeout&) {
    if (stream.state != State::closing) return {};
    return end(stream, {.kind = ErrorKind::cancelled});
  }
};

}  // namespace

std::vector<StreamAction> step(Stream& stream, const StreamEvent& event) { return std::visit(Step{stream}, event); }

}  // namespace xmpp
