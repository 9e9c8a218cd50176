// SPDX-License-Identifier: AGPL-3.0-or-later
// The other deployments: Prosody, and nginx in front of ejabberd.

import assert from 'node:assert/strict';
import test from 'node:test';
import { assertClean, card, complete, everyRow, logIn, logOut } from './support/app.mjs';
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
    await page.getByRole('main').getByText('You are logged out').waitFor();
    assertClean(browser);
  });
}

for (const kind of ['prosody', 'ejabberd']) {
  test(`${kind}: without an endpoint in config.json it is found on the page's own host, whatever its port (XEP-0156)`, async (t) => {
    const controller = await startGrid({ kind, scale: null, domain: 'localhost', pki: undefined, config: {} });
    t.after(() => controller.stop());
    const browser = await openChromium({ pki: controller.pki, certificate: 'alice' });
    t.after(() => browser.close());
    const { page } = browser;
    await page.goto(controller.url);
    await page.getByText('looked up on localhost').waitFor();
    await card(page).certificate.click();
    await page.getByRole('heading', { name: 'No topics on this controller yet' }).waitFor();
    await page.getByRole('link', { name: 'About' }).click();
    await page.getByRole('main', { name: 'About' }).getByText(controller.wsUrl).waitFor();
    await logOut(page).click();
    await page.getByRole('main').getByText('You are logged out').waitFor();
    assertClean(browser);

    // Another domain: the kit's policy does not let the page ask there.
    await card(page).change.click();
    await card(page).address.fill('grid.example');
    await card(page).use.click();
    await card(page).certificate.click();
    assert.match(await card(page).error('No controller found on grid.example'), /if it names connect-src, the server of this page must add https:\/\/grid\.example there/);
    assert.match(browser.violations.join(), /connect-src/);
  });
}
