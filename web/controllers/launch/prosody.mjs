// SPDX-License-Identifier: AGPL-3.0-or-later
// Prosody out of a folder, with the kit of web/controllers/prosody.

import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fillFile, kits, quoted } from './files.mjs';
import { run } from './process.mjs';

const kit = join(kits, 'prosody');

/// Writes the configuration and the accounts. `setting` is described in launch.mjs.
export function prepare(setting) {
  const { folder, pki, domain, host, port, address, admins, users, origins, connect, docroot } = setting;
  const { behindProxy, crlFile, proxySecret } = setting;
  fillFile(join(kit, 'prosody.cfg.lua'), join(folder, 'prosody.cfg.lua'), {
    KIT: kit,
    FOLDER: folder,
    PKI: pki,
    AS_ROOT: String(process.getuid() === 0),
    ADMINS: quoted(admins.map((name) => `${name}@${domain}`)),
    HTTP_PORTS: behindProxy ? port : '',
    HTTPS_PORTS: behindProxy ? '' : port,
    ADDRESS: address,
    CLIENT_CA: crlFile ? join(pki, 'ca-with-crl.pem') : join(pki, 'ca.crt'),
    CRL_CHECK: String(Boolean(crlFile)),
    DOMAIN: domain,
    HOST: host,
    ORIGINS: quoted(origins),
    CONNECT: quoted(connect),
    DOCROOT: docroot,
    PROXY_SECRET: proxySecret,
    PUBSUB_STORAGE: 'memory',
  });
  for (const [name, word] of Object.entries(users)) account(folder, domain, name, word);
}

// File names of Prosody's store
const escapedByte = (byte) => (/[A-Za-z0-9]/.test(String.fromCharCode(byte)) ? String.fromCharCode(byte) : `%${byte.toString(16)}`);
const escaped = (text) => [...Buffer.from(text)].map(escapedByte).join('');

// Prosody turns a plain password that it finds in its store into SCRAM keys when the account first logs in.
function account(folder, domain, name, word) {
  const store = join(folder, 'data', escaped(domain), 'accounts');
  mkdirSync(store, { recursive: true, mode: 0o700 });
  const content = `return { ["password"] = ${JSON.stringify(word)}; };\n`;
  writeFileSync(join(store, `${escaped(name)}.dat`), content, { mode: 0o600 });
}

export function start({ folder }) {
  return run({ name: 'Prosody', command: join(kit, 'run'), args: [folder], log: join(folder, 'console.log') });
}
