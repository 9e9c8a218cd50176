// SPDX-License-Identifier: AGPL-3.0-or-later
// Every screen and state holds the rules that axe-core can check, in every theme.

import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import test, { after, before } from 'node:test';
import { chromium } from '../../build/node_modules/playwright-core/index.mjs';
import { assertClean, card, complete, details, filter, logIn, row, status, topics, tree } from './support/app.mjs';
import { violations } from './support/axe.mjs';
import { executablePath, flags, openChromium, watcher } from './support/chromium.mjs';
import { startGrid } from './support/grid.mjs';
import { openList, topicsOf } from './support/list.mjs';
import { chose } from './support/page.mjs';
import { scriptedController } from './support/scripted.mjs';

let controller, browser, plain, page;
before(async () => {
  controller = await startGrid();
  browser = await openChromium({ pki: controller.pki, certificate: 'alice' });
  plain = await chromium.launch({ executablePath, args: flags }); // for scripted controllers
});
after(async () => {
  await plain?.close();
  await browser?.close();
  await controller?.stop();
});

const holds = async (what, on = page) => assert.deepEqual(await violations(on), [], what);
const go = (hash) => page.evaluate((to) => { location.hash = to; }, hash);

// `silent()`: the controller does not answer any more.
async function openCard(theme, { config, silent } = {}) {
  page = await browser.context.newPage();
  page.setDefaultTimeout(20000);
  await page.addInitScript(chose(theme));
  if (silent) await page.routeWebSocket(/\/ws$/, (socket) => { if (!silent()) socket.connectToServer(); });
  if (config) await page.route('**/config.json', (route) => route.fulfill({ contentType: 'application/json', body: config }));
  await page.goto(controller.url, { waitUntil: 'commit' });
  await page.locator('#endpoint').filter({ hasNotText: '…' }).waitFor();
  assert.equal(await page.evaluate(() => document.documentElement.dataset.theme), theme);
}

// Each begins where the one before ended, as a person goes on.
const steps = {
  'the list': () => complete(page, controller.grid),
  'the details': async () => {
    await go('#/topics?node=vulnerabilities/exploited');
    await details(page).getByText('Owners').waitFor();
  },
  'details of what is not there': async () => {
    await go('#/topics?node=no/such');
    await details(page).getByRole('heading', { name: 'Not found' }).waitFor();
  },
  'the tree': async () => {
    await go('#/topics?view=tree');
    await tree(page).getByRole('button', { name: 'Open' }).first().click();
    await tree(page).getByRole('button', { name: 'Close' }).first().waitFor();
  },
  'the palette': async () => {
    await page.keyboard.press('Control+k');
    await page.getByRole('dialog').getByRole('option').first().waitFor();
  },
  'the palette without a result': async () => {
    await page.keyboard.type('nothing of the kind');
    await page.getByText(/^Nothing matches/).first().waitFor();
  },
  'a filter with a term': async () => {
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await go('#/topics');
    await filter(page).fill('access:open ');
    await page.getByRole('button', { name: 'Remove filter access:open' }).waitFor();
  },
  'a filter that is wrong': async () => {
    await filter(page).fill('re:ids(');
    await page.locator('[aria-invalid]').waitFor();
  },
  'a filter that leaves nothing': async () => {
    await filter(page).fill('nothing of the kind');
    await page.getByText(/^No topic matches/).waitFor();
  },
  'a selection and a toast': async () => {
    await go('#/topics');
    await row(page, 'announcements').focus();
    await page.keyboard.press('Space');
    await page.getByRole('button', { name: 'Copy id', exact: true }).click();
    await page.getByRole('region', { name: '1 id copied' }).waitFor();
  },
  'the menu of a row': async () => {
    await row(page, 'announcements').click({ button: 'right' });
    await page.getByRole('menu').waitFor();
  },
  'the columns': async () => {
    await page.keyboard.press('Escape');
    await page.getByRole('menu').waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Columns' }).click();
    await page.getByRole('checkbox', { name: 'Title' }).waitFor();
  },
  'the operations': async () => {
    await page.keyboard.press('Escape');
    await page.getByRole('checkbox', { name: 'Title' }).waitFor({ state: 'detached' });
    await page.getByRole('button', { name: 'Operations', exact: true }).click();
    await page.getByRole('complementary', { name: 'Operations' }).waitFor();
  },
  'the preferences': async () => {
    await page.getByRole('button', { name: 'Close operations' }).click();
    await go('#/preferences');
    await page.getByRole('main', { name: 'Preferences' }).waitFor();
  },
  'the help': async () => {
    await go('#/help');
    await page.getByRole('main', { name: 'Keyboard help' }).waitFor();
  },
  about: async () => {
    await go('#/about');
    await page.getByRole('main', { name: 'About' }).waitFor();
  },
  'a link that leads nowhere': async () => {
    await go('#/nonsense');
    await page.getByRole('region', { name: 'Notice' }).waitFor();
  },
  'a narrow window, with the collections over the list': async () => {
    await go('#/topics');
    await page.setViewportSize({ width: 768, height: 1024 });
    await page.getByRole('button', { name: 'Collections' }).click();
    await page.getByRole('complementary', { name: 'Collections' }).waitFor();
  },
  'a phone': async () => {
    await page.setViewportSize({ width: 390, height: 844 });
    await status(page).waitFor({ state: 'detached' });
  },
  'details on a phone': async () => {
    await go('#/topics?node=vulnerabilities/exploited');
    await page.getByRole('button', { name: 'Back to the list' }).waitFor();
  },
};

for (const theme of ['light', 'dark', 'hc']) {
  test(`the login card, ${theme}`, async (t) => {
    let silent = false;
    await openCard(theme, { silent: () => silent });
    t.after(() => page.close());
    await page.locator('#certificate:enabled').waitFor();
    await holds('at rest');
    await card(page).change.click();
    await card(page).address.waitFor();
    await holds('with the form for another controller');
    await page.getByRole('button', { name: 'Keep the present one' }).click();
    await card(page).user.fill('alice');
    await card(page).password.fill('wrong');
    await card(page).withPassword.click();
    await card(page).error('User name or password not accepted');
    await holds('with an error');
    await page.getByRole('button', { name: 'What the controller said' }).click();
    await page.locator('#raw').waitFor();
    await holds('with what the controller said');
    silent = true;
    await card(page).certificate.click();
    await page.getByRole('button', { name: 'Cancel' }).waitFor();
    await holds('while it logs in');
  });

  test(`every state of the application, ${theme}`, async (t) => {
    await openCard(theme);
    t.after(() => page.close());
    await card(page).certificate.click();
    for (const [what, act] of Object.entries(steps)) {
      await act();
      await holds(what);
    }
    await page.setViewportSize({ width: 1440, height: 900 });
    await page.getByRole('button', { name: 'Log out' }).click();
    await card(page).notice.filter({ hasText: 'You are logged out' }).waitFor();
    await holds('logged out');
    assertClean(browser);
  });
}

test('a card that a mistake in config.json blocks', async (t) => {
  await openCard('light', { config: '{\n  "domain": "grid.example",\n}\n' });
  t.after(() => page.close());
  await card(page).error('config.json has a mistake');
  await holds('with the mistake');
});

test('a lost connection', async (t) => {
  page = await browser.context.newPage();
  t.after(() => page.close());
  await logIn(page, controller.url);
  await topics(page).waitFor();
  await controller.kill();
  await page.getByRole('region', { name: 'Connection lost' }).getByText(/Next try/).waitFor();
  await holds('while it comes back');
  await controller.restart();
});

test('no broker, several, and one without topics', async (t) => {
  for (const [services, words] of [[[], 'No broker found on the controller'], [['pubsub.grid.example', 'events.grid.example'], 'Which broker?'],
    [['pubsub.grid.example'], 'No topics on this controller yet']]) {
    const site = await scriptedController({ services });
    t.after(() => site.stop());
    const watched = watcher();
    const other = await plain.newPage();
    t.after(() => other.close());
    watched.watch(other);
    await other.goto(site.url, { waitUntil: 'commit' });
    await card(other).certificate.click();
    await other.getByRole('heading', { name: words }).waitFor();
    await holds(words, other);
    assertClean(watched);
  }
});

test('what the controller did differently', async (t) => {
  const { page: other } = await openList(t, plain, { nodes: topicsOf(100) });
  await holds('a list that may not be complete', other);
  await other.getByRole('link', { name: '1 notice' }).click();
  const dialog = other.getByRole('dialog', { name: 'What the controller did differently' });
  await dialog.waitFor();
  await holds('the notices', other);
  await other.keyboard.press('Escape');
  await dialog.waitFor({ state: 'detached' });
});

test('the guide', async (t) => {
  page = await browser.context.newPage();
  t.after(() => page.close());
  const index = readFileSync(new URL('../../web/guide/index.html', import.meta.url), 'utf8');
  for (const name of ['index.html', ...Array.from(index.matchAll(/href="(\w+\.html)"/g), ([, file]) => file)]) {
    for (const colorScheme of ['light', 'dark']) {
      await page.emulateMedia({ colorScheme });
      await page.goto(`${controller.url}guide/${name}`);
      await holds(`${name}, ${colorScheme}`);
    }
  }
});
