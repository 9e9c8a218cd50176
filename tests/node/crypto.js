// SPDX-License-Identifier: AGPL-3.0-or-later
addToLibrary({
  $NodeCrypto: {
    HASHES: ['sha1', 'sha256', 'sha512'], // xmpp::Hash
    bytes: (at, size) => HEAPU8.slice(at, at + size),
    write(out, compute) {
      try {
        const result = compute(require('node:crypto'));
        HEAPU8.set(result, out);
        return result.length;
      } catch {
        return 0;
      }
    },
  },
  node_digest__deps: ['$NodeCrypto'],
  node_digest: (hash, data, size, out) => NodeCrypto.write(out, (crypto) =>
    crypto.createHash(NodeCrypto.HASHES[hash]).update(NodeCrypto.bytes(data, size)).digest()),
  node_hmac__deps: ['$NodeCrypto'],
  node_hmac: (hash, key, keySize, data, size, out) => NodeCrypto.write(out, (crypto) =>
    crypto.createHmac(NodeCrypto.HASHES[hash], NodeCrypto.bytes(key, keySize)).update(NodeCrypto.bytes(data, size)).digest()),
  node_pbkdf2__deps: ['$NodeCrypto'],
  node_pbkdf2: (hash, password, passwordSize, salt, saltSize, iterations, out) => NodeCrypto.write(out, (crypto) =>
    crypto.pbkdf2Sync(NodeCrypto.bytes(password, passwordSize), NodeCrypto.bytes(salt, saltSize), iterations >>> 0, [20, 32, 64][hash], NodeCrypto.HASHES[hash])),
});
