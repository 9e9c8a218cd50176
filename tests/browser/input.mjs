// SPDX-License-Identifier: AGPL-3.0-or-later
// Pointer and keys faster than the screen is drawn. The events are made here, several in one task, so that no frame
// lies between them.

import assert from 'node:assert/strict';
import test, { after, afterEach, before } from 'node:test';
import { assertClean, complete, filter, frames, logIn, status } from './support/app.mjs';
import { openChromium } from './support/chromium.mjs';
import { startGrid } from './support/grid.mjs';

let controller, browser, grid, page;
before(async () => {
  controller = await startGrid();
  ({ grid } = controller);
  browser = await openChromium({ pki: controller.pki, certificate: 'alice' });
  ({ page } = browser);
  page.setDefaultTimeout(15000);
  await logIn(page, controller.url);
});
after(async () => {
  await browser?.close();
  await controller?.stop();
});
afterEach(() => assertClean(browser));

// Empties the filter of 'plant' in one of three ways and at once types 'ransom', at the end or in place of all.
const waysToClear = {
  'a click on Clear': 'click',
  'a touch of Clear': 'touch',
  Escape: 'key',
};
for (const [what, way] of Object.entries(waysToClear))
  for (const [how, whole] of [['behind the text', false], ['in its place', true]])
    test(`what is typed ${how} in the frame of ${what} is all that the filter holds`, async () => {
      const all = [...grid.topics, ...grid.collections];
      const plants = all.filter(({ id, title }) => /plant/i.test(`${id} ${title}`)).length;
      await filter(page).fill('');
      await complete(page, grid);
      await filter(page).click();
      await filter(page).pressSequentially('plant');
      await status(page).getByText(`${plants} of ${all.length} shown`).waitFor(); // it has acted
      const clear = page.getByRole('button', { name: 'Clear the filter' });
      await clear.evaluate((button, [way, whole]) => {
        const field = document.activeElement, box = button.getBoundingClientRect();
        const at = { clientX: box.x + box.width / 2, clientY: box.y + box.height / 2, bubbles: true, button: 0, isPrimary: true };
        const pointer = (type) => button.dispatchEvent(new PointerEvent(type, { ...at, pointerType: way === 'touch' ? 'touch' : 'mouse' }));
        const key = (type) => field.dispatchEvent(new KeyboardEvent(type, { key: 'Escape', code: 'Escape', bubbles: true }));
        if (way === 'key') ['keydown', 'keyup'].forEach(key);
        else ['pointermove', 'pointerdown', 'pointerup'].forEach(pointer);
        field.value = whole ? 'ransom' : `${field.value}ransom`;
        field.dispatchEvent(new InputEvent('input', { bubbles: true }));
      }, [way, whole]);
      await frames(page, 8); // until nothing of it is under way any more
      await status(page).getByText(`1 of ${grid.topics.length + grid.collections.length} shown`).waitFor();
      assert.equal(await filter(page).inputValue(), 'ransom');
    });

// As Chromium tells of these keys (UI Events §4.3): the character is that of the layout, the code that of the place.
const layouts = {
  German: { '/': ['Digit7', '7', true], '?': ['Minus', 'ß', true] },
  French: { '/': ['Period', ':', true], '?': ['KeyM', ',', true] },
  'of the United States': { '/': ['Slash', '/', false], '?': ['Slash', '/', true] },
};
for (const [country, layout] of Object.entries(layouts))
  test(`/ goes to the filter and ? to the help on a keyboard ${country}, as often as they are pressed`, async () => {
    const session = await page.context().newCDPSession(page);
    const send = (type, key, code, shift, text) => session.send('Input.dispatchKeyEvent', { type, key, code, text, modifiers: shift ? 8 : 0 });
    const press = async (sign) => {
      const [code, plain, shift] = layout[sign];
      if (shift) await send('keyDown', 'Shift', 'ShiftLeft', true);
      await send('keyDown', sign, code, shift, sign);
      if (shift) await send('keyUp', 'Shift', 'ShiftLeft', false);
      await send('keyUp', plain, code, false); // Shift is let go first, as often as not
    };
    for (const round of [1, 2]) {
      await page.evaluate(() => { location.hash = '#/topics'; });
      await complete(page, grid);
      await page.getByRole('row', { name: grid.topics[0].id, exact: true }).focus();
      await press('/');
      await page.waitForFunction(() => document.activeElement.ariaLabel === 'Filter', null, { timeout: 5000 }).catch(() => assert.fail(`/ in round ${round}`));
      await page.getByRole('row', { name: grid.topics[0].id, exact: true }).focus();
      await press('?');
      await page.getByRole('main', { name: 'Keyboard help' }).waitFor({ timeout: 5000 }).catch(() => assert.fail(`? in round ${round}`));
    }
    await page.evaluate(() => { location.hash = '#/topics'; });
    await session.detach();
  });
