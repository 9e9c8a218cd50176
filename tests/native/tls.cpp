// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/native/tls.h"

#include <arpa/inet.h>
#include <openssl/err.h>
#include <openssl/x509v3.h>

namespace native {

namespace {

bool is_address(const std::string& host) {
  unsigned char bytes[16];
  return inet_pton(AF_INET, host.c_str(), bytes) == 1 || inet_pton(AF_INET6, host.c_str(), bytes) == 1;
}

TlsContext new_context(const SSL_METHOD* method) {
  TlsContext context(SSL_CTX_new(method));
  SSL_CTX_set_min_proto_version(context.get(), TLS1_2_VERSION);
  SSL_CTX_set_mode(context.get(), SSL_MODE_ENABLE_PARTIAL_WRITE | SSL_MODE_ACCEPT_MOVING_WRITE_BUFFER);
  return context;
}

bool use_certificate(SSL_CTX* context, const std::string& file, std::string& why) {
  if (SSL_CTX_use_certificate_chain_file(context, file.c_str()) == 1 &&
      SSL_CTX_use_PrivateKey_file(context, file.c_str(), SSL_FILETYPE_PEM) == 1) {
    return true;
  }
  why = "cannot use the certificate in " + file + ": " + tls_error(nullptr);
  return false;
}

}  // namespace

TlsContext make_context(const TlsClient& options, std::string& why) {
  auto context = new_context(TLS_client_method());
  SSL_CTX_set_verify(context.get(), SSL_VERIFY_PEER, nullptr);
  const bool trusted = options.ca_file.empty()
                           ? SSL_CTX_set_default_verify_paths(context.get()) == 1
                           : SSL_CTX_load_verify_locations(context.get(), options.ca_file.c_str(), nullptr) == 1;
  if (!trusted) {
    why = "cannot read the authorities in " + options.ca_file + ": " + tls_error(nullptr);
    return nullptr;
  }
  if (!options.certificate_file.empty() && !use_certificate(context.get(), options.certificate_file, why))
    return nullptr;
  return context;
}

TlsContext make_context(const TlsServer& options, std::string& why) {
  auto context = new_context(TLS_server_method());
  if (!use_certificate(context.get(), options.certificate_file, why)) return nullptr;
  return context;
}

void expect_host(SSL* ssl, const std::string& host, const std::vector<std::string>& also_valid_for) {
  X509_VERIFY_PARAM* expected = SSL_get0_param(ssl);
  X509_VERIFY_PARAM_set_hostflags(expected, X509_CHECK_FLAG_NO_PARTIAL_WILDCARDS);
  if (is_address(host)) {
    X509_VERIFY_PARAM_set1_ip_asc(expected, host.c_str());
    return;  // a literal address is never sent as a server name
  }
  SSL_set_tlsext_host_name(ssl, host.c_str());
  X509_VERIFY_PARAM_set1_host(expected, host.c_str(), host.size());
  for (const auto& name : also_valid_for) X509_VERIFY_PARAM_add1_host(expected, name.c_str(), name.size());
}

std::string tls_error(SSL* ssl) {
  const long verified = ssl ? SSL_get_verify_result(ssl) : X509_V_OK;
  if (verified != X509_V_OK) return std::string("certificate refused: ") + X509_verify_cert_error_string(verified);
  const unsigned long code = ERR_peek_last_error();
  ERR_clear_error();
  const char* reason = ERR_reason_error_string(code);
  return reason ? reason : "connection lost";
}

}  // namespace native
