// SPDX-License-Identifier: AGPL-3.0-or-later
// What the browser does around the application: address and history, links opened elsewhere, storage, files.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test, { after, before } from 'node:test';
import { chromium } from '../../build/node_modules/playwright-core/index.mjs';
import { card, details, filter, logIn, row, status, topics } from './support/app.mjs';
import { executablePath, flags } from './support/chromium.mjs';
import { openPage } from './support/page.mjs';
import { scriptedController } from './support/scripted.mjs';

const service = 'pubsub.grid.example';
const nodes = [
  { id: 'incidents/ddos', title: 'Denial of service' },
  { id: 'incidents/phishing', title: 'Phishing reports' },
  { id: 'posture/hosts', title: 'Hosts' },
];

let browser;
before(async () => { browser = await chromium.launch({ executablePath, args: flags }); });
after(() => browser?.close());

/// A page that is not logged in yet, and what opens another one in the same browser: {url, page, another}.
async function open(t, { services = [service], script } = {}) {
  const site = await scriptedController({ services, nodes });
  return { url: site.url, ...(await openPage(t, browser, { site, script })) };
}

const main = (page, name) => page.getByRole('main', { name });
const go = (page, name) => page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name }).click();
const hash = (page) => new URL(page.url()).hash;
const isTitled = (page, title) => page.waitForFunction((wanted) => document.title === wanted, `${title} · grid.example · XMPP-Grid Broker`);
const theme = (page) => page.evaluate(() => document.documentElement.dataset.theme);
const choose = (page, name) => page.getByRole('radio', { name, exact: true }).click();
const isChosen = (page, name) => page.getByRole('radio', { name, exact: true, checked: true }).waitFor();

// ---- addresses -----------------------------------------------------------------------------------------------------

test('Back and Forward over five screens show each as it was, and the title follows', async (t) => {
  const { page, url } = await open(t);
  await logIn(page, url);
  await filter(page).fill('ph');
  await row(page, 'incidents/phishing').click();
  await details(page).getByRole('heading', { name: 'Phishing reports' }).waitFor();
  for (const name of ['Preferences', 'Keyboard help', 'About']) {
    await go(page, name);
    await main(page, name).waitFor();
  }
  const stops = [
    [() => main(page, 'About').waitFor(), 'About', '#/about'],
    [() => main(page, 'Keyboard help').waitFor(), 'Keyboard help', '#/help'],
    [() => main(page, 'Preferences').waitFor(), 'Preferences', '#/preferences'],
    [() => details(page).getByRole('heading', { name: 'Phishing reports' }).waitFor(), 'Phishing reports', '#/topics'],
    [() => details(page).waitFor({ state: 'detached' }), 'All topics', '#/topics'],
  ];
  const arrive = async ([there, title, screen]) => {
    await there();
    await isTitled(page, title);
    assert.ok(hash(page).startsWith(`${screen}?filter=ph`), hash(page));
  };
  await arrive(stops[0]);
  for (const stop of stops.slice(1)) {
    await page.goBack();
    await arrive(stop);
  }
  assert.equal(await filter(page).inputValue(), 'ph');
  for (const stop of stops.slice(0, -1).reverse()) {
    await page.goForward();
    await arrive(stop);
  }
});

test('a link opened in a new tab logs in and goes there, with filter, order, view and topic', async (t) => {
  const { another, url } = await open(t);
  const page = await another();
  await page.goto(`${url}#/topics?filter=incidents&sort=-title&node=incidents/ddos`, { waitUntil: 'commit' });
  await card(page).certificate.click();
  await details(page).getByRole('heading', { name: 'Denial of service' }).waitFor();
  assert.equal(await filter(page).inputValue(), 'incidents');
  await topics(page).and(page.locator('[aria-rowcount="3"]')).waitFor();
  await page.getByRole('columnheader', { name: 'Title' }).and(page.locator('[aria-sort=descending]')).waitFor();
  await isTitled(page, 'Denial of service');
  const other = await another();
  await logIn(other, url, '#/preferences');
  await main(other, 'Preferences').waitFor();
});

test('a link to something that is gone says so', async (t) => {
  const { page, url } = await open(t);
  await logIn(page, url, '#/topics?node=incidents/gone');
  await details(page).getByText('The controller lists no topic “incidents/gone”.').waitFor();
  const to = (address) => page.evaluate((next) => { location.hash = next; }, address);
  await to('#/topics?in=nowhere');
  await page.getByText('The controller lists no collection “nowhere”.').waitFor();
  await page.getByRole('link', { name: 'Show all topics' }).click();
  await row(page, 'posture/hosts').waitFor();
  await to('#/topics?service=old.grid.example');
  await page.getByRole('region', { name: 'Notice' }).getByText('There is no broker “old.grid.example” on this controller.').waitFor();
  await to('#/flow');
  await page.getByRole('region', { name: 'Notice' }).getByText('There is no screen “flow”.').waitFor();
});

test('Back to the place before the broker was chosen asks for one again', async (t) => {
  const { page, url } = await open(t, { services: [service, 'events.grid.example'] });
  await logIn(page, url);
  await page.getByRole('button', { name: 'events.grid.example' }).click();
  await row(page, 'posture/hosts').waitFor();
  await page.goBack();
  await page.getByRole('heading', { name: 'Which broker?' }).waitFor();
  await page.goForward();
  await row(page, 'posture/hosts').waitFor();
  assert.equal(hash(page), '#/topics?service=events.grid.example');
});

// ---- storage and files ---------------------------------------------------------------------------------------------

test('preferences outlive the page: the login card has the theme at once, the screen all the rest', async (t) => {
  const { page, url, another } = await open(t);
  await logIn(page, url, '#/preferences');
  await choose(page, 'Dark');
  await choose(page, 'Comfortable');
  await page.getByRole('checkbox', { name: 'Items' }).click();
  await page.waitForFunction(() => JSON.parse(localStorage.getItem('broker.preferences.1'))?.items === 'hidden');
  assert.equal(await theme(page), 'dark');
  assert.deepEqual(await page.evaluate(() => Object.keys(localStorage)), ['broker.preferences.1']);
  const next = await another();
  await next.goto(`${url}#/preferences`, { waitUntil: 'domcontentloaded' });
  assert.equal(await theme(next), 'dark');
  await card(next).certificate.click();
  await isChosen(next, 'Dark');
  await isChosen(next, 'Comfortable');
  await go(next, 'Topics');
  await topics(next).waitFor();
  assert.equal(await next.getByRole('columnheader', { name: 'Items' }).count(), 0);
});

test('preferences are saved as a file that holds what is stored', async (t) => {
  const { page, url } = await open(t);
  await logIn(page, url, '#/preferences');
  await choose(page, 'UTC');
  const [download] = await Promise.all([page.waitForEvent('download'), page.getByRole('button', { name: 'Save as file' }).click()]);
  assert.equal(download.suggestedFilename(), 'xmpp-grid-broker-preferences.json');
  const saved = readFileSync(await download.path(), 'utf8');
  assert.equal(JSON.parse(saved).zone, 'utc');
  assert.equal(saved, await page.evaluate(() => localStorage.getItem('broker.preferences.1')));
});

const refusals = {
  'refused altogether': () => {
    Object.defineProperty(globalThis, 'localStorage', { get() { throw new DOMException('denied', 'SecurityError'); } });
  },
  'full': () => {
    Storage.prototype.setItem = () => { throw new DOMException('full', 'QuotaExceededError'); };
  },
};
for (const [what, script] of Object.entries(refusals)) {
  test(`storage that is ${what}: everything works until the page is closed, and that is said`, async (t) => {
    const { page, url } = await open(t, { script });
    await logIn(page, url, '#/preferences');
    await choose(page, 'Light');
    await main(page, 'Preferences').getByText('The browser does not store preferences, or has no room left; they last until the page is closed.').waitFor();
    await page.waitForFunction(() => document.documentElement.dataset.theme === 'light');
    await go(page, 'Topics');
    await row(page, 'posture/hosts').waitFor();
    await go(page, 'Preferences');
    await isChosen(page, 'Light');
  });
}

test('what is stored and cannot be read gives the defaults, for what is wrong alone', async (t) => {
  const { page, url } = await open(t, { script: () => localStorage.setItem('broker.preferences.1', '{"theme": "light", "density": 3, "zone"') });
  await logIn(page, url, '#/preferences');
  await isChosen(page, 'Light');
  await isChosen(page, 'Compact');
  await isChosen(page, 'Local');
});

// ---- the palette -----------------------------------------------------------------------------------------------------

test('the palette goes to a topic by some of its letters, and to a screen, by keys alone', async (t) => {
  const { page, url } = await open(t);
  await logIn(page, url);
  await row(page, 'posture/hosts').waitFor();
  const run = async (letters, option) => {
    await page.keyboard.press('Control+k');
    await page.waitForFunction(() => document.activeElement.getAttribute('aria-label') === 'Search');
    await page.keyboard.type(letters);
    await page.getByRole('option', { name: option, selected: true }).waitFor();
    await page.keyboard.press('Enter');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
  };
  await run('incph', 'incidents/phishing');
  await details(page).getByRole('heading', { name: 'Phishing reports' }).waitFor();
  await run('prefs', 'Preferences');
  await main(page, 'Preferences').waitFor();
  await page.keyboard.press('Control+k');
  await page.getByRole('group', { name: 'Recent' }).getByRole('option').first().waitFor();
  await page.keyboard.press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
});

test('the end of the reading is said, and its result stays in the panel of operations', async (t) => {
  const { page, url } = await open(t);
  await logIn(page, url);
  await page.waitForFunction(() => document.getElementById('said').textContent.includes('3 topics, 0 collections'));
  await page.getByRole('button', { name: 'Operations' }).click();
  const panel = page.getByRole('complementary', { name: 'Operations' });
  await panel.getByText(/^3 topics, 0 collections\. \d\d:\d\d:\d\d, took /).waitFor();
  await panel.getByRole('button', { name: 'Clear finished' }).click();
  await panel.getByText('What takes a while is shown here').waitFor();
  await status(page).getByText('3 topics, 0 collections').waitFor();
});
