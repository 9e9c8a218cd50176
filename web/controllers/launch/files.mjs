// SPDX-License-Identifier: AGPL-3.0-or-later
// What every kit needs in its folder: filled-in templates, the folder that is served, certificates.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

export const kits = resolve(dirname(fileURLToPath(import.meta.url)), '..');

/// Replaces every @WORD@; a word without a value is a mistake in the template.
export function fill(template, values) {
  return template.replace(/@([A-Z_]+)@/g, (_, word) => {
    if (values[word] === undefined) throw new Error(`the template wants @${word}@, which has no value`);
    return values[word];
  });
}

export function fillFile(from, to, values) {
  writeFileSync(to, fill(readFileSync(from, 'utf8'), values), { mode: 0o600 });
}

/// "a", "b": for YAML, Lua and nginx alike
export const quoted = (list) => list.map((item) => JSON.stringify(item)).join(', ');

/// The folder that the controller serves: links to what `dist` holds, with this controller's own config.json and
/// host-meta (XEP-0156 §3).
export function servedFolder(folder, { dist, config, wsUrl }) {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(join(folder, '.well-known'), { recursive: true });
  const own = ['.well-known', ...(config === undefined ? [] : ['config.json', 'config.json.br', 'config.json.gz'])];
  if (dist) {
    if (!existsSync(dist)) throw new Error(`${dist} does not exist: build the application first (wasm/build)`);
    for (const name of readdirSync(dist)) if (!own.includes(name)) symlinkSync(resolve(dist, name), join(folder, name));
  }
  if (config !== undefined) writeFileSync(join(folder, 'config.json'), JSON.stringify(config, null, 2) + '\n');
  for (const name of ['host-meta', 'host-meta.json']) {
    fillFile(join(kits, name), join(folder, '.well-known', name), { WEBSOCKET_URL: wsUrl });
  }
}

/// Makes (or keeps) the certificates in `folder`; see web/controllers/pki.
export function certificates(folder, { domain, password, hosts }) {
  const args = ['--domain', domain, '--password', password, ...hosts.flatMap((host) => ['--host', host])];
  execFileSync(join(kits, 'pki'), [folder, ...args], { stdio: ['ignore', 'ignore', 'inherit'] });
}
