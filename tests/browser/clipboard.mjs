// SPDX-License-Identifier: AGPL-3.0-or-later
// Copy, cut and paste: by keys, by the menu of a row, with a clipboard that refuses.

import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { chromium } from '../../build/node_modules/playwright-core/index.mjs';
import { filter } from './support/app.mjs';
import { executablePath, flags } from './support/chromium.mjs';
import { body, openList, topicsOf } from './support/list.mjs';

const header = 'Id\tTitle\tAccess\tProviders\tConsumers\tItems\n';
const line = ({ id, title }) => `${id}\t${title}\topen\t\t\t\n`;
const all = topicsOf(213);
const permissions = ['clipboard-read', 'clipboard-write'];

let browser;
before(async () => { browser = await chromium.launch({ executablePath, args: flags }); });
after(() => browser?.close());

const row = (page, n) => body(page).getByRole('row', { name: all[n].id, exact: true });
const clipboard = (page) => page.evaluate(() => navigator.clipboard.readText());
const said = (page, words) => page.getByRole('region', { name: words }).first().waitFor();

test('Ctrl+C copies the row that has the keyboard, then the selected rows, tab-separated', async (t) => {
  const { page } = await openList(t, browser, { permissions });
  await row(page, 1).focus();
  await page.keyboard.press('Control+c'); // perhaps before a frame was drawn
  await said(page, '1 row copied');
  assert.equal(await clipboard(page), header + line(all[1]));
  await page.keyboard.press('Space');
  await page.keyboard.press('Shift+ArrowDown');
  await page.keyboard.press('Shift+ArrowDown');
  await page.getByText('3 selected', { exact: true }).waitFor();
  await page.keyboard.press('Control+c');
  await said(page, '3 rows copied');
  assert.equal(await clipboard(page), header + all.slice(1, 4).map(line).join(''));
});

test('Ctrl+C in a field and with selected text is the browser\'s', async (t) => {
  const { page } = await openList(t, browser, { permissions, nodes: [{ id: 'a', title: 'A', description: 'quoted' }] });
  await filter(page).fill('needle');
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+c');
  assert.equal(await clipboard(page), 'needle');
  await filter(page).fill('');
  await body(page).getByRole('row', { name: 'a' }).click();
  await page.getByText('quoted').dblclick();
  await page.keyboard.press('Control+c');
  assert.equal((await clipboard(page)).trim(), 'quoted');
});

test('the menu of a row: by the right button, by Shift+F10 and by the menu key', async (t) => {
  const { page, site } = await openList(t, browser, { permissions });
  const entry = (name) => page.getByRole('menuitem', { name, exact: true });
  await row(page, 2).click({ button: 'right' });
  await entry('Copy id').click();
  await said(page, '1 id copied');
  assert.equal(await clipboard(page), `${all[2].id}\n`);
  await row(page, 3).focus();
  await page.keyboard.press('Shift+F10');
  await page.waitForFunction(() => document.activeElement.textContent === 'Open details');
  await page.keyboard.press('Escape');
  await page.waitForFunction((id) => document.activeElement.getAttribute('aria-label') === id, all[3].id);
  assert.equal(await page.getByRole('menu').count(), 0);
  await page.keyboard.press('ContextMenu');
  await entry('Copy link').click();
  await said(page, 'Link copied');
  const link = await clipboard(page);
  assert.equal(link, `${site.url}#/topics?node=${all[3].id}`);
});

test('the browser\'s menu opens in a field and nowhere on the canvas', async (t) => {
  const { page } = await openList(t, browser);
  const kept = (locator) => locator.evaluate((element) => {
    const { x, y } = element.getBoundingClientRect();
    return !element.dispatchEvent(new MouseEvent('contextmenu', { bubbles: true, cancelable: true, clientX: x + 5, clientY: y + 5 }));
  });
  assert.equal(await kept(filter(page)), false);
  assert.equal(await kept(row(page, 1)), true);
  assert.equal(await kept(page.getByRole('button', { name: 'Read again' })), true);
});

// As a browser that asks and is told no, or that has no clipboard for pages at all.
const refuse = () => {
  Object.defineProperty(navigator, 'clipboard', { value: { writeText: () => Promise.reject(new DOMException('refused', 'NotAllowedError')) } });
  const run = document.execCommand;
  document.execCommand = (command, ...more) => (command === 'copy' ? false : run.call(document, command, ...more));
};

test('a refused clipboard is said, and Ctrl+C still copies', async (t) => {
  const { page } = await openList(t, browser, { script: refuse });
  await row(page, 2).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Copy id', exact: true }).click();
  await page.getByRole('alert').filter({ hasText: 'The browser does not let the page copy.' }).waitFor();
  assert.equal(await page.getByText('1 id copied').count(), 0);
  const copied = page.evaluate(() => new Promise((resolve) => { document.addEventListener('copy', (e) => setTimeout(() => resolve(e.defaultPrevented))); }));
  await row(page, 2).focus();
  await page.keyboard.press('Control+c');
  await said(page, '1 row copied');
  assert.ok(await copied);
});

test('without the permission to write, a copy out of a menu still arrives by the page\'s own copy event', async (t) => {
  const script = () => { navigator.clipboard.writeText = () => Promise.reject(new DOMException('refused', 'NotAllowedError')); };
  const { page } = await openList(t, browser, { permissions, script });
  await row(page, 4).click({ button: 'right' });
  await page.getByRole('menuitem', { name: 'Copy row', exact: true }).click();
  await said(page, '1 row copied');
  assert.equal(await clipboard(page), header + line(all[4]));
});
