// SPDX-License-Identifier: AGPL-3.0-or-later
// The list of topics of a scripted controller, in a page of its own, ready to be used.

import { assertClean, card, logOut, status } from './app.mjs';
import { watcher } from './chromium.mjs';
import { scriptedController } from './scripted.mjs';

/// So many topics, in the order of the list: incidents/topic-0000 "Topic 0" and so on.
export const topicsOf = (count) => Array.from({ length: count }, (_, n) => ({ id: `incidents/topic-${String(n).padStart(4, '0')}`, title: `Topic ${n}` }));

/// Opens a page of `browser` (Playwright) that shows `nodes`, logged in; `context`: options of Playwright; `script` runs
/// before the page's own; `clock`: the page's time is the test's (page.clock); `silent`: requests that fit this are never
/// answered. At the end of `t` the page must have been clean. Returns {page, context, devtools, site}.
export async function openList(t, browser, { nodes = topicsOf(213), context: options = {}, script, permissions = [], clock = false, silent } = {}) {
  const site = await scriptedController({ services: ['pubsub.grid.example'], nodes });
  const context = await browser.newContext({ viewport: { width: 1280, height: 800 }, ...options });
  const watched = watcher();
  t.after(async () => {
    await context.close();
    await site.stop();
    assertClean(watched);
  });
  await context.grantPermissions(permissions);
  if (script) await context.addInitScript(script);
  const page = await context.newPage();
  page.setDefaultTimeout(15000);
  watched.watch(page);
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

/// Resolves after so many frames of the browser.
export const frames = (page, count) => page.evaluate((left) => new Promise((done) => {
  const next = () => (left-- > 0 ? requestAnimationFrame(next) : done());
  next();
}), count);

/// Fingers: touch('touchStart', [x, y]…), 'touchMove', 'touchEnd', 16 ms apart, whatever the machine takes for them.
export function fingers(devtools) {
  let now = Date.now() / 1000;
  return (type, ...points) => devtools.send('Input.dispatchTouchEvent', { type, timestamp: now += 0.016, touchPoints: points.map(([x, y], id) => ({ x, y, id })) });
}
