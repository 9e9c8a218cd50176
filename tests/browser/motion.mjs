// SPDX-License-Identifier: AGPL-3.0-or-later
// Who wants no motion (prefers-reduced-motion) gets none: each change is there at once, and nothing is drawn for the sake
// of a movement. Each test also sees what moves for everybody else, or that nothing does.

import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { chromium } from '../../build/node_modules/playwright-core/index.mjs';
import { filter, status } from './support/app.mjs';
import { executablePath, flags } from './support/chromium.mjs';
import { watchCorner } from './support/corner.mjs';
import { body, openList, topicsOf } from './support/list.mjs';

const nodes = topicsOf(40);

let browser;
before(async () => { browser = await chromium.launch({ executablePath, args: flags }); });
after(() => browser?.close());

const isDim = (page, dim) => page.waitForFunction((wanted) => {
  const [first, last] = [globalThis.corner[0], globalThis.corner.at(-1)].map((colour) => Number(colour.split(',')[0]));
  return (last < first * 0.8) === wanted;
}, dim);
const count = (page) => page.evaluate(() => Number(document.documentElement.dataset.frames));
/// The frames that are drawn while so much of the page's own time goes by, and nothing else happens.
const drawnIn = async (page, milliseconds) => {
  await page.clock.runFor(2000); // what was under way
  const before = await count(page);
  await page.clock.runFor(milliseconds);
  return (await count(page)) - before;
};

for (const reducedMotion of ['reduce', 'no-preference']) {
  const still = reducedMotion === 'reduce';

  test(`what lies behind the palette is darkened ${still ? 'at once' : 'little by little'}: ${reducedMotion}`, async (t) => {
    // What moves is seen on the page's own clock: a slow machine would draw the first frame and the last.
    const { page } = await openList(t, browser, { nodes, clock: !still, script: still && watchCorner, context: { reducedMotion } });
    await body(page).getByRole('row').first().waitFor();
    if (!still) {
      await page.evaluate(watchCorner);
      await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1000));
    }
    await page.evaluate(() => globalThis.corner.splice(0, globalThis.corner.length - 1));
    await page.keyboard.press('Control+k');
    if (!still) {
      await page.clock.runFor(1000);
      return assert.ok(await page.evaluate(() => globalThis.corner.length) > 3);
    }
    await page.getByRole('dialog').getByRole('option').first().waitFor();
    await isDim(page, true);
    await page.keyboard.press('Escape');
    await page.getByRole('dialog').waitFor({ state: 'detached' });
    await isDim(page, false);
    const seen = await page.evaluate(() => globalThis.corner);
    assert.deepEqual(seen, [seen[0], seen[1], seen[0]]);
  });

  test(`the caret ${still ? 'stays' : 'blinks'}: ${reducedMotion}`, async (t) => {
    const { page } = await openList(t, browser, { nodes, clock: true, context: { reducedMotion } });
    await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1000));
    await filter(page).focus();
    const drawn = await drawnIn(page, 5000);
    if (still) assert.equal(drawn, 0);
    else assert.ok(drawn >= 6, `${drawn} frames`); // on and off every 1.2 s
  });

  test(`bars in the place of what is not known yet do not move: ${reducedMotion}`, async (t) => {
    const { page } = await openList(t, browser, { nodes, clock: true, silent: /disco#info.*node=/, context: { reducedMotion } }); // no topic is described
    await body(page).getByRole('row', { name: nodes[0].id }).waitFor();
    await status(page).getByRole('progressbar', { name: 'Reading' }).waitFor();
    await page.clock.pauseAt(await page.evaluate(() => Date.now() + 1000));
    assert.equal(await drawnIn(page, 5000), 0);
  });
}
