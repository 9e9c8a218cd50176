// SPDX-License-Identifier: AGPL-3.0-or-later
// Pictures of every state for people to look at, into build/screenshots/index.html. No test: only `tests/run
// screenshots` makes them.
//
//   [MOCKUPS=FOLDER] node tests/browser/screenshots.mjs [word]      only those with the word in their name

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { card, details, filter, frames, logIn, topics, tree } from './support/app.mjs';
import { openChromium } from './support/chromium.mjs';
import { writeGallery } from './support/gallery.mjs';
import { chose } from './support/page.mjs';
import { startGrid } from './support/grid.mjs';

const folder = fileURLToPath(new URL('../../build/screenshots', import.meta.url));
const sizes = [[1440, 900], [1280, 800], [768, 1024], [390, 844]];
const themes = ['light', 'dark', 'hc'];

const open = (page, url) => page.goto(url, { waitUntil: 'commit' });
const online = async (page, { url, grid }, fragment) => {
  await logIn(page, url, fragment);
  await (fragment ? page.waitForFunction((count) => Number(document.querySelector('[role=grid], [role=treegrid]')?.getAttribute('aria-rowcount')) >= count, 2)
    : page.waitForFunction((count) => document.querySelector('[role=grid]')?.getAttribute('aria-rowcount') === count, String(grid.topics.length + grid.collections.length + 1)));
  await page.waitForFunction(() => !document.querySelector('[aria-busy]'));
};

// What to do for each picture; `world` is the controller.
const states = {
  login: async (page, world) => { await open(page, world.url); await page.locator('#certificate:enabled').waitFor(); },
  'login-error': async (page, world) => {
    await open(page, world.url);
    await card(page).user.fill('alice');
    await card(page).password.fill('wrong');
    await card(page).withPassword.click();
    await card(page).error('User name or password not accepted');
  },
  'login-busy': async (page, world) => {
    await page.routeWebSocket(/\/ws$/, () => {}); // a controller that never answers
    await open(page, world.url);
    await card(page).certificate.click();
    await page.getByRole('button', { name: 'Cancel' }).waitFor();
  },
  topics: (page, world) => online(page, world),
  tree: async (page, world) => {
    await online(page, world, '#/topics?view=tree');
    if (await tree(page).count() === 0) return; // phones have the list alone
    await tree(page).getByRole('button', { name: 'Open' }).first().click();
    await tree(page).getByRole('button', { name: 'Close' }).first().waitFor();
  },
  details: async (page, world) => {
    await logIn(page, world.url, '#/topics?node=vulnerabilities/exploited');
    await details(page).getByText('Owners').waitFor();
  },
  filter: async (page, world) => { await online(page, world, '#/topics?filter=plant'); },
  'filter-wrong': async (page, world) => {
    await online(page, world);
    await filter(page).fill('re:ids(');
    await page.locator('[aria-invalid]').waitFor();
  },
  'filter-empty': async (page, world) => {
    await online(page, world);
    await filter(page).fill('nothing of the kind');
    await page.waitForFunction(() => document.querySelector('[role=grid]').getAttribute('aria-rowcount') === '1');
  },
  palette: async (page, world) => {
    await online(page, world);
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('combobox', { name: 'Search' }).fill('ph');
    await page.getByRole('option').first().waitFor();
  },
  'palette-commands': async (page, world) => {
    await online(page, world);
    await page.keyboard.press('Control+k');
    await page.getByRole('option').first().waitFor();
  },
  selected: async (page, world) => {
    await online(page, world);
    if (await page.getByRole('checkbox').count() === 0) return; // phones select nothing
    await topics(page).getByRole('row').nth(3).focus();
    for (const key of ['Space', 'ArrowDown', 'Space']) {
      await frames(page, 4);
      await page.keyboard.press(key);
    }
    await page.waitForFunction(() => document.querySelectorAll('[role=row][aria-selected=true]').length === 2);
  },
  reconnecting: async (page, world) => {
    await online(page, world);
    await world.stop();
    await page.getByRole('region', { name: 'Connection lost' }).getByText(/Next try/).waitFor();
  },
  operations: async (page, world) => { await online(page, world); await page.getByRole('button', { name: 'Operations' }).click(); await page.getByRole('complementary', { name: 'Operations' }).waitFor(); },
  about: async (page, world) => { await online(page, world); await page.evaluate(() => { location.hash = '#/about'; }); await page.getByRole('main', { name: 'About' }).waitFor(); },
  preferences: async (page, world) => { await online(page, world); await page.evaluate(() => { location.hash = '#/preferences'; }); await page.getByRole('main', { name: 'Preferences' }).waitFor(); },
  help: async (page, world) => { await online(page, world); await page.evaluate(() => { location.hash = '#/help'; }); await page.getByRole('heading', { name: 'Keyboard help' }).first().waitFor(); },
};

mkdirSync(folder, { recursive: true });
const world = await startGrid();
const browser = await openChromium({ pki: world.pki, certificate: 'alice' });
let pictures = 0, failed = 0;
try {
  for (const [state, act] of Object.entries(states)) {
    for (const [width, height] of sizes) {
      for (const theme of themes) {
        const name = `${state}-${width}-${theme}`;
        if (process.argv[2] && !name.includes(process.argv[2])) continue;
        const page = await browser.context.newPage();
        page.setDefaultTimeout(20000);
        try {
          await page.setViewportSize({ width, height });
          await page.addInitScript(chose(theme));
          await act(page, world);
          await frames(page, 8); // until everything has its place
          await page.screenshot({ path: join(folder, `${name}.png`) });
          pictures++;
          console.log(name);
        } catch (error) {
          failed++;
          console.log(`${name}: ${error.message.split('\n')[0]}`);
        }
        await page.close();
        if (state === 'reconnecting') await world.restart();
      }
    }
  }
} finally {
  await browser.close();
  await world.stop();
}
writeGallery(folder, { states: Object.keys(states), sizes, themes });
console.log(`${pictures} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
