// SPDX-License-Identifier: AGPL-3.0-or-later
// Wheel, fingers and the mouse in a list: as the browser's own lists take them.

import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { chromium } from '../../build/node_modules/playwright-core/index.mjs';
import { details, frames } from './support/app.mjs';
import { executablePath, flags } from './support/chromium.mjs';
import { body, fingers, inView, openList, topicsOf } from './support/list.mjs';

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

test('a finger draws the list along and leaves it in motion; two fingers zoom the page', async (t) => {
  const { page, devtools } = await openList(t, browser, { context: phone });
  const touch = fingers(devtools);
  await touch('touchStart', [200, 700]);
  for (let y = 680; y >= 300; y -= 20) await touch('touchMove', [200, y]);
  await page.waitForFunction(() => document.querySelector('[role=rowgroup]').scrollTop > 300);
  const drawn = await scrolled(page);
  assert.ok(drawn <= 400, `${drawn} pixels for a finger that moved 400`);
  await touch('touchEnd');
  await page.waitForFunction((before) => document.querySelector('[role=rowgroup]').scrollTop > before + 40, drawn);
  assert.equal(await details(page).count(), 0, 'what was drawn along was not tapped');

  await touch('touchStart', [180, 400], [220, 400]);
  for (let apart = 20; apart <= 100; apart += 10) await touch('touchMove', [200 - apart, 400], [200 + apart, 400]);
  await touch('touchEnd');
  await page.waitForFunction(() => visualViewport.scale > 1.5);
});

test('a tap opens the details, also one beside a small button presses it', async (t) => {
  const { page, devtools } = await openList(t, browser, { context: phone });
  const touch = fingers(devtools);
  const tap = async (x, y) => { await touch('touchStart', [x, y]); await touch('touchEnd'); };
  await body(page).getByRole('row', { name: 'incidents/topic-0003' }).tap();
  await details(page).waitFor();
  const copy = await details(page).getByRole('button', { name: 'Copy id' }).boundingBox();
  assert.ok(copy.height < 44);
  await tap(copy.x + copy.width + 9, copy.y - 3);
  await page.getByRole('region', { name: 'Id copied' }).waitFor();
});

test('a finger that rests on a row opens its menu', async (t) => {
  const { page, devtools } = await openList(t, browser, { context: phone });
  const touch = fingers(devtools);
  await touch('touchStart', [200, 400]);
  const entry = page.getByRole('menuitem', { name: 'Open details' });
  await entry.waitFor();
  await touch('touchEnd');
  assert.ok((await entry.boundingBox()).height >= 44);
  await entry.tap();
  await details(page).waitFor();
  assert.equal(await page.getByRole('menu').count(), 0);
});

test('on a phone every control but those in a text has 44 pixels for a finger', async (t) => {
  const { page } = await openList(t, browser, { context: phone });
  await body(page).getByRole('row').first().waitFor();
  const small = await page.evaluate(() => [...document.querySelectorAll('#mirror [tabindex]:not([role=main])')].map((element) => [element.getAttribute('aria-label') ?? element.textContent, element.getBoundingClientRect()])
    .filter(([, { width, height }]) => height >= 1 && (width < 44 || height < 44)).map(([name, { width, height }]) => `${name} ${width}×${height}`));
  assert.deepEqual(small, []);
});

test('a drag over checkboxes selects the rows that it passes', async (t) => {
  const { page } = await openList(t, browser);
  const [first, last] = await Promise.all([2, 6].map((n) => body(page).getByRole('row', { name: topicsOf(n + 1)[n].id }).boundingBox()));
  await page.mouse.move(first.x + 22, first.y + 14);
  await page.mouse.down();
  await page.mouse.move(last.x + 22, last.y + 14, { steps: 3 });
  await page.mouse.up();
  await page.getByRole('toolbar', { name: 'Selected topics' }).getByText('5 selected').waitFor();
  assert.equal(await page.getByRole('row', { selected: true }).count(), 5);
});

test('text of the page is selected with the mouse', async (t) => {
  const { page } = await openList(t, browser, { nodes: [{ id: 'a', title: 'A', description: 'Words that somebody wants to quote' }] });
  await body(page).getByRole('row', { name: 'a' }).click();
  const text = details(page).getByText('Words that somebody wants to quote');
  const box = await text.boundingBox();
  await page.mouse.move(box.x + 1, box.y + box.height / 2);
  await page.mouse.down();
  await page.mouse.move(box.x + box.width - 1, box.y + box.height / 2, { steps: 5 });
  await page.mouse.up();
  assert.match(await page.evaluate(() => String(getSelection())), /^Words that somebody/);
});

test('Shift counts where it was held, though it is up before the frame that shows the click', async (t) => {
  const { page } = await openList(t, browser);
  const rowOf = (n) => body(page).getByRole('row', { name: topicsOf(n + 1)[n].id });
  const checkbox = { x: 22, y: 14 };
  await rowOf(2).click({ position: checkbox });
  const selected = page.getByRole('toolbar', { name: 'Selected topics' });
  await selected.getByText('1 selected').waitFor();
  await rowOf(6).evaluate((row, { x, y }) => {
    const box = row.getBoundingClientRect();
    const at = { clientX: box.x + x, clientY: box.y + y, bubbles: true, button: 0, isPrimary: true, pointerType: 'mouse', shiftKey: true };
    for (const type of ['pointermove', 'pointerdown', 'pointerup']) row.dispatchEvent(new PointerEvent(type, at));
    dispatchEvent(new KeyboardEvent('keyup', { key: 'Shift', code: 'ShiftLeft' }));
  }, checkbox);
  await selected.getByText('5 selected').waitFor();
});
