// SPDX-License-Identifier: AGPL-3.0-or-later
// What an administrator downloads: at most 250,000 bytes, packed with Brotli, for everything that is needed.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { chromium } from '../../build/node_modules/playwright-core/index.mjs';
import { goal, sizes } from '../bench/sizes.mjs';
import { card } from './support/app.mjs';
import { executablePath, flags } from './support/chromium.mjs';
import { scriptedController } from './support/scripted.mjs';
import { dist } from './support/site.mjs';

const { files, application } = sizes(dist);

test('everything that is needed to run the application is at most 250,000 bytes to download', () => {
  assert.ok(application.brotli <= goal, `${application.brotli} bytes: ${files.map(({ name, brotli }) => `${name} ${brotli}`).join(', ')}`);
});

test('what lies packed beside a file is that file', () => {
  for (const { name } of files.filter((file) => file.name !== 'config.json')) {
    const raw = readFileSync(join(dist, name));
    assert.deepEqual(brotliDecompressSync(readFileSync(join(dist, `${name}.br`))), raw, name);
    assert.deepEqual(gunzipSync(readFileSync(join(dist, `${name}.gz`))), raw, name);
  }
});

test('who logs in and looks around downloads nothing else', async (t) => {
  const site = await scriptedController({ services: ['pubsub.grid.example'], nodes: [{ id: 'incidents', title: 'Інциденти' }] });
  const browser = await chromium.launch({ executablePath, args: flags });
  t.after(async () => {
    await browser.close();
    await site.stop();
  });
  const page = await browser.newPage();
  await page.goto(site.url, { waitUntil: 'commit' });
  await card(page).certificate.click();
  await page.getByRole('row', { name: 'incidents' }).waitFor();
  const known = ['/', ...files.map(({ name }) => `/${name}`)];
  assert.deepEqual([...new Set(site.asked)].filter((path) => !known.includes(path)), []);
});
