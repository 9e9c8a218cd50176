// SPDX-License-Identifier: AGPL-3.0-or-later
// A window of 1280 × 1024 pixels, zoomed to 200 and 400 % (WCAG 1.4.4, 1.4.10), and the narrowest usual phone: everything
// can be got at, and nothing has to be scrolled in two directions.

import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { chromium } from '../../build/node_modules/playwright-core/index.mjs';
import { card, details, filter, frames, logOut, row, topics } from './support/app.mjs';
import { executablePath, flags } from './support/chromium.mjs';
import { controlFaults, wordFaults } from './support/layout.mjs';
import { topicsOf } from './support/list.mjs';
import { openPage } from './support/page.mjs';
import { scriptedController } from './support/scripted.mjs';

const nodes = topicsOf(40).map((node) => ({ ...node, description: 'Words about the topic, so many that they take a few lines on a narrow screen.' }));

const windows = [
  ['200 %', { width: 640, height: 512 }, 2],
  ['400 %', { width: 320, height: 256 }, 4],
  ['a phone of 360 pixels', { width: 360, height: 740 }, 3],
];

let browser, site;
before(async () => {
  browser = await chromium.launch({ executablePath, args: flags });
  site = await scriptedController({ services: ['pubsub.grid.example'], nodes });
});
after(async () => {
  await browser?.close();
  await site?.stop();
});

const open = async (t, viewport, deviceScaleFactor) => (await openPage(t, browser, { context: { viewport, deviceScaleFactor } })).page;

for (const [name, viewport, ratio] of windows) {
  const phone = viewport.width < 600;
  test(`the login card: ${name}`, async (t) => {
    const page = await open(t, viewport, ratio);
    const fits = async (what) => assert.deepEqual(await wordFaults(page), [], what);
    await page.routeWebSocket(/\/ws$/, (socket) => socket.close());
    await page.goto(site.url, { waitUntil: 'commit' });
    await page.locator('#endpoint').filter({ hasNotText: '…' }).waitFor();
    await fits('at rest');
    await card(page).change.click();
    await card(page).address.fill('wss://nothing.example/ws');
    await fits('with the form for another controller');
    await page.getByRole('button', { name: 'Keep the present one' }).click();
    await card(page).certificate.click();
    await card(page).error(/./);
    await fits('with an error');
    await card(page).withPassword.click(); // at the end of the card
  });

  test(`the guide: ${name}`, async (t) => {
    const page = await open(t, viewport, ratio);
    for (const file of ['index', 'login', 'topics', 'config']) {
      await page.goto(`${site.url}guide/${file}.html`);
      assert.deepEqual(await wordFaults(page), [], file);
    }
  });

  test(`a visit: ${name}`, async (t) => {
    const page = await open(t, viewport, ratio);
    const fits = async (what) => {
      await page.mouse.move(0, 0); // no tooltip
      await frames(page, 8); // until everything has its place
      assert.deepEqual(await controlFaults(page), [], what);
    };
    const go = (screen) => page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: screen }).click();
    await page.goto(site.url, { waitUntil: 'commit' });
    await card(page).certificate.click();
    await row(page, nodes[0].id).waitFor();
    await fits('the list');
    await filter(page).fill('re:ids(');
    await page.locator('[aria-invalid]').waitFor();
    await fits('a filter that is wrong');
    await filter(page).fill('topic-003');
    await topics(page).and(page.locator('[aria-rowcount="11"]')).waitFor();
    await fits('a filter');
    await row(page, nodes[31].id).click({ button: 'right' });
    await page.getByRole('menuitem', { name: 'Copy row' }).waitFor();
    await fits('the menu of a row');
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
    await row(page, nodes[31].id).click();
    await details(page).getByRole('heading', { name: nodes[31].title }).waitFor();
    await fits('the details');
    assert.equal((await details(page).boundingBox()).width === viewport.width, phone); // the whole screen
    await details(page).getByText(/^Words about the topic/).scrollIntoViewIfNeeded();
    await page.getByRole('button', { name: phone ? 'Back to the list' : 'Close details' }).click();
    await details(page).waitFor({ state: 'detached' });
    await row(page, nodes[31].id).waitFor();
    await fits('the list again');
    assert.equal(await filter(page).inputValue(), 'topic-003');
    await page.getByRole('button', { name: 'Search or run a command' }).click();
    await page.getByRole('dialog').getByRole('option').first().waitFor();
    await fits('the palette');
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Operations', exact: true }).click();
    await page.getByRole('complementary', { name: 'Operations' }).waitFor();
    await fits('the operations');
    await page.getByRole('button', { name: 'Close operations' }).click();
    for (const screen of ['Preferences', 'Keyboard help', 'About']) {
      await go(screen);
      await page.getByRole('main', { name: screen }).waitFor();
      await fits(screen);
    }
    await go('Preferences');
    for (const choice of ['High contrast', 'As the system']) {
      await page.getByRole('radio', { name: choice }).click();
      await page.getByRole('radio', { name: choice, checked: true }).waitFor();
    }
    await page.evaluate(() => { location.hash = '#/nowhere'; });
    await page.getByRole('region', { name: 'Notice' }).waitFor();
    await fits('a link that leads nowhere');
    await logOut(page).click();
    await card(page).notice.filter({ hasText: 'You are logged out' }).waitFor();
    assert.deepEqual(await wordFaults(page), [], 'logged out');
  });
}
