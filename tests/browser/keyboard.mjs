// SPDX-License-Identifier: AGPL-3.0-or-later
// An administrator without a mouse: logs in, filters, reads the details, logs out.

import assert from 'node:assert/strict';
import test from 'node:test';
import { assertClean, card, complete, details, filter, logOut, status } from './support/app.mjs';
import { openChromium } from './support/chromium.mjs';
import { startGrid } from './support/grid.mjs';

/// Presses Tab until this has the focus, as often as a person would put up with.
async function tabTo(page, locator, most = 30) {
  for (let n = 0; n < most; n++) {
    await page.keyboard.press('Tab');
    if (await locator.evaluate((element) => element === document.activeElement)) return;
  }
  assert.fail(`Tab did not reach ${locator} in ${most} steps`);
}

test('everything can be done with the keyboard', async (t) => {
  const controller = await startGrid();
  t.after(() => controller.stop());
  const browser = await openChromium({ pki: controller.pki, certificate: 'alice' });
  t.after(() => browser.close());
  const { page } = browser;
  const { keyboard } = page;
  const { grid } = controller;

  await page.goto(controller.url, { waitUntil: 'commit' });
  await page.locator('#certificate:enabled').waitFor();
  await tabTo(page, card(page).certificate);
  await keyboard.press('Enter');
  await complete(page, grid);

  await keyboard.press('/');
  await page.waitForFunction(() => document.activeElement.getAttribute('aria-label') === 'Filter');
  await keyboard.type('ransom');
  const wanted = [...grid.topics, ...grid.collections].filter(({ id, title = '' }) => `${id} ${title}`.toLowerCase().includes('ransom'));
  assert.equal(wanted.length, 1);
  await status(page).getByText(`1 of ${grid.topics.length + grid.collections.length} shown`).waitFor();
  assert.equal(await filter(page).inputValue(), 'ransom');

  const only = page.getByRole('grid', { name: 'Topics' }).getByRole('row', { name: wanted[0].id, exact: true });
  await tabTo(page, only);
  await keyboard.press('Enter');
  await details(page).getByRole('heading', { name: wanted[0].title }).waitFor();
  await details(page).getByText(wanted[0].access, { exact: true }).waitFor();

  await keyboard.press('Escape'); // clears the filter
  await complete(page, grid);
  await keyboard.press('Escape'); // closes the details
  await details(page).waitFor({ state: 'detached' });

  await tabTo(page, logOut(page), 60);
  await keyboard.press('Enter');
  await card(page).notice.filter({ hasText: 'You are logged out' }).waitFor();
  assertClean(browser);
});
