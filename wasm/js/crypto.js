// SPDX-License-Identifier: AGPL-3.0-or-later
addToLibrary({
  $Crypto__deps: ['$Text', 'malloc', 'free'],
  $Crypto: {
    HASHES: ['SHA-1', 'SHA-256', 'SHA-512'], // xmpp::Hash
    bytes: (at, size) => HEAPU8.slice(at, at + size),
    // `secret` is wiped however it ends.
    answer(answer, work, secret) {
      const subtle = globalThis.crypto && crypto.subtle;
      const failed = (why) => Text.pass(String(why), (at, size) => _crypto_failed(answer, at, size));
      const run = subtle ? work(subtle) : Promise.reject('the page is not a secure context');
      run.then((buffer) => {
        const result = new Uint8Array(buffer), at = _malloc(result.length);
        HEAPU8.set(result, at);
        _crypto_done(answer, at, result.length);
        HEAPU8.fill(0, at, at + result.length);
        _free(at);
      }, failed).finally(() => { if (secret) secret.fill(0); });
    },
  },
  js_crypto_digest__deps: ['$Crypto'],
  js_crypto_digest: (answer, hash, data, size) => {
    const bytes = Crypto.bytes(data, size);
    Crypto.answer(answer, (subtle) => subtle.digest(Crypto.HASHES[hash], bytes));
  },
  js_crypto_hmac__deps: ['$Crypto'],
  js_crypto_hmac: (answer, hash, key, keySize, data, size) => {
    const secret = Crypto.bytes(key, keySize), bytes = Crypto.bytes(data, size);
    Crypto.answer(answer, (subtle) => subtle.importKey('raw', secret, { name: 'HMAC', hash: Crypto.HASHES[hash] }, false, ['sign'])
      .then((imported) => subtle.sign('HMAC', imported, bytes)), secret);
  },
  js_crypto_pbkdf2__deps: ['$Crypto'],
  js_crypto_pbkdf2: (answer, hash, password, passwordSize, salt, saltSize, iterations) => {
    const secret = Crypto.bytes(password, passwordSize), parameters = {
      name: 'PBKDF2', hash: Crypto.HASHES[hash], salt: Crypto.bytes(salt, saltSize), iterations: iterations >>> 0,
    };
    Crypto.answer(answer, (subtle) => subtle.importKey('raw', secret, 'PBKDF2', false, ['deriveBits'])
      .then((imported) => subtle.deriveBits(parameters, imported, [160, 256, 512][hash])), secret);
  },
});
