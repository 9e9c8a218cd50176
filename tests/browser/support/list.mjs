// SPDX-License-Identifier: AGPL-3.0-or-later
// The list of topics of a scripted controller, in a page of its own, ready to be used.

import { card, logOut, status } from './app.mjs';
import { openPage } from './page.mjs';
import { scriptedController } from './scripted.mjs';

/// So many topics, in the order of the list: incidents/topic-0000 "Topic 0" and so on.
export const topicsOf = (count) => Array.from({ length: count }, (_, n) => ({ id: `incidents/topic-${String(n).padStart(4, '0')}`, title: `Topic ${n}` }));

/// Opens a page of `browser` (Playwright) that shows `nodes`, logged in; `context`: options of Playwright; `script` runs
/// before the page's own; `clock`: the page's time is the test's (page.clock); `silent`: requests that fit this are never
/// answered. At the end of `t` the page must have been clean. Returns {page, context, devtools, site}.
export async function openList(t, browser, { nodes = topicsOf(213), context: options = {}, script, permissions = [], clock = false, silent } = {}) {
  const site = await scriptedController({ services: ['pubsub.grid.example'], nodes });
  const { page, context } = await openPage(t, browser, { site, script, context: { viewport: { width: 1280, height: 800 }, permissions, ...options } });
  if (clock) await page.clock.install();
  if (silent) {
    await page.routeWebSocket(/\/ws$/, (socket) => {
      const server = socket.connectToServer();
      socket.onMessage((text) => { if (!silent.test(text)) server.send(text); });
    });
  }
  await page.goto(`${site.url}?stats`, { waitUntil: 'commit' });
  await card(page).certificate.click();
  await logOut(page).waitFor();
  if (!silent) await status(page).getByRole('progressbar', { name: 'Reading' }).waitFor({ state: 'hidden' });
  return { page, context, site, devtools: await context.newCDPSession(page) };
}

/// The scrolling part of the list, and the ids of its rows that are wholly or partly in view.
export const body = (page) => page.getByRole('grid', { name: 'Topics' }).getByRole('rowgroup');
export const inView = (page) => body(page).evaluate((group) => {
  const { top, bottom } = group.getBoundingClientRect();
  const seen = (row) => row.getBoundingClientRect().bottom > top && row.getBoundingClientRect().top < bottom;
  return [...group.querySelectorAll('[role=row]')].filter(seen).map((row) => row.getAttribute('aria-label')).sort();
});

/// Fingers: touch('touchStart', [x, y]…), 'touchMove', 'touchEnd', 16 ms apart, whatever the machine takes for them.
export function fingers(devtools) {
  let now = Date.now() / 1000;
  return (type, ...points) => devtools.send('Input.dispatchTouchEvent', { type, timestamp: now += 0.016, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
}
