// SPDX-License-Identifier: AGPL-3.0-or-later
// What every error means to the administrator of a grid. One row for each; adding a condition is adding a row.
#pragma once
#include <span>
#include <string_view>

#include "xmpp/error.h"

namespace xmpp {

struct ErrorWords {
  ErrorKind kind;
  std::string_view name;  ///< a condition or an application condition; "" in the row of the kind itself
  std::string_view what;
  std::string_view next;
  bool passes = false;  ///< may end by itself, so that trying again later makes sense (stanza errors say so themselves)
};

std::span<const ErrorWords> stanza_words();   ///< RFC 6120 §8.3.3 and XEP-0060 §17.2
std::span<const ErrorWords> session_words();  ///< stream (RFC 6120 §4.9.3), SASL (§6.5), transport, timeout, cancelled
std::span<const ErrorWords> local_words();    ///< protocol, security and input: what we refuse ourselves

}  // namespace xmpp
