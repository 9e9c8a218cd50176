// SPDX-License-Identifier: AGPL-3.0-or-later
// What Firefox does differently from Chromium with keys, clipboard and wheel.

import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { assertClean, frames } from './support/app.mjs';
import { openFirefox } from './support/firefox.mjs';
import { topicsOf } from './support/list.mjs';
import { scriptedController } from './support/scripted.mjs';

const greeting = 'héllo ж 漢字 🙂';
const all = topicsOf(213);
const nodes = [{ id: greeting, title: 'Greeting' }, ...all]; // in the order of the list

let site, browser, page;
before(async () => {
  site = await scriptedController({ services: ['pubsub.grid.example'], nodes });
  browser = await openFirefox({});
  ({ page } = browser);
  await page.goto(site.url);
  await (await browser.find('button', 'Log in with certificate')).click();
  await browser.find('row', all[0].id);
  await page.waitForFunction((count) => document.querySelector('[role=contentinfo]').textContent.includes(`${count} topics`), {}, nodes.length);
});
after(async () => {
  await browser?.close();
  await site?.stop();
});

const field = () => browser.find('textbox', 'Filter');
const chord = async (...keys) => {
  for (const key of keys) await page.keyboard.down(key);
  for (const key of keys.reverse()) await page.keyboard.up(key);
};
/// The application has taken this in as the filter.
const taken = (text) => page.waitForFunction((wanted) => new URLSearchParams(location.hash.split('?')[1]).get('filter') === wanted, {}, text || null);
const focused = (name) => page.waitForFunction((wanted) => (document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent) === wanted, {}, name);
/// What is on the clipboard, as a person would see it: pasted into the filter, which it is taken out of again.
const pasted = async () => {
  await (await field()).click();
  await chord('Control', 'v');
  await page.waitForFunction(() => document.querySelector('#mirror input').value);
  const text = await page.$eval('#mirror input', (element) => element.value);
  await chord('Control', 'a');
  await page.keyboard.press('Backspace');
  await taken('');
  return text;
};

test('every script, typed, cut and pasted, undone and redone', async () => {
  await (await field()).click();
  await page.keyboard.type(greeting);
  await taken(greeting);
  await browser.find('row', greeting);
  await chord('Control', 'a');
  await chord('Control', 'x');
  await taken('');
  await chord('Control', 'v');
  await taken(greeting);
  await chord('Control', 'z');
  await taken('');
  await chord('Control', 'Shift', 'z');
  await taken(greeting);
  await chord('Control', 'a');
  await page.keyboard.press('Delete');
  await taken('');
});

test('a double click chooses a word', async () => {
  const filter = await field();
  await filter.click();
  await page.keyboard.type('alpha beta gamma');
  await taken('alpha beta gamma');
  await filter.click({ count: 2, offset: { x: 45, y: 14 } });
  await page.waitForFunction(() => { const { value, selectionStart, selectionEnd } = document.querySelector('#mirror input'); return value.slice(selectionStart, selectionEnd) === 'beta'; });
  await page.keyboard.type('x');
  await taken('alpha x gamma');
  await chord('Control', 'a');
  await page.keyboard.press('Delete');
  await taken('');
});

test('Ctrl+C copies the row that has the keyboard; its menu opens by Shift+F10', async () => {
  await (await browser.find('row', all[2].id)).click();
  await focused(all[2].id);
  await chord('Control', 'c');
  await browser.find('region', '1 row copied');
  const header = ['Id', 'Title', 'Access', 'Providers', 'Consumers', 'Items'];
  assert.deepEqual((await pasted()).split(/\s+/).filter(Boolean), [...header, all[2].id, 'Topic', '2', 'open']); // a field of one line keeps no other
  await (await browser.find('row', all[1].id)).click();
  await focused(all[1].id);
  await chord('Shift', 'F10');
  await focused('Open details');
  await page.keyboard.press('ArrowDown');
  await focused('Copy id');
  await page.keyboard.press('Enter');
  await browser.find('region', '1 id copied');
  assert.equal((await pasted()).trim(), all[1].id);
});

test('rows selected with the keyboard are copied in the order of the list, a line of cells each', async () => {
  const copied = await page.evaluateHandle(() => ({ text: new Promise((resolve) => {
    const set = DataTransfer.prototype.setData;
    DataTransfer.prototype.setData = function (type, text) { set.call(this, type, text); if (type === 'text/plain') resolve(text); };
  }) }));
  await (await browser.find('row', all[3].id)).focus();
  await focused(all[3].id);
  await page.keyboard.press(' ');
  await browser.find('toolbar', 'Selected topics');
  await page.keyboard.press('ArrowUp');
  await focused(all[2].id);
  await page.keyboard.press(' ');
  await page.waitForFunction(() => document.querySelectorAll('[role=row][aria-selected=true]').length === 2);
  await chord('Control', 'c');
  await browser.find('region', '2 rows copied');
  const lines = [['Id', 'Title', 'Access', 'Providers', 'Consumers', 'Items'], ...all.slice(2, 4).map(({ id, title }) => [id, title, 'open', '', '', ''])];
  assert.equal(await copied.evaluate(({ text }) => text), lines.map((cells) => `${cells.join('\t')}\n`).join(''));
  await chord('Escape');
  await page.waitForFunction(() => !document.querySelector('[role=row][aria-selected=true]'));
});

test('a wheel of 300 pixels scrolls by 300 pixels, and the right button opens the menu of a row', async () => {
  const box = await page.$eval('[role=rowgroup]', (element) => { const { x, y } = element.getBoundingClientRect(); return { x, y }; });
  await page.waitForFunction((height) => document.querySelector('[role=rowgroup]').scrollHeight === height, {}, 28 * nodes.length); // all are there again
  await frames(page, 4); // and painted: Firefox scrolls as far as what it has painted reaches
  await page.mouse.move(box.x + 200, box.y + 200);
  await page.mouse.wheel({ deltaY: 300 });
  await page.waitForFunction(() => document.querySelector('[role=rowgroup]').scrollTop === 300);
  const wanted = nodes[Math.floor((300 + 205) / 28)].id;
  await browser.find('row', wanted);
  await page.mouse.click(box.x + 200, box.y + 205, { button: 'right' });
  await (await browser.find('menuitem', 'Copy id')).click();
  await browser.gone('menuitem', 'Copy id');
  assert.equal((await pasted()).trim(), wanted);
});

test('nothing was refused by the policy, and no error went uncaught', () => assertClean(browser));
