// SPDX-License-Identifier: AGPL-3.0-or-later
// A window that becomes as narrow as a phone and wide again, or is zoomed, in the middle of the work.

import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { chromium } from '../../build/node_modules/playwright-core/index.mjs';
import { details, filter, status } from './support/app.mjs';
import { executablePath, flags } from './support/chromium.mjs';
import { body, openList, topicsOf } from './support/list.mjs';

const all = topicsOf(400), filtered = 200; // the number of the first that the filter leaves
const [wide, phone] = [{ width: 1440, height: 900 }, { width: 390, height: 844 }];

let browser;
before(async () => { browser = await chromium.launch({ executablePath, args: flags }); });
after(() => browser?.close());

const row = (page, n) => body(page).getByRole('row', { name: all[n].id, exact: true });
const isInView = (page, n) => page.waitForFunction((name) => {
  const list = document.querySelector('[role=rowgroup]'), box = list?.querySelector(`[role=row][aria-label="${name}"]`)?.getBoundingClientRect();
  return box && box.top >= list.getBoundingClientRect().top - 1 && box.bottom <= list.getBoundingClientRect().bottom + 1;
}, all[n].id);

/// A list of 100 rows, with the keyboard on one in its midst: the number of its topic.
async function openInTheMidst(t) {
  const { page, devtools } = await openList(t, browser, { nodes: all, context: { viewport: wide } });
  await filter(page).fill('topic-02');
  await isFiltered(page);
  const index = () => page.evaluate(() => Number(document.activeElement.getAttribute('aria-rowindex')));
  await row(page, filtered).focus();
  for (let press = 0; press < 2; press++) {
    const from = await index();
    await page.keyboard.press('PageDown');
    await page.waitForFunction((before) => Number(document.activeElement.getAttribute('aria-rowindex')) > before, from);
  }
  const at = filtered + await index() - 2; // behind the header
  await isInView(page, at);
  return { page, devtools, at };
}
async function isFiltered(page) {
  await status(page).getByText(`100 of ${all.length} shown`).waitFor();
  assert.equal(await filter(page).inputValue(), 'topic-02');
}

test('with a topic open its details take the whole screen and go back beside the list, where all is as it was', async (t) => {
  const { page, at } = await openInTheMidst(t);
  await page.keyboard.press('Space');
  const selected = page.getByRole('toolbar', { name: 'Selected topics' }).getByText('1 selected');
  await selected.waitFor();
  await page.keyboard.press('Enter');
  const heading = details(page).getByRole('heading', { name: all[at].title });
  await heading.waitFor();

  await page.setViewportSize(phone);
  await page.getByRole('button', { name: 'Back to the list' }).waitFor();
  await heading.waitFor();
  assert.equal((await details(page).boundingBox()).width, phone.width);
  assert.equal(await body(page).count(), 0);
  assert.deepEqual(await page.locator('#canvas').evaluate(({ width, height }) => ({ width, height })), phone);

  await page.setViewportSize(wide);
  await details(page).getByRole('button', { name: 'Close details' }).waitFor();
  await heading.waitFor();
  await isFiltered(page);
  await isInView(page, at);
  await selected.waitFor();
  assert.equal(await row(page, at).getAttribute('aria-selected'), 'true');
  assert.deepEqual(await page.locator('#canvas').evaluate(({ width, height }) => ({ width, height })), wide);
});

test('the list of a phone stays at the row that has the keyboard, and so does the other one again', async (t) => {
  const { page, at } = await openInTheMidst(t);
  await page.setViewportSize(phone);
  await status(page).waitFor({ state: 'detached' });
  await isInView(page, at);
  await page.setViewportSize(wide);
  await isFiltered(page);
  await isInView(page, at);
});

test('zoomed to 200 %, and with more room between the rows, the list stays where it is', async (t) => {
  const { page, devtools, at } = await openInTheMidst(t);
  const zoom = (factor) => devtools.send('Emulation.setDeviceMetricsOverride', { width: wide.width / factor, height: wide.height / factor, deviceScaleFactor: factor, mobile: false });
  await zoom(2);
  await page.waitForFunction(({ width }) => innerWidth === width / 2 && document.getElementById('canvas').width === width, wide);
  await isInView(page, at);
  await zoom(1);
  await page.getByRole('complementary', { name: 'Collections' }).waitFor();
  await isInView(page, at);
  await page.evaluate(() => { location.hash = location.hash.replace('/topics', '/preferences'); });
  await page.getByRole('radio', { name: 'Comfortable' }).click();
  await page.goBack();
  await isInView(page, at);
});
