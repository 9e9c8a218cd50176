// SPDX-License-Identifier: AGPL-3.0-or-later
// The crypto and the Unicode tables of where a test runs: OpenSSL and ICU natively; as WebAssembly Node's crypto, and
// the product's own Unicode over JavaScript's tables.
#pragma once
#ifdef __EMSCRIPTEN__
#include "tests/node/crypto.h"
#include "wasm/unicode.h"

namespace platform {
using Crypto = node::Crypto;
using Unicode = browser::Unicode;
}  // namespace platform
#else
#include "tests/native/icu_unicode.h"
#include "tests/native/openssl_crypto.h"

namespace platform {
using Crypto = native::OpensslCrypto;
using Unicode = native::IcuUnicode;
}  // namespace platform
#endif
