// SPDX-License-Identifier: AGPL-3.0-or-later
// web/demo after its setup: what a person meets who starts it twice, kills it, or asks for what cannot be.

import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import test from 'node:test';
import { fileURLToPath } from 'node:url';
import { claimPort } from '../../web/controllers/launch/process.mjs';
import { grid, reduced } from '../../web/demo.d/grids.mjs';
import { openSession } from '../../web/demo.d/session.mjs';
import { element } from '../../web/demo.d/xml.mjs';
import { childrenOf } from './kits/processes.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const running = join(root, 'build/demo/running.json');

/// Starts the demo; {ready: Promise<JSON>, exited: Promise<{code, said}>, child}.
function demo(...args) {
  const child = spawn('node', [join(root, 'web/demo.d/main.mjs'), '--json', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  let out = '', said = '';
  child.stderr.on('data', (data) => { said += data; });
  const exited = new Promise((resolve) => { child.on('close', (code) => resolve({ code, said })); });
  const ready = new Promise((resolve, reject) => {
    child.stdout.on('data', (data) => { out += data; if (out.includes('\n')) resolve(JSON.parse(out)); });
    exited.then(() => reject(new Error(said)));
  });
  ready.catch(() => {});
  return { child, ready, exited, said: () => said };
}

async function withDemo(args, act) {
  const run = demo(...args);
  try {
    await act(await run.ready, run);
  } finally {
    run.child.kill('SIGINT');
    await run.exited;
  }
}

const DISCO = 'http://jabber.org/protocol/disco#items';
const listed = async (about, user) => {
  const session = await openSession({ ...about, ca: readFileSync(about.ca), user, password: 'demo' });
  const answer = await session.ask('get', about.pubsub, element('query', { xmlns: DISCO }));
  session.close();
  return Array.from(answer.getElementsByTagName('item'), (item) => item.getAttribute('node') || item.getAttribute('name'));
};

test('a whole life: seeded, killed, taken up again, busy, ended', { timeout: 240000 }, async (t) => {
  const port = String(await claimPort());
  await withDemo(['--port', port, '--reset'], async (about, run) => {
    await t.test('is ready with URL, certificate and people', async () => {
      assert.equal(about.url, `https://localhost:${port}/`);
      assert.ok(existsSync(about.certificate.p12) && existsSync(about.ca));
      assert.deepEqual(about.users.filter((user) => user.admin).map((user) => user.name), ['alice', 'bob']);
      const roots = ['incidents', 'posture', 'detection', 'exercise/red-team', 'announcements'];
      assert.deepEqual((await listed(about, 'alice')).filter((id) => roots.includes(id)).sort(), roots.sort());
    });
    await t.test('a second one says where the first is', async () => {
      const second = await demo('--port', port).exited;
      assert.equal(second.code, 1);
      assert.match(second.said, new RegExp(`already running at https://localhost:${port}/ .*kill ${about.pid}`));
    });
    run.child.kill('SIGKILL');
    await run.exited;
  });
  await t.test('after a kill the next run cleans up and finds the grid seeded', () => withDemo(['--port', port], async (about, run) => {
    assert.match(run.said(), /an earlier run was killed/);
    assert.doesNotMatch(run.said(), /seeding/);
    assert.ok((await listed(about, 'bob')).length > 0);
  }));
  await t.test('an ended run leaves nothing running', () => assert.equal(existsSync(running), false));
  await t.test('a busy port is a sentence, and nothing is left behind', async () => {
    const server = createServer();
    await new Promise((resolve) => { server.listen(Number(port), '127.0.0.1', resolve); });
    const { code, said } = await demo('--port', port).exited;
    server.close();
    assert.equal(code, 1);
    assert.match(said, new RegExp(`port ${port} is in use by another program.*--port N`));
    assert.equal(existsSync(running), false);
  });
});

test('on Prosody the grid is what Prosody can hold, and that is said', { timeout: 120000 }, async () => {
  const port = String(await claimPort());
  await withDemo(['--port', port, '--controller', 'prosody'], async (about, run) => {
    assert.match(run.said(), /Prosody has no collections/);
    assert.deepEqual((await listed(about, 'alice')).sort(), reduced(grid('small')).topics.map((topic) => topic.id).sort());
  });
});

test('when the controller dies the demo says so and ends, and nothing is left behind', { timeout: 30000 }, async (t) => {
  const run = demo('--port', String(await claimPort()), '--controller', 'prosody');
  t.after(() => run.child.kill('SIGKILL')); // when it has not ended by itself
  await run.ready;
  for (const pid of childrenOf(run.child.pid)) process.kill(pid, 'SIGKILL');
  const { code, said } = await run.exited;
  assert.equal(code, 1);
  assert.match(said, /demo: Prosody was ended by SIGKILL\. Its last lines:\n\S/);
  assert.equal(existsSync(running), false);
});

test('a wrong option is a sentence', async () => {
  for (const [args, sentence] of [[['--port', 'x'], /--port needs a number/], [['--scale', 'huge'], /small or large/], [['--controller', 'openfire'], /ejabberd or prosody/], [['--nonsense'], /--nonsense.*--help/]]) {
    const { code, said } = await demo(...args).exited;
    assert.equal(code, 1);
    assert.match(said, sentence);
  }
});

test('the seeded grids are what the documentation says', () => {
  const [small, large] = [grid('small'), grid('large')];
  assert.equal(small.collections.filter((collection) => !collection.in).length, 3);
  assert.equal(small.topics.filter((topic) => topic.in?.length === 2).length, 1);
  assert.deepEqual([...new Set(small.topics.map((topic) => topic.access))].sort(), ['authorize', 'open', 'presence', 'roster', 'whitelist']);
  assert.equal(large.collections.length, 50);
  assert.equal(large.topics.length, 1000);
  assert.equal(large.people.consumers.length, 100);
  assert.equal(Math.max(...large.topics.map((topic) => topic.items)), 10000);
  assert.deepEqual(grid('large'), large);
});
