// SPDX-License-Identifier: AGPL-3.0-or-later
// Controllers as they may be met elsewhere: without a broker, with several, with nothing safe to log in by.

import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { chromium } from '../../build/node_modules/playwright-core/index.mjs';
import { card } from './support/app.mjs';
import { executablePath, flags } from './support/chromium.mjs';
import { openPage } from './support/page.mjs';
import { scriptedController } from './support/scripted.mjs';

let browser;
before(async () => { browser = await chromium.launch({ executablePath, args: flags }); });
after(() => browser?.close());

async function open(t, script, logIn = (page) => card(page).certificate.click()) {
  const site = await scriptedController(script);
  const { page } = await openPage(t, browser, { site });
  await page.goto(site.url, { waitUntil: 'commit' });
  await logIn(page);
  return Object.assign(page, { chosen: site.chosen });
}

const withPassword = (user, password) => async (page) => {
  await card(page).user.fill(user);
  await card(page).password.fill(password);
  await card(page).withPassword.click();
};

test('no publish-subscribe service: what to switch on', async (t) => {
  const page = await open(t, { services: [] });
  await page.getByRole('heading', { name: 'No broker found on the controller' }).waitFor();
  await page.getByRole('button', { name: 'Look again' }).waitFor();
});

test('several publish-subscribe services: none is guessed, one is chosen', async (t) => {
  const services = ['pubsub.grid.example', 'events.grid.example'];
  const page = await open(t, { services });
  await page.getByRole('heading', { name: 'Which broker?' }).waitFor();
  await page.getByRole('main').getByText('The controller has 2 publish-subscribe services.').waitFor();
  for (const jid of services) await page.getByRole('button', { name: jid }).waitFor();
  await page.getByRole('button', { name: services[1] }).click();
  await page.getByRole('heading', { name: 'No topics on this controller yet' }).waitFor();
  assert.match(page.url(), /#\/topics\?service=events\.grid\.example$/);
  await page.getByRole('banner').getByText(services[1]).waitFor();
});

test('neither EXTERNAL nor SCRAM: nothing weaker is used', async (t) => {
  const page = await open(t, { mechanisms: ['PLAIN'] }, withPassword('alice', 'secret'));
  assert.match(await card(page).error('No safe way to log in'), /SCRAM or certificates are switched off/);
});

test('an address where no XMPP is spoken', async (t) => {
  const page = await open(t, { selects: false });
  assert.match(await card(page).error('No connection to the controller'), /the other side did not select the subprotocol xmpp\. Check the path/);
});

// WebCrypto's three hashes, against node's own crypto. The second password is longer than a block of any of them.
const passwords = ['correct horse', `ключ ${'0123456789'.repeat(20)} 鍵`];
for (const mechanism of ['SCRAM-SHA-1', 'SCRAM-SHA-256', 'SCRAM-SHA-512']) {
  for (const [n, password] of passwords.entries()) {
    test(`${mechanism}: who knows the password gets in (password ${n + 1})`, async (t) => {
      const page = await open(t, { mechanisms: [mechanism], account: { user: 'alice', password, iterations: 4096 + n } }, withPassword('alice', password));
      await page.getByRole('heading', { name: 'No broker found on the controller' }).waitFor();
      assert.deepEqual(page.chosen, [mechanism]);
    });
  }

  test(`${mechanism}: who does not know it does not`, async (t) => {
    const page = await open(t, { mechanisms: [mechanism], account: { user: 'alice', password: 'correct horse' } }, withPassword('alice', 'correct house'));
    await card(page).error('User name or password not accepted');
  });

  test(`${mechanism}: a controller that does not know it either is not believed`, async (t) => {
    const page = await open(t, { mechanisms: [mechanism], account: { user: 'alice', password: 'correct horse', forged: true } }, withPassword('alice', 'correct horse'));
    await card(page).error('The controller could not prove that it knows your password');
  });
}

test('of several mechanisms the strongest is used', async (t) => {
  const page = await open(t, { mechanisms: ['PLAIN', 'SCRAM-SHA-1', 'SCRAM-SHA-512', 'SCRAM-SHA-256'], account: { user: 'alice', password: 'correct horse' } }, withPassword('alice', 'correct horse'));
  await page.getByRole('heading', { name: 'No broker found on the controller' }).waitFor();
  assert.deepEqual(page.chosen, ['SCRAM-SHA-512']);
});
