// SPDX-License-Identifier: AGPL-3.0-or-later
#include "tests/native/openssl_crypto.h"

#include <openssl/evp.h>
#include <openssl/hmac.h>

#include <climits>

namespace native {
namespace {

using Answer = xmpp::Task<xmpp::Result<xmpp::Bytes>>;

const EVP_MD* digest_of(xmpp::Hash hash) {
  switch (hash) {
    case xmpp::Hash::sha1:
      return EVP_sha1();
    case xmpp::Hash::sha256:
      return EVP_sha256();
    case xmpp::Hash::sha512:
      return EVP_sha512();
  }
  return nullptr;
}

xmpp::Bytes room_for(xmpp::Hash hash) { return xmpp::Bytes(EVP_MD_get_size(digest_of(hash))); }

const char* chars(const xmpp::Bytes& bytes) { return reinterpret_cast<const char*>(bytes.data()); }

xmpp::Error refused() {
  return {.kind = xmpp::ErrorKind::security, .condition = "crypto-unavailable", .text = "OpenSSL refused"};
}

}  // namespace

Answer OpensslCrypto::digest(xmpp::Hash hash, xmpp::Bytes data) {
  auto out = room_for(hash);
  if (!EVP_Digest(data.data(), data.size(), out.data(), nullptr, digest_of(hash), nullptr)) co_return refused();
  co_return out;
}

Answer OpensslCrypto::hmac(xmpp::Hash hash, xmpp::Bytes key, xmpp::Bytes data) {
  auto out = room_for(hash);
  const void* secret = key.empty() ? "" : static_cast<const void*>(key.data());  // NULL would mean "the previous key"
  if (!HMAC(digest_of(hash), secret, static_cast<int>(key.size()), data.data(), data.size(), out.data(), nullptr))
    co_return refused();
  co_return out;
}

Answer OpensslCrypto::pbkdf2(xmpp::Hash hash, xmpp::Bytes password, xmpp::Bytes salt, std::uint32_t iterations) {
  auto out = room_for(hash);
  if (iterations == 0 || iterations > INT_MAX ||
      !PKCS5_PBKDF2_HMAC(chars(password), static_cast<int>(password.size()), salt.data(), static_cast<int>(salt.size()),
                         static_cast<int>(iterations), digest_of(hash), static_cast<int>(out.size()), out.data()))
    co_return refused();
  co_return out;
}

}  // namespace native
