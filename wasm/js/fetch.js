// SPDX-License-Identifier: AGPL-3.0-or-later
addToLibrary({
  $Fetch__deps: ['$Text'],
  $Fetch: {
    get: async (url, most) => {
      const response = await fetch(url, {
        credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-cache', signal: AbortSignal.timeout(10000),
      });
      const reader = response.body.getReader(), parts = [];
      for (let size = 0; ;) {
        const { done, value } = await reader.read();
        if (done) break;
        size += value.length;
        if (size > most) {
          reader.cancel();
          throw 'too-large';
        }
        parts.push(value);
      }
      return { status: response.status, body: await new Blob(parts).text() };
    },
  },
  js_fetch__deps: ['$Fetch', '$UTF8ToString'],
  js_fetch: (answer, url, size, most) => {
    Fetch.get(UTF8ToString(url, size), most).then(
      ({ status, body }) => Text.pass(body, (at, length) => _fetch_done(answer, status, at, length)),
      (why) => Text.pass(why === 'too-large' ? why : 'fetch-failed', (at, length) => _fetch_failed(answer, at, length)));
  },
});
