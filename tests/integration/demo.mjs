// SPDX-License-Identifier: AGPL-3.0-or-later
// web/demo after its setup: what a person meets who starts it twice, kills it, or begins anew.

import assert from 'node:assert/strict';
import { chmodSync, existsSync, mkdtempSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'node:test';
import { claimPort } from '../../web/controllers/launch/process.mjs';
import { policyFile } from '../../web/demo.d/browser.mjs';
import { grid, reduced } from '../../web/demo.d/grids.mjs';
import { element } from '../../web/demo.d/xml.mjs';
import { all, as, demo, during, main, root, running, start, withDemo } from './demo/start.mjs';
import { childrenOf, isAlive } from './kits/processes.mjs';
import { eventually } from './kits/harness.mjs';
import { machine } from './setup/machine.mjs';

const ITEMS = 'http://jabber.org/protocol/disco#items';
const OWNER = 'http://jabber.org/protocol/pubsub#owner';
const listed = (about, user) => as(user, about, async (ask) =>
  all(await ask('get', element('query', { xmlns: ITEMS })), 'item').map((item) => item.getAttribute('node') || item.getAttribute('name')));
const removed = (about, user, node) => as(user, about, (ask) => ask('set', element('pubsub', { xmlns: OWNER }, element('delete', { node }))));

test('a whole life: seeded, killed, taken up again, busy, begun anew, ended', { timeout: 240000 }, async (t) => {
  const port = String(await claimPort());
  const authority = await withDemo(['--port', port, '--reset'], async (about, run) => {
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
    return readFileSync(about.ca, 'utf8');
  });
  await t.test('after a kill the next run cleans up and finds the grid seeded', () => withDemo(['--port', port], async (about, run) => {
    assert.match(run.said(), /an earlier run was killed/);
    assert.doesNotMatch(run.said(), /seeding/);
    assert.ok((await listed(about, 'bob')).includes('announcements'));
    await removed(about, 'bob', 'announcements');
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
  await t.test('what was changed stays changed', () => withDemo(['--port', port], async (about) => {
    assert.ok(!(await listed(about, 'alice')).includes('announcements'));
  }));
  await t.test('--reset throws it away and seeds anew; the certificates stay', () => withDemo(['--port', port, '--reset'], async (about, run) => {
    assert.match(run.said(), /seeding/);
    assert.ok((await listed(about, 'alice')).includes('announcements'));
    assert.equal(readFileSync(about.ca, 'utf8'), authority);
  }));
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

test('with --json a first run prints one line on standard output, whatever setup and build print there', { timeout: 120000 }, async (t) => {
  const fresh = machine({ missing: ['cmake'] });
  t.after(fresh.scrap);
  fresh.addDemo();
  fresh.tell('node_modules', join(root, 'build/node_modules'));
  // What the real ones print there today may be nothing.
  const noisy = (name, script) => { writeFileSync(join(fresh.root, name), `#!/bin/bash\necho "${name} prints this"\n${script}`); chmodSync(join(fresh.root, name), 0o755); };
  renameSync(join(fresh.root, 'wasm/setup'), join(fresh.root, 'wasm/quiet-setup'));
  noisy('wasm/setup', 'exec "${0%/*}/quiet-setup" "$@"\n');
  noisy('wasm/build', `mkdir -p ${join(fresh.build, 'dist')}\n`);
  const run = start([join(fresh.root, 'web/demo'), '--json', '--controller', 'prosody', '--port', String(await claimPort())], { env: { ...fresh.env, PATH: `${fresh.bin}:${process.env.PATH}` } });
  await during(run, (about) => assert.equal(about.controller, 'prosody'));
  const { out, said } = await run.exited;
  assert.match(said, /setup: installing cmake/);
  assert.match(said, /wasm\/setup prints this/);
  assert.match(said, /wasm\/build prints this/);
  assert.deepEqual(out.split('\n').slice(1), [''], out);
});

// A browser that is only there; the demo waits for nothing from it.
function browserStubs(t) {
  const folder = mkdtempSync(join(tmpdir(), 'broker-browser-'));
  t.after(() => rmSync(folder, { recursive: true, force: true }));
  for (const [name, script] of [['chromium', 'exec sleep 600'], ['certutil', 'exit 0'], ['pk12util', 'exit 0']]) {
    writeFileSync(join(folder, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(folder, name), 0o755);
  }
  return { ...process.env, PATH: `${folder}:${process.env.PATH}`, DISPLAY: ':0' };
}

test("the browser's policy lies outside of build/ only while the demo runs", { timeout: 60000, skip: process.getuid() !== 0 && 'only root writes policies' }, async (t) => {
  const env = browserStubs(t);
  const port = String(await claimPort());
  const withBrowser = () => start([...main, '--controller', 'prosody', '--port', port, '--browser'], { env });
  await during(withBrowser(), async (about) => {
    assert.deepEqual(JSON.parse(readFileSync(policyFile, 'utf8')).AutoSelectCertificateForUrls.map(JSON.parse), [{ pattern: new URL(about.url).origin, filter: {} }]);
  });
  assert.equal(existsSync(policyFile), false, 'after its end');

  const killed = withBrowser();
  await killed.ready;
  const started = childrenOf(killed.child.pid);
  assert.equal(started.length, 2, 'controller and browser');
  killed.child.kill('SIGKILL');
  await killed.exited;
  await eventually('controller and browser have ended', () => !started.some(isAlive));
  assert.ok(existsSync(policyFile), 'nobody could remove it');
  await withDemo(['--controller', 'prosody', '--port', port], (_, run) => {
    assert.match(run.said(), /an earlier run was killed; what it left has been removed/);
    assert.equal(existsSync(policyFile), false, 'the next run does');
  });
});
