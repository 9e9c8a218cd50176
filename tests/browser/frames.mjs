// SPDX-License-Identifier: AGPL-3.0-or-later
// No frame without a reason: what typing costs, and that nothing is drawn while nothing happens. Counts, never times.

import assert from 'node:assert/strict';
import test, { after, afterEach, before } from 'node:test';
import { assertClean, complete, filter, logIn } from './support/app.mjs';
import { openChromium } from './support/chromium.mjs';
import { startGrid } from './support/grid.mjs';

let controller, browser, page;
before(async () => {
  controller = await startGrid();
  browser = await openChromium({ pki: controller.pki, certificate: 'alice' });
  ({ page } = browser);
  page.setDefaultTimeout(15000);
});
after(async () => {
  await browser?.close();
  await controller?.stop();
});
afterEach(() => assertClean(browser));

/// The number of frames so far, once the page has let ten chances to draw go by.
const settled = () => page.evaluate(() => new Promise((resolve) => {
  const count = () => Number(document.documentElement.dataset.frames);
  let quiet = 0, seen = count();
  const look = () => {
    quiet = count() === seen ? quiet + 1 : 0;
    seen = count();
    if (quiet < 10) requestAnimationFrame(look);
    else resolve(seen);
  };
  look();
}));

test('a key in the filter draws three frames at the most', async () => {
  await logIn(page, `${controller.url}?stats`);
  await complete(page, controller.grid);
  await filter(page).focus();
  await page.keyboard.type('a'); // the first key brings glyphs and widths that were not there
  const before = await settled();
  const word = 'phishing';
  for (const key of word) {
    await page.keyboard.press(key);
    await page.waitForFunction((text) => document.activeElement.value.endsWith(text), key);
  }
  const drawn = (await settled()) - before;
  assert.ok(drawn > 0 && drawn <= 3 * word.length, `${drawn} frames for ${word.length} keys`);
});

test('?frames shows over the page why each frame was drawn, with all reasons where there were several', async () => {
  await logIn(page, `${controller.url}?frames`);
  await complete(page, controller.grid);
  // Two things in one turn of the page: the next frame comes for both.
  const lines = await page.evaluate(() => new Promise((resolve) => {
    const log = document.getElementById('frames');
    const last = Number.parseInt(log.textContent, 10);
    document.getElementById('stage').dispatchEvent(new PointerEvent('pointermove', { clientX: 400, clientY: 300, bubbles: true }));
    dispatchEvent(new Event('hashchange'));
    const look = () => (Number.parseInt(log.textContent, 10) > last ? resolve(log.textContent) : requestAnimationFrame(look));
    look();
  }));
  const [, reasons] = /^\d+ ([a-z, ]+): [\d.]+ \+ [\d.]+ \+ [\d.]+ ms\n/.exec(lines) ?? assert.fail(lines);
  for (const reason of ['pointer', 'location']) assert.ok(reasons.split(', ').includes(reason), lines); // others may have come before
  assert.match(lines, /^\d+ [a-z, ]*\bapplication\b[a-z, ]*: /m);
});
