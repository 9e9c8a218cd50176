// SPDX-License-Identifier: AGPL-3.0-or-later
// What a person sees and does in the application, by roles and names alone.

import assert from 'node:assert/strict';

export const card = (page) => ({
  certificate: page.getByRole('button', { name: 'Log in with certificate' }),
  user: page.getByRole('textbox', { name: 'User name' }),
  password: page.getByLabel('Password', { exact: true }),
  withPassword: page.getByRole('button', { name: 'Log in with password' }),
  authzid: page.getByRole('textbox', { name: 'Log in as' }),
  change: page.getByRole('button', { name: 'Change' }),
  address: page.getByRole('textbox', { name: 'Domain or WebSocket address' }),
  use: page.getByRole('button', { name: 'Use this controller' }),
  notice: page.locator('#notice'),
  /// Resolves with all that the box of the error says, once it has this title.
  error: async (title) => {
    const box = page.locator('#error').filter({ hasText: title });
    await box.waitFor();
    return box.innerText();
  },
});

export const topics = (page) => page.getByRole('grid', { name: 'Topics' }).or(tree(page));
export const tree = (page) => page.getByRole('treegrid', { name: 'Topics' });
export const row = (page, id) => topics(page).getByRole('row', { name: id, exact: true });
export const filter = (page) => page.getByRole('textbox', { name: 'Filter' });
export const details = (page) => page.getByRole('complementary', { name: 'Details' });
export const status = (page) => page.getByRole('contentinfo', { name: 'Status' });
export const logOut = (page) => page.getByRole('button', { name: 'Log out' });

/// Resolves once the controller has told everything: the numbers are there, and nothing is being read any more.
export async function complete(page, { topics, collections }) {
  await status(page).getByText(`${number(topics.length)} topics, ${number(collections.length)} collections`).waitFor();
  await status(page).getByRole('progressbar', { name: 'Reading' }).waitFor({ state: 'hidden' });
}

export const number = (value) => value.toLocaleString('en-US');

/// Opens the page and logs in by one click; the fragment says what shall be seen then.
export async function logIn(page, url, fragment = '') {
  await page.goto(url + fragment, { waitUntil: 'commit' });
  await card(page).certificate.click();
  await logOut(page).waitFor();
}

// What the accessible tree says of the rows that are there at the moment. A list of a thousand has only those near the
// view in it, numbered by aria-rowindex.
const rowsInView = (grid) => grid.evaluate((element) => {
  const titles = new Map([...element.querySelectorAll('[role=columnheader]')].map((head) => [head.getAttribute('aria-colindex'), head.textContent]));
  return [...element.querySelectorAll('[role=rowgroup] [role=row]')].map((row) => ({
    index: Number(row.getAttribute('aria-rowindex')), level: Number(row.getAttribute('aria-level')), name: row.getAttribute('aria-label'),
    cells: Object.fromEntries([...row.querySelectorAll('[role=gridcell]')].map((cell) => [titles.get(cell.getAttribute('aria-colindex')), cell.textContent])),
  }));
});

/// Every row of the list, from the first to the last, as [{index, name, cells: {Title: …}}], the way a person with a
/// keyboard gets to see them: page by page.
export async function everyRow(page) {
  const grid = topics(page);
  const count = Number(await grid.getAttribute('aria-rowcount')) - 1;
  const rows = new Map();
  const at = () => page.evaluate(() => Number(document.activeElement?.getAttribute('aria-rowindex')));
  const look = async () => { for (const row of await rowsInView(grid)) rows.set(row.index, row); };
  const press = async (key, arrived) => {
    await page.keyboard.press(key);
    // There, and among others again: a row that has just got the focus may still be outside of the view.
    await page.waitForFunction(([from, end, count]) => {
      const index = Number(document.activeElement?.getAttribute('aria-rowindex'));
      const next = document.querySelector(`[role=rowgroup] [aria-rowindex="${index === 2 ? 3 : index - 1}"]`);
      return (end ? index === end : index > from) && (count === 1 || next);
    }, [...arrived, count]);
    await look();
  };
  if (count === 0) return [];
  await grid.getByRole('rowgroup').getByRole('row').first().focus();
  await press('Home', [0, 2]);
  while (await at() < count + 1) await press('PageDown', [await at(), 0]);
  const sorted = [...rows.values()].sort((a, b) => a.index - b.index);
  assert.deepEqual(sorted.map(({ index }) => index), Array.from({ length: count }, (_, n) => n + 2), 'every row from the first to aria-rowcount');
  return sorted;
}

/// Waits until the browser has drawn so many frames more.
export const frames = (page, count) => page.evaluate((left) => new Promise((done) => {
  const next = () => (left-- > 0 ? requestAnimationFrame(next) : done());
  next();
}), count);

/// The page must have done nothing that its policy forbids, and have run without an error that nobody caught.
export function assertClean({ violations, problems }) {
  assert.deepEqual(violations, [], 'violations of the content security policy');
  assert.deepEqual(problems, [], 'uncaught errors');
}
