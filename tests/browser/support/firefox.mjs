// SPDX-License-Identifier: AGPL-3.0-or-later
// A real Firefox, driven over WebDriver BiDi, with the certificate in its own store. It has a window, because headless
// Firefox has no WebGL 2, and an X server of its own for it.

import { spawn } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { certificateStore } from './chromium.mjs';

const puppeteer = createRequire(new URL('../../../build/', import.meta.url))('puppeteer-core');
const patience = 30000;

/// An X server on a display that nobody else has: {name, stop}.
async function display({ width, height }) {
  const server = spawn('Xvfb', ['-displayfd', '3', '-screen', '0', `${width}x${height}x24`, '-nolisten', 'tcp'], { stdio: ['ignore', 'ignore', 'ignore', 'pipe'] });
  const number = await new Promise((resolve, reject) => {
    server.on('error', reject);
    server.on('exit', (code) => reject(new Error(`Xvfb ended with ${code}`)));
    server.stdio[3].once('data', (data) => resolve(String(data).trim()));
  });
  return { name: `:${number}`, stop: () => new Promise((resolve) => { server.on('exit', resolve); server.kill(); }) };
}

/// Opens Firefox; `certificate` names a person of the PKI, if there is one; `inside`: so that firefox_inside.mjs works.
/// Returns {page, find, gone, violations, problems, close}.
export async function openFirefox({ pki = null, certificate = null, password = 'demo', width = 1440, height = 900, inside = false } = {}) {
  const profile = mkdtempSync(join(tmpdir(), 'broker-firefox-'));
  if (pki) certificateStore(profile, { pki, names: certificate ? [certificate] : [], password });
  const screen = await display({ width: width + 40, height: height + 160 });
  const browser = await puppeteer.launch({
    browser: 'firefox', executablePath: '/usr/bin/firefox-esr', headless: false, userDataDir: profile,
    env: { ...process.env, HOME: profile, DISPLAY: screen.name, MOZ_ENABLE_WAYLAND: '0' },
    args: inside ? ['-remote-allow-system-access'] : [],
    extraPrefsFirefox: {
      'security.default_personal_cert': 'Select Automatically', 'webgl.force-enabled': true,
      ...(inside && { 'dom.w3c_touch_events.enabled': 1 }), // although the display has no touch screen
    },
  });
  const page = await browser.newPage();
  page.setDefaultTimeout(patience);
  await page.setViewport({ width, height });
  const violations = [];
  const problems = [];
  page.on('console', (message) => { if (/Content-Security-Policy|blocked/i.test(message.text())) violations.push(message.text()); });
  // Firefox counts a WebSocket that cannot be opened among the errors of the page.
  page.on('pageerror', (error) => { if (!/connection .*wss:|wss:.* interrupted/.test(error)) problems.push(String(error)); });
  // Firefox reports a violation to its own console, which nobody can read from outside; the page can.
  await page.exposeFunction('reportViolation', (text) => violations.push(text));
  await page.evaluateOnNewDocument(() => document.addEventListener('securitypolicyviolation',
    ({ violatedDirective, blockedURI }) => globalThis.reportViolation(`${violatedDirective} ${blockedURI}`)));
  const selector = (role, name) => `::-p-aria([name="${name}"][role="${role}"])`;
  return {
    page, violations, problems,
    /// The element with this role and accessible name, once it can be seen.
    find: (role, name) => page.locator(selector(role, name)).waitHandle(),
    /// Resolves once there is none.
    gone: async (role, name) => page.waitForSelector(selector(role, name), { hidden: true }),
    close: async () => {
      await browser.close();
      await screen.stop();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
