// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/login.h"

#include "xmpp/conditions.h"
#include "xmpp/error_parse.h"
#include "xmpp/ns.h"
#include "xmpp/random_id.h"

namespace xmpp {
namespace {

Error unexpected(Element element) {
  return {.condition = condition::unexpected_element, .text = std::string(element.name())};
}

Task<Result<Document>> features(Connection& connection) {
  auto document = co_await connection.next();
  if (!document) co_return document.error();
  if (!document->root().is(ns::streams, "features")) co_return unexpected(document->root());
  co_return document;
}

// The next element that `wanted` accepts. Stanzas that come before it are kept for later; anything else is ignored.
template <class Wanted>
Task<Result<Document>> wait_for(Connection& connection, std::vector<Document>& early, Wanted wanted) {
  for (;;) {
    auto document = co_await connection.next();
    if (!document) co_return document.error();
    if (wanted(document->root())) co_return document;
    if (document->root().ns() != ns::client) continue;
    if (early.size() >= longest_inbox) co_return too_much_sent();
    early.push_back(std::move(*document));
  }
}

// An <iq/> to the server during login, before there is a request table.
Task<Result<Document>> ask_server(Connection& connection, Random& random, std::vector<Document>& early, Xml payload) {
  std::string id = random_id(random);
  connection.send(Xml("iq", ns::client).attribute("type", "set").attribute("id", id).add(std::move(payload)));
  auto answer = co_await wait_for(connection, early, [&](Element iq) {
    auto from = Jid::split(iq["from"]);
    bool from_server = !iq.attribute("from") || (from && from->domain() == connection.stream().domain);
    return iq.is(ns::client, "iq") && iq["id"] == id && from_server &&
           (iq["type"] == "result" || iq["type"] == "error");
  });
  if (answer && answer->root()["type"] == "error") co_return stanza_error(answer->root());
  co_return answer;
}

// RFC 6120 §7: the server chooses the resource (BIND-01).
Task<Result<Jid>> bind(Connection& connection, Random& random, std::vector<Document>& early) {
  auto answer = co_await ask_server(connection, random, early, Xml("bind", ns::bind));
  if (!answer) co_return answer.error();
  auto jid = Jid::split(answer->root().child(ns::bind, "bind").child(ns::bind, "jid").text());
  if (!jid || jid->is_bare()) co_return Error{.condition = condition::bad_bind};
  if (jid->domain() != connection.stream().domain) {
    co_return Error{.kind = ErrorKind::security, .condition = condition::wrong_domain, .text = jid->to_string()};
  }
  co_return jid;
}

// XEP-0198 §3. A refusal only means that there is no resumption.
Task<Result<void>> enable(Connection& connection, StreamManagement& management, std::vector<Document>& early) {
  connection.send(StreamManagement::enable());
  auto answer = co_await wait_for(connection, early, [](Element element) {
    return element.is(ns::stream_management, "enabled") || element.is(ns::stream_management, "failed");
  });
  if (!answer) co_return answer.error();
  if (answer->root().name() == "enabled") management.enabled(answer->root());
  co_return Result<void>();
}

// XEP-0198 §5. ok and not resumed: bind afresh (SM-09).
Task<Result<bool>> resume(Connection& connection, StreamManagement& management, Bound& out) {
  connection.send(management.resume());
  auto answer = co_await wait_for(connection, out.early, [](Element element) {
    return element.is(ns::stream_management, "resumed") || element.is(ns::stream_management, "failed");
  });
  if (!answer) co_return answer.error();
  if (answer->root().name() == "failed") co_return false;
  auto again = management.resumed(answer->root());
  if (!again) co_return again.error();
  out.send_again = std::move(*again);
  co_return true;
}

}  // namespace

Task<Result<Bound>> log_in(Connection& connection, LoginSteps steps) {
  Bound out;
  auto offered = co_await features(connection);
  if (!offered) co_return offered.error();
  SaslOffer offer = read_sasl_offer(offered->root());
  auto mechanism = choose_mechanism(offer, steps.credentials.with_certificate, steps.pinned);
  if (!mechanism) co_return mechanism.error();
  auto authenticated =
      co_await authenticate(connection, steps.outside, steps.credentials, *mechanism, std::move(offer));
  if (!authenticated) co_return authenticated.error();
  out.mechanism = mechanism->name;
  steps.pinned = mechanism->strength;

  steps.progress(Phase::binding);
  connection.restart();  // SASL-11
  offered = co_await features(connection);
  if (!offered) co_return offered.error();
  Element available = offered->root();
  bool manages = static_cast<bool>(available.child(ns::stream_management, "sm"));

  if (manages && steps.management.resumable()) {
    auto resumed = co_await resume(connection, steps.management, out);
    if (!resumed) co_return resumed.error();
    out.resumed = *resumed;
    if (out.resumed) co_return std::move(out);
  }
  steps.management = StreamManagement();

  if (!available.child(ns::bind, "bind")) co_return Error{.condition = condition::bind_not_offered};
  auto jid = co_await bind(connection, steps.outside.random, out.early);
  if (!jid) co_return jid.error();
  out.jid = std::move(*jid);

  Element session = available.child(ns::session, "session");  // BIND-04
  if (session && !session.child(ns::session, "optional")) {
    auto begun = co_await ask_server(connection, steps.outside.random, out.early, Xml("session", ns::session));
    if (!begun) co_return begun.error();
  }
  if (manages) {
    auto enabled = co_await enable(connection, steps.management, out.early);
    if (!enabled) co_return enabled.error();
  }
  co_return std::move(out);
}

}  // namespace xmpp
