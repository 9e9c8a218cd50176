// SPDX-License-Identifier: AGPL-3.0-or-later
// Machines with hardly a font: everything works, and what no font has is shown as something and copied as itself.

import assert from 'node:assert/strict';
import { copyFileSync, mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import test from 'node:test';
import { chromium } from '../../build/node_modules/playwright-core/index.mjs';
import { card, details, filter, logOut, status, topics } from './support/app.mjs';
import { executablePath, flags } from './support/chromium.mjs';
import { body, openList } from './support/list.mjs';
import { ink, picture } from './support/picture.mjs';

// Without a single font Chromium itself ends at the first <input>; one that has no letter is as near as it gets.
const fonts = {
  'letters of Europe alone': '/usr/share/fonts/opentype/inter/Inter-Regular.otf',
  'no letter of any living script': '/usr/share/fonts/truetype/noto/NotoSansOgham-Regular.ttf',
};
const titles = ['Plain words', 'héllo ж', '漢字', 'حوادث أمنية', 'सुरक्षा', '👨\u200d👩\u200d👧', '\u{10fffd}\ue000'];
const nodes = titles.map((title, n) => ({ id: `${n}/${title}`, title }));

/// A Chromium whose machine has this font and no other.
async function openWith(t, font) {
  const home = mkdtempSync(join(tmpdir(), 'broker-fonts-'));
  const [folder, cache, config] = ['fonts', 'cache', 'fonts.conf'].map((name) => join(home, name));
  [folder, cache].forEach((each) => mkdirSync(each));
  copyFileSync(font, join(folder, basename(font)));
  writeFileSync(config, `<?xml version="1.0"?><fontconfig><dir>${folder}</dir><cachedir>${cache}</cachedir></fontconfig>`);
  const browser = await chromium.launch({ executablePath, args: flags, env: { ...process.env, FONTCONFIG_FILE: config } });
  t.after(async () => {
    await browser.close();
    rmSync(home, { recursive: true, force: true });
  });
  return openList(t, browser, { nodes, permissions: ['clipboard-read', 'clipboard-write'] });
}

for (const [what, font] of Object.entries(fonts)) {
  test(`with ${what}`, async (t) => {
    const { page } = await openWith(t, font);
    const row = (n) => body(page).getByRole('row', { name: nodes[n].id, exact: true });

    for (const { title } of nodes) {
      const { x, y, width, height } = await topics(page).getByRole('gridcell', { name: title, exact: true }).boundingBox();
      const shown = () => page.screenshot({ clip: { x, y: y + 2, width, height: height - 4 } }).then((shot) => ink(picture(shot)));
      const until = Date.now() + 15000;
      while (await shown() === 0) assert.ok(Date.now() < until, `nothing is shown of ${title}`);
    }
    for (const [n, { id, title }] of nodes.entries()) {
      await row(n).focus();
      await page.keyboard.press('Control+c');
      await page.waitForFunction((text) => navigator.clipboard.readText().then((copied) => copied.includes(text)), `${id}\t${title}\t`);
    }

    await filter(page).fill('漢');
    await status(page).getByText(`1 of ${nodes.length} shown`).waitFor();
    assert.equal(await filter(page).inputValue(), '漢');
    await row(2).click();
    await details(page).getByRole('heading', { name: '漢字' }).waitFor();
    await page.getByRole('navigation', { name: 'Screens' }).getByRole('link', { name: 'Preferences' }).click();
    await page.getByRole('radio', { name: 'Dark' }).click();
    await page.waitForFunction(() => document.documentElement.dataset.theme === 'dark');
    await logOut(page).click();
    await card(page).notice.filter({ hasText: 'You are logged out' }).waitFor();
  });
}
