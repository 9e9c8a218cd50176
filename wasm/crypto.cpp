// SPDX-License-Identifier: AGPL-3.0-or-later
#include "wasm/crypto.h"

#include "wasm/js.h"

using xmpp::Bytes;
using xmpp::Hash;
using Answer = xmpp::OneShot<xmpp::Result<Bytes>>;

JS_IMPORTS {
  void js_crypto_digest(Answer * answer, int hash, const void* data, std::size_t size);
  void js_crypto_hmac(Answer * answer, int hash, const void* key, std::size_t key_size, const void* data,
                      std::size_t size);
  void js_crypto_pbkdf2(Answer * answer, int hash, const void* password, std::size_t password_size, const void* salt,
                        std::size_t salt_size, std::uint32_t iterations);
}

namespace browser {
namespace {

// The compiler may not leave this out although nobody reads the bytes any more.
void wipe(Bytes& secret) {
  for (volatile std::uint8_t& byte : secret) byte = 0;
}

// The page holds a copy of the answer's slot: it may outlive the task that waits for it.
Answer* handed_over(const Answer& answer) { return new Answer(answer); }

}  // namespace

xmpp::Task<xmpp::Result<Bytes>> Crypto::digest(Hash hash, Bytes data) {
  Answer answer;
  js_crypto_digest(handed_over(answer), int(hash), data.data(), data.size());
  co_return co_await answer.wait();
}

xmpp::Task<xmpp::Result<Bytes>> Crypto::hmac(Hash hash, Bytes key, Bytes data) {
  Answer answer;
  // WebCrypto refuses an empty key; HMAC pads keys with zeros (RFC 2104 §2), so one zero is the same key.
  if (key.empty()) key.push_back(0);
  js_crypto_hmac(handed_over(answer), int(hash), key.data(), key.size(), data.data(), data.size());
  wipe(key);
  co_return co_await answer.wait();
}

xmpp::Task<xmpp::Result<Bytes>> Crypto::pbkdf2(Hash hash, Bytes password, Bytes salt, std::uint32_t iterations) {
  Answer answer;
  js_crypto_pbkdf2(handed_over(answer), int(hash), password.data(), password.size(), salt.data(), salt.size(),
                   iterations);
  wipe(password);
  co_return co_await answer.wait();
}

}  // namespace browser

JS_EXPORT void crypto_done(Answer* answer, const std::uint8_t* bytes, std::size_t size) {
  answer->resolve(Bytes(bytes, bytes + size));
  delete answer;
}
JS_EXPORT void crypto_failed(Answer* answer, const char* why, std::size_t size) {
  answer->resolve(xmpp::Error{
      .kind = xmpp::ErrorKind::security, .condition = "crypto-unavailable", .text = std::string(why, size)});
  delete answer;
}
