// SPDX-License-Identifier: AGPL-3.0-or-later
// The same administrator with Firefox: logs in, sees the grid, filters, survives a restart of the controller, logs out.

import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { assertClean } from './support/app.mjs';
import { openFirefox } from './support/firefox.mjs';
import { places, startGrid } from './support/grid.mjs';

let controller, browser, page, grid;
before(async () => {
  controller = await startGrid();
  ({ grid } = controller);
  browser = await openFirefox({ pki: controller.pki, certificate: 'alice' });
  ({ page } = browser);
});
after(async () => {
  await browser?.close();
  await controller?.stop();
});

const nodes = () => [...grid.topics, ...grid.collections];
const saysInStatus = (words) => page.waitForFunction((text) => document.querySelector('[role=contentinfo]')?.textContent.includes(text), {}, words);
const complete = () => saysInStatus(`${grid.topics.length} topics, ${grid.collections.length} collections`);
const rowCount = () => page.$eval('[role=grid][aria-label=Topics], [role=treegrid][aria-label=Topics]', (element) => Number(element.getAttribute('aria-rowcount')));
const click = async (role, name) => (await browser.find(role, name)).click();

test('one click on the certificate button brings every topic and collection', async () => {
  await page.goto(controller.url);
  await click('button', 'Log in with certificate');
  await complete();
  assert.equal(await rowCount(), nodes().length + 1);
});

test('the tree begins with what is in no collection', async () => {
  await click('radio', 'Tree');
  await browser.find('treegrid', 'Topics');
  const roots = places(grid).filter(([, parent]) => parent === null).map(([id]) => id);
  assert.equal(await rowCount(), roots.length + 1);
  for (const id of roots) await browser.find('row', id);
  await click('radio', 'List');
  await browser.find('grid', 'Topics');
});

test('the filter takes text as it is typed, in any script', async () => {
  const filter = await browser.find('textbox', 'Filter');
  for (const word of ['Zürich', '東京', 'plant']) {
    await filter.click();
    await page.keyboard.type(word);
    const wanted = nodes().filter(({ id, title = '' }) => `${id}\n${title}`.toLowerCase().includes(word.toLowerCase()));
    await saysInStatus(`${wanted.length} of ${nodes().length} shown`);
    for (const { id } of wanted) await browser.find('row', id);
    await click('button', 'Clear the filter');
    await complete();
  }
});

test('a killed controller is said, the rows stay, and all is there again after its restart', async () => {
  await controller.kill();
  await browser.find('region', 'Connection lost');
  assert.equal(await rowCount(), nodes().length + 1);
  await controller.restart();
  await browser.gone('region', 'Connection lost');
  await complete();
});

test('logging out leads to the login card, which says so', async () => {
  await click('button', 'Log out');
  await page.waitForFunction(() => document.getElementById('notice').textContent.includes('You are logged out') && !document.getElementById('notice').hidden);
  await browser.find('button', 'Log in with certificate');
});

test('nothing was refused by the policy, and no error went uncaught', () => assertClean(browser));
