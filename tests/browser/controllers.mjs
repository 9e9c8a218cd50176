// SPDX-License-Identifier: AGPL-3.0-or-later
// The other deployments: Prosody, and nginx in front of ejabberd.

import assert from 'node:assert/strict';
import test from 'node:test';
import { assertClean, complete, everyRow, logIn, logOut } from './support/app.mjs';
import { openChromium } from './support/chromium.mjs';
import { startGrid } from './support/grid.mjs';

for (const [name, options, software] of [
  ['Prosody', { kind: 'prosody' }, /^Prosody 0\.12/],
  ['nginx before ejabberd', { kind: 'ejabberd', nginx: 'crl' }, /^ejabberd 23\.01/],
]) {
  test(`${name}: logs in with the certificate and shows every topic`, async (t) => {
    const controller = await startGrid(options);
    t.after(() => controller.stop());
    const browser = await openChromium({ pki: controller.pki, certificate: 'alice' });
    t.after(() => browser.close());
    const { page } = browser;
    await logIn(page, controller.url);
    await complete(page, controller.grid);
    const rows = await everyRow(page);
    assert.deepEqual(rows.map(({ name: id }) => id).sort(), [...controller.grid.topics, ...controller.grid.collections].map(({ id }) => id).sort());
    await page.getByRole('link', { name: 'About' }).click();
    const about = page.getByRole('main', { name: 'About' });
    await about.getByText('EXTERNAL').waitFor();
    await about.getByText(software).waitFor();
    await logOut(page).click();
    await page.getByText('You are logged out').waitFor();
    assertClean(browser);
  });
}
