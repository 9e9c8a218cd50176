// SPDX-License-Identifier: AGPL-3.0-or-later
// Everything that keeps somebody out of a real ejabberd: each has its own sentence with the next step.

import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { assertClean, card, complete, logOut, topics } from './support/app.mjs';
import { openChromium } from './support/chromium.mjs';
import { password, startGrid } from './support/grid.mjs';

let controller, without;
before(async () => {
  controller = await startGrid();
  without = await openChromium({ pki: controller.pki });
});
after(async () => {
  await without?.close();
  await controller?.stop();
});

/// A fresh page; `config` is served in place of config.json. Nothing it did may be unclean.
async function open(t, { browser = without, config } = {}) {
  const page = await browser.context.newPage();
  page.setDefaultTimeout(15000);
  t.after(async () => {
    await page.close();
    assertClean(browser);
  });
  if (config !== undefined) await page.route('**/config.json', (route) => route.fulfill({ contentType: 'application/json', body: config }));
  await page.goto(controller.url, { waitUntil: 'commit' });
  await page.locator('#endpoint').filter({ hasNotText: '…' }).waitFor();
  return page;
}

/// A browser of its own for this person.
async function openAs(t, certificate) {
  const browser = await openChromium({ pki: controller.pki, certificate });
  t.after(() => browser.close());
  return open(t, { browser });
}

const logInWithPassword = async (page, user, word) => {
  await card(page).user.fill(user);
  await card(page).password.fill(word);
  await card(page).withPassword.click();
};
const settings = (more) => JSON.stringify({ domain: controller.domain, endpoint: '/ws', ...more });

test('a password logs in by SCRAM', async (t) => {
  const page = await open(t);
  await logInWithPassword(page, 'alice', password);
  await complete(page, controller.grid);
  await page.getByRole('link', { name: 'About' }).click();
  await page.getByRole('main', { name: 'About' }).getByText(/^SCRAM-SHA-256$/).waitFor();
  await logOut(page).click();
  await card(page).notice.filter({ hasText: 'You are logged out' }).waitFor();
  assert.equal(await card(page).password.inputValue(), '');
});

test('a wrong password is said, and the user name stays', async (t) => {
  const page = await open(t);
  await logInWithPassword(page, 'alice', 'wrong');
  assert.match(await card(page).error('User name or password not accepted'), /Capital letters/);
  assert.equal(await card(page).user.inputValue(), 'alice');
  assert.equal(await card(page).password.inputValue(), '');
  await logInWithPassword(page, 'alice', password);
  await topics(page).waitFor();
});

test('an error leaves all of the card and what stands below it on a screen of 1440 × 900', async (t) => {
  const page = await open(t);
  await page.setViewportSize({ width: 1440, height: 900 });
  const guide = page.getByRole('contentinfo').getByRole('link', { name: 'Guide' });
  const bottom = async () => {
    const { y, height } = await guide.boundingBox();
    return y + height;
  };
  assert.ok(await bottom() <= 900, 'at first');
  await logInWithPassword(page, 'alice', 'wrong');
  await card(page).error('User name or password not accepted');
  assert.ok(await bottom() <= 900, 'with the error');
});

test('a browser without a certificate', async (t) => {
  const page = await open(t);
  await card(page).certificate.click();
  const said = await card(page).error('The controller did not offer the certificate login');
  assert.match(said, /None was chosen: .* Close all windows of the browser/);
  await page.getByRole('button', { name: 'What the controller said' }).click();
  await page.getByRole('link', { name: 'How to check' }).waitFor();
});

for (const [who, what] of [['carol', 'an expired certificate'], ['mallory', 'a revoked certificate'], ['eve', 'a certificate of another authority']]) {
  test(what, async (t) => {
    const page = await openAs(t, who);
    await card(page).certificate.click();
    // Which of them it is, the controller does not say.
    const said = await card(page).error('The controller did not offer the certificate login');
    for (const cause of [/has expired\. Look at its dates/, /was revoked\. Ask who issued it/, /Another authority issued it/]) assert.match(said, cause);
  });
}

test('a certificate that names two accounts: the card asks for one, and lets it in', async (t) => {
  const page = await openAs(t, 'dave');
  await card(page).certificate.click();
  assert.match(await card(page).error('The controller does not know which JID you are'), /“Log in as”/);
  await card(page).authzid.fill(`dave@${controller.domain}`);
  await card(page).certificate.click();
  await topics(page).waitFor();
  await page.getByRole('link', { name: 'About' }).click();
  await page.getByRole('main', { name: 'About' }).getByText(`dave@${controller.domain}/`).waitFor();
});

test('a controller that is down', async (t) => {
  const page = await open(t);
  await controller.stop();
  await card(page).certificate.click();
  const said = await card(page).error('No connection to the controller');
  assert.match(said, new RegExp(`The controller is down, or the address is wrong\\. Open https://localhost:${controller.httpPort}/ws in a new tab`));
  await controller.restart();
  await logInWithPassword(page, 'alice', password);
  await topics(page).waitFor();
});

test('an address where nothing answers', async (t) => {
  const page = await open(t, { config: settings({ endpoint: '/nowhere' }) });
  await card(page).certificate.click();
  assert.match(await card(page).error('No connection to the controller'), /the address is wrong\. Open https:\/\/localhost:\d+\/nowhere/);
});

test('another controller can be chosen in the card', async (t) => {
  const page = await open(t, { config: settings({ endpoint: '/nowhere' }) });
  await card(page).change.click();
  await card(page).address.fill('/ws');
  await card(page).use.click();
  await page.locator('#endpoint').getByText(controller.wsUrl).waitFor();
  await logInWithPassword(page, 'alice', password);
  await topics(page).waitFor();
});

test('a domain that the controller does not serve', async (t) => {
  const page = await open(t, { config: settings({ domain: 'elsewhere.example' }) });
  await logInWithPassword(page, 'alice', password);
  assert.match(await card(page).error('This controller does not serve elsewhere.example'), /Name it as domain in config\.json/);
});

test('a publish-subscribe service that is not there', async (t) => {
  const page = await open(t, { config: settings({ pubsub: `nowhere.${controller.domain}` }) });
  await logInWithPassword(page, 'alice', password);
  await page.getByText('The list could not be read.', { exact: true }).waitFor();
});

for (const [what, endpoint, title, next] of [
  ['an address in clear', 'ws://elsewhere.example/ws', 'The controller\'s address is not encrypted', /Use a wss:\/\/ address/],
  ['an address on a foreign host', 'wss://elsewhere.example/ws', 'The controller is on another host', /allowed_endpoint_hosts of config\.json/],
  ['an address that is none', 'elsewhere', 'The controller\'s address is not a WebSocket address', /neither a path such as \/ws nor a wss:\/\/ address/],
]) {
  test(`config.json names ${what}: nothing is sent there`, async (t) => {
    const page = await open(t, { config: settings({ endpoint }) });
    assert.match(await card(page).error(title), next);
    assert.ok(await card(page).certificate.isDisabled());
    assert.ok(await card(page).withPassword.isDisabled());
  });
}

test('a config.json with a mistake: line and column are said, and passwords are not taken', async (t) => {
  const page = await open(t, { config: '{\n  "domain": "grid.example",\n}\n' });
  const said = await card(page).error('config.json has a mistake');
  assert.match(said, /Line 3, column 1:/);
  assert.match(said, /only certificates are accepted/);
  assert.equal(await card(page).withPassword.isVisible(), false);
});

test('a config.json with an unknown key: it is named with its place', async (t) => {
  const page = await open(t, { config: '{ "domain": "grid.example", "endpoint": "/ws",\n  "pubusb": "x" }' });
  assert.match(await card(page).error('config.json has a mistake'), /Line 2, column 3: Unknown key “pubusb”/);
});
