// SPDX-License-Identifier: AGPL-3.0-or-later
// OpenSSL contexts as values, and what went wrong in words.
#pragma once
#include <openssl/ssl.h>

#include <memory>
#include <string>

#include "tests/native/stream.h"

namespace native {

struct FreeContext {
  void operator()(SSL_CTX* context) const { SSL_CTX_free(context); }
};
using TlsContext = std::unique_ptr<SSL_CTX, FreeContext>;

/// Null when a file cannot be read; `why` says which. TLS 1.2 or newer.
TlsContext make_context(const TlsClient& options, std::string& why);
TlsContext make_context(const TlsServer& options, std::string& why);

/// Checks the certificate against `host` (a name or an address) or one of the other names, and sends SNI (RFC 6066 §3).
void expect_host(SSL* ssl, const std::string& host, const std::vector<std::string>& also_valid_for);

/// The newest OpenSSL error, or the reason why the peer's certificate was refused.
std::string tls_error(SSL* ssl);

}  // namespace native
