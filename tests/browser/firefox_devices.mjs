// SPDX-License-Identifier: AGPL-3.0-or-later
// Screens, fingers and input methods in Firefox.

import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { assertClean } from './support/app.mjs';
import { openFirefox } from './support/firefox.mjs';
import { inside } from './support/firefox_inside.mjs';
import { topicsOf } from './support/list.mjs';
import { scriptedController } from './support/scripted.mjs';

const all = topicsOf(213);
const [wide, phone] = [{ width: 1440, height: 900 }, { width: 390, height: 844 }];

let site, browser, page, find, gone, device;
before(async () => {
  site = await scriptedController({ services: ['pubsub.grid.example'], nodes: all });
  browser = await openFirefox({ inside: true });
  ({ page, find, gone } = browser);
  device = await inside(page);
  await page.goto(site.url);
  await click('button', 'Log in with certificate');
  await page.waitForFunction((count) => document.querySelector('[role=contentinfo]')?.textContent.includes(`${count} topics`), {}, all.length);
});
after(async () => {
  await browser?.close();
  await site?.stop();
});

const click = async (role, name) => (await find(role, name)).click();
/// The browser shows the page like this, and the canvas has as many pixels as the screen.
async function show({ width, height, ratio = 1 }) {
  await page.setViewport({ width, height, deviceScaleFactor: ratio });
  await page.waitForFunction((w, h) => { const { width, height } = document.getElementById('canvas'); return width === w && height === h; }, {}, width * ratio, height * ratio);
}
const box = (element) => element.evaluate((each) => { const { x, y, width, height, right, bottom } = each.getBoundingClientRect(); return { x, y, width, height, right, bottom }; });

test('at 200 % the canvas has twice the pixels, and a click on a row hits that row', async () => {
  await show({ ...wide, ratio: 2 });
  for (const n of [3, 11]) {
    const { x, y, height } = await box(await find('row', all[n].id));
    await page.mouse.click(x + 150, y + height / 2);
    await find('heading', all[n].title);
  }
  await click('button', 'Close details');
  await gone('complementary', 'Details');
  await show(wide);
});

test('list and canvas follow the size of the window, to the layout of phones and back', async () => {
  await click('row', all[3].id);
  await find('heading', all[3].title);
  const grid = await box(await find('grid', 'Topics'));
  await show({ width: 1280, height: 600 });
  await page.waitForFunction((bottom, right) => { const now = document.querySelector('[role=grid]').getBoundingClientRect(); return now.bottom === bottom && now.right === right; },
    {}, grid.bottom - 300, grid.right - 160);
  await show(phone);
  await find('button', 'Back to the list');
  await gone('grid', 'Topics');
  await click('button', 'Back to the list');
  assert.equal((await box(await find('grid', 'Topics'))).width, phone.width);
  await show(wide);
  assert.equal((await box(await find('navigation', 'Screens'))).x, 0);
  await find('complementary', 'Collections');
});

test('a finger draws the list along', async () => {
  await show(phone);
  await find('row', all[0].id);
  await device.draw([200, 600], [200, 200]);
  await page.waitForFunction(() => document.querySelector('[role=rowgroup]').scrollTop >= 300);
  assert.equal(await page.$('[role=complementary]'), null, 'what was drawn along was not tapped');
  await show(wide);
});

test('an input method composes, changes its mind, and confirms', async () => {
  const field = await find('textbox', 'Filter');
  const taken = (text) => page.waitForFunction((wanted) => new URLSearchParams(location.hash.split('?')[1]).get('filter') === wanted, {}, text || null);
  const marked = () => field.evaluate((element) => getComputedStyle(element).color !== 'rgba(0, 0, 0, 0)');
  await field.click();
  for (const text of ['k', 'か', 'かn', 'かん', 'かんj', 'かんじ', '漢字']) await device.compose(text);
  await taken('漢字'); // it filters while it is composed
  assert.ok(await marked(), 'the marks of the input method are seen, and the text over them');
  await device.confirm('漢字');
  await taken('漢字');
  await device.compose('ほ');
  await taken('漢字ほ');
  await device.giveUp();
  await taken('漢字');
  assert.equal(await field.evaluate(({ value }) => value), '漢字');
});

test('nothing was refused by the policy, and no error went uncaught', () => assertClean(browser));
