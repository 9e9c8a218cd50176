// SPDX-License-Identifier: AGPL-3.0-or-later
// A page that belongs to one test.

import { assertClean } from './app.mjs';
import { watcher } from './chromium.mjs';

/// Opens a blank page of `browser` (Playwright) in a context of its own; `context`: its options; `script` runs before the
/// page's own. At the end of `t` it is closed, `site` stops, and every page must have been clean.
/// Returns {page, context, another}; another() opens a second page beside it.
export async function openPage(t, browser, { site, context: options, script } = {}) {
  const context = await browser.newContext(options);
  const watched = watcher();
  t.after(async () => {
    await context.close();
    await site?.stop();
    assertClean(watched);
  });
  if (script) await context.addInitScript(script);
  const another = async () => {
    const page = await context.newPage();
    page.setDefaultTimeout(15000);
    watched.watch(page);
    return page;
  };
  return { page: await another(), context, another };
}

/// For addInitScript: the theme that was chosen when the page was open last.
export const chose = (theme) => `localStorage.setItem('broker.preferences.1', JSON.stringify({ theme: '${theme}' }));`;
