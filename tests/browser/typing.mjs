// SPDX-License-Identifier: AGPL-3.0-or-later
// Text as people enter it: by keys, input methods, dead keys and soft keyboards; with undo, words and selections.

import assert from 'node:assert/strict';
import test, { after, before } from 'node:test';
import { chromium } from '../../build/node_modules/playwright-core/index.mjs';
import { filter, frames, row, status } from './support/app.mjs';
import { executablePath, flags } from './support/chromium.mjs';
import { openList } from './support/list.mjs';

const nodes = [
  { id: 'héllo ж 漢字 🙂', title: 'Greeting' }, { id: 'incidents/alpha', title: 'Alpha beta gamma' }, { id: 'incidents/beta', title: 'Beta' },
];
const greeting = nodes[0].id;

let browser;
before(async () => { browser = await chromium.launch({ executablePath, args: flags }); });
after(() => browser?.close());

const open = (t, more) => openList(t, browser, { nodes, ...more });
const shown = (page, count) => (count === nodes.length ? status(page).getByText(`${count} topics, 0 collections`) : status(page).getByText(`${count} of ${nodes.length} shown`)).waitFor();
const selection = (page) => filter(page).evaluate((field) => field.value.slice(field.selectionStart, field.selectionEnd));
const holds = (page, text) => page.waitForFunction((wanted) => document.querySelector('#mirror input').value === wanted, text);
const selects = (page, text) => page.waitForFunction((wanted) => {
  const field = document.querySelector('#mirror input');
  return field.value.slice(field.selectionStart, field.selectionEnd) === wanted;
}, text);
/// What the application has taken in, which is what the canvas shows.
const taken = (page, text) => page.waitForFunction((wanted) => decodeURIComponent(location.hash) === (wanted ? `#/topics?filter=${wanted}` : '#/topics'), text);
/// The field holds this text and the keyboard, and nothing is under way.
const filled = async (page, text) => {
  await filter(page).fill(text);
  await taken(page, text);
  await frames(page, 4);
};
// Many events before a frame is drawn.
const atOnce = (page, act) => filter(page).evaluate(act);

test('every script, typed and pasted', async (t) => {
  const { page } = await open(t, { permissions: ['clipboard-read', 'clipboard-write'] });
  await filter(page).click();
  await page.keyboard.type(greeting);
  await taken(page, greeting);
  await row(page, greeting).waitFor();
  await shown(page, 1);
  await page.keyboard.press('Control+a');
  await page.keyboard.press('Control+x');
  await taken(page, '');
  await shown(page, nodes.length);
  await page.keyboard.press('Control+v');
  await taken(page, greeting);
  await shown(page, 1);
});

test('an input method composes, changes its mind, and confirms', async (t) => {
  const { page, devtools } = await open(t);
  const compose = (text, at = text.length) => devtools.send('Input.imeSetComposition', { text, selectionStart: at, selectionEnd: at });
  await filter(page).click();
  for (const text of ['k', 'か', 'かn', 'かん', 'かんj', 'かんじ', '漢字']) await compose(text);
  await taken(page, '漢字'); // it filters while it is composed
  const marked = () => filter(page).evaluate((field) => getComputedStyle(field).color !== 'rgba(0, 0, 0, 0)');
  assert.ok(await marked(), 'the marks of the input method are seen, and the text over them');
  await devtools.send('Input.insertText', { text: '漢字' });
  await taken(page, '漢字');
  await shown(page, 1);
  assert.equal(await marked(), false);
  await compose('ほ');
  await taken(page, '漢字ほ');
  await compose(''); // given up
  await taken(page, '漢字');
  assert.equal(await filter(page).inputValue(), '漢字');
});

test('keys that the input method eats do nothing else', async (t) => {
  const { page, devtools } = await open(t);
  await filter(page).click();
  await page.keyboard.type('alp');
  await taken(page, 'alp');
  await devtools.send('Input.imeSetComposition', { text: 'ほ', selectionStart: 1, selectionEnd: 1 });
  await taken(page, 'alpほ');
  // Escape and Enter end the composition, not the filter: keydown says so by isComposing or key code 229.
  await atOnce(page, (field) => {
    for (const key of ['Escape', 'Enter', 'Backspace']) {
      field.dispatchEvent(new KeyboardEvent('keydown', { key, code: key, isComposing: true, bubbles: true }));
      field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Process', code: key, keyCode: 229, bubbles: true }));
    }
  });
  await frames(page, 4);
  assert.equal(await filter(page).inputValue(), 'alpほ');
});

test('a dead key makes one letter of two keys', async (t) => {
  const { page, devtools } = await open(t);
  await filter(page).click();
  await page.keyboard.type('h');
  await devtools.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key: 'Dead', code: 'Quote', windowsVirtualKeyCode: 229 });
  await devtools.send('Input.imeSetComposition', { text: '´', selectionStart: 1, selectionEnd: 1 });
  await devtools.send('Input.dispatchKeyEvent', { type: 'keyUp', key: 'Dead', code: 'Quote', windowsVirtualKeyCode: 222 });
  await devtools.send('Input.insertText', { text: 'é' });
  await page.keyboard.type('llo');
  await taken(page, 'héllo');
  await shown(page, 1);
});

test('a soft keyboard: no key, only text, which it also replaces', async (t) => {
  const { page } = await open(t, { context: { viewport: { width: 390, height: 844 }, hasTouch: true, isMobile: true } });
  await filter(page).tap();
  await page.waitForFunction(() => document.activeElement === document.querySelector('#mirror input'));
  await atOnce(page, (field) => {
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Unidentified', keyCode: 229, bubbles: true }));
    field.setRangeText('alpah', 0, 0, 'end');
    field.dispatchEvent(new InputEvent('input', { inputType: 'insertText', data: 'alpah', bubbles: true }));
  });
  await taken(page, 'alpah');
  await atOnce(page, (field) => { // the correction of a word behind the caret
    field.setRangeText('alpha', 0, 5, 'end');
    field.dispatchEvent(new InputEvent('input', { inputType: 'insertReplacementText', data: 'alpha', bubbles: true }));
  });
  await taken(page, 'alpha');
  await row(page, 'incidents/alpha').waitFor();
});

test('AltGr types, and is no shortcut', async (t) => {
  const { page, devtools } = await open(t);
  await filter(page).click();
  // As on Windows in older browsers, where AltGr is Ctrl and Alt as well: modifiers 1 + 2.
  for (const [key, code] of [['@', 'KeyQ'], ['[', 'Digit8']]) {
    await devtools.send('Input.dispatchKeyEvent', { type: 'keyDown', key, code, text: key, unmodifiedText: key, modifiers: 0, windowsVirtualKeyCode: 81 });
    await devtools.send('Input.dispatchKeyEvent', { type: 'keyUp', key, code, modifiers: 0, windowsVirtualKeyCode: 81 });
  }
  await taken(page, '@[');
  const stopped = await atOnce(page, (field) => {
    const event = new KeyboardEvent('keydown', { key: '{', code: 'Digit7', ctrlKey: true, altKey: true, modifierAltGraph: true, bubbles: true, cancelable: true });
    return !field.dispatchEvent(event);
  });
  assert.equal(stopped, false);
  await frames(page, 4);
  assert.equal(await filter(page).inputValue(), '@[');
});

test('undo and redo', async (t) => {
  const { page } = await open(t);
  await filter(page).click();
  await page.keyboard.insertText('alpha');
  await taken(page, 'alpha');
  await page.keyboard.press('Control+a');
  await page.keyboard.insertText('beta');
  await taken(page, 'beta');
  for (const [keys, text] of [['Control+z', 'alpha'], ['Control+z', ''], ['Control+Shift+z', 'alpha'], ['Control+y', 'beta']]) {
    await page.keyboard.press(keys);
    await taken(page, text);
  }
});

test('a double click chooses a word, a third click all; what is typed replaces it', async (t) => {
  const { page } = await open(t);
  await filled(page, 'alpha beta gamma');
  await filter(page).dblclick({ position: { x: 45, y: 14 } });
  await selects(page, 'beta');
  await page.keyboard.type('x');
  await taken(page, 'alpha x gamma');
  await filter(page).click({ position: { x: 45, y: 14 }, clickCount: 3 });
  await selects(page, 'alpha x gamma');
  await page.keyboard.type('beta');
  await taken(page, 'beta');
});

test('a double click is one however long a frame takes, and two clicks are none', async (t) => {
  const slow = () => {
    const draw = globalThis.requestAnimationFrame;
    globalThis.requestAnimationFrame = (call) => setTimeout(() => draw(call), 400);
  };
  const { page } = await open(t, { script: slow });
  const position = { x: 45, y: 14 };
  await filter(page).fill('alpha beta gamma');
  await taken(page, 'alpha beta gamma');
  await page.waitForFunction(() => document.documentElement.dataset.reason === 'timer'); // the caret blinks: nothing else is under way
  await filter(page).dblclick({ position });
  await selects(page, 'beta');
  await page.keyboard.press('End');
  await selects(page, '');
  await filter(page).click({ position });
  await page.waitForFunction(() => document.querySelector('#mirror input').selectionStart === 7);
  await filter(page).click({ position });
  await frames(page, 4);
  assert.equal(await selection(page), '');
});

test('Shift selects by letter and word, the mouse by dragging and by Shift+click', async (t) => {
  const { page } = await open(t);
  await filled(page, 'alpha beta gamma');
  await page.keyboard.press('End');
  for (let n = 0; n < 3; n++) await page.keyboard.press('Shift+ArrowLeft');
  await selects(page, 'mma');
  await page.keyboard.press('Control+Shift+ArrowLeft');
  await selects(page, 'gamma');
  await page.keyboard.press('Shift+Home');
  await selects(page, 'alpha beta gamma');
  const { x, y } = await filter(page).boundingBox();
  await page.mouse.move(x + 3, y + 14);
  await page.mouse.down();
  await page.mouse.move(x + 33, y + 14, { steps: 3 });
  await page.mouse.up();
  await selects(page, 'alpha');
  await filter(page).click({ position: { x: 580, y: 14 }, modifiers: ['Shift'] });
  await selects(page, 'alpha beta gamma');
  await page.keyboard.press('Backspace');
  await taken(page, '');
  assert.equal(await selection(page), '');
});

test('the caret that a click sets is the one that types, and the one that keys have moved stays where it is', async (t) => {
  const { page } = await open(t);
  await filled(page, 'alpha');
  await page.keyboard.press('Home');
  await page.keyboard.press('ArrowRight');
  await page.keyboard.type('1');
  await taken(page, 'a1lpha');
  await filter(page).click({ position: { x: 300, y: 14 } }); // behind the end
  await page.waitForFunction(() => document.querySelector('#mirror input').selectionStart === 6);
  await page.keyboard.type('2');
  await taken(page, 'a1lpha2');
  await filter(page).click({ position: { x: 3, y: 14 } });
  await page.waitForFunction(() => document.querySelector('#mirror input').selectionStart === 0);
  await page.keyboard.type('3');
  await taken(page, '3a1lpha2');
});

test('what is deleted in the frame in which it was typed stays deleted', async (t) => {
  const { page } = await open(t);
  await filter(page).click();
  await frames(page, 4);
  await atOnce(page, (field) => {
    const set = (text) => { field.value = text; field.dispatchEvent(new InputEvent('input', { bubbles: true })); };
    set('needle');
    field.dispatchEvent(new KeyboardEvent('keydown', { key: 'Control', code: 'ControlLeft', ctrlKey: true, bubbles: true }));
    set('');
  });
  await frames(page, 8);
  await holds(page, '');
  await taken(page, '');
  await shown(page, nodes.length);
});
