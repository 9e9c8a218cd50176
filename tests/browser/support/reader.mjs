// SPDX-License-Identifier: AGPL-3.0-or-later
// A listener in the place of a screen reader: what has the keyboard, by the accessible tree that Chromium computes, and
// what live regions say.

import assert from 'node:assert/strict';

const patience = 20000;

// In the page, before anything else: tells what is added to live regions that are not hidden. One with aria-atomic (a
// status is so by itself) is told as a whole.
function listenToRegions() {
  const regionsIn = (node) => [...node.querySelectorAll?.('[role=status], [role=alert]') ?? []];
  const regionOf = (node) => (node.nodeType === Node.ELEMENT_NODE ? node : node.parentElement)?.closest('[role=status], [role=alert]');
  new MutationObserver((changes) => {
    const changed = new Map(); // region: what was added
    const add = (region, node) => region && !region.closest('[hidden], [inert]') && changed.set(region, [...changed.get(region) ?? [], node]);
    for (const { type, target, addedNodes } of changes) {
      if (type === 'characterData') add(regionOf(target), target);
      for (const node of addedNodes) {
        add(regionOf(node), node);
        regionsIn(node).forEach((region) => add(region, region));
      }
    }
    for (const [region, added] of changed) {
      const parts = region.getAttribute('aria-atomic') === 'false' ? added : [region];
      parts.map((part) => part.textContent.trim()).filter(Boolean).forEach((words) => globalThis.toldAloud(words));
    }
  }).observe(document, { subtree: true, childList: true, characterData: true });
}

const stateWords = {
  focused: () => '', focusable: () => '', disabled: (on) => on && 'unavailable', checked: (on) => (on === 'true' ? 'checked' : 'not checked'),
  selected: (on) => (on ? 'selected' : 'not selected'), expanded: (on) => (on ? 'expanded' : 'collapsed'),
  level: (level) => `level ${level}`, pressed: (on) => (on === 'true' ? 'pressed' : 'not pressed'), invalid: (on) => on === 'true' && 'invalid', modal: () => '',
};

/// Attaches to the page before it is loaded. Returns {
///   heard      everything said by live regions so far, in order,
///   said(w)    resolves once a region says exactly this, or something that fits; from where it was called last,
///   at(w)      resolves once this, or something that fits, is said of what has the keyboard: "Filter, textbox, …",
///   nodes()    the tree as [{role, name, value, description, depth, …states}], without what is ignored }
export async function listen(page) {
  const devtools = await page.context().newCDPSession(page);
  const heard = [];
  let next = 0;
  let here = '';
  await page.exposeFunction('toldAloud', (words) => { heard.push(words); });
  await page.addInitScript(listenToRegions);

  async function nodes() {
    const { nodes: all } = await devtools.send('Accessibility.getFullAXTree');
    const byId = new Map(all.map((node) => [node.nodeId, node]));
    const walk = (node, depth) => (node ? [...(node.ignored ? [] : [describe(node, depth)]), ...node.childIds.flatMap((id) => walk(byId.get(id), depth + 1))] : []);
    return walk(all[0], 0);
  }
  const describe = (node, depth) => ({
    role: node.role.value, name: node.name?.value ?? '', value: node.value?.value, description: node.description?.value ?? '', depth,
    id: node.backendDOMNodeId, states: Object.fromEntries((node.properties ?? []).map(({ name, value }) => [name, value.value])),
    active: node.properties?.find(({ name }) => name === 'activedescendant')?.value.relatedNodes?.[0].backendDOMNodeId,
  });
  const words = ({ role, name, value, description, states }) => [name, role, value, ...Object.entries(states).map(([state, on]) => stateWords[state]?.(on)), description]
    .filter((word) => word !== undefined && word !== '' && word !== false).join(', ');

  async function until(look, what) {
    for (const end = Date.now() + patience; ;) {
      const found = await look();
      if (found) return found;
      if (Date.now() > end) assert.fail(`${what()}\nheard so far: ${JSON.stringify(heard, null, 1)}`);
      await page.evaluate(() => new Promise(requestAnimationFrame));
    }
  }

  const said = (wanted) => until(() => {
    const found = heard.findIndex((each, i) => i >= next && fits(wanted, each));
    if (found >= 0) next = found + 1;
    return found >= 0;
  }, () => `nobody said ${wanted}`);
  const fits = (wanted, words) => (wanted instanceof RegExp ? wanted.test(words) : wanted === words);
  const at = (wanted) => until(async () => {
    const all = await nodes();
    const focus = all.findLast(({ states }) => states.focused);
    const node = (focus?.active && all.find(({ id }) => id === focus.active)) || focus;
    here = node ? words(node) : 'nothing';
    return fits(wanted, here);
  }, () => `the keyboard is not at ${wanted} but at ${here}`);
  return { heard, said, at, nodes };
}
