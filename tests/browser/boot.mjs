// SPDX-License-Identifier: AGPL-3.0-or-later
// The page before it talks to anybody: what the login card says and keeps, and every way a program can fail to start.

import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { chromium } from '../../build/node_modules/playwright-core/index.mjs';
import { openSite, policy } from './support/site.mjs';

let browser;
before(async () => {
  browser = await chromium.launch({
    executablePath: '/usr/bin/chromium',
    args: ['--no-sandbox', '--disable-quic', '--use-gl=angle', '--use-angle=swiftshader', '--enable-unsafe-swiftshader',
      '--host-resolver-rules=MAP grid.example 127.0.0.1'],
  });
});
after(() => browser.close());

/// Opens the page; `spoil(site)` and `script` (runs before the page's own) change the world first.
async function open(t, { spoil = () => {}, script, headers, url = (site) => site.url } = {}) {
  const site = await openSite({ headers });
  const context = await browser.newContext();
  t.after(async () => {
    await context.close();
    await site.stop();
  });
  spoil(site);
  if (script) await context.addInitScript(script);
  const page = await context.newPage();
  const refused = [];
  page.on('console', (message) => { if (/Content.Security.Policy|Refused to/i.test(message.text())) refused.push(message.text()); });
  await page.goto(url(site), { waitUntil: 'commit' });
  return { page, site, refused };
}
const certificate = (page) => page.getByRole('button', { name: 'Log in with certificate' });
const ready = (page) => page.locator('#certificate:enabled').waitFor();
const alert = async (page, title) => {
  const box = page.getByRole('alert').filter({ hasText: title });
  await box.waitFor();
  return box.innerText();
};

test('the card becomes usable, without a violation of the policy', async (t) => {
  const { page, refused } = await open(t);
  await ready(page);
  assert.ok(await page.getByRole('textbox', { name: 'User name' }).isEditable());
  assert.ok(await page.getByRole('button', { name: 'Log in with password' }).isEnabled());
  assert.deepEqual(refused, []);
});

test('text typed before the program has arrived is kept', async (t) => {
  let release;
  const wait = new Promise((resolve) => { release = resolve; });
  const { page } = await open(t, { spoil: (site) => site.spoil(/\.wasm$/, () => ({ wait })) });
  await page.getByLabel('User name').fill('alice');
  await page.getByLabel('Password', { exact: true }).fill('secret');
  assert.ok(await certificate(page).isDisabled());
  release();
  await ready(page);
  assert.equal(await page.getByLabel('User name').inputValue(), 'alice');
  assert.equal(await page.getByLabel('Password', { exact: true }).inputValue(), 'secret');
});

test('password managers know the form', async (t) => {
  const { page } = await open(t);
  assert.equal(await page.getByLabel('User name').getAttribute('autocomplete'), 'username');
  assert.equal(await page.getByLabel('Password', { exact: true }).getAttribute('autocomplete'), 'current-password');
  await page.getByRole('button', { name: 'Show the password' }).click();
  assert.equal(await page.getByLabel('Password', { exact: true }).getAttribute('type'), 'text');
});

test('a password does not stay in the page once it was used', async (t) => {
  const { page } = await open(t);
  await ready(page);
  await page.getByLabel('User name').fill('alice');
  await page.getByLabel('Password', { exact: true }).fill('secret');
  await page.getByLabel('Password', { exact: true }).press('Enter');
  await page.waitForFunction(() => document.getElementById('password').value === '');
});

test('without WebAssembly', async (t) => {
  const { page } = await open(t, { script: () => { delete globalThis.WebAssembly; } });
  assert.match(await alert(page, 'This browser does not run WebAssembly'), /Update the browser/);
  assert.ok(await certificate(page).isDisabled());
});

test('without WebGL 2', async (t) => {
  const script = () => {
    const get = HTMLCanvasElement.prototype.getContext;
    HTMLCanvasElement.prototype.getContext = function (kind, ...more) { return kind === 'webgl2' ? null : get.call(this, kind, ...more); };
  };
  const { page } = await open(t, { script });
  assert.match(await alert(page, 'This browser does not offer WebGL 2'), /Hardware acceleration is switched off/);
  assert.ok(await certificate(page).isDisabled());
});

test('not a secure context', async (t) => {
  const { page } = await open(t, { url: (site) => `http://grid.example:${site.port}/` });
  assert.match(await alert(page, 'This page was not loaded over HTTPS'), /https:\/\/grid\.example/);
  assert.ok(await certificate(page).isDisabled());
});

for (const [what, ending] of [['program', /\.wasm$/], ['glue', /broker\.[0-9a-f]+\.js$/]]) {
  test(`ATTACK-17 a tampered file is not run: ${what}`, async (t) => {
    const spoil = (site) => site.spoil(ending, (data) => ({ body: Buffer.concat([data, Buffer.from('\n')]) }));
    const { page } = await open(t, { spoil });
    assert.match(await alert(page, 'The program could not be loaded'), /its hash differs/);
    assert.ok(await certificate(page).isDisabled());
  });
  test(`a missing file is said: ${what}`, async (t) => {
    const { page } = await open(t, { spoil: (site) => site.spoil(ending, () => ({ status: 404, body: '' })) });
    assert.match(await alert(page, 'The program could not be loaded'), /Load the page again/);
  });
}

test('config.json may be missing', async (t) => {
  const { page } = await open(t, { spoil: (site) => site.spoil(/config\.json$/, () => ({ status: 404, body: '' })) });
  await ready(page);
});

test('config.json that cannot be read stops the start', async (t) => {
  const { page } = await open(t, { spoil: (site) => site.spoil(/config\.json$/, () => ({ status: 500, body: '' })) });
  assert.match(await alert(page, 'config.json could not be read'), /status 500/);
  assert.ok(await certificate(page).isDisabled());
});

test('a page that was kept while the server got another version says so, and loads it', async (t) => {
  let version = 'old';
  const spoil = (site) => site.spoil(/^\/$/, (data) => ({ body: version === 'old' ? data : data.toString().replaceAll(/"sha384-[^"]+"/g, '"sha384-AAAA"') }));
  const { page } = await open(t, { spoil });
  await ready(page);
  const told = page.getByRole('status').filter({ hasText: 'another version of this page' });
  assert.ok(await told.isHidden());
  version = 'new';
  const again = page.waitForResponse((response) => new URL(response.url()).pathname === '/');
  await page.evaluate(() => document.dispatchEvent(new Event('visibilitychange'))); // who comes back to the tab
  await again;
  await told.waitFor();
  version = 'old'; // the files of the new one are those that are there
  await told.getByRole('button', { name: 'Load it' }).click();
  await ready(page);
  assert.ok(await told.isHidden());
});

test('offline with a page out of the cache is said', async (t) => {
  const script = () => {
    Object.defineProperty(Navigator.prototype, 'onLine', { get: () => false });
    const get = globalThis.fetch;
    globalThis.fetch = (what, ...more) => (what === 'config.json' ? Promise.reject(new TypeError('Failed to fetch')) : get(what, ...more));
  };
  const { page } = await open(t, { script });
  assert.match(await alert(page, 'This computer is offline'), /Connect, then load the page again/);
});

test('ATTACK-17 a page inside another page does nothing', async (t) => {
  const headers = { 'content-security-policy': policy.replace("frame-ancestors 'none'; ", '') };
  const { page } = await open(t, {
    headers, url: (site) => `${site.url}outer`,
    spoil: (site) => site.spoil(/outer$/, () => ({
      status: 200, headers: { 'content-type': 'text/html', 'content-security-policy': '' }, body: '<!doctype html><iframe src="/" width="800" height="600"></iframe>',
    })),
  });
  const inner = page.frameLocator('iframe');
  await inner.getByRole('alert').filter({ hasText: 'This page is shown inside another page' }).waitFor();
  assert.ok(await inner.getByRole('button', { name: 'Log in with certificate' }).isDisabled());
});
