// SPDX-License-Identifier: AGPL-3.0-or-later
// The theme "As the system" follows the system while the page is open, on the login card and on the canvas; one that was
// chosen does not.

import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { chromium } from '../../build/node_modules/playwright-core/index.mjs';
import { card, filter } from './support/app.mjs';
import { executablePath, flags } from './support/chromium.mjs';
import { token, watchCorner } from './support/corner.mjs';
import { body, openList, topicsOf } from './support/list.mjs';
import { chose, openPage } from './support/page.mjs';
import { picture } from './support/picture.mjs';
import { openSite } from './support/site.mjs';

const nodes = topicsOf(40);

// What the system changes to, one after the other, and the theme that is then shown.
const changes = [
  [{ colorScheme: 'light' }, 'light'],
  [{ colorScheme: 'dark' }, 'dark'],
  [{ contrast: 'more' }, 'highContrast'],
  [{ contrast: 'no-preference' }, 'dark'],
  [{ forcedColors: 'active' }, 'highContrast'],
  [{ forcedColors: 'none', colorScheme: 'light' }, 'light'],
];

let browser;
before(async () => { browser = await chromium.launch({ executablePath, args: flags }); });
after(() => browser?.close());

/// The card alone. `spoil(site)` changes the server, `theme` is what was chosen before.
async function openCard(t, { spoil = () => {}, theme } = {}) {
  const site = await openSite();
  spoil(site);
  const { page } = await openPage(t, browser, { site, script: theme && chose(theme) });
  await page.goto(site.url, { waitUntil: 'commit' });
  return page;
}

const cornerIs = (page, theme) => page.waitForFunction((wanted) => globalThis.corner.at(-1) === wanted, `${token(theme, 'bg.nav')},255`);

test('the application follows the system', async (t) => {
  const { page } = await openList(t, browser, { nodes, script: watchCorner });
  await body(page).getByRole('row').first().waitFor();
  for (const [media, theme] of changes) {
    await page.emulateMedia(media);
    await cornerIs(page, theme);
  }
});

test('"As the system", chosen again, follows the system from then on', async (t) => {
  const { page } = await openList(t, browser, { nodes, script: watchCorner, context: { colorScheme: 'light' } });
  await page.evaluate(() => { location.hash = '#/preferences'; });
  const choice = (name) => page.getByRole('radio', { name, exact: true });
  await choice('Dark').click();
  await cornerIs(page, 'dark');
  for (const colorScheme of ['dark', 'light']) await page.emulateMedia({ colorScheme });
  await choice('As the system').click();
  await cornerIs(page, 'light');
  await page.emulateMedia({ colorScheme: 'dark' });
  await cornerIs(page, 'dark');
});

test('a theme that was chosen stays, whatever the system changes to', async (t) => {
  const script = `(${watchCorner})(); ${chose('light')}`;
  const { page } = await openList(t, browser, { nodes, script });
  await cornerIs(page, 'light');
  await page.evaluate(() => globalThis.corner.splice(0, globalThis.corner.length - 1));
  for (const [media] of changes.filter(([, theme]) => theme !== 'light')) {
    await page.emulateMedia(media);
    const frames = await page.evaluate(() => document.documentElement.dataset.frames);
    await filter(page).focus();
    await page.keyboard.type('x');
    await page.waitForFunction((before) => document.documentElement.dataset.frames !== before, frames);
  }
  assert.deepEqual(await page.evaluate(() => globalThis.corner), [`${token('light', 'bg.nav')},255`]);
});

for (const chosen of [null, 'system', 'light', 'dark', 'hc']) {
  test(`the login card ${chosen === 'system' || !chosen ? 'follows the system' : 'does not follow the system'}: ${chosen ?? 'nothing'} chosen`, async (t) => {
    const page = await openCard(t, { theme: chosen });
    await card(page).certificate.waitFor();
    for (const [media, system] of changes.filter(([{ forcedColors }]) => forcedColors !== 'active')) { // then the colours are the browser's
      await page.emulateMedia(media);
      const theme = { hc: 'highContrast', light: 'light', dark: 'dark' }[chosen] ?? system;
      assert.deepEqual(picture(await page.screenshot()).at(1, 1), token(theme, 'bg.canvas'), JSON.stringify(media));
    }
  });
}

test('the card is painted before the program has arrived, in the theme that was chosen', async (t) => {
  let release;
  const wait = new Promise((resolve) => { release = resolve; });
  const page = await openCard(t, { spoil: (site) => site.spoil(/\.wasm$/, () => ({ wait })), theme: 'dark' });
  await page.emulateMedia({ colorScheme: 'light' });
  await page.getByRole('heading', { name: 'XMPP-Grid Broker' }).waitFor();
  assert.ok(await card(page).certificate.isDisabled());
  assert.deepEqual(picture(await page.screenshot()).at(1, 1), token('dark', 'bg.canvas'));
  release();
  await page.locator('#certificate:enabled').waitFor();
  assert.deepEqual(picture(await page.screenshot()).at(1, 1), token('dark', 'bg.canvas'));
});

// Notes whether the application was drawn in the very frame of the browser that shows it first.
function watchFirstFrame() {
  addEventListener('DOMContentLoaded', () => {
    const drawn = () => Number(document.documentElement.dataset.frames), stage = document.getElementById('stage');
    new MutationObserver(() => {
      const before = drawn(), { port1, port2 } = new MessageChannel();
      port1.onmessage = () => { globalThis.drawnAtOnce = drawn() > before; };
      requestAnimationFrame(() => port2.postMessage('painted'));
    }).observe(stage, { attributes: true, attributeFilter: ['inert'] });
  });
}

for (const theme of ['light', 'dark']) {
  test(`from the card to the list nothing flashes, ${theme}`, async (t) => {
    const script = `(${watchFirstFrame})(); (${watchCorner})(); ${chose(theme)}`;
    const { page } = await openList(t, browser, { nodes, script });
    await body(page).getByRole('row').first().waitFor();
    assert.equal(await page.evaluate(() => globalThis.drawnAtOnce), true);
    assert.deepEqual(await page.evaluate(() => globalThis.corner), ['bg.canvas', 'bg.nav'].map((name) => `${token(theme, name)},255`));
  });
}

test('forced colours are left to the browser on the login card', async (t) => {
  const page = await openCard(t);
  await card(page).certificate.waitFor();
  for (const colorScheme of ['dark', 'light']) {
    await page.emulateMedia({ forcedColors: 'active', colorScheme });
    const canvas = await page.evaluate(() => {
      const probe = document.body.appendChild(document.createElement('i'));
      probe.style.backgroundColor = 'Canvas';
      const [, ...bytes] = getComputedStyle(probe).backgroundColor.match(/(\d+), (\d+), (\d+)/);
      probe.remove();
      return bytes.map(Number);
    });
    assert.deepEqual(picture(await page.screenshot()).at(1, 1), canvas, colorScheme);
  }
});
