// SPDX-License-Identifier: AGPL-3.0-or-later
// Firefox from within, as its own tests reach what WebDriver does not: an input method and a finger on the glass.

/// {compose(text), confirm(text), giveUp(), draw(from, to)} for a page of openFirefox({inside: true}). draw: one finger,
/// which touches at `from`, moves to `to` along a line and is lifted; both are [x, y] in the page.
export async function inside(page) {
  const { connection } = page.browser();
  const { result: { contexts } } = await connection.send('browsingContext.getTree', { 'moz:scope': 'chrome' });
  const { context } = contexts.find(({ url }) => url.endsWith('/browser.xhtml'));
  const run = async (act, ...values) => {
    const { result } = await connection.send('script.evaluate', {
      expression: `(${act})(...${JSON.stringify(values)})`, target: { context }, awaitPromise: true,
    });
    if (result.type !== 'success') throw new Error(result.exceptionDetails.text);
    return result.result.value;
  };

  /* global window, Cc, Ci, gBrowser */
  await run(() => {
    window.method = Cc['@mozilla.org/text-input-processor;1'].createInstance(Ci.nsITextInputProcessor);
    if (!window.method.beginInputTransactionForTests(window)) throw new Error('another input method is at work');
  });
  return {
    compose: (text) => run((composed) => {
      const { method } = window;
      method.setPendingCompositionString(composed);
      if (composed) method.appendClauseToPendingComposition(composed.length, method.ATTR_RAW_CLAUSE);
      method.setCaretInPendingComposition(composed.length);
      if (!method.flushPendingComposition()) throw new Error('nothing composes here');
    }, text),
    confirm: (text) => run((composed) => { window.method.commitCompositionWith(composed); }, text),
    giveUp: () => run(() => { window.method.cancelComposition(); }),
    draw: (from, to) => run(async (first, last) => {
      const { windowUtils: utils, devicePixelRatio: ratio } = window;
      const page = gBrowser.selectedBrowser.getBoundingClientRect();
      const origin = [window.mozInnerScreenX + page.x, window.mozInnerScreenY + page.y];
      const touch = (state, point) => new Promise((done) => {
        const [x, y] = point.map((each, i) => (origin[i] + each) * ratio);
        utils.sendNativeTouchPoint(0, state, x, y, 1, 90, done);
      });
      const steps = 20;
      for (let n = 0; n <= steps; n++) {
        await touch(utils.TOUCH_CONTACT, first.map((each, i) => each + (last[i] - each) * n / steps));
        await new Promise((done) => { window.requestAnimationFrame(done); }); // as glass that is read 60 times a second
      }
      await touch(utils.TOUCH_REMOVE, last);
    }, from, to),
  };
}
