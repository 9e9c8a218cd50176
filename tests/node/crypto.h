// SPDX-License-Identifier: AGPL-3.0-or-later
// Digests over Node's crypto, for tests as WebAssembly. Unlike WebCrypto it answers at once, as the tests' worlds do.
#pragma once
#include "xmpp/outside.h"

namespace node {

class Crypto final : public xmpp::Crypto {
 public:
  xmpp::Task<xmpp::Result<xmpp::Bytes>> digest(xmpp::Hash hash, xmpp::Bytes data) override;
  xmpp::Task<xmpp::Result<xmpp::Bytes>> hmac(xmpp::Hash hash, xmpp::Bytes key, xmpp::Bytes data) override;
  xmpp::Task<xmpp::Result<xmpp::Bytes>> pbkdf2(xmpp::Hash hash, xmpp::Bytes password, xmpp::Bytes salt,
                                               std::uint32_t iterations) override;
};

}  // namespace node
