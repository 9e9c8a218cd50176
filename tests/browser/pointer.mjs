// SPDX-License-Identifier: AGPL-3.0-or-later
// Wheel, fingers and the mouse in a list: as the browser's own lists take them.

import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { chromium } from '../../build/node_modules/playwright-core/index.mjs';
import { details, filter } from './support/app.mjs';
import { executablePath, flags } from './support/chromium.mjs';
import { body, fingers, frames, inView, openList, topicsOf } from './support/list.mjs';

const rowHeight = 28;
const phone = { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true, deviceScaleFactor: 2 };

let browser;
before(async () => { browser = await chromium.launch({ executablePath, args: flags }); });
after(() => browser?.close());

const scrolled = (page) => body(page).evaluate((group) => group.scrollTop);
const scrolledTo = (page, top) => page.waitForFunction((wanted) => document.querySelector('[role=rowgroup]').scrollTop === wanted, top);

for (const ratio of [1, 2]) {
  test(`a wheel of 300 pixels scrolls by 300 pixels at a ratio of ${ratio}`, async (t) => {
    const { page } = await openList(t, browser, { context: { deviceScaleFactor: ratio } });
    await body(page).hover();
    const box = await body(page).boundingBox();
    const strip = (y) => page.screenshot({ clip: { x: box.x, y: box.y + y, width: 600, height: 2 * rowHeight } });
    await page.mouse.move(5, 5); // nothing is lit up
    const before = await strip(300);
    await body(page).hover();
    await page.mouse.wheel(0, 300);
    await scrolledTo(page, 300);
    await frames(page, 3);
    assert.equal((await inView(page))[0], topicsOf(213)[Math.floor(300 / rowHeight)].id);
    await page.mouse.move(5, 5);
    await frames(page, 4);
    assert.ok(before.equals(await strip(0)), 'the canvas shows the same rows 300 pixels higher');
  });
}
