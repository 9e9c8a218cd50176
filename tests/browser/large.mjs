// SPDX-License-Identifier: AGPL-3.0-or-later
// A grid of 1000 topics in 50 collections.

import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { assertClean, complete, everyRow, logIn, topics } from './support/app.mjs';
import { openChromium } from './support/chromium.mjs';
import { startGrid } from './support/grid.mjs';

let controller, browser, page;
before(async () => {
  controller = await startGrid({ scale: 'large' });
  browser = await openChromium({ pki: controller.pki, certificate: 'alice' });
  ({ page } = browser);
});
after(async () => {
  await browser?.close();
  await controller?.stop();
});

test('all of them arrive, and only those in view are elements of the page', async () => {
  await logIn(page, controller.url);
  await complete(page, controller.grid);
  const count = controller.grid.topics.length + controller.grid.collections.length;
  assert.equal(await topics(page).getAttribute('aria-rowcount'), String(count + 1));
  const inPage = await topics(page).getByRole('rowgroup').getByRole('row').count();
  assert.ok(inPage > 10 && inPage < 60, `${inPage} rows`);
  assertClean(browser);
});

test('the wheel scrolls to the last one', async () => {
  const last = [...controller.grid.topics, ...controller.grid.collections].length + 1;
  await topics(page).getByRole('rowgroup').hover();
  const lowest = () => topics(page).evaluate((grid) => Math.max(...[...grid.querySelectorAll('[role=rowgroup] [role=row]')].map((row) => Number(row.getAttribute('aria-rowindex')))));
  for (let at = await lowest(); at < last;) {
    await page.mouse.wheel(0, 3000);
    await page.waitForFunction((before) => [...document.querySelectorAll('[role=rowgroup] [role=row]')].some((row) => Number(row.getAttribute('aria-rowindex')) > before), at);
    at = await lowest();
  }
  assertClean(browser);
});

test('a keyboard gets to each of them', async () => {
  const rows = await everyRow(page);
  assert.deepEqual(rows.map(({ name }) => name).sort(), [...controller.grid.topics, ...controller.grid.collections].map(({ id }) => id).sort());
  assertClean(browser);
});
