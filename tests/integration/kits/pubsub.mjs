// SPDX-License-Identifier: AGPL-3.0-or-later
// Requests of XEP-0060 and XEP-0248 in few words, for the tests of the kits.

import { all, NS, one, text } from './xmpp.mjs';

export const field = (name, values) => `<field var="pubsub#${name}">${[values].flat().map((value) => `<value>${text(value)}</value>`).join('')}</field>`;
const form = (type, fields) => '<x xmlns="jabber:x:data" type="submit">'
  + `<field var="FORM_TYPE" type="hidden"><value>${NS.pubsub}#${type}</value></field>`
  + `${Object.entries(fields).map(([name, values]) => field(name, values)).join('')}</x>`;

// One request after the other, whoever makes it: what a test says first happens first, also over two connections.
let last = Promise.resolve();
const inTurn = (request) => (last = last.catch(() => {}).then(request));

/// What an entity does at a pubsub service. Every method resolves with the answer, a result or an error.
export class PubSub {
  constructor(connection, service) {
    this.connection = connection;
    this.service = service;
    this.bare = connection.jid.split('/')[0];
  }
  request(type, payload) { return inTurn(() => this.connection.iq(type, this.service, payload)); }
  #pubsub(type, payload) { return this.request(type, `<pubsub xmlns="${NS.pubsub}">${payload}</pubsub>`); }
  #owner(type, payload) { return this.request(type, `<pubsub xmlns="${NS.owner}">${payload}</pubsub>`); }

  create(node, config = {}) { return this.#pubsub('set', `<create node="${node}"/><configure>${form('node_config', config)}</configure>`); }
  configure(node, config) { return this.#owner('set', `<configure node="${node}">${form('node_config', config)}</configure>`); }
  configuration(node) { return this.#owner('get', `<configure node="${node}"/>`); }
  remove(node) { return this.#owner('set', `<delete node="${node}"/>`); }
  purge(node) { return this.#owner('set', `<purge node="${node}"/>`); }
  associate(collection, node) { return this.#owner('set', `<collection node="${collection}"><associate node="${node}"/></collection>`); }
  dissociate(collection, node) { return this.#owner('set', `<collection node="${collection}"><dissociate node="${node}"/></collection>`); }
  affiliate(node, jid, affiliation) {
    return this.#owner('set', `<affiliations node="${node}"><affiliation jid="${jid}" affiliation="${affiliation}"/></affiliations>`);
  }
  publish(node, id, payload = '<entry xmlns="urn:example:entry"/>') {
    return this.#pubsub('set', `<publish node="${node}"><item id="${id}">${payload}</item></publish>`);
  }
  retract(node, id) { return this.#pubsub('set', `<retract node="${node}" notify="true"><item id="${id}"/></retract>`); }
  items(node) { return this.#pubsub('get', `<items node="${node}"/>`); }
  subscribe(node, options) {
    return this.#pubsub('set', `<subscribe node="${node}" jid="${this.bare}"/>${options ? `<options>${form('subscribe_options', options)}</options>` : ''}`);
  }
  unsubscribe(node) { return this.#pubsub('set', `<unsubscribe node="${node}" jid="${this.bare}"/>`); }
  options(node) { return this.#pubsub('get', `<options node="${node}" jid="${this.bare}"/>`); }
  setOptions(node, options, jid = this.bare) { return this.#pubsub('set', `<options node="${node}" jid="${jid}">${form('subscribe_options', options)}</options>`); }
  info(node) { return this.request('get', `<query xmlns="${NS.info}"${node ? ` node="${node}"` : ''}/>`); }

  /// The nodes that disco#items lists, sorted.
  async nodes(collection) {
    const answer = await this.request('get', `<query xmlns="${NS.items}"${collection ? ` node="${collection}"` : ''}/>`);
    return all(answer, 'item').map((item) => item.getAttribute('node')).sort();
  }

  /// The notifications that have arrived by now: "what node id… via collections". Asking the service something first
  /// makes sure: it answers after what it had sent before.
  async notifications() {
    await this.info();
    const arrived = this.connection.inbox.filter((e) => e.localName === 'message' && one(e, 'event'));
    this.connection.inbox = this.connection.inbox.filter((e) => !arrived.includes(e));
    return arrived.map(describe).sort();
  }
}

function describe(message) {
  const event = Array.from(one(message, 'event').childNodes).find((n) => n.localName);
  const via = all(message, 'header').filter((h) => h.getAttribute('name') === 'Collection').map((h) => h.textContent).sort();
  const parts = all(event, 'item').concat(all(event, 'retract')).map((e) => `${e.localName} ${e.getAttribute('id')}`);
  return [event.localName, event.getAttribute('node'), ...parts, ...(via.length ? ['via', ...via] : [])].join(' ');
}

/// "result", or the conditions of an error: "cancel not-allowed invalid-options".
export function outcome(answer) {
  if (answer.getAttribute('type') === 'result') return 'result';
  const error = one(answer, 'error');
  const conditions = Array.from(error.childNodes).filter((n) => n.localName && n.localName !== 'text');
  const rank = (n) => (n.namespaceURI === NS.errors ? 1 : 0);
  return [error.getAttribute('type'), ...conditions.sort((a, b) => rank(a) - rank(b)).map((n) => n.localName)].join(' ');
}

/// The values of a form's field; undefined when the form has no such field.
export function values(answer, name) {
  const found = all(answer, 'field').find((f) => f.getAttribute('var') === `pubsub#${name}`);
  return found && Array.from(found.childNodes).filter((n) => n.localName === 'value').map((v) => v.textContent).sort();
}
