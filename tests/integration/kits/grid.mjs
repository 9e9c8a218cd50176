// SPDX-License-Identifier: AGPL-3.0-or-later
// Running controllers for the tests of the kits, and the certificates to come to them with.

import { execFileSync } from 'node:child_process';
import { cpSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync, brotliCompressSync } from 'node:zlib';
import { startController } from '../../../web/controllers/launch.mjs';
import { certificates } from '../../../web/controllers/launch/files.mjs';
import { eventually } from './harness.mjs';
import { dial } from './xmpp.mjs';

const build = fileURLToPath(new URL('../../../build/', import.meta.url));
/// where the tests keep their folders
export const scratch = join(build, 'kits-tests');
mkdirSync(scratch, { recursive: true });
export const domain = 'grid.example';
export const proxySecret = 'what-the-proxy-knows';
export const users = { alice: 'alice-word', bob: 'bob-word', carol: 'carol-word', dave: 'dave-word', mallory: 'mallory-word' };

/// The shared certificates; `own: true` gives a copy to spoil.
export function pki({ own = false } = {}) {
  const shared = join(scratch, 'pki');
  certificates(shared, { domain, password: 'demo', hosts: [] });
  if (!own) return shared;
  const copy = mkdtempSync(join(scratch, 'pki-'));
  cpSync(shared, copy, { recursive: true });
  return copy;
}

/// A small site that has one of everything that the file servers treat in a way of its own.
function site() {
  const dist = mkdtempSync(join(scratch, 'dist-'));
  const put = (name, text) => {
    writeFileSync(join(dist, name), text);
    writeFileSync(join(dist, `${name}.gz`), gzipSync(text));
    writeFileSync(join(dist, `${name}.br`), brotliCompressSync(text));
  };
  put('index.html', '<!DOCTYPE html><title>Grid</title>');
  put('boot.0123abcd.js', `// ${'long enough to be worth it '.repeat(40)}`);
  put('broker.89abcdef.wasm', '\0asm\x01\0\0\0');
  put('app.css', 'body { margin: 0 }');
  put('config.json', '{"controllers": []}');
  writeFileSync(join(dist, '.secret'), 'hidden');
  mkdirSync(join(dist, 'guide'));
  writeFileSync(join(dist, 'guide', 'index.html'), '<!DOCTYPE html><title>Guide</title>');
  return dist;
}

/// Starts a controller for a group of tests. Adds dial(who, options) to what startController gives.
export async function start(options) {
  const certs = options.pki ?? pki();
  const at = mkdtempSync(join(scratch, `${options.kind}-`));
  const controller = await startController({ folder: at, pki: certs, domain, users, admins: ['alice', 'bob'], dist: site(), proxySecret, ...options });
  const ca = readFileSync(join(certs, 'ca.crt'));
  const origin = controller.url.replace(/\/$/, '');
  const connections = [];
  const stopPrograms = controller.stop;
  return Object.assign(controller, {
    ca,
    origin,
    identity: (name) => ({ cert: readFileSync(join(certs, `${name}.crt`)), key: readFileSync(join(certs, `${name}.key`)) }),
    async dial(who, more = {}) {
      const connection = await dial(more.url ?? controller.wsUrl, { ca, origin, identity: who && this.identity(who), ...more });
      connections.push(connection);
      return connection;
    },
    /// a connection that is logged in with a certificate and bound
    async session(who, authzid) {
      const connection = await this.dial(who);
      await connection.open(domain);
      const outcome = await connection.external(authzid);
      if (outcome !== 'success') throw new Error(`${who} could not log in: ${outcome}`);
      await connection.bind();
      return connection;
    },
    /// What the controller's log says of a certificate that it refuses during act(). It writes the log after it has
    /// answered, so the line is waited for.
    async refusal(act) {
      const lines = () => this.log().split('\n').slice(0, -1).filter((line) => /[Cc]lient certificate .*refused/.test(line));
      const before = lines().length;
      await act();
      await eventually('a line in the log about a refused certificate', () => lines().length > before);
      return lines()[before];
    },
    stop: async () => {
      await Promise.all(connections.map((connection) => connection.close()));
      await stopPrograms();
    },
  });
}

/// Removes what the tests made, but for the certificates, which the next run can use.
export function tidy() {
  if (process.env.KEEP) return;
  for (const name of readdirSync(scratch)) if (name !== 'pki') rmSync(join(scratch, name), { recursive: true, force: true });
}

/// openssl in a folder of certificates
export const openssl = (at, ...args) => execFileSync('openssl', args, { cwd: at, stdio: 'pipe' });
