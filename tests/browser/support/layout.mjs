// SPDX-License-Identifier: AGPL-3.0-or-later
// What does not fit: texts and controls that are cut off, lie over each other, or that nobody can get at.

// In the page. Of the words of a page in HTML each line is looked at.
function faultsOfWords() {
  const faults = [];
  const seen = (element) => element.checkVisibility({ visibilityProperty: true }) && !element.closest('#stage, .unseen');
  const lines = [];
  const walker = document.createTreeWalker(document.body, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node; node = walker.nextNode()) {
    if (!node.data.trim() || !seen(node.parentElement)) continue;
    const range = document.createRange();
    range.selectNodeContents(node);
    for (const box of range.getClientRects()) lines.push({ box, node, words: node.data.trim().replace(/\s+/g, ' ').slice(0, 40) });
  }
  for (const { box, node, words } of lines) {
    for (let over = node.parentElement; over !== document.documentElement; over = over.parentElement) {
      const { left, right, top, bottom } = over.getBoundingClientRect(), { overflowX, overflowY, display } = getComputedStyle(over);
      if (overflowX === 'auto' && overflowY === 'auto') break; // a person scrolls to it
      if (/inline$|contents|none/.test(display)) continue;
      if (box.left < left - 1 || box.right > right + 1) faults.push(`“${words}” sticks out of its ${over.localName}`);
      if (over.localName === 'button' && (box.top < top - 1 || box.bottom > bottom + 1)) faults.push(`“${words}” is higher than its button`);
    }
  }
  // Lines of text may touch; they are in each other's way from a quarter of their height on.
  const apart = (a, b) => Math.min(a.right, b.right) - Math.max(a.left, b.left) < 1 || Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) < Math.min(a.height, b.height) / 4;
  lines.forEach((one, i) => lines.slice(i + 1).filter((other) => !apart(one.box, other.box))
    .forEach((other) => faults.push(`“${one.words}” and “${other.words}” lie over each other`)));
  const page = document.getElementById('login') ?? document.scrollingElement;
  if (page.scrollWidth > page.clientWidth) faults.push(`the page is ${page.scrollWidth} pixels wide, and the window ${page.clientWidth}`);
  return [...new Set(faults)];
}

// In the page. The application's texts and controls, by the mirror; those under an open dialog or menu do not count.
function faultsOfControls() {
  const faults = [];
  const landmarks = '[role=banner], [role=navigation], [role=main], [role=complementary], [role=contentinfo], [role=dialog], [role=menu]';
  const leaf = 'button, input, [role=link], [role=row], [role=option], [role=menuitem], [role=heading], [role=term], [role=columnheader], [data-role=text]';
  const name = (element) => `${element.getAttribute('aria-label') || element.textContent || element.localName}`.slice(0, 40);
  const all = [...document.querySelectorAll('#mirror :is(' + leaf + ')')].filter((element) => !element.closest('[inert]'))
    .map((element) => ({ element, box: element.getBoundingClientRect(), place: element.parentElement.closest(landmarks), scrolls: element.parentElement.closest('.scrolls') }))
    .filter(({ box }) => box.width >= 1 && box.height >= 1);
  for (const { element, box, scrolls } of all) {
    const room = scrolls?.getBoundingClientRect() ?? { left: 0, right: innerWidth };
    if (box.left < room.left - 1 || box.right > room.right + 1) faults.push(`${name(element)} reaches from ${box.left} to ${box.right} of ${room.left} to ${room.right}`);
    if (!scrolls && (box.top < -1 || box.bottom > innerHeight + 1)) faults.push(`${name(element)} reaches from ${box.top} down to ${box.bottom} of ${innerHeight}`);
  }
  const over = ({ box: a }, { box: b }) => Math.min(a.right, b.right) - Math.max(a.left, b.left) > 1 && Math.min(a.bottom, b.bottom) - Math.max(a.top, b.top) > 1;
  all.forEach((one, i) => all.slice(i + 1)
    .filter((other) => one.place === other.place && one.scrolls === other.scrolls && !one.element.contains(other.element) && !other.element.contains(one.element) && over(one, other))
    .forEach((other) => faults.push(`${name(one.element)} and ${name(other.element)} lie over each other`)));
  if (document.scrollingElement.scrollWidth > innerWidth || document.scrollingElement.scrollHeight > innerHeight) faults.push('the page around the application scrolls');
  return faults;
}

/// What is wrong with a page in HTML (the login card, the guide), as sentences.
export const wordFaults = (page) => page.evaluate(faultsOfWords);
/// What is wrong with the application as it is shown.
export const controlFaults = (page) => page.evaluate(faultsOfControls);
