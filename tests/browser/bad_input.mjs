// SPDX-License-Identifier: AGPL-3.0-or-later
// What a browser, a window or a stranger can do to the page: nothing breaks.

import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { chromium } from '../../build/node_modules/playwright-core/index.mjs';
import { details, filter, frames, logOut, row, topics } from './support/app.mjs';
import { executablePath, flags } from './support/chromium.mjs';
import { body, inView, openList, topicsOf } from './support/list.mjs';

let browser;
before(async () => { browser = await chromium.launch({ executablePath, args: flags }); });
after(() => browser?.close());

/// The picture of the canvas once two in a row are the same, without a light under the pointer.
async function still(page) {
  await page.mouse.move(3, 3);
  for (let before = await page.screenshot(); ;) {
    await frames(page, 4);
    const now = await page.screenshot();
    if (now.equals(before)) return now;
    before = now;
  }
}

test('a lost WebGL context comes back where it was, with what was done meanwhile', async (t) => {
  const { page } = await openList(t, browser);
  await page.emulateMedia({ reducedMotion: 'reduce' });
  await row(page, 'incidents/topic-0003').click();
  await details(page).waitFor();
  await body(page).hover();
  await page.mouse.wheel(0, 700);
  await page.waitForFunction(() => document.querySelector('[role=rowgroup]').scrollTop === 700);
  const before = await still(page);
  const lost = () => page.evaluate(() => new Promise((resolve) => {
    const canvas = document.getElementById('canvas');
    globalThis.loss = canvas.getContext('webgl2').getExtension('WEBGL_lose_context');
    canvas.addEventListener('webglcontextlost', () => resolve(), { once: true });
    globalThis.loss.loseContext();
  }));
  const restored = () => page.evaluate(() => new Promise((resolve) => {
    document.getElementById('canvas').addEventListener('webglcontextrestored', () => resolve(), { once: true });
    globalThis.loss.restoreContext();
  }));
  await lost();
  await restored();
  const now = await still(page);
  assert.ok(now.equals(before), 'the same picture');

  await lost();
  await row(page, 'incidents/topic-0030').click();
  await restored();
  await page.waitForFunction(() => location.hash === '#/topics?node=incidents/topic-0030');
  assert.ok(!(await still(page)).equals(before));
});

test('a window 200 pixels wide, and one that is lower than a row', async (t) => {
  const { page } = await openList(t, browser);
  for (const size of [[200, 800], [200, 120], [1280, 40]]) {
    await page.setViewportSize({ width: size[0], height: size[1] });
    await page.waitForFunction(([width, height]) => { const { canvas } = globalThis; return canvas.width === width && canvas.height === height; }, size);
    await frames(page, 4);
  }
  await page.setViewportSize({ width: 200, height: 800 });
  await row(page, 'incidents/topic-0002').click();
  await details(page).waitFor();
  await page.getByRole('button', { name: /^(Back|Close)/ }).first().click();
  await filter(page).fill('0007');
  await row(page, 'incidents/topic-0007').waitFor();
  await logOut(page).waitFor();
  await page.setViewportSize({ width: 1280, height: 800 });
  await row(page, 'incidents/topic-0007').click();
  await details(page).waitFor();
});

test('the ratio of the screen changes while the page is open', async (t) => {
  const { page, devtools } = await openList(t, browser);
  for (const ratio of [2, 1.25, 1]) {
    await devtools.send('Emulation.setDeviceMetricsOverride', { width: 1280, height: 800, deviceScaleFactor: ratio, mobile: false });
    await page.mouse.move(600, 400 + ratio);
    await page.waitForFunction((ratio) => globalThis.canvas.width === 1280 * ratio, ratio);
    assert.deepEqual((await inView(page)).slice(0, 3), topicsOf(3).map(({ id }) => id));
    await row(page, 'incidents/topic-0005').click();
    await page.waitForFunction(() => location.hash.endsWith('node=incidents/topic-0005'));
    await row(page, 'incidents/topic-0006').click();
    await page.waitForFunction(() => location.hash.endsWith('node=incidents/topic-0006'));
  }
});

test('ids and titles of a megabyte do not slow the frames', async (t) => {
  const megabyte = 1 << 20;
  const nodes = [
    { id: 'x'.repeat(megabyte), title: 'one word' }, { id: `y/${'/z'.repeat(megabyte / 2)}`, title: 'all slashes' }, { id: `w/${'ü'.repeat(megabyte / 2)}`, title: 'not ASCII' },
    { id: 'title', title: 'wörd '.repeat(megabyte / 5), description: 'more '.repeat(megabyte / 5) },
  ];
  const cost = async (page) => {
    const costs = [];
    for (let n = 0; n < 20; n++) {
      await page.mouse.move(500 + n, 250 + 28 * (n % 4));
      await frames(page, 2);
      costs.push(await page.evaluate(() => Number(document.documentElement.dataset.ui)));
    }
    return Math.min(...costs);
  };
  // Where the machine is busy, beside names of usual length in the same run, measured before and after: laying out a
  // megabyte takes hundreds of times as long.
  const usual = await openList(t, browser, { nodes: topicsOf(nodes.length) });
  await topics(usual.page).waitFor();
  const usualList = await cost(usual.page);
  await body(usual.page).getByRole('row').first().click();
  await details(usual.page).waitFor();
  const usualDetails = await cost(usual.page);
  const { page } = await openList(t, browser, { nodes });
  await topics(page).waitFor();
  const list = await cost(page);
  assert.ok(list <= Math.max(2, 8 * usualList), `${list} ms a frame, ${usualList} with usual names`);
  for (let n = 0; n < nodes.length; n++) {
    await body(page).getByRole('row').nth(n).click();
    await details(page).waitFor();
    await page.waitForFunction((n) => document.querySelectorAll('[role=rowgroup] [role=row]')[n].getAttribute('aria-current'), n);
    const open = await cost(page);
    const beside = open <= 5 ? usualDetails : Math.max(usualDetails, await cost(usual.page));
    assert.ok(open <= Math.max(5, 40 * beside), `${open} ms a frame with its details open, ${beside} with usual ones`); // looking up its id takes most of it
    t.diagnostic(`${open} ms a frame, ${usualDetails} with usual details`);
  }
});

test('marks stacked without end stay in their row', async (t) => {
  const rowsAround = async (title) => {
    const { page } = await openList(t, browser, { nodes: ['a', title, 'c'].map((words, n) => ({ id: `topic-${n}`, title: words })) });
    const { x, width, y, height } = await row(page, 'topic-1').boundingBox();
    await still(page);
    const clip = (top) => page.screenshot({ clip: { x, width, y: top, height } });
    return Buffer.concat([await clip(y - height), await clip(y + height)]);
  };
  const above = '\u0301', below = '\u0323';
  assert.ok((await rowsAround('b')).equals(await rowsAround(`b${(above + below).repeat(100)}`)));
});
