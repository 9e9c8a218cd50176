// SPDX-License-Identifier: AGPL-3.0-or-later
// SCRAM (RFC 5802, RFC 7677) without channel binding: the messages, and the proof. The conversation is in
// authenticate.h.
#pragma once
#include <optional>
#include <string>
#include <string_view>

#include "xmpp/outside.h"
#include "xmpp/secret.h"

namespace xmpp::scram {

inline constexpr std::uint32_t fewest_iterations = 4096;      // RFC 5802 §5.1, SCR-07
inline constexpr std::uint32_t most_iterations = 10'000'000;  // a hostile controller could burn our CPU (RFC 5802 §9)

/// gs2 flag "n": no browser tells its channel binding, and "y" would be a lie (CB-01).
inline constexpr std::string_view gs2_header = "n,,";

/// 144 random bits in printable ASCII without ',' (SCR-02).
std::string fresh_nonce(Random& random);

/// client-first-message-bare. `user` is prepared (saslprep); '=' and ',' are escaped here (SCR-03).
std::string client_first_bare(std::string_view user, std::string_view nonce);

struct ServerFirst {
  std::string nonce;  ///< ours, extended
  Bytes salt;
  std::uint32_t iterations = 0;
  std::optional<std::string> downgrade_hash;  ///< XEP-0474 `h`, base64
};

/// Reads server-first-message. Errors: protocol/bad-sasl-message, security/nonce, /salt, /iteration-count,
/// /mandatory-extension (SCR-05).
Result<ServerFirst> parse_server_first(std::string_view message, std::string_view client_nonce);

struct ClientFinal {
  std::string message;     ///< client-final-message, with the proof
  Bytes server_signature;  ///< what the server has to send back as `v`
};

/// Computes the proof. `password` is prepared. Errors: of Crypto.
Task<Result<ClientFinal>> client_final(Crypto& crypto, Hash hash, const Secret<std::string>& password,
                                       std::string client_first_bare, std::string server_first_message,
                                       ServerFirst server_first);

/// Reads server-final-message. Errors: security/server-signature (compared in constant time, SCR-06), sasl/… for `e=`
/// (SCR-10: specific is the SCRAM error), protocol/bad-sasl-message.
Result<void> check_server_final(std::string_view message, const Bytes& server_signature);

/// XEP-0474 §6.1: what `h` has to be, before hashing. `channel_bindings` is nullopt when XEP-0440 was not used.
std::string downgrade_string(std::vector<std::string> mechanisms,
                             std::optional<std::vector<std::string>> channel_bindings);

}  // namespace xmpp::scram
