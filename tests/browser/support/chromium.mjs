// SPDX-License-Identifier: AGPL-3.0-or-later
// A real Chromium with a profile of its own: the certificate lies in its NSS database, as a person would import it, and
// the managed policy chooses it, because nobody is there to click in the chooser.

import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { chromium } from '../../../build/node_modules/playwright-core/index.mjs';

const policies = '/etc/chromium/policies/managed';

export const executablePath = '/usr/bin/chromium';
export const flags = [
  '--no-sandbox', '--disable-quic', '--no-first-run', '--disable-background-networking', '--disable-component-update', '--disable-sync',
  '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader', '--force-color-profile=srgb',
];

const quietly = (command, args) => execFileSync(command, args, { stdio: ['ignore', 'ignore', 'inherit'] });

/// An NSS database that trusts the CA and holds the .p12 files given.
export function certificateStore(folder, { pki, names = [], password = 'demo' }) {
  mkdirSync(folder, { recursive: true });
  quietly('certutil', ['-N', '-d', `sql:${folder}`, '--empty-password']);
  quietly('certutil', ['-A', '-d', `sql:${folder}`, '-n', 'grid-ca', '-t', 'C,,', '-i', join(pki, 'ca.crt')]);
  for (const name of names) quietly('pk12util', ['-i', join(pki, `${name}.p12`), '-d', `sql:${folder}`, '-W', password, '-K', '']);
}

/// Lets Chromium present its certificate on localhost without asking. Needs root, as managed policies do.
function chooseCertificateByPolicy() {
  const file = join(policies, `xmpp-grid-broker-${process.pid}.json`);
  mkdirSync(policies, { recursive: true });
  writeFileSync(file, JSON.stringify({ AutoSelectCertificateForUrls: ['{"pattern":"https://localhost","filter":{}}'] }));
  return () => rmSync(file, { force: true });
}

/// {violations, problems, watch(page)}: what the content security policy refused, and uncaught errors, of each page watched.
export function watcher() {
  const violations = [];
  const problems = [];
  const watch = (page) => {
    page.on('console', (message) => { if (/Content.Security.Policy|Refused to/i.test(message.text())) violations.push(message.text()); });
    page.on('pageerror', (error) => problems.push(String(error)));
  };
  return { violations, problems, watch };
}

/// Opens Chromium. `certificate` names a person of the PKI, or null for a browser without one.
/// Returns {context, page, home, violations, problems, close}: `violations` fills with what the content security policy
/// refused, `problems` with uncaught errors of the page.
export async function openChromium({ pki, certificate = null, password = 'demo', viewport = { width: 1440, height: 900 }, args = [], ...more }) {
  const home = mkdtempSync(join(tmpdir(), 'broker-chromium-'));
  certificateStore(join(home, '.pki', 'nssdb'), { pki, names: certificate ? [certificate] : [], password });
  const forgetPolicy = chooseCertificateByPolicy();
  const context = await chromium.launchPersistentContext(join(home, 'profile'), {
    executablePath, headless: true, args: [...flags, ...args], viewport, env: { ...process.env, HOME: home }, ...more,
  });
  const page = context.pages()[0] ?? (await context.newPage());
  const { violations, problems, watch } = watcher();
  context.pages().forEach(watch);
  context.on('page', watch);
  const close = async () => {
    await context.close();
    forgetPolicy();
    rmSync(home, { recursive: true, force: true });
  };
  return { context, page, home, violations, problems, close };
}
