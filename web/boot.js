// SPDX-License-Identifier: AGPL-3.0-or-later
// Shows the login card, checks what the browser can do, loads config.json and the program, and hands the page over.
'use strict';
(() => {
  const script = document.currentScript, $ = (id) => document.getElementById(id);

  // ---- the login card -------------------------------------------------------------------------------------------

  const buttons = ['certificate', 'with-password', 'change'];
  const show = (element, on) => { element.hidden = !on; };
  const fill = (element, text) => {
    element.textContent = text;
    show(element, text !== '');
  };

  // Handed to the program. `on` holds what to call; everything is text, nothing is markup.
  const card = {
    'on': null,
    'look': (preferences) => { document.documentElement.dataset.theme = JSON.parse(preferences).theme; },
    'show': (view) => {
      const entered = $('login').hidden, at = document.activeElement;
      front(view.visible);
      if (!view.visible) {
        said('');
        return wipe();
      }
      if (entered) $('title').focus();
      fill($('endpoint'), view.endpoint);
      $('locked').toggleAttribute('hidden', !view.encrypted);
      $('unlocked').toggleAttribute('hidden', view.encrypted);
      for (const id of buttons) $(id).disabled = view.busy || (view.blocked && id !== 'change');
      for (const id of ['user', 'password', 'authzid']) $(id).readOnly = view.busy;
      show($('busy'), view.busy);
      $('progress').textContent = view.progress;
      show($('password-part'), view.passwordAllowed);
      show($('authzid-field'), view.askAuthzid);
      show($('notice'), view.notice !== '');
      $('notice').lastElementChild.textContent = view.notice;
      showError(view);
      keepFocus(at, view.busy);
      said(view.progress || view.notice);
    },
  };

  // While the program is busy the button that was pressed can do nothing, and what is at hand is Cancel; afterwards the
  // button is at hand again.
  let pressed = null;
  function keepFocus(at, busy) {
    if (busy && at.disabled) {
      pressed = at;
      $('cancel').focus();
    } else if (!busy && pressed) {
      if (at === $('cancel') || at === document.body) (pressed.disabled ? $('title') : pressed).focus();
      pressed = null;
    }
  }

  // Aloud, once: regions that were hidden are not read everywhere when they appear.
  let latest = '';
  function said(text) {
    if (text !== latest) $('said').textContent = latest = text;
  }

  // Either the card or the application can be seen and reached.
  function front(visible) {
    $('login').hidden = !visible;
    $('stage').inert = visible;
    if (visible) $('stage').setAttribute('aria-hidden', 'true');
    else $('stage').removeAttribute('aria-hidden');
  }

  function showError(view) {
    show($('error'), view.errorTitle !== '');
    fill($('error-title'), view.errorTitle);
    fill($('error-text'), view.errorText);
    $('causes').replaceChildren(...view.causes.map((cause) => Object.assign(document.createElement('li'), { textContent: cause })));
    show($('causes'), view.causes.length > 0);
    fill($('raw'), view.raw);
    show($('raw'), false);
    $('links').replaceChildren(...view.links.map(({ label, url }) => {
      if (url !== '#raw') return Object.assign(document.createElement('a'), { textContent: label, href: url, target: '_blank', rel: 'noopener' });
      const button = Object.assign(document.createElement('button'), { type: 'button', className: 'link', textContent: label });
      button.setAttribute('aria-expanded', 'false');
      button.setAttribute('aria-controls', 'raw');
      button.onclick = () => {
        $('raw').hidden = !$('raw').hidden;
        button.setAttribute('aria-expanded', String(!$('raw').hidden));
      };
      return button;
    }));
    show($('links'), view.links.length > 0);
  }

  function wipe() {
    $('password').value = '';
    $('password').type = 'password';
  }

  function toggleChange(open) {
    show($('change-form'), open);
    $('change').setAttribute('aria-expanded', String(open));
    if (open) $('address').focus();
    else $('change').focus();
  }
  $('change').onclick = () => toggleChange($('change-form').hidden);
  $('keep').onclick = () => toggleChange(false);
  $('change-form').onsubmit = (e) => {
    e.preventDefault();
    toggleChange(false);
    card.on.change($('address').value.trim());
  };
  $('certificate-form').onsubmit = (e) => {
    e.preventDefault();
    card.on.certificate($('authzid-field').hidden ? '' : $('authzid').value.trim());
  };
  $('password-form').onsubmit = (e) => {
    e.preventDefault();
    const password = $('password').value;
    wipe();
    card.on.password($('user').value.trim(), password);
  };
  $('cancel').onclick = () => card.on.cancel();
  $('reveal').onclick = () => {
    const hidden = $('password').type === 'text';
    $('password').type = hidden ? 'password' : 'text';
    $('reveal').setAttribute('aria-pressed', String(!hidden));
  };

  // ---- what can go wrong before there is a program ---------------------------------------------------------------

  let failed = false;
  function fail(title, text, causes = []) {
    if (failed) return; // the first failure is the cause of the others
    failed = true;
    front(true);
    show($('busy'), false);
    for (const id of buttons) $(id).disabled = true;
    showError({ errorTitle: title, errorText: text, causes, links: [], raw: '' });
  }
  const notLoaded = (what) => fail('The program could not be loaded', `The browser did not accept ${what}. Likely causes:`, [
    'The connection broke. Load the page again',
    'The page was updated on the server while it was open. Load it again',
    'The file on the server is not the one that was built: its hash differs. Ask who runs the server to copy the whole folder again',
  ]);

  card.noWebGL = () => fail('This browser does not offer WebGL 2', 'The application draws with it. Likely causes:', [
    'Hardware acceleration is switched off. Switch it on in the settings of the browser',
    'The graphics driver is on the browser’s block list. Update the driver, or look at chrome://gpu or about:support',
    'The browser is too old. Update it',
  ]);

  addEventListener('error', ({ error }) => {
    if (typeof WebAssembly === 'object' && error instanceof WebAssembly.RuntimeError) {
      fail('The program stopped', `It found itself in a state that it cannot go on from (${error.message}). What was sent to the controller stands; load the page again to go on.`);
    }
  });

  function checks() {
    if (window.top !== window.self) {
      fail('This page is shown inside another page', 'Whoever made that page could watch or steer what you do here. Open the broker in a tab of its own.');
    } else if (!isSecureContext) {
      fail('This page was not loaded over HTTPS', `The browser withholds what a safe login needs. Open the page as https://${location.host}${location.pathname}.`);
    } else if (typeof WebAssembly !== 'object') {
      fail('This browser does not run WebAssembly', 'It is too old, or a policy switched WebAssembly off. Update the browser, or ask who manages it.');
    }
  }

  // ---- loading ---------------------------------------------------------------------------------------------------

  async function config() {
    const response = await fetch('config.json', { cache: 'no-cache', credentials: 'same-origin' });
    if (response.status === 404) return ''; // everything in it is optional
    if (!response.ok) throw new Error(`status ${response.status}`);
    return response.text();
  }

  function start() {
    const { wasm, integrity } = script.dataset;
    // The hash is checked by the browser before a byte of the file is compiled.
    const compiled = WebAssembly.compileStreaming(fetch(wasm, { integrity, credentials: 'same-origin' }));
    const settings = config();
    compiled.catch(() => notLoaded(wasm));
    settings.catch((error) => (navigator.onLine
      ? fail('config.json could not be read', `The server answered, but not with the file (${error.message}). Without it the broker might lead you to a wrong controller. Load the page again, or ask who runs the server.`)
      : fail('This computer is offline', 'The page comes from the browser’s cache. Neither its settings nor the controller can be reached. Connect, then load the page again.')));
    addEventListener('DOMContentLoaded', () => { // after the deferred scripts
      if (typeof createBroker !== 'function') return notLoaded('broker.js');
      return createBroker({
        card,
        instantiateWasm(imports, done) {
          Promise.all([compiled, settings]).then(async ([module, text]) => {
            this.config = text;
            done(await WebAssembly.instantiate(module, imports));
          }).catch(() => {});
        },
        quit() {},
      });
    });
  }

  // The page may come from a cache, or have been open while the folder on the server was replaced. Whoever comes back to
  // it is told; what he is in the middle of is not taken from him.
  async function compare() {
    if (document.hidden) return;
    const response = await fetch(location.pathname, { cache: 'no-store', credentials: 'same-origin' });
    const text = response.ok ? await response.text() : '';
    const own = [script.dataset.integrity, ...[...document.querySelectorAll('[integrity]')].map((element) => element.integrity)];
    show($('stale'), text.includes(' data-integrity="') && !own.every((hash) => text.includes(hash)));
  }
  function watch() {
    const look = () => { compare().catch(() => {}); }; // offline: the application says so itself
    $('stale').lastElementChild.onclick = () => location.reload();
    addEventListener('load', look);
    document.addEventListener('visibilitychange', look);
    addEventListener('online', look);
  }

  try { card.look(localStorage.getItem('broker.preferences.1')); } catch { /* nothing stored, or refused: the system's theme */ }
  checks();
  if (!failed) start();
  watch();
})();
