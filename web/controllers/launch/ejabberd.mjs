// SPDX-License-Identifier: AGPL-3.0-or-later
// ejabberd out of a folder, with the kit of web/controllers/ejabberd.

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fill, fillFile, kits, quoted } from './files.mjs';
import { run } from './process.mjs';

const kit = join(kits, 'ejabberd');

/// Writes the configuration and compiles the modules. `setting` is described in launch.mjs.
export function prepare(setting) {
  const { folder, pki, domain, port, address, admins, users, origins, connect, docroot } = setting;
  const { behindProxy, crlFile, proxySecret } = setting;
  const caFile = join(pki, 'ca.crt');
  const accounts = Object.entries(users).map((account) => account.map((word) => JSON.stringify(word)).join(': '));
  execFileSync(join(kit, 'build'), [join(folder, 'beams')], { stdio: ['ignore', 'ignore', 'inherit'] });
  const listen = readFileSync(join(kit, behindProxy ? 'listen-proxied.yml' : 'listen-direct.yml'), 'utf8');
  fillFile(join(kit, 'ejabberd.yml'), join(folder, 'ejabberd.yml'), {
    DOMAIN: domain,
    CERTIFICATE: join(pki, 'server.pem'),
    CA_FILE: caFile,
    CRL_FILE: crlFile ?? 'none',
    ADMINS: quoted(admins.map((name) => `${name}@${domain}`)),
    ORIGINS: quoted(origins),
    CONNECT: quoted(connect),
    DOCROOT: docroot,
    PROXY_SECRET: proxySecret,
    ACCOUNTS: accounts.join(', '),
    LISTEN: fill(listen, { PORT: port, ADDRESS: address, CA_FILE: caFile }),
  });
}

// Its port is open long before it is ready.
export const readySentence = 'is started in the node';

export function start({ folder }) {
  return run({ name: 'ejabberd', command: join(kit, 'run'), args: [folder], log: join(folder, 'console.log') });
}
