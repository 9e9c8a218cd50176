// SPDX-License-Identifier: AGPL-3.0-or-later
// A real Firefox, with a window (headless Firefox has no WebGL2: tests/run gives it an Xvfb display), driven over
// WebDriver BiDi, with the certificate in its own store.

import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import puppeteer from '../../../build/node_modules/puppeteer-core/lib/puppeteer/puppeteer-core.js';
import { certificateStore } from './chromium.mjs';

export async function openFirefox({ pki, certificate = null, password = 'demo', width = 1280, height = 800 }) {
  const profile = mkdtempSync(join(tmpdir(), 'broker-firefox-'));
  certificateStore(profile, { pki, names: certificate ? [certificate] : [], password });
  const browser = await puppeteer.launch({
    browser: 'firefox', executablePath: '/usr/bin/firefox-esr', headless: false, userDataDir: profile,
    env: { ...process.env, HOME: profile },
    extraPrefsFirefox: { 'security.default_personal_cert': 'Select Automatically', 'webgl.force-enabled': true },
  });
  const page = await browser.newPage();
  await page.setViewport({ width, height });
  return {
    browser, page,
    /// The element with this role and accessible name, once it is there.
    byRole: (role, name) => page.waitForSelector(`::-p-aria([name="${name}"][role="${role}"])`, { timeout: 20_000 }),
    close: async () => {
      await browser.close();
      rmSync(profile, { recursive: true, force: true });
    },
  };
}
