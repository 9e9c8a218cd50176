// SPDX-License-Identifier: AGPL-3.0-or-later
// The page beyond the canvas. What the login card looks like is web/boot.js's business, handed over as Module.card.
addToLibrary({
  $Give__deps: ['malloc'],
  $Give: (text, size) => { // a text as malloc'ed UTF-8; null as null
    if (text === null) return 0;
    const bytes = new TextEncoder().encode(text), at = _malloc(bytes.length + 1);
    HEAPU8.set(bytes, at);
    HEAPU32[size / 4] = bytes.length;
    return at;
  },
  $Host__deps: ['$Text', '$TextField', '$Page', '$UTF8ToString'],
  $Host: {
    view: null, owner: 0, copying: null,
    fields: () => (Host.view = Host.view || { causes: [], links: [] }),
    start(owner) {
      const card = Module['card'], pass = Text.pass;
      Host.owner = owner;
      card['on'] = {
        'certificate': (authzid) => pass(authzid, (at, size) => _app_certificate(owner, at, size)),
        // The password is wiped from the memory it passed through.
        'password': (user, password) => pass(user, (at, size) => pass(password, (secret, length) => {
          _app_password(owner, at, size, secret, length);
          HEAPU8.fill(0, secret, secret + length);
        })),
        'cancel': () => _app_cancel(owner),
        'change': (text) => pass(text, (at, size) => _app_change(owner, at, size)),
      };
      addEventListener('hashchange', () => pass(location.hash.slice(1), (at, size) => _app_location(owner, at, size)));
      for (const query of ['(prefers-color-scheme: dark)', '(prefers-contrast: more)', '(forced-colors: active)'])
        matchMedia(query).addEventListener('change', () => _app_theme(owner));
      document.addEventListener('visibilitychange', () => _app_visible(owner, +!document.hidden));
      // Ctrl+C and the browser's menu: the page's own text where some is meant, else rows of the list.
      addEventListener('copy', (e) => {
        if (TextField.is(document.activeElement) || !getSelection().isCollapsed) return;
        _page_frame(Page.owner); // the keyboard may just have come to its row
        Host.copying = e;
        _app_copy(owner);
        Host.copying = null;
      });
      addEventListener('online', () => _app_online(owner, 1));
      addEventListener('offline', () => _app_online(owner, 0));
    },
  },
  js_host_start__deps: ['$Host'],
  js_host_start: (owner) => Host.start(owner),

  js_login_text__deps: ['$Host'],
  js_login_text: (field, text, size) => { Host.fields()[UTF8ToString(field)] = size ? UTF8ToString(text, size) : ''; },
  js_login_flag__deps: ['$Host'],
  js_login_flag: (field, on) => { Host.fields()[UTF8ToString(field)] = on === 1; },
  js_login_cause__deps: ['$Host'],
  js_login_cause: (text, size) => { Host.fields()['causes'].push(UTF8ToString(text, size)); },
  js_login_link__deps: ['$Host'],
  js_login_link: (label, labelSize, url, urlSize) => {
    Host.fields()['links'].push({ 'label': UTF8ToString(label, labelSize), 'url': UTF8ToString(url, urlSize) });
  },
  js_login_show__deps: ['$Host'],
  js_login_show: () => {
    const view = Host.fields();
    Host.view = null;
    Module['card']['show'](view);
  },

  js_login_no_webgl: () => Module['card']['noWebGL'](),

  js_host_location: (fragment, size, replace) => {
    const hash = '#' + UTF8ToString(fragment, size);
    if (hash === location.hash) return;
    try {
      if (replace) history.replaceState(null, '', hash);
      else history.pushState(null, '', hash);
    } catch { /* longer than the browser's addresses: a name of megabytes has no link */ }
  },
  js_host_title: (title, size) => { document.title = UTF8ToString(title, size); },
  js_host_copy__deps: ['$Host', '$UTF8ToString'],
  js_host_copy: (text, size) => {
    const copied = UTF8ToString(text, size), done = () => _app_copied(Host.owner, 1);
    const give = (e) => {
      e.clipboardData.setData('text/plain', copied);
      e.preventDefault();
      e.stopPropagation();
      done();
    };
    const byEvent = () => { // where the page is no secure context, or the permission was refused
      document.addEventListener('copy', give, { once: true });
      if (!document.execCommand('copy')) _app_copied(Host.owner, 0);
      document.removeEventListener('copy', give);
    };
    if (Host.copying) give(Host.copying);
    else if (navigator.clipboard) navigator.clipboard.writeText(copied).then(done, byEvent);
    else byEvent();
  },
  js_host_stored__deps: ['$Give', '$UTF8ToString'],
  js_host_stored: (key, size) => {
    try { return Give(localStorage.getItem('broker.' + UTF8ToString(key, HEAPU32[size / 4])), size); } catch { return 0; }
  },
  js_host_store: (key, keySize, value, size) => {
    const name = UTF8ToString(key, keySize), text = size ? UTF8ToString(value, size) : '';
    Module['card']['look'](text);
    try {
      localStorage.setItem('broker.' + name, text);
      return 1;
    } catch { return 0; } // refused or full
  },
  js_host_save__deps: ['$UTF8ToString'],
  js_host_save: (name, nameSize, text, size) => {
    const href = URL.createObjectURL(new Blob([UTF8ToString(text, size)]));
    Object.assign(document.createElement('a'), { 'download': UTF8ToString(name, nameSize), href }).click();
    URL.revokeObjectURL(href); // the click has taken hold of what it names
  },
  // Only the web, and the page's own guide: an address may come from a stranger.
  js_host_open: (url, size) => {
    const target = new URL(UTF8ToString(url, size), location.href);
    if (target.protocol === 'https:' || target.origin === location.origin) open(target.href, '_blank', 'noopener,noreferrer');
  },
  js_host_theme: () => {
    const is = (query) => matchMedia(query).matches;
    return is('(prefers-contrast: more)') || is('(forced-colors: active)') ? 2 : +is('(prefers-color-scheme: dark)');
  },
  js_host_utc_offset: (unixTime) => -new Date(unixTime * 1000).getTimezoneOffset(),
  js_host_page__deps: ['$Give', '$UTF8ToString'],
  js_host_page: (what, size) => {
    const texts = {
      'origin': location.origin, 'host': location.host, 'address': location.origin + location.pathname, 'fragment': location.hash.slice(1),
      'user_agent': navigator.userAgent, 'config': Module['config'], 'secure': isSecureContext ? '1' : '',
    };
    return Give(texts[UTF8ToString(what, HEAPU32[size / 4])] || '', size);
  },
});
