// SPDX-License-Identifier: AGPL-3.0-or-later
// What happens over time: restarts, and programs that must not be left behind.

import { spawn } from 'node:child_process';
import { mkdtempSync, readFileSync, readdirSync, rmSync, statSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { certificates } from '../../../web/controllers/launch/files.mjs';
import { assert, eventually, group } from './harness.mjs';
import { domain, openssl, pki, scratch, start } from './grid.mjs';
import { childrenOf, isAlive } from './processes.mjs';
import { outcome, PubSub } from './pubsub.mjs';

const launcher = fileURLToPath(new URL('../../../web/controllers/launch.mjs', import.meta.url));

group('ejabberd restarts', () => start({ kind: 'ejabberd' }), (test) => {
  test('collections and their children are there after a restart', async (grid) => {
    const before = new PubSub(await grid.session('alice'), grid.pubsub);
    for (const answer of [before.create('kept', { node_type: 'collection' }), before.create('kept-leaf', { collection: 'kept' }), before.publish('kept-leaf', 'i')]) {
      assert.equal(outcome(await answer), 'result');
    }
    await grid.restart();
    await before.connection.closed;
    const after = new PubSub(await grid.session('alice'), grid.pubsub);
    assert.deepEqual(await after.nodes('kept'), ['kept-leaf']);
    assert.equal(outcome(await after.remove('kept')), 'result');
    assert.ok((await after.nodes()).includes('kept-leaf'));
  });

  test('it comes up again after a crash, on the same port', async (grid) => {
    const before = await grid.session('alice');
    await grid.kill();
    await before.closed;
    await grid.restart();
    assert.match((await grid.session('alice')).jid, /^alice@/);
  });
});

// --- the launcher as a program ---------------------------------------------------------------------------------------

function launch(...args) {
  const folder = mkdtempSync(join(scratch, 'launch-'));
  const child = spawn(process.execPath, [launcher, '--folder', folder, '--pki', pki(), '--json', ...args], { stdio: ['pipe', 'pipe', 'pipe'] });
  const said = { out: '', err: '' };
  child.stdout.on('data', (data) => { said.out += data; });
  child.stderr.on('data', (data) => { said.err += data; });
  const ended = new Promise((resolve) => child.on('close', (code, signal) => { rmSync(folder, { recursive: true, force: true }); resolve({ code, signal, ...said }); }));
  const ready = async () => { await eventually('a line on standard output', () => said.out.includes('\n')); return JSON.parse(said.out); };
  return { child, ended, ready };
}

group('the launcher', async () => ({ stop() {} }), (test) => {
  for (const [what, end, code] of [['SIGTERM', (child) => child.kill('SIGTERM'), 0], ['SIGINT', (child) => child.kill('SIGINT'), 0],
                                   ['a closed standard input', (child) => child.stdin.end(), 0], ['SIGKILL', (child) => child.kill('SIGKILL'), null]]) {
    test(`says in one line that it is ready, and ${what} ends it with all that it started`, async () => {
      const { child, ended, ready } = launch('--kind', 'prosody', '--nginx', 'crl', '--until-stdin-closes');
      const { pid, url, wsUrl, domain: said } = await ready();
      assert.match(url, /^https:\/\/localhost:\d+\/$/);
      assert.equal(wsUrl, `${url.replace('https', 'wss')}ws`);
      assert.equal(said, domain);
      const group = childrenOf(child.pid);
      assert.ok(group.includes(pid) && group.length >= 2, 'controller and proxy run');
      end(child);
      assert.equal((await ended).code, code);
      await eventually('everything has ended', () => !group.some(isAlive), 5000);
    });
  }

  test('a busy port is a sentence and an exit code', async () => {
    const server = createServer().listen(0, '127.0.0.1');
    await new Promise((resolve) => server.on('listening', resolve));
    const { port } = server.address();
    const { code, err } = await launch('--kind', 'ejabberd', '--port', String(port)).ended;
    server.close();
    assert.equal(code, 1);
    assert.match(err, new RegExp(`port ${port} is in use by another program`));
  });

  for (const [what, args, sentence] of [['an unknown kind', ['--kind', 'other'], /unknown kind of controller "other"/],
                                        ['an unknown option', ['--kind', 'prosody', '--colour', 'red'], /unknown option --colour/],
                                        ['a site that is not built', ['--kind', 'prosody', '--dist', '/nowhere/dist'], /does not exist: build the application first/]]) {
    test(`${what} is a sentence and an exit code`, async () => {
      const { code, err } = await launch(...args).ended;
      assert.equal(code, 1);
      assert.match(err, sentence);
    });
  }
});

group('the certificates', async () => ({ stop() {} }), (test) => {
  const look = (at) => Object.fromEntries(readdirSync(at).filter((name) => /\.(crt|key|p12|crl|pem)$/.test(name)).map((name) => [name, readFileSync(join(at, name), 'hex')]));

  test('a second run keeps all that is valid', async () => {
    const at = pki({ own: true });
    const before = look(at);
    certificates(at, { domain, password: 'demo', hosts: [] });
    assert.deepEqual(look(at), before);
  });

  test('a lost certificate is made again, the others stay', async () => {
    const at = pki({ own: true });
    const before = look(at);
    rmSync(join(at, 'mallory.crt'));
    certificates(at, { domain, password: 'demo', hosts: [] });
    const after = look(at);
    assert.notEqual(after['mallory.crt'], before['mallory.crt']);
    assert.throws(() => openssl(at, 'verify', '-CAfile', 'ca-with-crl.pem', '-crl_check', 'mallory.crt'), 'the new one is revoked as well');
    assert.equal(after['alice.crt'], before['alice.crt']);
    assert.equal(after['ca.crt'], before['ca.crt']);
  });

  test('nobody else can read what is in the folder', () => {
    const at = pki();
    assert.equal(statSync(at).mode & 0o077, 0);
    for (const name of readdirSync(at)) assert.equal(statSync(join(at, name)).mode & 0o077, 0, name);
  });
});
