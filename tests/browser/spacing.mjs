// SPDX-License-Identifier: AGPL-3.0-or-later
// A person's own spacing of text (WCAG 1.4.12): the login card and the guide give way to it, and in the application the
// elements over the canvas stay where what they stand for is.

import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { chromium } from '../../build/node_modules/playwright-core/index.mjs';
import { card, details, filter, logOut, topics } from './support/app.mjs';
import { executablePath, flags } from './support/chromium.mjs';
import { wordFaults } from './support/layout.mjs';
import { body, topicsOf } from './support/list.mjs';
import { openPage } from './support/page.mjs';
import { scriptedController } from './support/scripted.mjs';

const nodes = topicsOf(40);
const widths = [1280, 320];

let browser;
before(async () => { browser = await chromium.launch({ executablePath, args: flags }); });
after(() => browser?.close());

// As extensions and user style sheets do it.
const space = (page) => page.evaluate(() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync('* { line-height: 1.5 !important; letter-spacing: 0.12em !important; word-spacing: 0.16em !important; } p { margin-bottom: 2em !important; }');
  document.adoptedStyleSheets = [sheet];
});

async function open(t, width, { mechanisms } = {}) {
  const site = await scriptedController({ services: ['pubsub.grid.example'], nodes, mechanisms });
  const { page } = await openPage(t, browser, { site, context: { viewport: { width, height: 800 } } });
  return { page, site };
}

async function openCard(page, site) {
  await page.goto(site.url, { waitUntil: 'commit' });
  await page.locator('#endpoint').filter({ hasNotText: '…' }).waitFor();
  await space(page);
}

for (const width of widths) {
  test(`the login card, ${width} pixels wide`, async (t) => {
    const { page, site } = await open(t, width, { mechanisms: ['PLAIN'] });
    const fits = async (what) => assert.deepEqual(await wordFaults(page), [], what);
    let answers = true;
    await page.routeWebSocket(/\/ws$/, (socket) => { if (answers) socket.connectToServer(); });
    await openCard(page, site);
    await fits('at rest');
    await card(page).change.click();
    await card(page).address.waitFor();
    await fits('with the form for another controller');
    await page.getByRole('button', { name: 'Keep the present one' }).click();
    await card(page).certificate.click();
    await card(page).error(/./);
    await fits('with an error');
    answers = false;
    await card(page).certificate.click();
    await page.getByRole('button', { name: 'Cancel' }).waitFor();
    await fits('while it logs in');
  });

  test(`the guide, ${width} pixels wide`, async (t) => {
    const { page, site } = await open(t, width);
    for (const name of ['index', 'login', 'topics', 'config']) {
      await page.goto(`${site.url}guide/${name}.html`);
      await space(page);
      assert.deepEqual(await wordFaults(page), [], name);
    }
  });

  test(`the application, ${width} pixels wide: what is pressed is what was meant`, async (t) => {
    const { page, site } = await open(t, width);
    await openCard(page, site);
    await card(page).certificate.click();
    const row = (n) => body(page).getByRole('row', { name: nodes[n].id });
    for (const n of [2, 5]) {
      const { x, y, width: wide, height } = await row(n).boundingBox();
      await page.mouse.click(x + wide / 3, y + height - 3); // near its edge
      await details(page).getByRole('heading', { name: nodes[n].title }).waitFor();
      if (width === 320) await page.getByRole('button', { name: 'Back to the list' }).click();
    }
    await filter(page).fill('topic-001');
    await topics(page).and(page.locator('[aria-rowcount="11"]')).waitFor();
    await page.getByRole('button', { name: 'Clear the filter' }).click();
    await topics(page).and(page.locator('[aria-rowcount="41"]')).waitFor();
    await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Preferences' }).click();
    await page.getByRole('radio', { name: 'Dark' }).click();
    await page.waitForFunction(() => document.documentElement.dataset.theme === 'dark');
    await logOut(page).click();
    await card(page).notice.filter({ hasText: 'You are logged out' }).waitFor();
  });
}
