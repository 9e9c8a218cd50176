// SPDX-License-Identifier: AGPL-3.0-or-later
// Who gets in, with which certificate, over each deployment. XEP-0178, RFC 6120 §6 and §13.7, RFC 6455 §10.2.

import { assert, group, refusedWith } from './harness.mjs';
import { domain, proxySecret, start, users } from './grid.mjs';
import { one } from './xmpp.mjs';

const deployments = [
  { name: 'ejabberd', kind: 'ejabberd', nginx: false },
  { name: 'Prosody', kind: 'prosody', nginx: false },
  { name: 'nginx before ejabberd', kind: 'ejabberd', nginx: 'crl' },
  { name: 'nginx before Prosody', kind: 'prosody', nginx: 'crl' },
];

// ejabberd's kit tells a wrong identity from a wrong certificate, Prosody's SASL library cannot
const wrongIdentity = { ejabberd: 'invalid-authzid', prosody: 'not-authorized' };
const notOffered = { ejabberd: 'not-authorized', prosody: 'invalid-mechanism' };

const badCertificates = [
  { who: 'carol', what: 'an expired certificate', said: /expired/ },
  { who: 'mallory', what: 'a revoked certificate', said: /revoked/ },
  { who: 'eve', what: 'a certificate of another authority', said: /verify|issuer/ },
];

const forged = (identity, secret) => ({
  'X-Grid-Proxy-Secret': secret,
  'X-SSL-Client-Verify': 'SUCCESS',
  'X-SSL-Client-Cert': encodeURIComponent(identity.cert.toString()),
});

async function offersNoExternal(connection, kind) {
  assert.deepEqual(await connection.mechanisms(domain), ['SCRAM-SHA-256']);
  assert.equal(await connection.external(), notOffered[kind]);
}

for (const { name, kind, nginx } of deployments) {
  group(name, () => start({ kind, nginx }), (test) => {
    test('a good certificate logs in without a password', async (grid) => {
      const connection = await grid.dial('alice');
      const mechanisms = await connection.mechanisms(domain);
      assert.deepEqual([...mechanisms].sort(), ['EXTERNAL', 'SCRAM-SHA-256']);
      assert.equal(await connection.external(), 'success');
      assert.match(await connection.bind(), /^alice@grid\.example\/./);
    });

    test('a certificate may say whom it logs in as', async (grid) => {
      const connection = await grid.dial('alice');
      await connection.open(domain);
      assert.equal(await connection.external(`alice@${domain}`), 'success');
      assert.match(await connection.bind(), /^alice@/);
    });

    test('a certificate logs nobody else in', async (grid) => {
      const connection = await grid.dial('alice');
      await connection.open(domain);
      assert.equal(await connection.external(`bob@${domain}`), wrongIdentity[kind]);
    });

    test('a certificate with two names needs to be told which', async (grid) => {
      const connection = await grid.dial('dave');
      assert.ok((await connection.mechanisms(domain)).includes('EXTERNAL'));
      assert.equal(await connection.external(), wrongIdentity[kind]);
    });

    for (const account of ['alice', 'dave']) {
      test(`a certificate with two names logs in as ${account} when told so`, async (grid) => {
        const connection = await grid.dial('dave');
        await connection.open(domain);
        assert.equal(await connection.external(`${account}@${domain}`), 'success');
        assert.match(await connection.bind(), new RegExp(`^${account}@`));
      });
    }

    test('without a certificate EXTERNAL is neither offered nor accepted', async (grid) => {
      await offersNoExternal(await grid.dial(null), kind);
    });

    for (const { who, what, said } of badCertificates) {
      if (nginx) {
        test(`${what} is turned away at the proxy`, (grid) => refusedWith(403, grid.dial(who)));
      } else {
        test(`${what} does not log in, and the log says why`, async (grid) => {
          assert.match(await grid.refusal(async () => offersNoExternal(await grid.dial(who), kind)), said);
        });
      }
    }

    test('ATTACK-17 forged proxy headers count for nothing', async (grid) => {
      // the right secret, even: from outside it must not reach the controller under any spelling
      const headers = forged(grid.identity('alice'), proxySecret);
      const underscored = Object.fromEntries(Object.entries(headers).map(([key, value]) => [key.replaceAll('-', '_'), value]));
      for (const set of [headers, underscored, { ...headers, ...underscored }]) {
        await offersNoExternal(await grid.dial(null, { headers: set }), kind);
      }
    });

    test('ATTACK-17 a page of another origin cannot open the WebSocket', async (grid) => {
      await refusedWith(403, grid.dial('alice', { origin: 'https://elsewhere.example' }));
      await refusedWith(403, grid.dial('alice', { origin: 'null' }));
    });

    test('a hundred clients that come back at the same moment all get in', async (grid) => {
      const all = await Promise.all(Array.from({ length: 100 }, () => grid.dial('alice')));
      assert.deepEqual(new Set(await Promise.all(all.map(async (each) => (await each.mechanisms(domain)).includes('EXTERNAL')))), new Set([true]));
    });

    test('a program that is no browser sends no origin and may connect', async (grid) => {
      const connection = await grid.dial('alice', { origin: undefined });
      await connection.open(domain);
      assert.equal(await connection.external(), 'success');
    });

    test('a password logs in with SCRAM-SHA-256', async (grid) => {
      const connection = await grid.dial(null);
      await connection.open(domain);
      assert.equal(await connection.scram('bob', users.bob), 'success');
      assert.match(await connection.bind(), /^bob@grid\.example\/./);
    });

    test('a wrong password does not', async (grid) => {
      const connection = await grid.dial(null);
      await connection.open(domain);
      assert.equal(await connection.scram('bob', 'not it'), 'not-authorized');
    });

    for (const [mechanism, initial] of [['PLAIN', `\0bob\0${users.bob}`], ['X-OAUTH2', '\0bob\0token']]) {
      test(`${mechanism} is neither offered nor accepted`, async (grid) => {
        const connection = await grid.dial('bob');
        assert.ok(!(await connection.mechanisms(domain)).includes(mechanism));
        assert.equal(await connection.authenticate(mechanism, Buffer.from(initial).toString('base64')), 'invalid-mechanism');
      });
    }

    if (!nginx) {
      test('a message of three megabytes ends the stream', async (grid) => {
        const connection = await grid.session('alice');
        connection.send(`<message xmlns="jabber:client" to="bob@${domain}"><body>${'x'.repeat(3 * 1024 * 1024)}</body></message>`);
        const error = await connection.next((e) => e.localName === 'error' && one(e, 'policy-violation'));
        assert.equal(error.namespaceURI, 'http://etherx.jabber.org/streams');
        await connection.closed;
      });
    }

    if (nginx) {
      const backend = (grid, secret) => grid.dial(null, {
        url: `ws://localhost:${grid.backendPort}/ws`,
        headers: { ...forged(grid.identity('alice'), secret), 'X-Forwarded-Proto': 'https' },
      });

      test('the controller believes a proxy that knows the secret', async (grid) => {
        const connection = await backend(grid, proxySecret);
        await connection.open(domain);
        assert.equal(await connection.external(), 'success');
      });

      test('the controller believes nobody who does not know it', async (grid) => {
        for (const secret of ['', 'guessed', `${proxySecret} `.repeat(2)]) await offersNoExternal(await backend(grid, secret), kind);
      });
    }
  });
}
