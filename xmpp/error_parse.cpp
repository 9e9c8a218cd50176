// SPDX-License-Identifier: AGPL-3.0-or-later
#include "xmpp/error_parse.h"

#include <algorithm>

namespace xmpp {
namespace {

constexpr std::string_view stanza_errors = "urn:ietf:params:xml:ns:xmpp-stanzas";
constexpr std::string_view stream_errors = "urn:ietf:params:xml:ns:xmpp-streams";
constexpr std::string_view sasl_errors = "urn:ietf:params:xml:ns:xmpp-sasl";
constexpr std::string_view pubsub_errors = "http://jabber.org/protocol/pubsub#errors";
constexpr std::string_view command_errors = "http://jabber.org/protocol/commands";  // XEP-0050 §4.4

// RFC 6120 §8.3.3; payment-required is of RFC 3920 §9.3.3, and XEP-0060 §6.1.3.5 still has it
constexpr std::string_view stanza_conditions[] = {"bad-request",
                                                  "conflict",
                                                  "feature-not-implemented",
                                                  "forbidden",
                                                  "gone",
                                                  "internal-server-error",
                                                  "item-not-found",
                                                  "jid-malformed",
                                                  "not-acceptable",
                                                  "not-allowed",
                                                  "not-authorized",
                                                  "payment-required",
                                                  "policy-violation",
                                                  "recipient-unavailable",
                                                  "redirect",
                                                  "registration-required",
                                                  "remote-server-not-found",
                                                  "remote-server-timeout",
                                                  "resource-constraint",
                                                  "service-unavailable",
                                                  "subscription-required",
                                                  "undefined-condition",
                                                  "unexpected-request"};

// RFC 6120 §4.9.3
constexpr std::string_view stream_conditions[] = {"bad-format",
                                                  "bad-namespace-prefix",
                                                  "conflict",
                                                  "connection-timeout",
                                                  "host-gone",
                                                  "host-unknown",
                                                  "improper-addressing",
                                                  "internal-server-error",
                                                  "invalid-from",
                                                  "invalid-namespace",
                                                  "invalid-xml",
                                                  "not-authorized",
                                                  "not-well-formed",
                                                  "policy-violation",
                                                  "remote-connection-failed",
                                                  "reset",
                                                  "resource-constraint",
                                                  "restricted-xml",
                                                  "see-other-host",
                                                  "system-shutdown",
                                                  "undefined-condition",
                                                  "unsupported-encoding",
                                                  "unsupported-feature",
                                                  "unsupported-stanza-type",
                                                  "unsupported-version"};

// RFC 6120 §6.5
constexpr std::string_view sasl_conditions[] = {"aborted",
                                                "account-disabled",
                                                "credentials-expired",
                                                "encryption-required",
                                                "incorrect-encoding",
                                                "invalid-authzid",
                                                "invalid-mechanism",
                                                "malformed-request",
                                                "mechanism-too-weak",
                                                "not-authorized",
                                                "temporary-auth-failure"};

// XEP-0060 §17.2; node-full: §7.1.3.4; invalid-option: XEP-0496 §4.2
constexpr std::string_view pubsub_names[] = {"closed-node",
                                             "configuration-required",
                                             "invalid-jid",
                                             "invalid-option",
                                             "invalid-options",
                                             "invalid-payload",
                                             "invalid-subid",
                                             "item-forbidden",
                                             "item-required",
                                             "jid-required",
                                             "max-items-exceeded",
                                             "max-nodes-exceeded",
                                             "node-full",
                                             "nodeid-required",
                                             "not-in-roster-group",
                                             "not-subscribed",
                                             "payload-required",
                                             "payload-too-big",
                                             "pending-subscription",
                                             "precondition-not-met",
                                             "presence-subscription-required",
                                             "subid-required",
                                             "too-many-subscriptions",
                                             "unsupported",
                                             "unsupported-access-model"};

std::string text_in(Element parent, std::string_view ns, std::string_view language) {
  Element chosen;
  for (Element child : parent) {
    if (!child.is(ns, "text")) continue;
    if (!chosen || (child.lang() == language && chosen.lang() != language)) chosen = child;
  }
  return chosen.text();
}

// The first child in the namespace that is not the text: the condition; its character data may be an address.
Error read(Element parent, ErrorKind kind, std::string_view ns, std::string_view otherwise, std::string_view language) {
  Error error{.kind = kind, .condition = std::string(otherwise), .text = text_in(parent, ns, language)};
  for (Element child : parent) {
    if (child.ns() != ns || child.name() == "text") continue;
    auto name = child.name();
    auto defined = defined_conditions(kind);
    if (std::find(defined.begin(), defined.end(), name) == defined.end()) continue;
    error.condition = name;
    if (name == "gone" || name == "redirect" || name == "see-other-host") error.uri = child.text();
    break;
  }
  return error;
}

ErrorType type_of(std::string_view name) {
  if (name == "auth") return ErrorType::auth;
  if (name == "cancel") return ErrorType::cancel;
  if (name == "continue") return ErrorType::proceed;
  if (name == "modify") return ErrorType::modify;
  if (name == "wait") return ErrorType::wait;
  return ErrorType::none;
}

Element error_child(Element stanza) {
  for (Element child : stanza)
    if (child.name() == "error" && child.ns() == stanza.ns()) return child;
  return {};
}

}  // namespace

std::span<const std::string_view> defined_conditions(ErrorKind kind) {
  switch (kind) {
    case ErrorKind::stanza:
      return stanza_conditions;
    case ErrorKind::stream:
      return stream_conditions;
    case ErrorKind::sasl:
      return sasl_conditions;
    default:
      return {};
  }
}

std::span<const std::string_view> pubsub_conditions() { return pubsub_names; }

Error stanza_error(Element stanza, std::string_view language) {
  Element element = error_child(stanza);
  Error error = read(element, ErrorKind::stanza, stanza_errors, "undefined-condition", language);
  error.type = type_of(element["type"]);
  for (Element child : element) {
    if (child.ns() != pubsub_errors && child.ns() != command_errors) continue;
    error.specific = child.name();
    error.feature = child["feature"];
    break;
  }
  return error;
}

Error stream_error(Element element, std::string_view language) {
  return read(element, ErrorKind::stream, stream_errors, "undefined-condition", language);
}

Error sasl_failure(Element failure, std::string_view language) {
  return read(failure, ErrorKind::sasl, sasl_errors, "not-authorized", language);
}

}  // namespace xmpp
