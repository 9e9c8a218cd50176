// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/session.h"

#include "xmpp/answers.h"
#include "xmpp/conditions.h"
#include "xmpp/ns.h"
#include "xmpp/random_id.h"

namespace xmpp {

Session::Session(Parts parts, Jid own, Milliseconds keepalive)
    : parts_(std::move(parts)),
      own_(std::move(own)),
      liveness_(parts_.outside.clock, keepalive,
                {.heard_at = [this] { return parts_.connection.heard_at(); },
                 .probe = [this] { probe(); },
                 .dead =
                     [this] {
                       parts_.connection.fail({.kind = ErrorKind::timeout, .condition = condition::no_answer},
                                              "connection-timeout");
                     }}) {}

void Session::send(const Xml& stanza) {
  std::string frame = stanza.to_string();
  parts_.connection.send_frame(frame);
  StreamManagement& management = parts_.management;
  if (!management.active()) return;
  management.sent(std::move(frame));
  if (management.wants_ack()) {
    management.asked();
    parts_.connection.send(StreamManagement::request());
  }
}

void Session::receive(Document document) {
  Element root = document.root();
  if (root.ns() == ns::client) {
    if (parts_.management.active()) parts_.management.received();
    stanza(document);
  } else if (root.ns() == ns::stream_management) {
    management(root);
  } else {
    ++parts_.ignored;  // XML-04
  }
}

void Session::stanza(const Document& document) {
  std::string_view name = document.root().name();
  if (name == "iq")
    iq(document);
  else if (name == "message")
    message(document);
  else
    ++parts_.ignored;  // presence tells an administrator nothing here
}

void Session::iq(const Document& document) {
  Element iq = document.root();
  if (iq["type"] == "result" || iq["type"] == "error") {
    if (!parts_.requests.answer(document)) ++parts_.ignored;
  } else if (auto answer = answer_to(iq)) {
    send(*answer);
  } else {
    ++parts_.ignored;
  }
}

void Session::message(const Document& document) {
  Element message = document.root();
  auto attribute = message.attribute("from");
  auto from = attribute ? Jid::split(*attribute) : Result<Jid>(own_.bare());  // RFC 6120 §8.1.2.1
  if (!from || message["type"] == "error" || !parts_.on_message) {
    ++parts_.ignored;
    return;
  }
  parts_.on_message(Stanza{document, message, std::move(*from)});
}

void Session::management(Element element) {
  StreamManagement& management = parts_.management;
  if (!management.active()) {
    ++parts_.ignored;
  } else if (element.name() == "r") {
    parts_.connection.send(management.ack());
  } else if (element.name() == "a") {
    std::string h(element["h"]);
    auto counted = management.acknowledged(h);
    if (!counted) parts_.connection.fail(counted.error(), "undefined-condition", {management.too_high(h)});
  } else {
    ++parts_.ignored;
  }
}

// Any answer will do, even "service-unavailable" (PING-02): what counts is that something comes.
void Session::probe() {
  if (parts_.management.active()) {
    parts_.management.asked();
    parts_.connection.send(StreamManagement::request());
    return;
  }
  send(Xml("iq", ns::client)
           .attribute("type", "get")
           .attribute("id", random_id(parts_.outside.random))
           .attribute("to", own_.domain())
           .add(Xml("ping", ns::ping)));
}

void Session::say_goodbye() {
  if (parts_.management.active()) parts_.connection.send(parts_.management.ack());
  parts_.connection.close();
}

}  // namespace xmpp
