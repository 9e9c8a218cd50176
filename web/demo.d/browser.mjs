// SPDX-License-Identifier: AGPL-3.0-or-later
// --browser: a Chromium with a profile of its own that already trusts the demo's CA and holds alice's certificate.

import { execFileSync } from 'node:child_process';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { run } from '../controllers/launch/process.mjs';
import { place } from './place.mjs';

const policies = '/etc/chromium/policies/managed';

/// The policy that spares the certificate chooser lies outside of build/: this is where. Its name is ours alone.
export const policyFile = join(policies, 'xmpp-grid-broker-demo.json');

/// Throws a sentence when a browser cannot be opened here.
export function checkBrowser() {
  if (process.getuid() !== 0) {
    throw new Error('--browser needs root: Chromium reads the policy that picks the certificate from /etc only. Run it with sudo, or leave --browser out and import the certificate as the demo explains.');
  }
  if (!process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) {
    throw new Error('--browser needs a display, and neither DISPLAY nor WAYLAND_DISPLAY is set. Leave it out and use a browser of another machine, or run it inside a desktop.');
  }
}

/// Opens the browser; {exited, stop()}.
export function openBrowser({ url, pki, password }) {
  const home = join(place, 'browser');
  const store = join(home, '.pki', 'nssdb');
  rmSync(store, { recursive: true, force: true });
  mkdirSync(store, { recursive: true, mode: 0o700 });
  const tool = (command, ...args) => execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });
  tool('certutil', '-N', '-d', `sql:${store}`, '--empty-password');
  tool('certutil', '-A', '-d', `sql:${store}`, '-n', 'XMPP-Grid Demo CA', '-t', 'C,,', '-i', join(pki, 'ca.crt'));
  tool('pk12util', '-i', join(pki, 'alice.p12'), '-d', `sql:${store}`, '-W', password, '-K', '');

  if (!existsSync(policies)) mkdirSync(policies, { recursive: true });
  const origin = new URL(url).origin;
  writeFileSync(policyFile, JSON.stringify({ AutoSelectCertificateForUrls: [JSON.stringify({ pattern: origin, filter: {} })] }));

  const args = ['--no-sandbox', '--no-first-run', '--no-default-browser-check', '--disable-sync', `--user-data-dir=${join(home, 'profile')}`, url];
  return run({ name: 'Chromium', command: 'chromium', args, cwd: home, env: { HOME: home }, log: join(home, 'console.log') });
}
