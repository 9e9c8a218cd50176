// SPDX-License-Identifier: AGPL-3.0-or-later
// The page's side of the mirror: one element for each node of the accessible tree, transparent, over the canvas.
//   pointer: hits the element (so that hit tests and robots hold) and goes on to Dear ImGui by its position
//   click without a pointer (assistive technology, element.click()): asks for an activation
//   keys: text fields, choices, sliders and the press of a button are the page's, as is Tab; all else is Dear ImGui's
addToLibrary({
  $Mirror__deps: ['$Text', '$TextField', '$UTF8ToString'],
  $Mirror: {
    elements: null, root: null, live: null, settling: 0, changed: null, scrolled: null, pressed: null, fromTree: false,
    busy: 0, // so many frames until all clicks and keys have been acted on: what is typed meanwhile comes after them
    asked: null, // the element whose focus the tree has been told of and has not confirmed
    ACTIVATE: 0, FOCUS: 1, SET_TEXT: 2, SET_NUMBER: 3, SCROLL_TO: 4,
    // Bits of gui::a11y::State.
    DISABLED: 1, CHECKABLE: 2, CHECKED: 4, EXPANDABLE: 8, EXPANDED: 16, SELECTABLE: 32, SELECTED: 64, READ_ONLY: 256,
    MULTILINE: 512, SECRET: 1024, MODAL: 2048, INERT: 4096, SCROLLS: 8192, SORTED_UP: 1 << 14, SORTED_DOWN: 1 << 15,
    POPUP: 1 << 16, TAB_STOP: 1 << 19, MIXED: 1 << 20, PRESSABLE: 1 << 21, PRESSED: 1 << 22, INVALID: 1 << 23,
    CURRENT: 1 << 24, BUSY: 1 << 25, MULTI: 1 << 26,
    // Functions: a regular expression would not survive the linking.
    leaf: (role) => /^(text|heading|button|option|treeitem|tab|menuitem|menuitemcheckbox|link|cell|gridcell|columnheader|listitem|term|definition|tooltip)$/.test(role),
    acts: (role) => /^(option|treeitem|tab|menuitem|menuitemcheckbox|row|columnheader|link|listitem)$/.test(role),

    start() {
      const M = Mirror;
      M.elements = new Map();
      M.changed = new Set();
      M.scrolled = new Set();
      M.root = document.getElementById('mirror');
      M.live = [document.getElementById('said'), document.getElementById('warned')];
      M.root.addEventListener('click', M.onClick);
      M.root.addEventListener('input', M.onInput);
      M.root.addEventListener('focusin', M.onFocus);
      M.root.addEventListener('scroll', M.onScroll, true);
      TextField.start();
    },
    node: (target) => (target && target.closest ? target.closest('[data-role]') : null),
    request(el, verb, a, b, text) {
      Text.pass(text || '', (at, size) => _mirror_request(el.key, verb, a || 0, b || 0, at, size));
      _page_wake(Page.owner);
    },

    // ---- what a person does ----

    // A pointer went down. False: it is none. Assistive technology in Chromium sends a trusted press at the element's
    // centre without a move and even when something else is there: the click that follows asks for an activation.
    press(e) {
      const el = Mirror.node(e.target), hit = document.elementFromPoint(e.clientX, e.clientY);
      Mirror.pressed = el && el.contains(hit) ? el : null;
      if (Mirror.pressed && TextField.is(el)) el.lead = TextField.shows(el) ? 'page' : 'tree';
      return !el || !!Mirror.pressed;
    },
    // Dear ImGui decides about focus and drags; the browser selects only plain text, and in fields that it shows. Any
    // other text field takes the focus here, inside the gesture: soft keyboards open for nothing else.
    keepFocus(e) {
      const el = Mirror.node(e.target);
      if (Mirror.plain(e.target) || (el && TextField.shows(el))) return;
      e.preventDefault();
      if (el && TextField.is(el)) Mirror.focus(el);
    },
    // Text that can be selected and copied, and is no field or box.
    plain: (el) => el.tagName !== 'INPUT' && el.tagName !== 'TEXTAREA' && getComputedStyle(el).webkitUserSelect === 'text',
    focus(el) {
      Mirror.fromTree = true;
      el.focus({ preventScroll: true });
      Mirror.fromTree = false;
    },
    onClick(e) {
      const el = Mirror.node(e.target), byPointer = e.isTrusted && e.detail > 0 && Mirror.pressed === el;
      Mirror.pressed = null;
      if (!el) return;
      if (!byPointer) {
        if (TextField.is(el) || el.tagName === 'SELECT') return el.focus();
        Mirror.request(el, Mirror.ACTIVATE);
      }
      // A native box has toggled by itself; it is put right if the application thinks otherwise.
      if (el.type === 'checkbox' || el.type === 'radio') Mirror.later(el, 3);
    },
    onInput(e) {
      const el = Mirror.node(e.target);
      if (!el) return;
      if (TextField.is(el)) TextField.send(el);
      else if (el.tagName === 'SELECT') Mirror.request(el, Mirror.SET_NUMBER, el.selectedIndex);
      else if (el.type === 'range') Mirror.request(el, Mirror.SET_NUMBER, el.valueAsNumber);
    },
    onFocus(e) {
      const el = Mirror.node(e.target);
      if (!el || Mirror.fromTree) return;
      el.lead = 'page';
      Mirror.asked = el;
      Mirror.request(el, Mirror.FOCUS);
    },
    // Wheels, fingers and assistive technology scroll the element, at the browser's speed; the application follows.
    onScroll(e) {
      const el = e.target, at = [el.scrollLeft, el.scrollTop];
      if (!el.at || !Mirror.apart(el.at, at)) return;
      el.at = at;
      Mirror.request(el, Mirror.SCROLL_TO, at[0] * Page.ratio, at[1] * Page.ratio);
    },
    apart: (a, b) => Math.abs(a[0] - b[0]) >= 1 || Math.abs(a[1] - b[1]) >= 1,
    // Whether a key is the page's own business.
    keeps(e) {
      if (e.key === 'Tab') return true;
      const el = Mirror.node(e.target), moves = /^(Arrow|Home|End|Page)/.test(e.key), plain = !e.ctrlKey && !e.metaKey;
      if (!el) return false;
      if (TextField.is(el)) return TextField.keeps(el, e);
      if (el.tagName === 'SELECT' && plain && (moves || (e.key.length === 1 && e.key !== ' '))) return true;
      if (el.type === 'range' && moves) return true;
      // The browser clicks a button itself: this very one, whatever frame its focus reaches Dear ImGui in.
      if (el.tagName === 'BUTTON' && plain && (e.key === 'Enter' || e.key === ' ')) return true;
      if (plain && (moves || e.key === 'Enter' || e.key === ' ')) {
        e.preventDefault(); // Dear ImGui acts, not the element
        if (e.type === 'keydown') Mirror.request(el, Mirror.FOCUS);
      }
      return false;
    },

    // ---- what the tree says ----

    make(role, state) {
      const input = (type) => Object.assign(document.createElement('input'), { type });
      let el;
      if (role === 'button') el = Object.assign(document.createElement('button'), { type: 'button' });
      else if (role === 'checkbox' || role === 'radio') el = input(role);
      else if (role === 'switch') { el = input('checkbox'); el.setAttribute('role', role); }
      else if (role === 'slider') el = input('range');
      else if (role === 'textbox') el = TextField.make(state & Mirror.MULTILINE, state & Mirror.SECRET);
      else if (role === 'combobox') el = document.createElement('select');
      else {
        el = document.createElement('div');
        if (!/^(generic|text|root|none|item)$/.test(role)) el.setAttribute('role', role);
        // Without a listener of its own, the platform offers assistive technology to click an ancestor instead.
        if (Mirror.acts(role)) el.onclick = () => {};
        if (role === 'main') el.tabIndex = -1;
        if (role === 'separator') el.setAttribute('aria-orientation', 'vertical'); // they part columns
      }
      if (Mirror.leaf(role)) el.append(el.label = document.createTextNode(''));
      el.outer = el;
      if (role === 'menu') { // floats beside all landmarks: one of its own, without a box
        (el.outer = document.createElement('div')).append(el);
        el.outer.className = 'outer';
        el.outer.setAttribute('role', 'region');
        el.outer.setAttribute('aria-label', 'Menu');
      }
      el.dataset.role = role;
      return el;
    },
    set(el, name, value) { // undefined removes
      if (value === undefined) el.removeAttribute(name);
      else if (el.getAttribute(name) !== String(value)) el.setAttribute(name, value);
    },
    // Looks again at what the element shows once so many frames are through, when the application has had its say.
    later(el, frames) {
      el.frames = frames;
      Mirror.changed.add(el);
      _page_wake(Page.owner);
    },
    settle(el) {
      if (--el.frames > 0) return;
      Mirror.changed.delete(el);
      if (TextField.is(el)) TextField.settle(el);
      else el.checked = el.truth;
    },
  },

  js_mirror_place__deps: ['$Mirror', '$UTF8ToString'],
  js_mirror_place: (key, role, parent, before, state) => {
    key >>>= 0;
    const M = Mirror;
    if (!parent) {
      M.root.key = key;
      M.elements.set(key, M.root);
      return;
    }
    let el = M.elements.get(key);
    if (!el) {
      el = M.make(UTF8ToString(role), state);
      el.key = key;
      el.id = 'n' + key;
      M.elements.set(key, el);
    }
    const into = M.elements.get(parent >>> 0), previous = before ? M.elements.get(before >>> 0).outer : into.label;
    const next = previous ? previous.nextSibling : into.firstChild, it = el.outer;
    if (it.parentNode !== into || next !== it) into.insertBefore(it, next === it ? it.nextSibling : next);
  },
  js_mirror_remove__deps: ['$Mirror'],
  js_mirror_remove: (key) => {
    const M = Mirror, el = M.elements.get(key >>> 0);
    if (!el || el === M.root) return;
    M.fromTree = true;
    el.outer.remove();
    M.fromTree = false;
    M.changed.delete(el);
    M.elements.delete(key >>> 0);
  },
  js_mirror_box__deps: ['$Mirror'],
  js_mirror_box: (key, x, y, w, h, z) => {
    const el = Mirror.elements.get(key >>> 0);
    if (el !== Mirror.root) el.style.cssText = `left:${x}px;top:${y}px;width:${w}px;height:${h}px;z-index:${z || 'auto'}`;
  },
  js_mirror_text__deps: ['$Mirror', '$UTF8ToString'],
  js_mirror_text: (key, slices, chars, others) => {
    const el = Mirror.elements.get(key >>> 0), M = Mirror;
    if (el === M.root) return;
    const [name, value, description, options, keys] = [0, 1, 2, 3, 4].map((i) => {
      const at = HEAPU32[slices / 4 + i * 2], size = HEAPU32[slices / 4 + i * 2 + 1];
      return size ? UTF8ToString(chars + at, size) : '';
    });
    if (el.label) { if (el.label.data !== name) el.label.data = name; }
    else if (el.dataset.role !== 'generic') M.set(el, 'aria-label', name || undefined);
    M.set(el, 'aria-description', description || undefined);
    M.set(el, 'aria-keyshortcuts', keys || undefined);
    ['describedby', 'activedescendant', 'controls'].forEach((link, i) => {
      const other = HEAPU32[others / 4 + i];
      M.set(el, 'aria-' + link, other ? 'n' + other : undefined);
    });
    if (TextField.is(el)) TextField.told(el, value);
    else if (el.tagName === 'SELECT') {
      if (el.offered !== options) {
        el.offered = options;
        el.replaceChildren(...options.split('\n').map((option) => new Option(option)));
      }
      el.value = value;
    } else if (value) M.set(el, 'aria-valuetext', value);
  },
  js_mirror_numbers__deps: ['$Mirror'],
  js_mirror_numbers: (key, numbers) => {
    const el = Mirror.elements.get(key >>> 0), M = Mirror, at = numbers / 8;
    if (el === M.root) return;
    const [number, min, max, step, level, row, column, rows, columns, position, size, from, to] = HEAPF64.subarray(at, at + 13);
    if (TextField.is(el)) return TextField.caret(el, from, to);
    if (el.type === 'range') {
      Object.assign(el, { min, max, step: +step.toPrecision(6) });
      if (Math.abs(el.valueAsNumber - number) > step / 2) el.value = +number.toPrecision(6); // floats leave the step grid
    } else if (max > min) {
      M.set(el, 'aria-valuenow', number);
      M.set(el, 'aria-valuemin', min);
      M.set(el, 'aria-valuemax', max);
    }
    M.set(el, 'aria-level', level || undefined);
    M.set(el, 'aria-rowindex', row || undefined);
    M.set(el, 'aria-colindex', column || undefined);
    M.set(el, 'aria-rowcount', rows || undefined);
    M.set(el, 'aria-colcount', columns || undefined);
    M.set(el, 'aria-posinset', position || undefined);
    M.set(el, 'aria-setsize', size || undefined);
  },
  js_mirror_state__deps: ['$Mirror'],
  js_mirror_state: (key, state) => {
    const el = Mirror.elements.get(key >>> 0), M = Mirror;
    if (el === M.root) return;
    const role = el.dataset.role, on = (bit) => (state & bit) !== 0, either = (able, bit) => (on(able) ? on(bit) : undefined);
    const yes = (bit) => (on(bit) ? true : undefined);
    M.set(el, 'aria-disabled', yes(M.DISABLED)); // keeps the focus, so that the reason can be read
    if (TextField.is(el)) {
      el.readOnly = on(M.READ_ONLY) || on(M.DISABLED);
      M.set(el, 'role', on(M.EXPANDABLE) ? 'combobox' : undefined); // it leads a list of its own
      M.set(el, 'aria-autocomplete', on(M.EXPANDABLE) ? 'list' : undefined);
    }
    if (el.type === 'checkbox' || el.type === 'radio') {
      el.truth = on(M.CHECKED);
      if (!M.changed.has(el)) el.checked = el.truth;
      el.indeterminate = on(M.MIXED);
      if (el.type === 'radio') el.name = 'g' + el.parentNode.key;
    } else M.set(el, 'aria-checked', on(M.MIXED) ? 'mixed' : either(M.CHECKABLE, M.CHECKED));
    if (el.tagName !== 'SELECT') M.set(el, 'aria-expanded', either(M.EXPANDABLE, M.EXPANDED));
    M.set(el, 'aria-selected', either(M.SELECTABLE, M.SELECTED));
    M.set(el, 'aria-pressed', either(M.PRESSABLE, M.PRESSED));
    M.set(el, 'aria-multiselectable', yes(M.MULTI));
    M.set(el, 'aria-haspopup', on(M.POPUP) ? 'menu' : undefined);
    M.set(el, 'aria-invalid', yes(M.INVALID));
    M.set(el, 'aria-busy', yes(M.BUSY));
    M.set(el, 'aria-current', on(M.CURRENT) ? (role === 'link' ? 'page' : 'true') : undefined);
    M.set(el, 'aria-sort', on(M.SORTED_UP) ? 'ascending' : on(M.SORTED_DOWN) ? 'descending' : undefined);
    M.set(el, 'aria-modal', yes(M.MODAL));
    if (on(M.TAB_STOP) || el.tagName !== 'DIV' || M.acts(role)) el.tabIndex = on(M.TAB_STOP) ? 0 : -1;
    if (el.outer.parentNode === M.root) { // getByRole looks at aria-hidden only
      el.inert = on(M.INERT);
      M.set(el, 'aria-hidden', yes(M.INERT));
    }
    el.classList.toggle('scrolls', on(M.SCROLLS));
  },
  js_mirror_scroll__deps: ['$Mirror'],
  js_mirror_scroll: (key, x, y, w, h) => {
    const el = Mirror.elements.get(key >>> 0);
    if (el === Mirror.root || !el.classList.contains('scrolls')) return;
    if (!el.extent) {
      el.append(el.extent = document.createElement('div'));
      el.extent.className = 'extent';
      el.extent.setAttribute('role', 'presentation');
    }
    el.extent.style.cssText = `width:${w}px;height:${h}px`;
    // What it was scrolled to by the browser itself is left alone, or its movement would end.
    if (el.at && !Mirror.apart(el.at, [x, y])) return;
    el.at = [x, y];
    Mirror.scrolled.add(el);
  },
  // After each frame: scroll positions last, because each one makes the browser lay out.
  js_mirror_done__deps: ['$Mirror'],
  js_mirror_done: () => {
    for (const el of Mirror.scrolled) {
      el.scrollLeft = el.at[0];
      el.scrollTop = el.at[1];
    }
    Mirror.scrolled.clear();
    if (Mirror.busy) --Mirror.busy;
    for (const el of [...Mirror.changed]) Mirror.settle(el);
  },
  js_mirror_focus__deps: ['$Mirror'],
  js_mirror_focus: (key) => {
    const el = Mirror.elements.get(key >>> 0), confirmed = el === Mirror.asked;
    Mirror.asked = null;
    // What only confirms the page's own move must not undo the next one, which came while the frame was drawn.
    if (!el || confirmed || el === Mirror.root || el === document.activeElement || Page.stage.inert) return;
    el.lead = 'tree';
    Mirror.focus(el);
    if (TextField.is(el)) TextField.place(el);
  },
  js_mirror_announce__deps: ['$Mirror', '$UTF8ToString'],
  js_mirror_announce: (text, size, how) => {
    const line = document.createElement('div'), settles = how === 2;
    line.textContent = UTF8ToString(text, size);
    const say = () => {
      Mirror.live[+(how === 1)].append(line);
      setTimeout(() => line.remove(), 5000); // said; nobody shall come upon it later
    };
    if (!settles) return say();
    clearTimeout(Mirror.settling);
    Mirror.settling = setTimeout(say, 600);
  },
});
