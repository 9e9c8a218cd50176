// SPDX-License-Identifier: AGPL-3.0-or-later
// Collections as the ejabberd kit has them: XEP-0248, and the publisher of an item (XEP-0060 §7.1.2.3).

import { assert, group } from './harness.mjs';
import { domain, start } from './grid.mjs';
import { outcome, PubSub, values } from './pubsub.mjs';
import { all, one } from './xmpp.mjs';

// alice and bob are administrators; carol is a platform that consumes, dave one that provides. carol's own certificate
// has expired, so she logs in with her password.
async function startGrid() {
  const grid = await start({ kind: 'ejabberd' });
  const login = async (who, authzid) => new PubSub(await grid.session(who, authzid), grid.pubsub);
  grid.alice = await login('alice');
  grid.bob = await login('bob');
  grid.dave = await login('dave', `dave@${domain}`);
  const carol = await grid.dial(null);
  await carol.open(domain);
  assert.equal(await carol.scram('carol', 'carol-word'), 'success');
  await carol.bind();
  grid.carol = new PubSub(carol, grid.pubsub);
  return grid;
}

const collection = (more = {}) => ({ node_type: 'collection', ...more });
const expectAll = async (expected, answers) => { for (const answer of answers) assert.equal(outcome(await answer), expected); };

/// top ⊃ middle ⊃ leaf, and aside ⊃ leaf, all names beginning with `prefix`
async function tree(alice, prefix) {
  const [top, middle, aside, leaf] = ['top', 'middle', 'aside', 'leaf'].map((name) => `${prefix}-${name}`);
  await expectAll('result', [alice.create(top, collection()), alice.create(middle, collection({ collection: top })),
                             alice.create(aside, collection()), alice.create(leaf, { collection: [middle, aside] })]);
  return { top, middle, aside, leaf };
}

group('ejabberd collections', startGrid, (test) => {
  test('a collection is created, shows its type and lists its children', async ({ alice }) => {
    await expectAll('result', [alice.create('c1', collection({ title: 'First' }))]);
    await expectAll('result', [alice.create('c1-sub', collection({ collection: 'c1' })), alice.create('c1-leaf', { collection: 'c1' })]);
    assert.deepEqual(await alice.nodes('c1'), ['c1-leaf', 'c1-sub']);
    const root = await alice.nodes();
    assert.ok(root.includes('c1') && !root.includes('c1-leaf') && !root.includes('c1-sub'));
    for (const [node, type] of [['c1', 'collection'], ['c1-leaf', 'leaf']]) {
      assert.deepEqual(all(await alice.info(node), 'identity').map((e) => e.getAttribute('type')), [type]);
    }
  });

  test('the service says that it has collections', async ({ alice }) => {
    const features = all(await alice.info(), 'feature').map((e) => e.getAttribute('var'));
    for (const name of ['collections', 'multi-collection', 'multi-collections']) assert.ok(features.includes(`http://jabber.org/protocol/pubsub#${name}`), name);
    await expectAll('result', [alice.create('c0', collection()), alice.create('c0-leaf')]);
    for (const [node, has] of [['c0', true], ['c0-leaf', false]]) {
      const own = all(await alice.info(node), 'feature').map((e) => e.getAttribute('var'));
      assert.equal(own.includes('http://jabber.org/protocol/pubsub#subscription-options'), has, node);
    }
  });

  test('children can be given to a collection and are taken from it again', async ({ alice }) => {
    await expectAll('result', [alice.create('c2', collection()), alice.create('c2-a'), alice.create('c2-b')]);
    await expectAll('result', [alice.configure('c2', { children: ['c2-a', 'c2-b'] })]);
    assert.deepEqual(await alice.nodes('c2'), ['c2-a', 'c2-b']);
    assert.deepEqual(values(await alice.configuration('c2'), 'children'), ['c2-a', 'c2-b']);
    assert.deepEqual(values(await alice.configuration('c2-a'), 'collection'), ['c2']);
    await expectAll('result', [alice.configure('c2', { children: ['c2-b'] })]);
    assert.deepEqual(await alice.nodes('c2'), ['c2-b']);
    assert.ok((await alice.nodes()).includes('c2-a'));
  });

  test("a change of something else leaves a collection's children alone", async ({ alice }) => {
    await expectAll('result', [alice.create('c3', collection()), alice.create('c3-a', { collection: 'c3' })]);
    await expectAll('result', [alice.configure('c3', { title: 'Renamed' })]);
    assert.deepEqual(await alice.nodes('c3'), ['c3-a']);
  });

  test('a topic can be in several collections and be moved to the root', async ({ alice }) => {
    const { middle, aside, leaf } = await tree(alice, 'c4');
    assert.deepEqual(values(await alice.configuration(leaf), 'collection'), [aside, middle]);
    await expectAll('result', [alice.configure(leaf, { collection: '' })]);
    assert.deepEqual([await alice.nodes(middle), await alice.nodes(aside)], [[], []]);
    assert.ok((await alice.nodes()).includes(leaf));
  });

  test('what cannot be is refused with the conditions of XEP-0248', async ({ alice }) => {
    const { top, middle, leaf } = await tree(alice, 'c5');
    const cases = [
      ['a parent that does not exist', alice.create('c5-x', { collection: 'c5-none' }), 'cancel item-not-found'],
      ['a child that does not exist', alice.configure(top, { children: ['c5-none'] }), 'cancel item-not-found'],
      ['a leaf as parent', alice.create('c5-y', { collection: leaf }), 'cancel not-allowed invalid-options'],
      ['children of a leaf', alice.configure(leaf, { children: [middle] }), 'cancel not-allowed invalid-options'],
      ['a cycle by parent', alice.configure(top, { collection: middle }), 'cancel not-allowed invalid-options'],
      ['a cycle by child', alice.configure(middle, { children: [leaf, top] }), 'cancel not-allowed invalid-options'],
      ['a collection in itself', alice.configure(top, { collection: top }), 'cancel not-allowed invalid-options'],
      ['from collection to leaf', alice.configure(top, { node_type: 'leaf' }), 'cancel not-allowed invalid-options'],
      ['an item in a collection', alice.publish(top, 'i'), 'cancel feature-not-implemented unsupported'],
      ['the items of a collection', alice.items(top), 'cancel feature-not-implemented unsupported'],
      ['a second node of a name', alice.create(top, collection()), 'cancel conflict'],
    ];
    for (const [what, answer, expected] of cases) assert.equal(outcome(await answer), expected, what);
    assert.deepEqual([await alice.nodes(top), await alice.nodes(middle)], [[middle], [leaf]]);
    const left = await alice.nodes();
    assert.ok(!left.includes('c5-x') && !left.includes('c5-y'));
  });

  test('a topic becomes a collection and loses its items', async ({ alice }) => {
    await expectAll('result', [alice.create('c6'), alice.create('c6-child')]);
    await expectAll('result', [alice.publish('c6', 'i')]);
    await expectAll('result', [alice.configure('c6', collection({ children: ['c6-child'] }))]);
    assert.deepEqual(await alice.nodes('c6'), ['c6-child']);
    assert.equal(outcome(await alice.publish('c6', 'j')), 'cancel feature-not-implemented unsupported');
  });

  test('deleting a collection leaves its children, at the root when they have no other parent', async ({ alice }) => {
    const { top, middle, aside, leaf } = await tree(alice, 'c7');
    await expectAll('result', [alice.remove(middle)]);
    assert.deepEqual(await alice.nodes(top), []);
    assert.deepEqual(await alice.nodes(aside), [leaf]);
    await expectAll('result', [alice.remove(aside)]);
    assert.ok((await alice.nodes()).includes(leaf));
    assert.deepEqual(values(await alice.configuration(leaf), 'collection') ?? [], []);
  });

  test('a node is associated with a collection and dissociated from it', async ({ alice }) => {
    await expectAll('result', [alice.create('c8', collection()), alice.create('c8-a')]);
    await expectAll('result', [alice.associate('c8', 'c8-a')]);
    assert.deepEqual(await alice.nodes('c8'), ['c8-a']);
    await expectAll('result', [alice.associate('c8', 'c8-a')]); // again: it is what was asked for
    await expectAll('result', [alice.dissociate('c8', 'c8-a')]);
    assert.deepEqual(await alice.nodes('c8'), []);
    assert.equal(outcome(await alice.dissociate('c8', 'c8-a')), 'modify bad-request');
  });

  test('associating refuses cycles, leaves as parents and nodes that are not there', async ({ alice }) => {
    const { top, middle, leaf } = await tree(alice, 'c9');
    assert.equal(outcome(await alice.associate(middle, top)), 'cancel not-allowed invalid-options');
    assert.equal(outcome(await alice.associate(leaf, top)), 'cancel not-allowed invalid-options');
    assert.equal(outcome(await alice.associate(top, 'c9-none')), 'cancel item-not-found');
    assert.equal(outcome(await alice.associate('c9-none', top)), 'cancel item-not-found');
  });

  test("nobody changes another's collection, by whichever way", async ({ alice, bob, carol }) => {
    await expectAll('result', [alice.create('c10', collection()), alice.create('c10-a'), bob.create('c10-b'), bob.create('c10-own', collection())]);
    const ways = [
      ['a parent that is not mine', bob.configure('c10-b', { collection: 'c10' })],
      ['created into what is not mine', bob.create('c10-c', { collection: 'c10' })],
      ['a child that is not mine', bob.configure('c10-own', { children: ['c10-a'] })],
      ['associate to what is not mine', bob.associate('c10', 'c10-b')],
      ['associate what is not mine', bob.associate('c10-own', 'c10-a')],
      ['somebody who owns nothing', carol.associate('c10', 'c10-a')],
    ];
    for (const [what, answer] of ways) assert.equal(outcome(await answer), 'auth forbidden', what);
    assert.deepEqual([await alice.nodes('c10'), await alice.nodes('c10-own')], [[], []]);
  });

  test('a collection can be open for the nodes of others', async ({ alice, bob }) => {
    await expectAll('result', [alice.create('c11', collection({ children_association_policy: 'all' })), bob.create('c11-b', { collection: 'c11' })]);
    await expectAll('result', [alice.create('c11-w', collection({ children_association_policy: 'whitelist', children_association_whitelist: bob.bare }))]);
    await expectAll('result', [bob.associate('c11-w', 'c11-b')]);
    assert.deepEqual(await alice.nodes('c11'), ['c11-b']);
  });

  test('platforms cannot create topics', async ({ carol }) => {
    assert.equal(outcome(await carol.create('c12')), 'auth forbidden');
    assert.equal(outcome(await carol.create('c12', collection())), 'auth forbidden');
  });
});

group('ejabberd collection subscriptions', startGrid, (test) => {
  test('a subscriber of a collection gets what is published anywhere below it, with the name of the collection', async ({ alice, carol }) => {
    const { top, leaf } = await tree(alice, 's1');
    await expectAll('result', [carol.subscribe(top)]);
    await expectAll('result', [alice.publish(leaf, 'i1')]);
    assert.deepEqual(await carol.notifications(), [`items ${leaf} item i1 via ${top}`]);
    await expectAll('result', [carol.unsubscribe(top), alice.publish(leaf, 'i2')]);
    assert.deepEqual(await carol.notifications(), []);
  });

  test('depth 1 is for children alone', async ({ alice, carol }) => {
    const { top, middle, leaf } = await tree(alice, 's2');
    await expectAll('result', [alice.create('s2-child', { collection: top })]);
    await expectAll('result', [carol.subscribe(top, { subscription_type: 'items', subscription_depth: '1' })]);
    await expectAll('result', [alice.publish(leaf, 'far'), alice.publish('s2-child', 'near')]);
    assert.deepEqual(await carol.notifications(), [`items s2-child item near via ${top}`]);
    await expectAll('result', [carol.setOptions(top, { subscription_depth: '2' }), alice.publish(leaf, 'now')]);
    assert.deepEqual(await carol.notifications(), [`items ${leaf} item now via ${top}`]);
    await expectAll('result', [carol.setOptions(top, { subscription_depth: '0' }), alice.publish('s2-child', 'none')]);
    assert.deepEqual(await carol.notifications(), []);
    void middle;
  });

  test('type items is for items, type nodes for nodes', async ({ alice, bob, carol }) => {
    const { top, middle } = await tree(alice, 's3');
    await expectAll('result', [carol.subscribe(top, { subscription_type: 'items' }), bob.subscribe(top, { subscription_type: 'nodes' })]);
    await expectAll('result', [alice.create('s3-new', { collection: middle })]);
    await expectAll('result', [alice.publish('s3-new', 'i')]);
    await expectAll('result', [alice.retract('s3-new', 'i')]);
    await expectAll('result', [alice.remove('s3-new')]);
    assert.deepEqual(await carol.notifications(), [`items s3-new item i via ${top}`, `items s3-new retract i via ${top}`]);
    assert.deepEqual(await bob.notifications(), [`create s3-new via ${top}`, `delete s3-new via ${top}`]);
  });

  test('a topic in two collections is notified of once, with both names', async ({ alice, carol }) => {
    const { middle, aside, leaf } = await tree(alice, 's4');
    await expectAll('result', [carol.subscribe(middle), carol.subscribe(aside), alice.publish(leaf, 'i')]);
    assert.deepEqual(await carol.notifications(), [`items ${leaf} item i via ${aside} ${middle}`]);
  });

  test('who is subscribed to the topic itself is notified once, without a collection', async ({ alice, carol }) => {
    const { top, leaf } = await tree(alice, 's5');
    await expectAll('result', [carol.subscribe(top), carol.subscribe(leaf), alice.publish(leaf, 'i')]);
    assert.deepEqual(await carol.notifications(), [`items ${leaf} item i`]);
  });

  test('the options of a subscription can be read and keep what is not set', async ({ alice, carol }) => {
    await expectAll('result', [alice.create('s6', collection()), carol.subscribe('s6', { subscription_type: 'nodes', subscription_depth: '3' })]);
    const shown = async () => { const answer = await carol.options('s6'); return [values(answer, 'subscription_type'), values(answer, 'subscription_depth')]; };
    assert.deepEqual(await shown(), [['nodes'], ['3']]);
    await expectAll('result', [carol.setOptions('s6', { subscription_type: 'all' })]);
    assert.deepEqual(await shown(), [['all'], ['3']]);
    await expectAll('result', [carol.unsubscribe('s6'), carol.subscribe('s6')]);
    assert.deepEqual(await shown(), [['all'], ['all']]);
  });

  test('options that are wrong, of others or of nobody are refused', async ({ alice, carol }) => {
    await expectAll('result', [alice.create('s7', collection()), carol.subscribe('s7')]);
    assert.equal(outcome(await carol.setOptions('s7', { subscription_depth: '-1' })), 'modify bad-request invalid-options');
    assert.equal(outcome(await carol.setOptions('s7', { subscription_type: 'everything' })), 'modify bad-request invalid-options');
    assert.equal(outcome(await alice.setOptions('s7', { subscription_depth: '1' }, carol.bare)), 'auth forbidden');
    assert.equal(outcome(await alice.options('s7')), 'modify not-acceptable not-subscribed');
  });

  test('options are forgotten with their node', async ({ alice, carol }) => {
    await expectAll('result', [alice.create('s8', collection()), carol.subscribe('s8', { subscription_depth: '1' }), alice.remove('s8')]);
    await expectAll('result', [alice.create('s8', collection()), carol.subscribe('s8')]);
    assert.deepEqual(values(await carol.options('s8'), 'subscription_depth'), ['all']);
  });
});

group('ejabberd publisher', startGrid, (test) => {
  const publishers = (element) => all(element, 'item').map((item) => item.getAttribute('publisher').split('/')[0]);

  test('items say who published them, in notifications and when they are fetched', async ({ alice, carol, dave }) => {
    await expectAll('result', [alice.create('p1', { publish_model: 'publishers' }), alice.affiliate('p1', dave.bare, 'publisher'), carol.subscribe('p1')]);
    await expectAll('result', [dave.publish('p1', 'i')]);
    const event = await carol.connection.next((e) => e.localName === 'message' && one(e, 'items'));
    assert.deepEqual(publishers(event), [dave.bare]);
    assert.deepEqual(publishers(await carol.items('p1')), [dave.bare]);
  });

  test('no configuration and no claim of a publisher changes that', async ({ alice }) => {
    await expectAll('result', [alice.create('p2', { itemreply: 'owner' }), alice.configure('p2', { itemreply: 'none' })]);
    await alice.request('set', '<pubsub xmlns="http://jabber.org/protocol/pubsub"><publish node="p2">'
      + `<item id="i" publisher="carol@${domain}"><entry xmlns="urn:example:entry"/></item></publish></pubsub>`);
    assert.deepEqual(publishers(await alice.items('p2')), [alice.bare]);
  });
});
