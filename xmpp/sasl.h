// SPDX-License-Identifier: AGPL-3.0-or-later
// SASL mechanism choice (RFC 6120 §6.3.3): our own list, in our own order, whatever the server offers.
#pragma once
#include <optional>
#include <span>
#include <string>
#include <string_view>
#include <vector>

#include "xmpp/client.h"

namespace xmpp {

/// What <features/> offers for authentication, as received (DG-03).
struct SaslOffer {
  std::vector<std::string> mechanisms;
  std::optional<std::vector<std::string>> channel_bindings;  ///< XEP-0440; nullopt when not announced
};
SaslOffer read_sasl_offer(Element features);

struct Mechanism {
  std::string_view name;
  int strength;              ///< larger is stronger
  std::optional<Hash> hash;  ///< of SCRAM; nullopt for EXTERNAL
};

/// All that this client ever uses: never PLAIN, never -PLUS (no browser can do channel binding), nothing else.
std::span<const Mechanism> mechanisms();

/// The mechanism for this kind of login. `pinned` is the strength that the account used before: anything weaker is
/// refused (SASL-03). Errors: sasl/external-not-offered, /scram-not-offered, /no-mechanism (SASL-13),
/// security/downgrade. Error::text lists what was offered.
Result<Mechanism> choose_mechanism(const SaslOffer& offer, bool with_certificate, int pinned);

/// Reads <failure/>. Unknown conditions become not-authorized (SASL-10); for that one, `specific` says whose fault.
Error read_sasl_failure(Element failure, bool with_certificate);

}  // namespace xmpp
