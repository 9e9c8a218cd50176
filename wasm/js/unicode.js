// SPDX-License-Identifier: AGPL-3.0-or-later
addToLibrary({
  $Categories: { tests: null, known: null },
  js_unicode_map__deps: ['malloc', '$UTF8ToString'],
  js_unicode_map: (text, size, form) => {
    const before = UTF8ToString(text, HEAPU32[size / 4]);
    const after = form === 2 ? before.toLowerCase() : before.normalize(form ? 'NFKC' : 'NFC');
    const bytes = new TextEncoder().encode(after), at = _malloc(bytes.length + 1);
    HEAPU8.set(bytes, at);
    HEAPU32[size / 4] = bytes.length;
    return at;
  },
  // One regular expression for each general category, in the order of unicode.cpp; answers are remembered.
  js_unicode_category__deps: ['$Categories'],
  js_unicode_category: (character) => {
    const C = Categories;
    if (!C.tests) {
      C.tests = ('Ll Lu Lo Nd Pd Po Mn Mc Lm Lt Zs So Sm Sc Sk Ps Pe Pi Pf Pc No Nl Me Cf Cc Co Cs Zl Zp Cn').split(' ')
        .map((name) => new RegExp(`\\p{${name}}`, 'u'));
      C.known = new Map();
    }
    let found = C.known.get(character);
    if (found === undefined) {
      const text = String.fromCodePoint(character);
      C.known.set(character, found = C.tests.findIndex((test) => test.test(text)));
    }
    return found;
  },
});
