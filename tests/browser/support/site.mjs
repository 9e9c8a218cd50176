// SPDX-License-Identifier: AGPL-3.0-or-later
// Serves build/dist on loopback as an administrator's web server would, with the strict policy, and lets a test spoil
// single answers.

import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:http';
import { extname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const dist = fileURLToPath(new URL('../../../build/dist', import.meta.url));
export const policy = "default-src 'none'; script-src 'self' 'wasm-unsafe-eval'; connect-src 'self'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; require-trusted-types-for 'script'";

const types = {
  '.html': 'text/html; charset=utf-8', '.js': 'text/javascript', '.css': 'text/css', '.json': 'application/json',
  '.svg': 'image/svg+xml', '.wasm': 'application/wasm',
};

/// {url, port, server, spoil, asked, stop}. spoil(test, answer): while `test` (a regular expression) fits the path, answer(data)
/// gives {status, headers, body, wait: a promise}, each optional. `asked`: the paths that were asked for.
export async function openSite({ headers = { 'content-security-policy': policy } } = {}) {
  const spoiled = [];
  const asked = [];
  const server = createServer(async (request, response) => {
    const path = request.url.split('?')[0];
    asked.push(path);
    const file = join(dist, path === '/' ? 'index.html' : path);
    const data = existsSync(file) ? readFileSync(file) : undefined;
    const row = spoiled.find(({ test }) => test.test(path));
    const answer = row ? row.answer(data) : {};
    await answer.wait;
    response.writeHead(answer.status ?? (data ? 200 : 404), { 'content-type': types[extname(file)] ?? 'text/plain', ...headers, ...answer.headers });
    response.end(answer.body ?? data);
  });
  await new Promise((resolve) => { server.listen(0, '127.0.0.1', resolve); });
  const { port } = server.address();
  return {
    port, asked, server, url: `http://127.0.0.1:${port}/`,
    spoil: (test, answer) => spoiled.push({ test, answer }),
    stop: () => new Promise((resolve) => { server.closeAllConnections(); server.close(resolve); }),
  };
}
