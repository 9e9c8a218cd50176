// SPDX-License-Identifier: AGPL-3.0-or-later
// Brings a grid (grids.mjs) to life on a running controller, as the people who would do it: alice and bob create, the
// providers publish, the consumers subscribe.

import { payloads } from './payloads.mjs';
import { dice } from './random.mjs';
import { openSession } from './session.mjs';
import { element } from './xml.mjs';

const PUBSUB = 'http://jabber.org/protocol/pubsub';
const OWNER = `${PUBSUB}#owner`;
const MAX_ITEMS = 1000;

const field = (name, value) => element('field', { var: name }, [value].flat().map((each) => element('value', {}, each)));
const form = (fields) => element('x', { xmlns: 'jabber:x:data', type: 'submit' }, field('FORM_TYPE', `${PUBSUB}#node_config`),
  Object.entries(fields).filter(([, value]) => value !== undefined).map(([name, value]) => field(`pubsub#${name}`, value)));

/// How a node is configured. Both controllers know these fields; collections go to those that have them.
function configuration(node, isCollection) {
  return form({
    title: node.title || undefined,
    description: node.description,
    ...(isCollection ? { node_type: 'collection' } : {
      type: payloads[node.payload].type, persist_items: '1', max_items: String(Math.max(MAX_ITEMS, node.items)), publish_model: node.publish ?? 'publishers',
      // The newest item to whoever comes online would be a flood here.
      send_last_published_item: 'never',
    }),
    access_model: node.access,
    collection: node.in?.length ? node.in : undefined,
  });
}

/// Who is what on a node: [jid, affiliation] pairs. What alice makes is owned by bob as well, and the other way round.
function affiliations(node, jid) {
  const roles = [['owners', 'owner'], ['members', 'member'], ['providers', 'publisher'], ['outcasts', 'outcast']];
  return roles.flatMap(([list, affiliation]) => (node[list] ?? []).map((name) => [jid(name), affiliation]));
}

/// Opens one session per person, when he first has something to do.
function people(controller, password) {
  const sessions = new Map();
  return {
    as: (user) => {
      if (!sessions.has(user)) sessions.set(user, openSession({ ...controller, user, password }));
      return sessions.get(user);
    },
    close: async () => (await Promise.allSettled(sessions.values())).forEach(({ value }) => value?.close()),
  };
}

/// Seeds. `controller` is {wsUrl, url, domain, pubsub, ca}; `say` tells about progress.
export async function seed(controller, grid, { password, say = () => {} }) {
  const { pubsub, domain } = controller;
  const jid = (name) => `${name}@${domain}`;
  const crowd = people(controller, password);
  const [alice, bob] = grid.people.administrators;
  const [mine, his] = [await crowd.as(alice), await crowd.as(bob)];
  const ask = async (user, type, payload) => (await crowd.as(user)).ask(type, pubsub, payload);

  // alice owns the collections; of the topics every fifth is bob's.
  const create = (session, node, isCollection) => session.ask('set', pubsub,
    element('pubsub', { xmlns: PUBSUB }, element('create', { node: node.id }), element('configure', {}, configuration(node, isCollection))));
  const ownerOf = (node, n) => (n % 5 === 4 ? { session: his, other: alice } : { session: mine, other: bob });
  const govern = async ({ session, other }, node) => {
    const list = affiliations({ ...node, owners: [other] }, jid);
    await session.ask('set', pubsub, element('pubsub', { xmlns: OWNER }, element('affiliations', { node: node.id },
      list.map(([who, affiliation]) => element('affiliation', { jid: who, affiliation })))));
  };
  const subscribe = (node, name) => ask(name, 'set', element('pubsub', { xmlns: PUBSUB }, element('subscribe', { node: node.id, jid: jid(name) })));
  // Where a consumer could not get in by himself, or would only ask, the owner lets him in.
  const letIn = ({ session }, node) => session.ask('set', pubsub, element('pubsub', { xmlns: OWNER }, element('subscriptions', { node: node.id },
    node.consumers.map((name) => element('subscription', { jid: jid(name), subscription: 'subscribed' })))));
  const admit = async (owner, node) => {
    if (node.access !== 'open' && node.consumers?.length) await letIn(owner, node);
    const own = [...(node.access === 'open' ? node.consumers ?? [] : []), ...(node.pending ?? [])];
    await Promise.all(own.map((name) => subscribe(node, name)));
  };
  const publish = (node) => {
    const roll = dice(node.id);
    return Promise.all(Array.from({ length: node.items }, (_, n) => {
      const { id, payload } = payloads[node.payload].make(roll, n);
      const provider = node.providers[n % node.providers.length];
      return ask(provider, 'set', element('pubsub', { xmlns: PUBSUB }, element('publish', { node: node.id }, element('item', { id }, payload))));
    }));
  };
  const each = (nodes, act) => Promise.all(nodes.map(act));

  try {
    say(`${grid.collections.length} collections`);
    for (const collection of grid.collections) await create(mine, collection, true); // parents first
    await each(grid.collections, (collection) => govern({ session: mine, other: bob }, collection));
    say(`${grid.topics.length} topics`);
    // ejabberd answers "Database failure" when two sessions create at the same moment: alice first, then bob.
    for (const session of [mine, his]) {
      await each(grid.topics, async (topic, n) => {
        const owner = ownerOf(topic, n);
        if (owner.session !== session) return;
        await create(session, topic, false);
        await govern(owner, topic);
      });
    }
    // Items before consumers: nobody has to be told about them. Where only consumers may publish it is the other way round.
    const consumersFirst = (topic) => topic.publish === 'subscribers';
    say(`${grid.topics.reduce((sum, topic) => sum + topic.items, 0)} items`);
    await each(grid.topics.filter((topic) => !consumersFirst(topic)), publish);
    say(`${new Set([...grid.collections, ...grid.topics].flatMap((node) => node.consumers ?? [])).size} consumers`);
    await each(grid.collections, (collection) => admit({ session: mine }, collection));
    await each(grid.topics, (topic, n) => admit(ownerOf(topic, n), topic));
    await each(grid.topics.filter(consumersFirst), publish);
  } finally {
    await crowd.close();
  }
}
