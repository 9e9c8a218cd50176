// SPDX-License-Identifier: AGPL-3.0-or-later
// Addresses, history, palette and keyboard in Firefox.

import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { assertClean } from './support/app.mjs';
import { openFirefox } from './support/firefox.mjs';
import { scriptedController } from './support/scripted.mjs';

const nodes = [
  { id: 'incidents/ddos', title: 'Denial of service' },
  { id: 'incidents/phishing', title: 'Phishing reports' },
  { id: 'posture/hosts', title: 'Hosts' },
];

let site, browser, page, find, gone;
before(async () => {
  site = await scriptedController({ services: ['pubsub.grid.example'], nodes });
  browser = await openFirefox({ width: 1280, height: 700 });
  ({ page, find, gone } = browser);
});
after(async () => {
  await browser?.close();
  await site?.stop();
});

const click = async (role, name) => (await find(role, name)).click();
const go = (hash) => page.evaluate((to) => { location.hash = to; }, hash);
const isTitled = (title) => page.waitForFunction((wanted) => document.title === wanted, {}, `${title} · grid.example · XMPP-Grid Broker`);
const says = (words) => page.locator(`::-p-text(${words})`).wait();
const focused = (name) => page.waitForFunction((wanted) => (document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent) === wanted, {}, name);
const hash = () => new URL(page.url()).hash;

/// The page anew, with the history that it has by then: nobody is logged in.
async function open(fragment = '') {
  await page.goto('about:blank'); // else only the fragment would change
  await page.goto(site.url + fragment);
  await page.waitForFunction(() => !document.getElementById('certificate').disabled);
}

test('Back and Forward over five screens show each as it was, and the title follows', async () => {
  await open('#/topics?filter=ph');
  await click('button', 'Log in with certificate');
  await click('row', 'incidents/phishing');
  await find('heading', 'Phishing reports');
  for (const name of ['Preferences', 'Keyboard help', 'About']) {
    await click('link', name);
    await find('main', name);
  }
  const screens = [
    ['All topics', '#/topics', () => gone('complementary', 'Details')],
    ['Phishing reports', '#/topics', () => find('heading', 'Phishing reports')],
    ['Preferences', '#/preferences', () => find('main', 'Preferences')],
    ['Keyboard help', '#/help', () => find('main', 'Keyboard help')],
    ['About', '#/about', () => find('main', 'About')],
  ];
  const arrive = async ([title, screen, there]) => {
    await there();
    await isTitled(title);
    assert.ok(hash().startsWith(`${screen}?filter=ph`), hash());
  };
  await arrive(screens.at(-1));
  for (const screen of screens.slice(0, -1).reverse()) {
    await page.goBack();
    await arrive(screen);
  }
  assert.equal(await (await find('textbox', 'Filter')).evaluate((field) => field.value), 'ph');
  for (const screen of screens.slice(1)) {
    await page.goForward();
    await arrive(screen);
  }
});

test('a link that is opened before the login goes there after it, with topic, filter and order', async () => {
  await open('#/topics?filter=incidents&sort=-title&node=incidents/ddos');
  await click('button', 'Log in with certificate');
  await find('heading', 'Denial of service');
  await isTitled('Denial of service');
  assert.equal(await (await find('textbox', 'Filter')).evaluate((field) => field.value), 'incidents');
  const sorted = await find('columnheader', 'Title');
  await page.waitForFunction((header) => header.getAttribute('aria-sort') === 'descending', {}, sorted);
  await page.waitForFunction(() => [...document.querySelectorAll('[role=rowgroup] [role=row]')].map((row) => row.getAttribute('aria-label')).join() === 'incidents/phishing,incidents/ddos');
  assert.equal(await page.$('[role=row][aria-label="posture/hosts"]'), null);
});

test('a link to something that is gone says so', async () => {
  await open('#/topics?node=incidents/gone');
  await click('button', 'Log in with certificate');
  await says('The controller lists no topic “incidents/gone”.');
  await go('#/topics?in=nowhere');
  await says('The controller lists no collection “nowhere”.');
  await click('link', 'Show all topics');
  await find('row', 'posture/hosts');
  await go('#/flow');
  await says('There is no screen “flow”.');
});

test('the palette goes to a topic by some of its letters, and to a screen', async () => {
  await open();
  await click('button', 'Log in with certificate');
  await find('row', 'posture/hosts');
  const run = async (letters, option) => {
    await page.keyboard.down('Control');
    await page.keyboard.press('k');
    await page.keyboard.up('Control');
    await focused('Search');
    await page.keyboard.type(letters);
    await page.waitForFunction((name) => document.querySelector('[role=option][aria-selected=true]')?.textContent.startsWith(name), {}, option);
    await page.keyboard.press('Enter');
    await page.waitForFunction(() => !document.querySelector('[role=dialog]'));
  };
  await run('incph', 'incidents/phishing');
  await find('heading', 'Phishing reports');
  await run('prefs', 'Preferences');
  await find('main', 'Preferences');
});

test('a keyboard is enough: log in, filter, open a topic, log out', async () => {
  const { keyboard } = page;
  const tabTo = async (name, most = 30) => {
    const there = () => page.evaluate((wanted) => (document.activeElement.getAttribute('aria-label') ?? document.activeElement.textContent) === wanted, name);
    for (let n = 0; n < most; n++) {
      await keyboard.press('Tab');
      if (await there()) return;
    }
    assert.fail(`Tab did not reach ${name} in ${most} steps`);
  };
  await open();
  await tabTo('Log in with certificate');
  await keyboard.press('Enter');
  await find('row', 'posture/hosts');
  await keyboard.press('/');
  await focused('Filter');
  await keyboard.type('hosts');
  await gone('row', 'incidents/ddos');
  await tabTo('posture/hosts');
  await keyboard.press('Enter');
  await find('heading', 'Hosts');
  await keyboard.press('Escape'); // empties the filter
  await find('row', 'incidents/ddos');
  await keyboard.press('Escape');
  await gone('complementary', 'Details');
  await keyboard.down('Shift'); // back to it: on the way ahead lie the tool bars of Firefox
  await tabTo('Log out');
  await keyboard.up('Shift');
  await keyboard.press('Enter');
  await page.waitForFunction(() => document.getElementById('notice').textContent.includes('You are logged out') && !document.getElementById('notice').hidden);
});

test('nothing was refused by the policy, and no error went uncaught', () => assertClean(browser));
