// SPDX-License-Identifier: AGPL-3.0-or-later
// What happens over time: revocation lists that change or go bad, restarts, and programs that must not be left behind.

import { spawn } from 'node:child_process';
import { cpSync, mkdtempSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { certificates } from '../../../web/controllers/launch/files.mjs';
import { assert, eventually, group } from './harness.mjs';
import { domain, openssl, pki, scratch, start } from './grid.mjs';
import { childrenOf, isAlive } from './processes.mjs';
import { outcome, PubSub } from './pubsub.mjs';

const launcher = fileURLToPath(new URL('../../../web/controllers/launch.mjs', import.meta.url));

const offersExternal = async (grid, who) => {
  const connection = await grid.dial(who);
  return (await connection.mechanisms(domain)).includes('EXTERNAL');
};

// A new list takes the old one's place at once, as an administrator's script should do it.
function publish(grid, make) {
  make('new.crl');
  renameSync(join(grid.pki, 'new.crl'), join(grid.pki, 'ca.crl'));
}
const signed = (authority, ...more) => (grid) => publish(grid, (file) => openssl(grid.pki, 'ca', '-config', `${authority}.cnf`, '-gencrl', '-out', file, ...more));
const proper = signed('ca');

// An authority that says it is ours, with a key of its own
function impostor(grid) {
  publish(grid, (file) => {
    openssl(grid.pki, 'req', '-x509', '-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:P-256', '-nodes', '-keyout', 'impostor.key', '-out', 'impostor.crt',
            '-subj', '/O=XMPP-Grid/CN=XMPP-Grid Demo CA');
    openssl(grid.pki, 'ca', '-config', 'ca.cnf', '-cert', 'impostor.crt', '-keyfile', 'impostor.key', '-gencrl', '-out', file);
  });
}

const spoiled = [
  { what: 'missing', spoil: (grid) => rmSync(join(grid.pki, 'ca.crl')), said: /no revocation list can be read/ },
  { what: 'out of date', spoil: signed('ca', '-crl_lastupdate', '20200101000000Z', '-crl_nextupdate', '20200201000000Z'), said: /has expired/ },
  { what: "another authority's", spoil: signed('other-ca'), said: /no properly signed revocation list/ },
  { what: 'signed with another key', spoil: impostor, said: /no properly signed revocation list/ },
  { what: 'no list at all', spoil: (grid) => publish(grid, (file) => cpSync(join(grid.pki, 'ca.key'), join(grid.pki, file))), said: /no properly signed revocation list/ },
];

group('ejabberd revocation', () => start({ kind: 'ejabberd', pki: pki({ own: true }) }), (test) => {
  for (const { what, spoil, said } of spoiled) {
    test(`when the list is ${what}, no certificate logs in, and the log says why`, async (grid) => {
      assert.ok(await offersExternal(grid, 'alice'), 'a good certificate is accepted before');
      spoil(grid);
      try {
        assert.match(await grid.refusal(async () => assert.ok(!(await offersExternal(grid, 'alice')))), said);
      } finally {
        proper(grid); // so that the next test begins with a good list, however this one ended
      }
      assert.ok(await offersExternal(grid, 'alice'), 'and again when the list is good again');
    });
  }

  test('a certificate that is revoked while the server runs does not log in any more', async (grid) => {
    assert.ok(await offersExternal(grid, 'bob'));
    openssl(grid.pki, 'ca', '-config', 'ca.cnf', '-revoke', 'bob.crt');
    proper(grid);
    assert.ok(!(await offersExternal(grid, 'bob')));
    assert.ok(await offersExternal(grid, 'alice'));
  });
});

group('Prosody revocation', () => start({ kind: 'prosody', pki: pki({ own: true }) }), (test) => {
  test('a new list counts after a reload', async (grid) => {
    assert.ok(await offersExternal(grid, 'bob'));
    openssl(grid.pki, 'ca', '-config', 'ca.cnf', '-revoke', 'bob.crt');
    openssl(grid.pki, 'ca', '-config', 'ca.cnf', '-gencrl', '-out', 'ca.crl');
    writeFileSync(join(grid.pki, 'ca-with-crl.pem'), readFileSync(join(grid.pki, 'ca.crt'), 'utf8') + readFileSync(join(grid.pki, 'ca.crl'), 'utf8'));
    process.kill(grid.pid, 'SIGHUP');
    await eventually("bob's certificate is refused", async () => !(await offersExternal(grid, 'bob')));
    assert.ok(await offersExternal(grid, 'alice'));
  });
});

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
