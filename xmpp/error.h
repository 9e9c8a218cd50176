// SPDX-License-Identifier: AGPL-3.0-or-later
// The one error type. Every failure of the protocol, from a refused stanza to a lost connection, is one of these.
#pragma once
#include <cstdint>
#include <string>
#include <string_view>

namespace xmpp {

/// Where an error comes from; decides how `condition` is to be read.
enum class ErrorKind : std::uint8_t {
  stanza,     ///< the peer answered type='error' (RFC 6120 §8.3); condition is the stanza condition
  stream,     ///< stream error (RFC 6120 §4.9); fatal to the session
  sasl,       ///< SASL failure (RFC 6120 §6.5), or a mechanism we refused
  transport,  ///< the WebSocket failed or closed; a browser never says why
  protocol,   ///< the peer broke the protocol (condition: which rule, e.g. "not-well-formed")
  security,   ///< the peer did what an attacker would (downgrade, wrong signature, foreign redirect)
  timeout,    ///< nothing came in time
  cancelled,  ///< we stopped it: log out, cancel, end of the session
  input,      ///< what a person or a file gave us is not valid
};

/// RFC 6120 §8.3.2: what the sender may do about a stanza error.
enum class ErrorType : std::uint8_t { none, auth, cancel, proceed, modify, wait };

struct Error {
  ErrorKind kind = ErrorKind::protocol;
  std::string condition = {};  ///< defined condition, e.g. "item-not-found"; unknown ones become "undefined-condition"
  std::string specific = {};   ///< application condition, e.g. pubsub "closed-node" (XEP-0060 §17.2); may be empty
  std::string feature = {};    ///< of pubsub <unsupported feature='…'/>; may be empty
  ErrorType type = ErrorType::none;
  std::string text = {};  ///< the peer's own words or a detail; for display only, never interpreted
  std::string uri = {};   ///< of <gone/>, <redirect/>, <see-other-host/>; data, never followed by itself

  friend bool operator==(const Error&, const Error&) = default;
};

/// Plain words for a person: what happened, and what to do next. Both are sentences; never empty.
struct Explanation {
  std::string_view what;
  std::string_view next;
};

/// Looks the error up in one table: (kind, specific), else (kind, condition), else the kind's own row.
Explanation explain(const Error&);

/// Whether the same request may succeed if repeated unchanged later (type wait, timeouts, lost connections).
bool worth_retrying(const Error&);

/// One line for logs and tests: "stanza/forbidden (closed-node)". Control characters of `text` are escaped.
std::string to_string(const Error&);

}  // namespace xmpp
