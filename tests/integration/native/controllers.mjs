// SPDX-License-Identifier: AGPL-3.0-or-later
// Starts the controllers that the native integration tests share, seeds them, and runs a program with GRID_CONTROLLERS
// naming a JSON file that says where they are and what they hold:   node controllers.mjs PROGRAM [ARGUMENT…]

import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startController } from '../../../web/controllers/launch.mjs';
import { grid, reduced } from '../../../web/demo.d/grids.mjs';
import { payloads } from '../../../web/demo.d/payloads.mjs';
import { seed } from '../../../web/demo.d/seed.mjs';

const password = 'demo';
const folder = mkdtempSync(join(tmpdir(), 'grid-integration-'));
const running = [];

/// What a crawl should find: ids, kinds, parents and what metadata tells.
const expected = ({ collections, topics }) => [
  ...collections.map(({ id, title, in: parents = [] }) => ({ id, kind: 'collection', title, type: '', parents: [...parents].sort() })),
  ...topics.map(({ id, title, payload, in: parents = [] }) => ({ id, kind: 'topic', title, type: payloads[payload].type, parents: [...parents].sort() })),
];

async function start(name, kind, content, more = {}) {
  const names = Object.values(content.people).flat();
  const controller = await startController({
    kind, folder: join(folder, name), pki: join(folder, 'pki'), password, users: Object.fromEntries(names.map((user) => [user, password])),
    admins: content.people.administrators, ...more,
  });
  running.push(controller);
  await seed({ ...controller, ca: readFileSync(join(controller.pki, 'ca.crt')) }, content, { password });
  const { url, wsUrl, domain, pubsub, pki } = controller;
  return { url, wsUrl, domain, pubsub, pki, nodes: expected(content) };
}

async function main([program, ...args]) {
  const whole = grid('small');
  const empty = { people: whole.people, collections: [], topics: [] };
  const started = [];
  // One after the other: they share the certificates, and two cores.
  for (const [name, kind, content, more] of [
    ['ejabberd', 'ejabberd', whole], ['prosody', 'prosody', reduced(whole)], ['nginx', 'ejabberd', empty, { nginx: 'crl' }],
  ]) started.push([name, await start(name, kind, content, more)]);
  const file = join(folder, 'controllers.json');
  const launch = fileURLToPath(new URL('../../../web/controllers/launch.mjs', import.meta.url));
  writeFileSync(file, JSON.stringify({ ...Object.fromEntries(started), launch, node: process.execPath, folder }));
  const child = spawn(program, args, { stdio: 'inherit', env: { ...process.env, GRID_CONTROLLERS: file } });
  return new Promise((resolve) => {
    child.on('error', (error) => { console.error(`${program}: ${error.message}`); resolve(1); });
    child.on('close', (code) => resolve(code ?? 1));
  });
}

let code = 1;
try {
  code = await main(process.argv.slice(2));
} catch (error) {
  console.error(`controllers: ${error.message}`);
} finally {
  await Promise.all(running.map((controller) => controller.stop()));
  rmSync(folder, { recursive: true, force: true });
}
process.exit(code);
