// SPDX-License-Identifier: AGPL-3.0-or-later
// Typing. The mirror's text fields are real ones: what the browser types, composes, pastes or undoes in them is the
// text, and Dear ImGui shows it. So every input method, dead key and soft keyboard works as anywhere else in the browser.
//
// `lead` says who moves the caret: the page (keys, assistive technology) or the tree (mouse, commands).
addToLibrary({
  $TextField__deps: ['$Mirror'],
  $TextField: {
    composing: null,
    start() {
      const end = (e) => {
        if (!TextField.composing) return;
        TextField.composing = null;
        TextField.dress(e.target);
        TextField.send(e.target);
      };
      Mirror.root.addEventListener('compositionstart', (e) => TextField.dress(TextField.composing = e.target));
      Mirror.root.addEventListener('compositionend', end);
      document.addEventListener('selectionchange', () => {
        const el = document.activeElement;
        if (!TextField.is(el) || !el.key || el.lead !== 'page' || TextField.composing) return;
        if (el.selectionStart !== el.sent[0] || el.selectionEnd !== el.sent[1]) TextField.send(el);
      });
    },
    is: (el) => !!el && (el.tagName === 'TEXTAREA' || (el.tagName === 'INPUT' && (el.type === 'text' || el.type === 'password'))),
    make(multiline, secret) {
      const el = document.createElement(multiline ? 'textarea' : 'input');
      if (!multiline) el.type = secret ? 'password' : 'text';
      Object.assign(el, { autocomplete: 'off', autocapitalize: 'off', spellcheck: false, dir: 'auto', sent: [0, 0], range: [0, 0], truth: '' });
      TextField.dress(el);
      return el;
    },
    // The field itself shows, over the canvas, text of several lines (gui/widgets/text_area.h), what is composed, with the
    // marks of the input method, and text that Dear ImGui cannot lay out (gui/widgets/text_runs.cpp).
    dress(el) {
      const odd = /[\u0300-\u036f\u0483-\u0489\u0590-\u1cff\u1dc0-\u1dff\u200c-\u200f\u20d0-\u20ff\u3099\u309a\ua66f-\ua67d\ua800-\uabff\ue000-\uf8ff\ufb1d-\ufefe\ud802-\ud807\ud83a-\ud83c\udb40]/;
      el.classList.toggle('shown', el.tagName === 'TEXTAREA' || TextField.composing === el || (el.type !== 'password' && odd.test(el.value)));
    },
    shows: (el) => el.classList.contains('shown'),
    send(el) {
      TextField.dress(el);
      el.lead = 'page';
      el.unsent = Mirror.busy > 0;
      if (el.unsent) return Mirror.later(el, Mirror.busy);
      el.sent = [el.selectionStart, el.selectionEnd];
      el.asked = el.value;
      Mirror.request(el, Mirror.SET_TEXT, el.sent[0], el.sent[1], el.value);
      Mirror.later(el, 2);
    },
    // The application's text. What was typed since stands until the application has seen it (later, settle); behind
    // the new text, if it was behind the old one and the application has changed it.
    told(el, value) {
      if (el.unsent && value !== el.truth && value !== el.asked && el.value.startsWith(el.truth) && TextField.composing !== el)
        el.value = value + el.value.slice(el.truth.length);
      el.truth = value;
      if (!Mirror.changed.has(el)) TextField.settle(el);
    },
    settle(el) {
      if (el.unsent) return TextField.send(el);
      if (TextField.composing === el || el.type === 'password' || el.value === el.truth) return;
      el.value = el.truth; // a filter took a word as a term, Escape cleared the text, a limit cut it, an offer was taken
      el.lead = 'tree'; // the caret that belongs to this text is told after it
      TextField.dress(el);
      TextField.place(el);
    },
    caret(el, from, to) {
      el.range = [from, to];
      if (el.lead === 'tree') TextField.place(el);
    },
    place(el) {
      if (el !== document.activeElement || TextField.composing === el) return;
      el.sent = el.range;
      if (el.selectionStart !== el.range[0] || el.selectionEnd !== el.range[1]) el.setSelectionRange(el.range[0], el.range[1]);
    },
    // Editing is the page's; what leaves the field, sends it, or is a command goes to the application.
    keeps(el, e) {
      const single = el.tagName === 'INPUT', chord = (e.ctrlKey || e.metaKey) && !e.getModifierState('AltGraph');
      const start = el.selectionStart === 0 && el.selectionEnd === 0;
      const through = e.key === 'Escape' || /^F\d+$/.test(e.key) || (e.key === 'Enter' && (single || chord)) ||
        (single && !e.shiftKey && /^(ArrowUp|ArrowDown|PageUp|PageDown)$/.test(e.key)) || (e.key === 'Backspace' && start) ||
        (chord && !/^([acvxyz]|Arrow.*|Home|End|Backspace|Delete|Insert)$/i.test(e.key));
      if (e.type === 'keydown') {
        if (through) Mirror.busy = Mirror.busy || 1;
        else el.lead = 'page';
      }
      return !through;
    },
  },
});
