// SPDX-License-Identifier: AGPL-3.0-or-later
// An administrator with a certificate in a real Chromium, at a real ejabberd: logs in, reads the grid, looks around,
// leaves. What must be on the screen is what was seeded.

import assert from 'node:assert/strict';
import test, { after, afterEach, before } from 'node:test';
import { assertClean, card, complete, details, everyRow, filter, logIn, logOut, row, status, topics, tree } from './support/app.mjs';
import { openChromium } from './support/chromium.mjs';
import { places, startGrid } from './support/grid.mjs';

let controller, browser, grid, page;
before(async () => {
  controller = await startGrid();
  ({ grid } = controller);
  browser = await openChromium({ pki: controller.pki, certificate: 'alice' });
  ({ page } = browser);
  page.setDefaultTimeout(15000);
});
after(async () => {
  await browser?.close();
  await controller?.stop();
});
afterEach(() => assertClean(browser));

const enter = async (fragment) => {
  await page.goto('about:blank'); // otherwise another fragment would not load the page anew
  await logIn(page, controller.url, fragment);
  if (!fragment) await complete(page, grid);
};
const nodes = () => [...grid.collections, ...grid.topics];
const ids = (list) => list.map(({ id }) => id).sort();
const names = async () => (await everyRow(page)).map(({ name }) => name);
// From the row with the focus downwards: Right opens what is closed, Down goes on, until there is nothing below.
async function openAll() {
  const focused = () => page.evaluate(() => {
    const { ariaExpanded, ariaRowIndex } = document.activeElement;
    return { closed: ariaExpanded === 'false', index: Number(ariaRowIndex), last: Number(document.querySelector('[role=treegrid]').ariaRowCount) };
  });
  for (let at = await focused(); ; at = await focused()) {
    if (at.closed) {
      await page.keyboard.press('ArrowRight');
      await page.waitForFunction(() => document.activeElement.ariaExpanded === 'true');
    } else if (at.index < at.last) {
      await page.keyboard.press('ArrowDown');
      await page.waitForFunction((before) => Number(document.activeElement.ariaRowIndex) > before, at.index);
    } else {
      return;
    }
  }
}
const bySomething = (word) => nodes().filter(({ id, title = '' }) => `${id}\n${title}`.toLowerCase().includes(word));
const shown = (list) => status(page).getByText(`${list.length} of ${nodes().length} shown`).waitFor();

test('one click on the certificate button brings every topic and collection', async () => {
  await enter();
  assert.equal(await topics(page).getAttribute('aria-rowcount'), String(nodes().length + 1));
  const rows = await everyRow(page);
  assert.deepEqual(rows.map(({ name }) => name).sort(), ids(nodes()));
});

test('each topic shows its title, in whatever script, and its access model', async () => {
  await enter();
  const words = { open: 'open', authorize: 'authorize', whitelist: 'whitelist', presence: 'presence', roster: 'roster' };
  const rows = new Map((await everyRow(page)).map((each) => [each.name, each.cells]));
  for (const { id, title, access } of nodes()) {
    assert.equal(rows.get(id).Title, title || '–', id);
    assert.equal(rows.get(id).Access, words[access], id);
  }
});

test('the tree has each topic under each of its collections, and opens and closes', async () => {
  await enter();
  await page.getByRole('radio', { name: 'Tree' }).click();
  const roots = places(grid).filter(([, parent]) => parent === null).map(([id]) => id).sort();
  await tree(page).waitFor();
  assert.deepEqual((await names()).sort(), roots);

  await row(page, roots[0]).waitFor();
  await tree(page).getByRole('row').nth(1).focus();
  await page.keyboard.press('Home');
  await openAll();
  const seen = [];
  const path = [];
  for (const { name, level } of await everyRow(page)) {
    path.length = level - 1;
    seen.push([name, path.at(-1) ?? null]);
    path.push(name);
  }
  assert.deepEqual(seen.map(String).sort(), places(grid).map(String).sort());

  const shared = grid.topics.find(({ in: of }) => of?.length > 1);
  assert.equal(seen.filter(([name]) => name === shared.id).length, shared.in.length);

  // And by the pointer.
  await page.keyboard.press('Home');
  const [expanded, collapsed] = [true, false].map((state) => tree(page).getByRole('row', { name: seen[0][0], exact: true, expanded: state }));
  await expanded.getByRole('button', { name: 'Close' }).click();
  await collapsed.getByRole('button', { name: 'Open' }).click();
  await expanded.waitFor();
});

test('the filter narrows the list while it is typed, by id and by title', async () => {
  await enter();
  await filter(page).click();
  await filter(page).pressSequentially('plant');
  const wanted = bySomething('plant');
  await shown(wanted);
  assert.deepEqual((await names()).sort(), ids(wanted));
  await page.getByRole('button', { name: 'Clear the filter' }).click();
  await complete(page, grid);
});

test('re: filters by a regular expression', async () => {
  await enter();
  await filter(page).fill('re:^(swid|swima)/');
  const wanted = nodes().filter(({ id }) => /^(swid|swima)\//.test(id));
  await shown(wanted);
  assert.deepEqual((await names()).sort(), ids(wanted));
});

test('an expression that is wrong is answered by a sentence that says where', async () => {
  await enter();
  await filter(page).fill('re:ids(');
  await page.getByText('The expression is not valid at character 4: a group is not closed.').waitFor();
  assert.equal(await filter(page).getAttribute('aria-invalid'), 'true');
});

for (const [what, text] of [['Cyrillic, Chinese and emoji', 'héllo ж 漢字 🙂'], ['a title in Greek', 'Συμβάντα']]) {
  test(`the filter takes text as it is typed: ${what}`, async () => {
    await enter();
    await filter(page).click();
    await filter(page).pressSequentially(text);
    await shown(bySomething(text.toLowerCase()));
    assert.equal(await filter(page).inputValue(), text);
  });
}

test('the filter takes text from an input method', async () => {
  await enter();
  await filter(page).click();
  const input = await page.context().newCDPSession(page);
  for (const text of ['と', 'とう', 'とうきょう', '東京']) await input.send('Input.imeSetComposition', { text, selectionStart: text.length, selectionEnd: text.length });
  await input.send('Input.insertText', { text: '東京' });
  const wanted = bySomething('東京');
  await shown(wanted);
  assert.deepEqual((await names()).sort(), ids(wanted));
  assert.equal(await filter(page).inputValue(), '東京');
});

test('a click on a column sorts by it, another click the other way round', async () => {
  await enter();
  const heading = topics(page).getByRole('columnheader', { name: 'Title' });
  const titles = async () => (await everyRow(page)).map(({ cells }) => cells.Title).filter((title) => title !== '–');
  const latin = (list) => list.filter((title) => /^[A-Z]/.test(title));
  const wanted = latin(nodes().map(({ title }) => title ?? '')).sort((a, b) => a.localeCompare(b, 'en', { sensitivity: 'base' }));
  await heading.click();
  await page.locator('[role=columnheader][aria-sort=ascending]', { hasText: 'Title' }).waitFor();
  assert.deepEqual(latin(await titles()), wanted);
  await heading.click();
  await page.locator('[role=columnheader][aria-sort=descending]', { hasText: 'Title' }).waitFor();
  assert.deepEqual(latin(await titles()), wanted.reverse());
});

test('a click on a topic shows its id, access model and collections', async () => {
  await enter();
  const shared = grid.topics.find(({ in: of }) => of?.length > 1);
  await filter(page).fill(shared.id);
  await row(page, shared.id).click();
  const panel = details(page);
  await panel.getByRole('heading', { name: shared.title }).waitFor();
  const said = await panel.innerText();
  assert.ok(said.includes(shared.id) && said.includes(shared.access), said);
  for (const parent of shared.in) await panel.getByRole('link', { name: parent, exact: true }).waitFor();

  await panel.getByRole('link', { name: shared.in[1], exact: true }).click();
  await panel.getByRole('heading', { name: grid.collections.find(({ id }) => id === shared.in[1]).title }).waitFor();
  await panel.getByRole('button', { name: 'Close details' }).click();
  await panel.waitFor({ state: 'detached' });
});

test('the address leads through the login to what it names, and back and forward work', async () => {
  await enter('#/topics?filter=swid');
  await shown(bySomething('swid'));
  assert.equal(await filter(page).inputValue(), 'swid');

  await row(page, 'swid/plant').click();
  await details(page).getByText('swid/plant').first().waitFor();
  assert.match(page.url(), /#\/topics\?filter=swid&node=swid\/plant$/);
  await page.getByRole('link', { name: 'About' }).click();
  await page.getByRole('heading', { name: 'About XMPP-Grid Broker' }).waitFor();
  await page.goBack();
  await details(page).waitFor();
  await page.goBack();
  await details(page).waitFor({ state: 'detached' });
  await shown(bySomething('swid'));
  await page.goForward();
  await details(page).getByText('swid/plant').first().waitFor();
});

test('About says which version, which controller and how one is logged in', async () => {
  await enter('#/about');
  const main = page.getByRole('main', { name: 'About' });
  await main.getByRole('heading', { name: 'About XMPP-Grid Broker' }).waitFor();
  await main.getByText('EXTERNAL').waitFor();
  await main.getByText(/^ejabberd 23\.01/).waitFor();
  await main.getByText(`alice@${controller.domain}/`).waitFor();
  await main.getByText(controller.wsUrl).waitFor();
});

test('logging out leads to the login card, which says so and keeps nothing', async () => {
  await enter('#/topics?filter=ids&node=ids/core');
  await logOut(page).click();
  await card(page).notice.filter({ hasText: 'You are logged out' }).waitFor();
  assert.ok(await card(page).certificate.isEnabled());
  assert.equal(await topics(page).count(), 0);
  assert.ok(!page.url().includes('ids'));
});
