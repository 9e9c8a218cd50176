// SPDX-License-Identifier: AGPL-3.0-or-later
// Whom a certificate that is revoked, or of which nobody can tell, still lets in: nobody. Lists that change or go bad,
// OCSP, and TLS sessions from before. RFC 5280 §6.3, RFC 6960.

import { cpSync, existsSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { request } from 'node:https';
import { join } from 'node:path';
import { assert, eventually, group, refusedWith } from './harness.mjs';
import { domain, openssl, pki, start, users } from './grid.mjs';

const offersExternal = async (grid, who, more) => {
  const connection = await grid.dial(who, more);
  return (await connection.mechanisms(domain)).includes('EXTERNAL');
};

// A new list takes the old one's place at once, as an administrator's script should do it.
const replace = (grid, name, make) => { make(`${name}.new`); renameSync(join(grid.pki, `${name}.new`), join(grid.pki, name)); };
const publish = (grid, make) => replace(grid, 'ca.crl', make);
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

// How a server comes to know of a new list. ejabberd looks at the file itself, before it lets anybody in.
const reread = {
  ejabberd: () => {},
  prosody: (grid) => {
    const parts = ['ca.crt', 'ca.crl'].map((name) => join(grid.pki, name)).filter(existsSync);
    replace(grid, 'ca-with-crl.pem', (file) => writeFileSync(join(grid.pki, file), parts.map((part) => readFileSync(part, 'utf8')).join('')));
    process.kill(grid.pid, 'SIGHUP');
  },
};

const spoiled = [
  { what: 'missing', spoil: (grid) => rmSync(join(grid.pki, 'ca.crl')), ejabberd: /no revocation list can be read/, prosody: /unable to get certificate CRL/ },
  { what: 'out of date', spoil: signed('ca', '-crl_lastupdate', '20200101000000Z', '-crl_nextupdate', '20200201000000Z'), ejabberd: /has expired/, prosody: /CRL has expired/ },
  { what: 'of tomorrow', spoil: signed('ca', '-crl_lastupdate', '20960101000000Z', '-crl_nextupdate', '20960201000000Z'), ejabberd: /is not valid yet/, prosody: /CRL is not yet valid/ },
  { what: "another authority's", spoil: signed('other-ca'), ejabberd: /no properly signed revocation list/, prosody: /unable to get certificate CRL/ },
  { what: 'signed with another key', spoil: impostor, ejabberd: /no properly signed revocation list/, prosody: /CRL signature failure/ },
  { what: 'no list at all', spoil: (grid) => publish(grid, (file) => cpSync(join(grid.pki, 'ca.key'), join(grid.pki, file))), ejabberd: /no properly signed revocation list/, prosody: /unable to get certificate CRL/ },
];

for (const [name, kind] of [['ejabberd', 'ejabberd'], ['Prosody', 'prosody']]) {
  group(`${name} revocation`, () => start({ kind, pki: pki({ own: true }) }), (test) => {
    const counts = (grid, who, expected) => eventually(`${who} is ${expected ? 'let in' : 'refused'}`, async () => (await offersExternal(grid, who)) === expected, kind === 'ejabberd' ? 0 : undefined);

    for (const { what, spoil, [kind]: said } of spoiled) {
      test(`when the list is ${what}, no certificate logs in, and the log says why`, async (grid) => {
        assert.ok(await offersExternal(grid, 'alice'), 'a good certificate is accepted before');
        spoil(grid);
        reread[kind](grid);
        try {
          await counts(grid, 'alice', false);
          assert.match(await grid.refusal(async () => assert.ok(!(await offersExternal(grid, 'alice')))), said);
        } finally {
          proper(grid); // so that the next test begins with a good list, however this one ended
          reread[kind](grid);
        }
        await counts(grid, 'alice', true);
      });
    }

    test('a certificate that is revoked while the server runs does not log in any more', async (grid) => {
      assert.ok(await offersExternal(grid, 'bob'));
      openssl(grid.pki, 'ca', '-config', 'ca.cnf', '-revoke', 'bob.crt');
      proper(grid);
      reread[kind](grid);
      await counts(grid, 'bob', false);
      assert.ok(await offersExternal(grid, 'alice'));
    });
  });
}

group('nginx revocation', () => start({ kind: 'prosody', nginx: 'crl', pki: pki({ own: true }) }), (test) => {
  for (const { what, spoil } of spoiled) {
    test(`when the list is ${what}, no certificate is accepted`, async (grid) => {
      spoil(grid);
      try {
        // Without a list that can be read it does not start at all.
        if (await grid.restart().then(() => true, (error) => { assert.match(error.message, /nginx ended.*ca\.crl/s); return false; })) {
          await refusedWith(403, grid.dial('alice'));
        }
      } finally {
        proper(grid);
        await grid.restart();
      }
      assert.ok(await offersExternal(grid, 'alice'), 'and again when the list is good again');
    });
  }
});

// --- TLS sessions that are older than the revocation -----------------------------------------------------------------

/// A request over TLS, with a session from before or none. Resolves with {session: the new one, or null; resumed}.
function visit(grid, who, { maxVersion, session }) {
  return new Promise((resolve, reject) => {
    let given = null;
    const options = { host: 'localhost', port: grid.httpPort, path: '/', ca: grid.ca, agent: false, maxVersion, session };
    const sent = request({ ...options, ...(who && grid.identity(who)) }, (response) => {
      const resumed = response.socket.isSessionReused();
      response.resume().on('end', () => resolve({ session: given, resumed }));
    });
    sent.on('socket', (socket) => socket.on('session', (each) => { given = each; }));
    sent.on('error', reject).end();
  });
}

const sessionsOf = async (grid, who) => (await Promise.all(['TLSv1.2', 'TLSv1.3'].map(async (maxVersion) => ({ maxVersion, ...await visit(grid, who, { maxVersion }) }))))
  .filter(({ session }) => session).map(({ maxVersion, session }) => ({ maxVersion, session }));

for (const [name, kind] of [['ejabberd', 'ejabberd'], ['Prosody', 'prosody']]) {
  group(`${name} and TLS sessions`, () => start({ kind, pki: pki({ own: true }) }), (test) => {
    test('one from before the revocation logs nobody in', async (grid) => {
      const sessions = await sessionsOf(grid, 'bob');
      assert.ok(await offersExternal(grid, 'bob'));
      openssl(grid.pki, 'ca', '-config', 'ca.cnf', '-revoke', 'bob.crt');
      proper(grid);
      reread[kind](grid);
      await eventually("bob's certificate is refused", async () => !(await offersExternal(grid, 'bob')));
      for (const resumed of sessions) {
        assert.ok(!(await offersExternal(grid, null, resumed)), `${resumed.maxVersion}, the session alone`);
        assert.ok(!(await offersExternal(grid, 'bob', resumed)), `${resumed.maxVersion}, the session and the certificate`);
      }
      assert.ok(await offersExternal(grid, 'alice'));
    });
  });
}

// What nginx keeps of a session outlives the list that it was checked by, so it must not keep any, also where the rest of
// its configuration keeps them for other servers.
group('nginx and TLS sessions', async () => {
  const grid = await start({ kind: 'prosody', nginx: 'crl' });
  const file = join(grid.folder, 'nginx', 'nginx.conf');
  writeFileSync(file, readFileSync(file, 'utf8').replace('http {', 'http {\n  ssl_session_cache shared:kept:1m;'));
  await grid.restart();
  return grid;
}, (test) => {
  test('none is resumed: each connection shows its certificate anew', async (grid) => {
    for (const earlier of await sessionsOf(grid, 'alice')) {
      for (const who of ['alice', null]) assert.equal((await visit(grid, who, earlier)).resumed, false, earlier.maxVersion);
      assert.ok(!(await offersExternal(grid, null, earlier)), `${earlier.maxVersion}, the session alone`);
    }
  });
});

// --- OCSP ------------------------------------------------------------------------------------------------------------

for (const [name, kind] of [['ejabberd', 'ejabberd'], ['Prosody', 'prosody']]) {
  // ejabberd has a list of its own as well; here the responder alone decides.
  group(`nginx before ${name} asking an OCSP responder`, () => start({ kind, nginx: 'ocsp', crlFile: null }), (test) => {
    test('a good certificate logs in', async (grid) => {
      const connection = await grid.dial('alice');
      await connection.open(domain);
      assert.equal(await connection.external(), 'success');
    });
    test('a revoked certificate is turned away', (grid) => refusedWith(403, grid.dial('mallory')));
    test('no certificate is accepted while the responder is down, and passwords still are', async (grid) => {
      await grid.stopResponder();
      await refusedWith(403, grid.dial('alice'));
      const connection = await grid.dial(null);
      await connection.open(domain);
      assert.equal(await connection.scram('alice', users.alice), 'success');
    });
  });
}
