// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/answers.h"

#include "xmpp/ns.h"

namespace xmpp {
namespace {

Xml disco_info() {
  Xml out("query", ns::disco_info);
  out.add(
      Xml("identity").attribute("category", "client").attribute("type", "web").attribute("name", "XMPP-Grid Broker"));
  for (const char* feature : {ns::disco_info, ns::ping}) out.add(Xml("feature").attribute("var", feature));
  return out;
}

Xml reply(Element iq, const char* type) {
  Xml out("iq", ns::client);
  out.attribute("type", type).attribute("id", std::string(iq["id"]));
  if (auto from = iq.attribute("from")) out.attribute("to", std::string(*from));
  return out;
}

Xml refusal(Element iq, const char* error_type, const char* condition) {
  return reply(iq, "error").add(Xml("error").attribute("type", error_type).add(Xml(condition, ns::stanza_errors)));
}

}  // namespace

std::optional<Xml> answer_to(Element iq) {
  bool get = iq["type"] == "get", set = iq["type"] == "set";
  if (iq["id"].empty() || iq["type"] == "result" || iq["type"] == "error") return std::nullopt;
  Element payload = iq.first_child();
  bool one_child = payload && !payload.next_sibling();  // RFC 6120 §8.2.3
  if ((!get && !set) || !one_child) return refusal(iq, "modify", "bad-request");
  if (get && payload.is(ns::ping, "ping")) return reply(iq, "result");  // PING-01
  if (get && payload.is(ns::disco_info, "query") && payload["node"].empty()) {
    return reply(iq, "result").add(disco_info());
  }
  return refusal(iq, "cancel", "service-unavailable");
}

}  // namespace xmpp
