// SPDX-License-Identifier: AGPL-3.0-or-later
// nginx in front of a controller, out of a folder, with the configuration of web/controllers/nginx; and the OCSP
// responder it may be told to ask.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fillFile, kits } from './files.mjs';
import { run } from './process.mjs';

const kit = join(kits, 'nginx');

/// Writes the configuration. `backendPort` is the controller's; `ocspPort` replaces the CRL by an OCSP responder.
export function prepare(setting) {
  const { folder, pki, host, port, address, origins, connect, docroot } = setting;
  const { crlFile, proxySecret, backendPort, ocspPort } = setting;
  const at = join(folder, 'nginx');
  mkdirSync(at, { recursive: true, mode: 0o700 });
  const revocation = ocspPort
    ? `  ssl_ocsp leaf;\n  ssl_ocsp_responder http://127.0.0.1:${ocspPort}/;\n  ssl_ocsp_cache off;`
    : crlFile ? `  ssl_crl ${crlFile};` : '';
  fillFile(join(kit, 'nginx.conf'), join(at, 'nginx.conf'), { FOLDER: at });
  fillFile(join(kit, 'grid.conf'), join(at, 'grid.conf'), {
    PKI: pki, HOST: host, PORT: port, ADDRESS: address, DOCROOT: docroot,
    BACKEND_PORT: backendPort, PROXY_SECRET: proxySecret,
    ORIGINS: origins.map((origin) => `  "${origin}" 0;`).join('\n'),
    CONNECT: connect.join(' '),
    REVOCATION: revocation,
  });
}

export function start({ folder }) {
  const at = join(folder, 'nginx');
  return run({ name: 'nginx', command: join(kit, 'run'), args: [at], log: join(at, 'console.log') });
}

// A connection that asks nothing, as made to see whether a port is open, would keep it busy for ever.
export const responderSentence = 'waiting for OCSP client connections';

/// An OCSP responder for the authority in `pki`.
export function startResponder({ folder, pki, ocspPort }) {
  const args = ['ocsp', '-port', String(ocspPort), '-timeout', '5', '-nmin', '5', '-index', 'ca.txt', '-CA', 'ca.crt',
                '-rsigner', 'ocsp.crt', '-rkey', 'ocsp.key'];
  const log = join(folder, 'nginx', 'ocsp.log');
  return run({ name: 'the OCSP responder', command: 'openssl', args, cwd: pki, log });
}
