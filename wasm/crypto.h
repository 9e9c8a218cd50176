// SPDX-License-Identifier: AGPL-3.0-or-later
// WebCrypto as xmpp::Crypto. It exists in secure contexts only (https: and loopback); elsewhere every call answers with
// an error of kind security. Passwords and keys are wiped from memory once they are handed over.
#pragma once
#include "xmpp/outside.h"

namespace browser {

class Crypto final : public xmpp::Crypto {
 public:
  xmpp::Task<xmpp::Result<xmpp::Bytes>> digest(xmpp::Hash hash, xmpp::Bytes data) override;
  xmpp::Task<xmpp::Result<xmpp::Bytes>> hmac(xmpp::Hash hash, xmpp::Bytes key, xmpp::Bytes data) override;
  xmpp::Task<xmpp::Result<xmpp::Bytes>> pbkdf2(xmpp::Hash hash, xmpp::Bytes password, xmpp::Bytes salt,
                                               std::uint32_t iterations) override;
};

}  // namespace browser
