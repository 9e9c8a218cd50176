// SPDX-License-Identifier: AGPL-3.0-or-later
// The controller's side of SCRAM (RFC 5802 §3, RFC 7677) over node:crypto, which shares nothing with WebCrypto's glue.

import { createHash, createHmac, pbkdf2Sync, randomBytes, timingSafeEqual } from 'node:crypto';

const digests = { 'SCRAM-SHA-1': 'sha1', 'SCRAM-SHA-256': 'sha256', 'SCRAM-SHA-512': 'sha512' };
const fields = (message) => Object.fromEntries(message.split(',').map((part) => [part[0], part.slice(2)]));

/// One login to the account {user, password}. challenge(client-first) gives server-first; verdict(client-final) gives
/// server-final, or null when the client does not know the password. `forged`: with a signature of somebody who does not
/// know it either.
export function scram(mechanism, { user, password, iterations = 4096, forged = false }) {
  const digest = digests[mechanism];
  const hash = (data) => createHash(digest).update(data).digest();
  const hmac = (key, data) => createHmac(digest, key).update(data).digest();
  const salt = randomBytes(16);
  let messages, nonce, claimed;
  return {
    challenge(first) {
      const bare = first.replace(/^n,,/, '');
      const { n, r } = fields(bare);
      claimed = n;
      nonce = r + randomBytes(18).toString('base64');
      const answer = `r=${nonce},s=${salt.toString('base64')},i=${iterations}`;
      messages = [bare, answer];
      return answer;
    },
    verdict(final) {
      const { c, r, p } = fields(final);
      const signed = [...messages, final.slice(0, final.lastIndexOf(',p='))].join(',');
      const salted = pbkdf2Sync(password, salt, iterations, hash('').length, digest);
      const key = hmac(salted, 'Client Key');
      const signature = hmac(hash(key), signed);
      const proof = Buffer.from(p, 'base64');
      const proved = proof.length === key.length && timingSafeEqual(hash(proof.map((byte, n) => byte ^ signature[n])), hash(key));
      if (claimed !== user || c !== 'biws' || r !== nonce || !proved) return null;
      return `v=${hmac(hmac(forged ? randomBytes(salted.length) : salted, 'Server Key'), signed).toString('base64')}`;
    },
  };
}
