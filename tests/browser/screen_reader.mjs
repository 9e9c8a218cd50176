// SPDX-License-Identifier: AGPL-3.0-or-later
// An administrator who listens: what is said, in order, from the login to the details of a topic and back.

import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { assertClean, card, details, filter, logOut, row, topics, tree } from './support/app.mjs';
import { openChromium } from './support/chromium.mjs';
import { startGrid } from './support/grid.mjs';
import { listen } from './support/reader.mjs';

let controller, browser, page, reader, grid;
before(async () => {
  controller = await startGrid();
  ({ grid } = controller);
  browser = await openChromium({ pki: controller.pki, certificate: 'alice' });
  ({ page } = browser);
  reader = await listen(page);
});
after(async () => {
  await browser?.close();
  await controller?.stop();
});

const press = (...keys) => keys.reduce((before, key) => before.then(() => page.keyboard.press(key)), Promise.resolve());
const everything = () => [...grid.topics, ...grid.collections];
const whole = () => `${grid.topics.length} topics, ${grid.collections.length} collections`;
const landmark = /^(banner|navigation|main|complementary|search|contentinfo|region|form)$/;
// What a row says of a topic: the cells behind its id.
const cells = ({ title, access, providers = [], consumers = [], items }) =>
  `Title ${title}, Access ${access}, Providers ${providers.length}, Consumers ${consumers.length}, Items ${items}`;
const position = (locator) => locator.evaluate((element) => ['rowindex', 'posinset', 'setsize', 'level'].map((name) => Number(element.getAttribute(`aria-${name}`))));

test('the card names itself, its fields and its buttons, in the order of the keyboard', async () => {
  await page.goto(controller.url);
  await page.locator('#certificate:enabled').waitFor();
  const nodes = await reader.nodes();
  assert.equal(nodes[0].name, 'XMPP-Grid Broker');
  assert.deepEqual(nodes.filter(({ role }) => role === 'heading').map(({ name, states }) => [name, states.level]), [['XMPP-Grid Broker', 1]]);
  assert.ok(nodes.some(({ role, name }) => role === 'image' && name === 'Encrypted'));
  for (const words of ['Change, button, collapsed', 'Log in with certificate, button', 'User name, textbox', 'Password, textbox',
    'Show the password, button, not pressed', 'Log in with password, button']) {
    await press('Tab');
    await reader.at(words);
  }
});

test('a login that fails says why, and the keyboard is back at its button', async () => {
  await card(page).user.fill('alice');
  await card(page).password.fill('wrong');
  await card(page).withPassword.focus();
  await press('Enter');
  await reader.said('Logging in as alice …');
  await reader.said(/^User name or password not accepted/);
  await reader.at('Log in with password, button');
});

test('a login says who is logged in, that the list is read, and what it holds', async () => {
  await card(page).certificate.focus();
  await press('Enter');
  await reader.said(/^Connecting to wss:/);
  await reader.said('Logging in with the certificate …');
  await reader.said('Connected');
  await reader.said(`Logged in as alice@${controller.domain}`);
  await reader.said(`Read the topics of ${controller.pubsub}: ${whole()}`);
  assert.match((await reader.nodes())[0].name, new RegExp(`^All topics · ${controller.domain} · XMPP-Grid Broker$`));
});

test('the screen is made of landmarks, headings, a tree and a table with its measures', async () => {
  const nodes = await reader.nodes();
  assert.deepEqual(nodes.filter(({ role }) => landmark.test(role)).map(({ role, name }) => `${role} ${name}`), [
    'banner XMPP-Grid Broker', 'navigation Screens', 'main Topics', 'complementary Collections', 'search Filter', 'contentinfo Status']);
  assert.deepEqual(nodes.filter(({ role }) => role === 'heading').map(({ name, states }) => [name, states.level]), [['Collections', 2], ['Topics', 1]]);
  const table = page.getByRole('grid', { name: 'Topics' });
  assert.equal(await table.getAttribute('aria-rowcount'), String(everything().length + 1));
  assert.deepEqual(await table.getByRole('columnheader').evaluateAll((heads) => heads.map((head) => [Number(head.getAttribute('aria-colindex')), head.getAttribute('aria-sort')])),
    [[1, null], [2, 'ascending'], [3, null], [4, null], [5, null], [6, null], [7, null]]);
  assert.equal(await table.getAttribute('aria-colcount'), '7');
});

test('collections tell their level, whether they are open, and how many topics they hold', async () => {
  const roots = grid.collections.filter((each) => !each.in?.length).map(({ id }) => id).sort();
  const inside = (id) => new Set(everything().filter((node) => node.in?.includes(id)).flatMap((node) => (grid.topics.includes(node) ? [node.id] : [...inside(node.id)])));
  const first = page.getByRole('treeitem', { name: roots[0], exact: true });
  await page.getByRole('treeitem', { name: 'All topics' }).focus();
  await reader.at(`All topics, treeitem, level 1, selected, ${grid.topics.length} topics`);
  await press('ArrowDown');
  await reader.at(`${roots[0]}, treeitem, level 1, collapsed, selected, ${inside(roots[0]).size} topics`);
  assert.deepEqual((await position(first)).slice(1, 3), [2, roots.length + 2]); // with “All topics” and “Not in a collection”
  await press('ArrowRight');
  await page.waitForFunction((name) => [...document.querySelectorAll('[role=treeitem]')].find((item) => item.textContent === name).getAttribute('aria-expanded') === 'true', roots[0]);
  await reader.at(/expanded/);
  await press('Home');
  await reader.at(/^All topics, treeitem, .*selected/);
});

test('the filter says how many rows it leaves; the row says its cells', async () => {
  const wanted = everything().filter(({ id, title = '' }) => `${id} ${title}`.toLowerCase().includes('ransom'));
  assert.equal(wanted.length, 1);
  await press('/');
  await reader.at(`Filter, textbox, ${everything().length} shown`);
  await page.keyboard.type('ransom');
  await reader.said(`1 of ${everything().length} shown`);
  await reader.at(`Filter, textbox, ransom, 1 of ${everything().length} shown`);
  for (const words of ['Clear the filter, button', 'List, radio, checked', 'Columns, button', 'Select all, checkbox, not checked',
    `${wanted[0].id}, row, not selected, ${cells(wanted[0])}`]) {
    await press('Tab');
    await reader.at(words);
  }
  assert.deepEqual((await position(row(page, wanted[0].id)))[0], 2); // behind the header
});

test('the details are said, and are read from their heading on', async () => {
  const topic = grid.topics.find(({ id }) => id === 'incidents/ransomware');
  await press('Enter');
  await reader.said(`Details of ${topic.title}`);
  await reader.at(new RegExp(`^${topic.id}, row`)); // the keyboard stays
  await details(page).getByText('Owners').waitFor();
  const nodes = await reader.nodes();
  const from = nodes.findIndex(({ role, name }) => role === 'complementary' && name === 'Details');
  const inside = nodes.slice(from + 1);
  const panel = inside.slice(0, inside.findIndex(({ depth }) => depth <= nodes[from].depth));
  assert.deepEqual(panel.filter(({ role }) => role === 'heading').map(({ name }) => name).slice(0, 1), [topic.title]);
  const read = panel.filter(({ role }) => role === 'StaticText' || role === 'link').map(({ name }) => name);
  const facts = [['Id', topic.id], ['Access', topic.access], ['Items', String(topic.items)], ['Providers', String(topic.providers.length)], ['Consumers', String(topic.consumers.length)]];
  for (const [term, value] of facts) {
    assert.ok(panel.some(({ role, name }) => role === 'term' && name === term), term);
    assert.equal(read[read.indexOf(term) + 1], value, term);
  }
  await press('Tab');
  await reader.at('Close details, button');
});

test('back: the details are closed, the filter is emptied, and the list says so', async () => {
  await page.goBack();
  await reader.said('Details closed');
  await filter(page).focus();
  await press('Escape');
  await reader.said(whole());
  await details(page).waitFor({ state: 'detached' });
});

test('rows of the tree tell level, state and place', async () => {
  await page.getByRole('radio', { name: 'Tree' }).focus();
  await press('Space');
  await tree(page).waitFor();
  const roots = everything().filter((node) => !node.in?.length);
  const first = roots.filter((node) => grid.collections.includes(node)).map(({ id }) => id).sort()[0];
  await row(page, first).focus();
  await reader.at(new RegExp(`^${first}, row, level 1, collapsed, not selected, Title `));
  assert.deepEqual(await position(row(page, first)), [2, 1, roots.length, 1]);
  await press('ArrowRight');
  await page.waitForFunction(() => document.activeElement.getAttribute('aria-expanded') === 'true');
  await press('ArrowDown');
  await page.waitForFunction(() => document.activeElement.getAttribute('aria-level') === '2');
  await page.getByRole('radio', { name: 'List' }).focus();
  await press('Space');
  await page.getByRole('grid', { name: 'Topics' }).waitFor();
});

test('selecting says how many are selected', async () => {
  const first = everything().map(({ id }) => id).sort()[0];
  await row(page, first).focus();
  await press('Space');
  await reader.said(`${whole()}, 1 selected`);
  await reader.at(new RegExp(`^${first}, row, selected, Title `));
  await press('Space');
  await reader.said(whole());
});

test('the palette says each result, with its place', async () => {
  await press('Control+k');
  const results = page.getByRole('dialog').getByRole('option');
  await results.first().waitFor();
  const commands = await results.evaluateAll((options) => options.map((option) => option.textContent));
  await reader.at(new RegExp(`^${commands[0]}, option, selected`));
  await press('ArrowDown');
  await reader.at(new RegExp(`^${commands[1]}, option, .*selected`));
  assert.deepEqual((await position(results.nth(1))).slice(1, 3), [2, commands.length]);
  await page.keyboard.type('incidents/open');
  const topic = grid.topics.find(({ id }) => id === 'incidents/open');
  await reader.at(new RegExp(`^${topic.id}, option, selected, .*${topic.title}`));
  await press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
});

test('other screens are said by their titles', async () => {
  await page.getByRole('link', { name: 'About' }).focus();
  await press('Enter');
  await reader.said('About');
  await page.goBack();
  await reader.said('Topics');
  await topics(page).waitFor();
});

test('a lost connection is said once, and that it is back', async () => {
  const before = reader.heard.length;
  await controller.kill();
  await reader.said(/^Connection lost at .* It is tried again by itself\.$/);
  await page.getByRole('region', { name: 'Connection lost' }).getByText(/Next try in/).waitFor();
  await controller.restart();
  await reader.said('Connected');
  assert.equal(reader.heard.slice(before).filter((words) => words.startsWith('Connection lost')).length, 1);
  await reader.said(`Read the topics of ${controller.pubsub}: ${whole()}`);
});

test('a logout is said, and the keyboard is at the title of the card', async () => {
  await logOut(page).focus();
  await press('Enter');
  await reader.said(/^You are logged out\./);
  await reader.at('XMPP-Grid Broker, heading, level 1');
  assertClean(browser);
});
