// SPDX-License-Identifier: AGPL-3.0-or-later
// Text in scripts that have to be laid out: drawn as the browser itself draws it, in Chromium and in Firefox, and also
// where a privacy setting lets no script read a canvas.

import assert from 'node:assert/strict';
import test from 'node:test';
import { chromium } from '../../build/node_modules/playwright-core/index.mjs';
import { assertClean, card, everyRow, filter, topics } from './support/app.mjs';
import { executablePath, flags, watcher } from './support/chromium.mjs';
import { openFirefox } from './support/firefox.mjs';
import { difference, ink, picture } from './support/picture.mjs';
import { scriptedController } from './support/scripted.mjs';

const titles = {
  Arabic: 'حوادث أمنية — القاهرة',
  'Arabic in Latin': 'CVE 2024: حوادث أمنية, 3',
  Persian: 'گزارش می\u200cخواهم: مورد',
  Hebrew: 'אירועי אבטחה — חיפה',
  Devanagari: 'सुरक्षा घटनाएँ — दिल्ली',
  Thai: 'เหตุการณ์ความปลอดภัย',
  'emoji sequences': '👨\u200d👩\u200d👧 Family 👋🏽 🇩🇪 ❤\ufe0f',
};
// |difference| / ink of the browser's own text. Measured: in Chromium, which smooths an element's text a little more
// than a canvas's, up to 4.3 % at a ratio of 1, 3.5 % at 1.5 and 2; without reading 6.6 %; in Firefox 0.5 %.
const tolerance = 0.08;
const services = ['pubsub.grid.example'];

/// The list of these topics in a Chromium of its own. `ratio`: as of a real screen; Playwright's deviceScaleFactor only
/// enlarges what was laid out for a ratio of 1.
async function open(t, { nodes, script, colorScheme, ratio = 1 }) {
  const site = await scriptedController({ services, nodes });
  const browser = await chromium.launch({ executablePath, args: [...flags, '--window-size=1440,1000', `--force-device-scale-factor=${ratio}`] });
  const context = await browser.newContext({ viewport: null, colorScheme });
  const watched = watcher();
  t.after(async () => {
    await browser.close();
    await site.stop();
    assertClean(watched);
  });
  if (script) await context.addInitScript(script);
  const page = await context.newPage();
  watched.watch(page);
  await page.goto(site.url, { waitUntil: 'commit' });
  await card(page).certificate.click();
  await topics(page).getByRole('gridcell', { name: nodes[0].title, exact: true }).waitFor();
  return page;
}
const cell = (page, title) => topics(page).getByRole('gridcell', { name: title, exact: true });

/// Two pictures of a cell of the list: as it is, and with the same text in it as a plain element of the page.
async function pictures(page, box, title) {
  const inner = { x: box.x, y: box.y + 2, width: box.width, height: box.height - 4 }; // whole device pixels at a ratio of 1.5, too
  const shoot = async () => picture(Buffer.from(await page.screenshot({ clip: inner })));
  const ours = await shoot();
  await page.evaluate(([{ x, y, width, height }, text]) => {
    const element = document.createElement('div');
    Object.assign(element, { id: 'reference', dir: 'auto', textContent: text });
    const style = { position: 'fixed', zIndex: 99, left: `${x}px`, top: `${y}px`, width: `${width}px`, height: `${height}px`, textAlign: 'left',
      whiteSpace: 'pre', lineHeight: `${height}px`, color: 'var(--text-secondary)', background: 'var(--bg-surface)', fontFeatureSettings: 'normal' };
    Object.assign(element.style, style);
    document.body.append(element);
  }, [inner, title]);
  const reference = await shoot();
  await page.evaluate(() => document.getElementById('reference').remove());
  return [ours, reference];
}

/// Resolves once the text in `place` is drawn as the browser draws it.
async function drawnAlike(page, place, title) {
  const until = Date.now() + 20000;
  let found;
  do { found = difference(...await pictures(page, await place.boundingBox(), title)); } while (found > tolerance && Date.now() < until);
  assert.ok(found <= tolerance, `${title}: ${(found * 100).toFixed(1)} % of its ink differ`);
}

const nodes = Object.entries(titles).map(([name, title]) => ({ id: name.toLowerCase().replaceAll(' ', '-'), title }));

for (const [colorScheme, ratio] of [['dark', 1], ['light', 2], ['light', 1.5]]) {
  test(`Chromium, ${colorScheme}, ratio ${ratio}: as the browser draws it`, async (t) => {
    const page = await open(t, { nodes, colorScheme, ratio });
    for (const title of Object.values(titles)) await drawnAlike(page, cell(page, title), title);
  });
}

test('a text whose order is wrong is found out', async (t) => {
  const page = await open(t, { nodes });
  for (const title of [titles.Arabic, titles.Hebrew]) {
    await drawnAlike(page, cell(page, title), title);
    assert.ok(difference(...await pictures(page, await cell(page, title).boundingBox(), [...title].reverse().join(''))) > 0.6);
  }
});

test('Firefox: as the browser draws it', async (t) => {
  const site = await scriptedController({ services, nodes });
  const firefox = await openFirefox();
  t.after(async () => {
    await firefox.close();
    await site.stop();
    assertClean(firefox);
  });
  const { page, find } = firefox;
  await page.goto(site.url);
  await (await find('button', 'Log in with certificate')).click();
  for (const title of Object.values(titles)) await drawnAlike(page, await find('gridcell', title), title);
});

test('where scripts may not read a canvas the same is drawn without reading', async (t) => {
  const falsify = () => {
    const read = CanvasRenderingContext2D.prototype.getImageData;
    CanvasRenderingContext2D.prototype.getImageData = function falsified(...where) {
      const image = read.apply(this, where);
      for (let i = 0; i < image.data.length; i += 3) image.data[i] ^= i * 7;
      return image;
    };
  };
  for (const colorScheme of ['dark', 'light']) {
    const page = await open(t, { nodes, colorScheme, script: falsify });
    for (const title of Object.values(titles)) await drawnAlike(page, cell(page, title), title);
  }
});

test('a screen full of ideographs never seen before comes little by little', async (t) => {
  const ideographs = (row) => String.fromCodePoint(...Array.from({ length: 12 }, (_, i) => 0x4e00 + row * 12 + i));
  const count = () => {
    globalThis.perFrame = [0];
    const draw = CanvasRenderingContext2D.prototype.fillText;
    CanvasRenderingContext2D.prototype.fillText = function counted(text, ...where) {
      if (/\p{Script=Han}/u.test(text)) globalThis.perFrame[globalThis.perFrame.length - 1]++;
      return draw.call(this, text, ...where);
    };
    const ask = requestAnimationFrame;
    globalThis.requestAnimationFrame = (call) => ask((now) => { globalThis.perFrame.push(0); call(now); });
  };
  const many = Array.from({ length: 30 }, (_, row) => ({ id: `row-${100 + row}`, title: ideographs(row) }));
  const page = await open(t, { nodes: many, script: count });
  for (const { title } of many.slice(0, 20)) {
    const box = await cell(page, title).boundingBox();
    const until = Date.now() + 20000;
    let drawn = 0;
    do { drawn = ink((await pictures(page, box, title))[0]); } while (drawn === 0 && Date.now() < until);
    assert.ok(drawn > 0, title);
  }
  const perFrame = await page.evaluate(() => globalThis.perFrame);
  assert.ok(Math.max(...perFrame) <= 128, `at most 64 ideographs at two positions each in one frame: ${perFrame}`);
  assert.ok(perFrame.reduce((sum, n) => sum + n) >= 20 * 12);
});

test('behind a thousand Arabic titles the last ones are drawn as well as the first', async (t) => {
  const many = Array.from({ length: 1020 }, (_, i) => ({ id: `row-${1000 + i}`, title: `${titles.Arabic} ${i}` }));
  const page = await open(t, { nodes: many });
  assert.equal((await everyRow(page)).length, many.length);
  const { title } = many.at(-2); // above the row with the ring of the focus
  await drawnAlike(page, cell(page, title), title);
});

test('right-to-left text is edited in the order in which it is read', async (t) => {
  const page = await open(t, { nodes });
  const field = filter(page);
  await field.click();
  await page.keyboard.type('אבטחה');
  await cell(page, titles.Hebrew).waitFor();
  await cell(page, titles.Arabic).waitFor({ state: 'hidden' });
  const seen = () => field.evaluate((element) => getComputedStyle(element).color !== 'rgba(0, 0, 0, 0)');
  assert.ok(await seen());
  // At its right end, where it begins.
  const { x, y, width, height } = await field.boundingBox();
  await page.mouse.click(x + width - 100, y + height / 2);
  await page.keyboard.type('ה');
  assert.equal(await field.inputValue(), 'האבטחה');
  await field.fill('plain');
  assert.ok(!await seen());
});
