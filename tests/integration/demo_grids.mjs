// SPDX-License-Identifier: AGPL-3.0-or-later
// What is in the demo's grids, as the controller tells it to the people in them.

import assert from 'node:assert/strict';
import test from 'node:test';
import { claimPort } from '../../web/controllers/launch/process.mjs';
import { grid } from '../../web/demo.d/grids.mjs';
import { element } from '../../web/demo.d/xml.mjs';
import { all, as, withDemo } from './demo/start.mjs';

const PUBSUB = 'http://jabber.org/protocol/pubsub';
const OWNER = `${PUBSUB}#owner`;
const ITEMS = 'http://jabber.org/protocol/disco#items';
const RSM = 'http://jabber.org/protocol/rsm';

const small = grid('small');
const asAlice = (about, act) => as('alice', about, act);
const owned = (ask, what, node) => ask('get', element('pubsub', { xmlns: OWNER }, element(what, { node })));
/// {account: value} of the lists that an owner may read
const table = async (ask, what, row, node) => Object.fromEntries(all(await owned(ask, what, node), row).map((each) =>
  [each.getAttribute('jid').split('@')[0], each.getAttribute(row)]));
const subscriptions = (ask, node) => table(ask, 'subscriptions', 'subscription', node);
const affiliations = (ask, node) => table(ask, 'affiliations', 'affiliation', node);
const configured = async (ask, node, name) => all(await owned(ask, 'configure', node), 'field')
  .filter((field) => field.getAttribute('var') === `pubsub#${name}`).flatMap((field) => all(field, 'value').filter((value) => value.parentNode === field)).map((value) => value.textContent);
const children = async (ask, node) => all(await ask('get', element('query', { xmlns: ITEMS, node })), 'item').map((item) => item.getAttribute('node'));
const items = (ask, node, max) => ask('get', element('pubsub', { xmlns: PUBSUB }, element('items', { node }), element('set', { xmlns: RSM }, element('max', {}, max))));

test('the small grid has something of everything', { timeout: 120000 }, async (t) => {
  await withDemo(['--port', String(await claimPort()), '--reset'], (about) => asAlice(about, async (ask) => {
    const top = await children(ask);
    const nested = new Map();
    for (const { id } of small.collections) nested.set(id, await children(ask, id));
    const isCollection = (id) => nested.has(id);
    const topics = new Set([...top, ...[...nested.values()].flat()].filter((id) => !isCollection(id)));

    await t.test('about 40 topics', () => {
      assert.ok(topics.size >= 38 && topics.size <= 42, `${topics.size} topics`);
      assert.deepEqual([...topics].sort(), small.topics.map(({ id }) => id).sort());
    });
    await t.test('three collections at the top, others nested in them three levels deep', () => {
      assert.deepEqual(top.filter(isCollection).sort(), ['detection', 'incidents', 'posture']);
      const depth = (id) => 1 + Math.max(0, ...nested.get(id).filter(isCollection).map(depth));
      assert.equal(Math.max(...top.filter(isCollection).map(depth)), 3);
    });
    await t.test('one topic in two collections', () => {
      const parents = (id) => [...nested].filter(([, inside]) => inside.includes(id)).map(([parent]) => parent);
      assert.deepEqual([...topics].filter((id) => parents(id).length > 1).map((id) => [id, parents(id).sort()]),
        [['vulnerabilities/exploited', ['detection/intelligence', 'posture/vulnerabilities']]]);
    });
    await t.test('every access model of XEP-0060', async () => {
      for (const access of ['authorize', 'open', 'presence', 'roster', 'whitelist']) {
        const topic = small.topics.find((each) => each.access === access);
        assert.ok(topic, access);
        assert.deepEqual(await configured(ask, topic.id, 'access_model'), [access]);
      }
    });
    await t.test('titles in several scripts', async () => {
      const titles = [];
      for (const { id } of small.topics) titles.push(...await configured(ask, id, 'title'));
      for (const script of ['Latin', 'Cyrillic', 'Greek', 'Han', 'Katakana', 'Hangul', 'Arabic', 'Hebrew', 'Devanagari', 'Thai']) {
        assert.ok(titles.some((title) => new RegExp(`\\p{Script=${script}}`, 'u').test(title)), script);
      }
    });
    for (const [what, node, name, namespace] of [
      ['IODEF incidents', 'incidents/open', 'IODEF-Document', 'urn:ietf:params:xml:ns:iodef-2.0'],
      ['SWID tags', 'swid/servers', 'SoftwareIdentity', 'http://standards.iso.org/iso/19770/-2/2015/schema.xsd'],
      ['SWIMA events', 'swima/headquarters', 'software-event', 'https://grid.example/ns/software-event'],
      ['alerts of intrusion detection', 'ids/core', 'IDMEF-Message', 'http://iana.org/idmef'],
    ]) {
      await t.test(`${what}, and the topic says so`, async () => {
        const item = all(await items(ask, node, 1), 'item')[0];
        const payload = Array.from(item.childNodes).find((child) => child.localName);
        assert.deepEqual([payload.localName, payload.namespaceURI], [name, namespace]);
        assert.deepEqual(await configured(ask, node, 'type'), [namespace]);
      });
    }
    await t.test('providers publish, consumers are subscribed, others wait to be let in', async () => {
      assert.deepEqual(await affiliations(ask, 'incidents/open'), { alice: 'owner', bob: 'owner', csirt: 'publisher', 'soc-duty': 'publisher' });
      assert.deepEqual(await subscriptions(ask, 'incidents/open'), { siem: 'subscribed', ticketing: 'subscribed', dashboard: 'subscribed' });
      // ejabberd leaves those who wait out of the list for owners; they know it themselves.
      for (const name of ['insurance', 'regulator', 'intern']) {
        const own = await as(name, about, (asName) => asName('get', element('pubsub', { xmlns: PUBSUB }, element('subscriptions', { node: 'incidents/open' }))));
        assert.deepEqual(all(own, 'subscription').map((each) => each.getAttribute('subscription')), ['pending'], name);
      }
      const publishers = all(await items(ask, 'incidents/open', 40), 'item').map((item) => item.getAttribute('publisher').split('@')[0]);
      assert.deepEqual([...new Set(publishers)].sort(), ['csirt', 'soc-duty']);
    });
    await t.test('nobody but administrators owns anything', async () => {
      for (const { id } of [...small.collections, ...small.topics]) {
        const owners = Object.entries(await affiliations(ask, id)).filter(([, affiliation]) => affiliation === 'owner').map(([name]) => name);
        assert.deepEqual(owners.sort(), ['alice', 'bob'], id);
      }
    });
  }));
});

test('the large grid has 1000 topics in 50 collections, 100 consumers and 10 000 items in one topic', { timeout: 180000 }, async () => {
  const large = grid('large');
  assert.deepEqual(grid('large'), large, 'the same on every machine');
  await withDemo(['--port', String(await claimPort()), '--scale', 'large', '--reset'], (about) => asAlice(about, async (ask) => {
    const lists = await Promise.all([undefined, ...large.collections.map(({ id }) => id)].map((id) => children(ask, id)));
    const nodes = new Set(lists.flat());
    const collections = large.collections.filter(({ id }) => nodes.delete(id));
    assert.equal(collections.length, 50);
    assert.equal(nodes.size, 1000);
    const consumers = await Promise.all(large.topics.map(({ id }) => subscriptions(ask, id)));
    assert.equal(new Set(consumers.flatMap((each) => Object.keys(each))).size, 100);
    const full = large.topics.filter((topic) => topic.items >= 1000);
    assert.equal(full.length, 1);
    assert.equal(all(await items(ask, full[0].id, 1), 'count')[0].textContent, '10000');
  }));
});
