// SPDX-License-Identifier: AGPL-3.0-or-later
// The SASL conversation (RFC 6120 §6.4) for the mechanisms of sasl.h. On failure the connection is left to the caller.
#pragma once
#include "xmpp/connection.h"
#include "xmpp/sasl.h"
#include "xmpp/secret.h"

namespace xmpp {

/// What a login needs, prepared and checked.
struct Credentials {
  bool with_certificate = true;
  std::string authzid;           ///< bare JID, "" for none (EXT-01)
  std::string account;           ///< bare JID as far as known before binding, for <open from='…'/> (WS-12); else ""
  std::string user;              ///< saslprep'd localpart (SASL-09)
  Secret<std::string> password;  ///< saslprep'd
};

/// Prepares a LoginRequest; its password is wiped. Errors: kind input, user-malformed or password-malformed.
Result<Credentials> prepare_credentials(LoginRequest& request, const Unicode& unicode);

/// Runs the mechanism to <success/>. Errors: sasl/… as the server failed it, security/… when the server does what only
/// an impostor would, protocol/bad-sasl-message, and those of Connection::next().
Task<Result<void>> authenticate(Connection& connection, Outside outside, const Credentials& credentials,
                                Mechanism mechanism, SaslOffer offer);

}  // namespace xmpp
