// SPDX-License-Identifier: AGPL-3.0-or-later
// How each deployment serves the application: headers, caching, compression, and what it does not give away.

import { request } from 'node:https';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { assert, group } from './harness.mjs';
import { start } from './grid.mjs';

const deployments = [
  { name: 'files from ejabberd', kind: 'ejabberd', encodings: ['br', 'gzip'] },
  { name: 'files from Prosody', kind: 'prosody', encodings: ['br', 'gzip'] },
  { name: 'files from nginx', kind: 'prosody', nginx: 'crl', encodings: ['gzip'] }, // Debian's nginx-light has no Brotli
];

const policy = (grid) => new Map([
  ['default-src', "'none'"], ['script-src', "'self' 'wasm-unsafe-eval'"], ['style-src', "'self'"], ['img-src', "'self'"],
  ['base-uri', "'none'"], ['form-action', "'none'"], ['frame-ancestors', "'none'"], ['require-trusted-types-for', "'script'"],
  ['connect-src', `'self' ${grid.origin.replace('https', 'wss')}`],
]);

// node's own client, since fetch would tidy the path up
function get(grid, path, headers = {}, method = 'GET') {
  return new Promise((resolve, reject) => {
    const sent = request({ host: 'localhost', port: grid.httpPort, path, headers, method, ca: grid.ca, agent: false }, (response) => {
      const parts = [];
      response.on('data', (part) => parts.push(part));
      response.on('end', () => resolve({ status: response.statusCode, headers: response.headers, body: Buffer.concat(parts) }));
    });
    sent.on('error', reject);
    sent.end();
  });
}

function assertStrict(grid, headers) {
  const directives = headers['content-security-policy'].split(';').map((d) => d.trim()).filter(Boolean);
  assert.deepEqual(new Map(directives.map((d) => [d.split(' ')[0], d.split(' ').slice(1).join(' ')]).sort()), new Map([...policy(grid)].sort()));
  assert.equal(headers['x-content-type-options'], 'nosniff');
  assert.equal(headers['referrer-policy'], 'no-referrer');
  assert.equal(headers['cross-origin-opener-policy'], 'same-origin');
}

for (const { name, encodings, ...options } of deployments) {
  group(name, () => start(options), (test) => {
    test('the page comes with the strict headers and is asked about every time', async (grid) => {
      const { status, headers, body } = await get(grid, '/');
      assert.equal(status, 200);
      assert.match(body.toString(), /<title>Grid/);
      assert.equal(headers['content-type'], 'text/html; charset=utf-8');
      assert.equal(headers['cache-control'], 'no-cache');
      assert.equal(headers['access-control-allow-origin'], undefined);
      assertStrict(grid, headers);
    });

    test('an answer that is an error comes with them too', async (grid) => {
      const { status, headers } = await get(grid, '/not-there');
      assert.equal(status, 404);
      assertStrict(grid, headers);
    });

    test('files with a digest in their name are kept for ever, others are not', async (grid) => {
      for (const path of ['/boot.0123abcd.js', '/broker.89abcdef.wasm']) {
        assert.equal((await get(grid, path)).headers['cache-control'], 'public, max-age=31536000, immutable', path);
      }
      for (const path of ['/app.css', '/config.json', '/index.html']) {
        assert.equal((await get(grid, path)).headers['cache-control'], 'no-cache', path);
      }
    });

    test('every kind of file has its type', async (grid) => {
      const types = { '/broker.89abcdef.wasm': 'application/wasm', '/config.json': 'application/json', '/boot.0123abcd.js': 'text/javascript; charset=utf-8',
                      '/app.css': 'text/css; charset=utf-8', '/.well-known/host-meta': 'application/xrd+xml' };
      for (const [path, type] of Object.entries(types)) assert.equal((await get(grid, path)).headers['content-type'], type, path);
    });

    const decode = { br: brotliDecompressSync, gzip: gunzipSync };
    for (const encoding of encodings) {
      test(`a file is sent compressed with ${encoding} to who accepts it`, async (grid) => {
        const plain = await get(grid, '/boot.0123abcd.js');
        const packed = await get(grid, '/boot.0123abcd.js', { 'Accept-Encoding': `${encoding}, identity;q=0.1` });
        assert.equal(plain.headers['content-encoding'], undefined);
        assert.equal(packed.headers['content-encoding'], encoding);
        assert.match(packed.headers.vary, /accept-encoding/i);
        assert.deepEqual(decode[encoding](packed.body), plain.body);
        assert.ok(packed.body.length < plain.body.length);
        assert.equal((await get(grid, '/boot.0123abcd.js', { 'Accept-Encoding': `${encoding};q=0` })).headers['content-encoding'], undefined);
      });
    }
    if (encodings.includes('br')) {
      test('Brotli is preferred', async (grid) => {
        assert.equal((await get(grid, '/app.css', { 'Accept-Encoding': 'gzip, deflate, br' })).headers['content-encoding'], 'br');
      });
    }

    test('a file that did not change is not sent again', async (grid) => {
      const { headers } = await get(grid, '/config.json');
      const again = await get(grid, '/config.json', { 'If-None-Match': headers.etag });
      assert.equal(again.status, 304);
      assert.equal(again.body.length, 0);
      assert.equal((await get(grid, '/config.json', { 'If-None-Match': '"other"' })).status, 200);
    });

    test('HEAD gives the headers alone', async (grid) => {
      const { status, headers, body } = await get(grid, '/app.css', {}, 'HEAD');
      assert.equal(status, 200);
      assert.equal(headers['content-length'], '18');
      assert.equal(body.length, 0);
    });

    test('a folder has a slash at its end', async (grid) => {
      const { status, headers } = await get(grid, '/guide');
      assert.equal(status, 301);
      assert.match(headers.location, /\/guide\/$/);
      assert.match((await get(grid, '/guide/')).body.toString(), /<title>Guide/);
    });

    test('nothing outside the folder and nothing hidden can be fetched', async (grid) => {
      for (const path of ['/../ejabberd.yml', '/../prosody.cfg.lua', '/guide/../../ejabberd.yml', '/%2e%2e/ejabberd.yml', '/..%2fejabberd.yml',
                          '/%2e%2e%2fprosody.cfg.lua', '/..%5cejabberd.yml', '/.secret', '/%2esecret', '/.well-known/../../ejabberd.yml',
                          '//etc/passwd', '/etc/passwd', '/index.html%00.js', '/guide/..;/..;/ejabberd.yml']) {
        const { status, body } = await get(grid, path);
        assert.ok([400, 403, 404].includes(status), `${path} was answered with ${status}`);
        assert.doesNotMatch(body.toString(), /hidden|hosts:|VirtualHost|root:/, path);
      }
    });

    test('other pages may read how to connect (XEP-0156)', async (grid) => {
      const xrd = await get(grid, '/.well-known/host-meta');
      assert.match(xrd.body.toString(), new RegExp(`<Link rel="urn:xmpp:alt-connections:websocket" href="${grid.wsUrl}"/>`));
      const json = await get(grid, '/.well-known/host-meta.json');
      assert.deepEqual(JSON.parse(json.body), { links: [{ rel: 'urn:xmpp:alt-connections:websocket', href: grid.wsUrl }] });
      for (const { headers } of [xrd, json]) assert.equal(headers['access-control-allow-origin'], '*');
    });
  });
}
