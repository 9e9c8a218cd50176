// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/node/crypto.h"

// crypto.js. Each writes its answer into `out` and returns its length, 0 when Node refuses.
extern "C" {
int node_digest(int hash, const void* data, std::size_t size, void* out);
int node_hmac(int hash, const void* key, std::size_t key_size, const void* data, std::size_t size, void* out);
int node_pbkdf2(int hash, const void* password, std::size_t password_size, const void* salt, std::size_t salt_size,
                std::uint32_t iterations, void* out);
}

namespace node {
namespace {

using Answer = xmpp::Task<xmpp::Result<xmpp::Bytes>>;

struct Out {
  std::uint8_t bytes[64];  // SHA-512
};

xmpp::Result<xmpp::Bytes> answer(const Out& out, int size) {
  if (size > 0) return xmpp::Bytes(out.bytes, out.bytes + size);
  return xmpp::Error{.kind = xmpp::ErrorKind::security, .condition = "crypto-unavailable", .text = "Node refused"};
}

}  // namespace

Answer Crypto::digest(xmpp::Hash hash, xmpp::Bytes data) {
  Out out;
  co_return answer(out, node_digest(int(hash), data.data(), data.size(), out.bytes));
}

Answer Crypto::hmac(xmpp::Hash hash, xmpp::Bytes key, xmpp::Bytes data) {
  Out out;
  co_return answer(out, node_hmac(int(hash), key.data(), key.size(), data.data(), data.size(), out.bytes));
}

Answer Crypto::pbkdf2(xmpp::Hash hash, xmpp::Bytes password, xmpp::Bytes salt, std::uint32_t iterations) {
  Out out;
  co_return answer(
      out, node_pbkdf2(int(hash), password.data(), password.size(), salt.data(), salt.size(), iterations, out.bytes));
}

}  // namespace node
