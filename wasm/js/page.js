// SPDX-License-Identifier: AGPL-3.0-or-later
// The page around the canvas: frames, size, pointer, keys. Texts go to C++ through Text.
addToLibrary({
  $Text__deps: ['malloc', 'free', '$UTF8ToString'],
  $Text: {
    // Calls give(pointer, bytes) with the text as UTF-8; the memory is freed afterwards. Not ended by a zero.
    pass(text, give) {
      const room = text.length * 3 + 1, at = _malloc(room);
      const { written } = new TextEncoder().encodeInto(text, HEAPU8.subarray(at, at + room));
      HEAPU8[at + written] = 0;
      const result = give(at, written);
      _free(at);
      return result;
    },
  },

  $Page__deps: ['$Text', '$UTF8ToString'],
  $Page: {
    owner: 0, canvas: null, stage: null, refresh: 0, timer: 0, ratio: 0, captured: -1, pressedAt: null, finger: null, log: null,
    request() {
      Page.refresh = Page.refresh || requestAnimationFrame(() => {
        Page.refresh = 0;
        if (devicePixelRatio !== Page.ratio) Page.resize(); // zoomed, or moved to another screen
        _page_frame(Page.owner);
      });
      clearTimeout(Page.timer);
    },
    resize(entries) {
      const canvas = Page.canvas, ratio = devicePixelRatio;
      // A screen of another ratio brings no event where the page keeps its size.
      if (ratio !== Page.ratio) matchMedia(`(resolution: ${Page.ratio = ratio}dppx)`).addEventListener('change', () => Page.resize(), { once: true });
      const box = entries && entries[0] && entries[0].devicePixelContentBoxSize && entries[0].devicePixelContentBoxSize[0];
      // Exact device pixels where the browser knows them; under emulated ratios that box ignores the ratio.
      const exact = (pixels, css) => (Math.abs(pixels - css * ratio) < 2 ? pixels : Math.round(css * ratio));
      const width = exact(box && box.inlineSize, canvas.clientWidth);
      const height = exact(box && box.blockSize, canvas.clientHeight);
      if (!width || !height) return;
      if (canvas.width !== width || canvas.height !== height) { canvas.width = width; canvas.height = height; }
      _page_resize(Page.owner, width, height, ratio);
    },
    pointer(e) {
      if (e.type !== 'pointermove') Mirror.busy = 3; // the move, the press, the release
      if (e.pointerType === 'touch' && e.target.dataset.role !== 'separator') return Page.touch(e);
      const down = e.type === 'pointerdown', changes = down || e.type === 'pointerup' || e.type === 'pointercancel';
      if (e.type === 'pointerleave') return _page_pointer(Page.owner, -1e9, 0, -1, 0, 0);
      if (down) {
        if (!Mirror.press(e)) return;
        Page.send(e, ''); // Shift may have gone to a text field
        const selects = Mirror.plain(e.target) || TextField.is(e.target) && TextField.shows(e.target);
        Page.pressedAt = selects ? null : [e.clientX, e.clientY];
      } else if (e.type === 'pointermove' && Page.pressedAt && e.buttons && Page.captured < 0 &&
        Math.hypot(e.clientX - Page.pressedAt[0], e.clientY - Page.pressedAt[1]) > 4) {
        // A drag may leave the window. Not before it is one: a capture would take the click from its element.
        Page.stage.setPointerCapture(Page.captured = e.pointerId);
      }
      if (changes && !down) { Page.pressedAt = null; Page.captured = -1; }
      _page_pointer(Page.owner, e.clientX, e.clientY, changes ? [0, 2, 1, 3, 4][Math.max(e.button, 0)] : -1, +down, 0);
    },
    // The browser scrolls and zooms under fingers by itself. One that stays where it is clicks when it is lifted, or asks
    // for a menu when it rests.
    touch(e) {
      const x = e.clientX, y = e.clientY, finger = Page.finger;
      if (e.type === 'pointermove' && finger && Math.hypot(x - finger.x, y - finger.y) < 8) return;
      Page.finger = null;
      if (finger) clearTimeout(finger.rest);
      if (finger && e.type === 'pointerup') Page.tap(finger, 0);
      if (e.type !== 'pointerdown' || !e.isPrimary || !Mirror.press(e)) return;
      Page.finger = { x, y, rest: TextField.is(e.target) || setTimeout(() => Page.tap(Page.finger, 1), 500) };
    },
    // A finger is 44 pixels wide: a control beside its middle is meant, unless it is over another one.
    aim(x, y) {
      const at = (x, y) => document.elementFromPoint(x, y), controls = '[tabindex]:not([role=main])';
      const over = (at(x, y) || Mirror.root).closest('#mirror ' + controls);
      let near = 12, aim = [x, y];
      for (const el of (over || Mirror.root).querySelectorAll(controls)) {
        const box = el.getBoundingClientRect();
        const to = [Math.max(box.left, Math.min(x, box.right - 1)), Math.max(box.top, Math.min(y, box.bottom - 1))];
        const away = Math.hypot(x - to[0], y - to[1]);
        if (away < near && el.contains(at(...to))) { near = away; aim = to; }
      }
      return aim;
    },
    tap(finger, button) {
      const [x, y] = Page.aim(finger.x, finger.y);
      for (const down of [1, 0]) _page_pointer(Page.owner, x, y, button, down, 1);
      _page_pointer(Page.owner, -1e9, 0, -1, 0, 1); // a lifted finger hovers nothing
      Page.finger = null;
    },
    // The browser's menu is for text alone: there it cuts, copies and pastes.
    menu(e) {
      if (TextField.is(e.target)) e.target.lead = 'page';
      else if (!Mirror.plain(e.target)) e.preventDefault();
    },
    // Keys that act in the application must not act on the page as well; the browser keeps its own.
    ours: (key) => /^(Arrow.*|Page.*|Home|End|Enter|Escape|Backspace|Delete|Insert| |\/|'|F1|F6)$/.test(key),
    key(e) {
      if (Page.stage.inert || e.isComposing || e.keyCode === 229) return; // the login card's, the input method's
      if (Mirror.keeps(e)) return;
      const chord = (e.ctrlKey || e.metaKey) && !e.altKey;
      if (e.type === 'keydown' && (chord ? /^[akf]$/i.test(e.key) : !e.altKey && Page.ours(e.key))) e.preventDefault();
      Page.send(e, e.key);
    },
    send(e, key) {
      const third = e.getModifierState('AltGraph'); // Windows says Ctrl and Alt for it
      const modifiers = (e.ctrlKey && !third) | e.shiftKey << 1 | (e.altKey && !third) << 2 | e.metaKey << 3;
      Text.pass(e.code || '', (code) => Text.pass(key, (name) => _page_key(Page.owner, code, name, +(e.type === 'keydown'), modifiers)));
    },
  },

  js_page_start__deps: ['$Page', '$Mirror'],
  js_page_start: (owner) => {
    Page.owner = owner;
    const canvas = Page.canvas = document.getElementById('canvas'), stage = Page.stage = document.getElementById('stage');
    const on = (target, types, call) => types.split(' ').forEach((type) => target.addEventListener(type, call));
    Mirror.start();
    const observer = new ResizeObserver(Page.resize);
    try { observer.observe(canvas, { box: 'device-pixel-content-box' }); } catch { observer.observe(canvas); }
    on(window, 'resize', () => Page.resize());
    on(stage, 'pointermove pointerdown pointerup pointercancel pointerleave', Page.pointer);
    on(stage, 'mousedown', (e) => {
      _page_clicks(owner, e.detail);
      Mirror.keepFocus(e);
    });
    on(stage, 'contextmenu', Page.menu);
    on(window, 'keydown keyup', Page.key);
    on(window, 'focus', () => _page_focus(owner, 1));
    on(window, 'blur', () => _page_focus(owner, 0));
    on(canvas, 'webglcontextlost', (e) => { e.preventDefault(); _page_context(owner, 0); });
    on(canvas, 'webglcontextrestored', () => _page_context(owner, 1));
    Page.resize();
  },
  js_page_frame__deps: ['$Page'],
  js_page_frame: () => Page.request(),
  js_page_timer__deps: ['$Page'],
  js_page_timer: (milliseconds) => {
    clearTimeout(Page.timer);
    if (!Page.refresh) Page.timer = setTimeout(() => _page_timer(Page.owner), milliseconds);
  },
  js_page_cursor__deps: ['$Page', '$UTF8ToString'],
  js_page_cursor: (css) => { Page.stage.style.cursor = UTF8ToString(css); },
  js_page_still: () => +matchMedia('(prefers-reduced-motion: reduce)').matches,
  js_page_touch: () => +matchMedia('(pointer: coarse)').matches,
  js_page_now: () => performance.now(),
  js_page_mac: () => +/Mac|iP/.test(navigator.platform),
  // ?stats: how many frames were drawn, what the last one cost (milliseconds) and why it came, for benchmarks; ?frames
  // shows the latest of them over the page.
  js_page_counts__deps: ['$Page'],
  js_page_counts: () => {
    const asked = new URLSearchParams(location.search);
    if (asked.has('frames')) {
      Page.log = document.body.appendChild(document.createElement('pre'));
      Page.log.id = 'frames';
      Page.log.ariaHidden = true; // it changes with every frame
    }
    return +(asked.has('stats') || asked.has('frames'));
  },
  js_page_count__deps: ['$Page', '$UTF8ToString'],
  js_page_count: (frames, ui, font, gl, reason) => {
    const data = document.documentElement.dataset;
    data.frames = frames;
    data.ui = ui.toFixed(2);
    data.font = font.toFixed(2);
    data.gl = gl.toFixed(2);
    data.reason = UTF8ToString(reason);
    if (frames === 1) data.firstFrame = performance.now().toFixed(0);
    if (Page.log) Page.log.textContent = `${frames} ${data.reason}: ${data.ui} + ${data.font} + ${data.gl} ms\n${Page.log.textContent.slice(0, 4000)}`;
  },
});
