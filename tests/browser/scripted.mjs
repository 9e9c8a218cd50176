// SPDX-License-Identifier: AGPL-3.0-or-later
// Controllers as they may be met elsewhere: without a broker, with several, with nothing safe to log in by.

import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { chromium } from '../../build/node_modules/playwright-core/index.mjs';
import { assertClean, card } from './support/app.mjs';
import { executablePath, flags, watcher } from './support/chromium.mjs';
import { scriptedController } from './support/scripted.mjs';

let browser;
before(async () => { browser = await chromium.launch({ executablePath, args: flags }); });
after(() => browser?.close());

async function open(t, script, logIn = (page) => card(page).certificate.click()) {
  const site = await scriptedController(script);
  const context = await browser.newContext();
  const watched = watcher();
  const page = await context.newPage();
  watched.watch(page);
  t.after(async () => {
    await context.close();
    await site.stop();
    assertClean(watched);
  });
  await page.goto(site.url, { waitUntil: 'commit' });
  await logIn(page);
  return page;
}

test('no publish-subscribe service: what to switch on', async (t) => {
  const page = await open(t, { services: [] });
  await page.getByText('No broker found on the controller').waitFor();
  await page.getByRole('button', { name: 'Look again' }).waitFor();
});

test('several publish-subscribe services: none is guessed, one is chosen', async (t) => {
  const services = ['pubsub.grid.example', 'events.grid.example'];
  const page = await open(t, { services });
  await page.getByText('Which broker?').waitFor();
  await page.getByText('The controller has 2 publish-subscribe services.').waitFor();
  for (const jid of services) await page.getByRole('button', { name: jid }).waitFor();
  await page.getByRole('button', { name: services[1] }).click();
  await page.getByText('No topics on this controller yet').waitFor();
  assert.match(page.url(), /#\/topics\?service=events\.grid\.example$/);
  await page.getByRole('banner').getByText(services[1]).waitFor();
});

test('neither EXTERNAL nor SCRAM: nothing weaker is used', async (t) => {
  const page = await open(t, { mechanisms: ['PLAIN'] }, async (at) => {
    await card(at).user.fill('alice');
    await card(at).password.fill('secret');
    await card(at).withPassword.click();
  });
  assert.match(await card(page).error('No safe way to log in'), /SCRAM or certificates are switched off/);
});

test('an address where no XMPP is spoken', async (t) => {
  const page = await open(t, { selects: false });
  assert.match(await card(page).error('No connection to the controller'), /the other side did not select the subprotocol xmpp\. Check the path/);
});
