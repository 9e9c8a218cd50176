// SPDX-License-Identifier: AGPL-3.0-or-later
// A connection that is lost comes back by itself, says so, and keeps what is on the screen.

import assert from 'node:assert/strict';
import test, { after, afterEach, before } from 'node:test';
import { assertClean, complete, everyRow, logIn, row, status, topics } from './support/app.mjs';
import { openChromium } from './support/chromium.mjs';
import { cuttable } from './support/cuttable.mjs';
import { startGrid } from './support/grid.mjs';

let controller, wire, browser, page, grid;
before(async () => {
  wire = await cuttable(() => controller.httpPort);
  const origin = `localhost:${wire.port}`;
  controller = await startGrid({ origins: [`https://${origin}`], connect: [`wss://${origin}`] });
  ({ grid } = controller);
  browser = await openChromium({ pki: controller.pki, certificate: 'alice' });
  ({ page } = browser);
  await logIn(page, `https://${origin}/`);
  await complete(page, grid);
});
after(async () => {
  await browser?.close();
  wire?.close();
  await controller?.stop();
});
afterEach(() => assertClean(browser));

const banner = () => page.getByRole('region', { name: 'Connection lost' });
const connection = (word) => page.getByRole('status', { name: 'Connection' }).getByText(word).waitFor();
const resumed = async () => {
  await page.getByRole('link', { name: 'About' }).click();
  const answer = await page.getByRole('main', { name: 'About' }).getByText(/nothing was lost|a new session/).innerText();
  await page.getByRole('link', { name: 'Topics' }).click();
  await topics(page).waitFor();
  return answer;
};

test('a cut network is said, and the same session goes on when it is back', async () => {
  wire.cut();
  await banner().getByText(/^Connection lost at \d\d:\d\d:\d\d\.$/).waitFor();
  await connection('Reconnecting');
  assert.equal(await topics(page).getAttribute('aria-rowcount'), String(grid.topics.length + grid.collections.length + 1));
  await row(page, 'announcements').waitFor();
  wire.mend();
  await banner().waitFor({ state: 'detached' });
  await connection('Connected');
  assert.equal(await resumed(), 'yes, nothing was lost');
});

test('a killed controller is said with the next try, the rows stay, and all is there again after its restart', async () => {
  await controller.kill();
  await banner().getByText(/Next try|Connecting now/).waitFor();
  await status(page).getByText(/^As of \d\d:\d\d:\d\d$/).waitFor();
  await row(page, 'announcements').waitFor();
  await controller.restart();
  await banner().waitFor({ state: 'detached' });
  await connection('Connected');
  await complete(page, grid);
  assert.deepEqual((await everyRow(page)).map(({ name }) => name).sort(), [...grid.topics, ...grid.collections].map(({ id }) => id).sort());
  assert.equal(await resumed(), 'no, a new session');
});

test('Try now does not wait for the next try', async () => {
  wire.cut();
  await banner().getByText(/Next try in/).waitFor();
  wire.mend();
  await banner().getByRole('button', { name: 'Try now' }).click();
  await banner().waitFor({ state: 'detached' });
  await connection('Connected');
});
