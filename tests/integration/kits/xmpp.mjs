// SPDX-License-Identifier: AGPL-3.0-or-later
// A small XMPP client over WebSocket (RFC 7395) for the tests of the controller kits. It keeps to what it is told to
// do, right or wrong, and gives back parsed elements. It is no part of the product.

import { createHash, createHmac, pbkdf2Sync, randomBytes, timingSafeEqual } from 'node:crypto';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../../build/', import.meta.url));
const WebSocket = require('ws');
const { DOMParser } = require('@xmldom/xmldom');

export const NS = {
  framing: 'urn:ietf:params:xml:ns:xmpp-framing',
  sasl: 'urn:ietf:params:xml:ns:xmpp-sasl',
  pubsub: 'http://jabber.org/protocol/pubsub',
  owner: 'http://jabber.org/protocol/pubsub#owner',
  event: 'http://jabber.org/protocol/pubsub#event',
  errors: 'http://jabber.org/protocol/pubsub#errors',
  info: 'http://jabber.org/protocol/disco#info',
  items: 'http://jabber.org/protocol/disco#items',
};
const PATIENCE = 10000;

/// Every element of that local name, in document order.
export const all = (element, name) => Array.from(element.getElementsByTagNameNS('*', name));
/// The one element of that name, or undefined.
export const one = (element, name) => all(element, name)[0];
export const text = (value) => value.replace(/[&<>'"]/g, (c) => `&#${c.charCodeAt(0)};`);

/// Opens the WebSocket. Rejects with {status} when the server refuses the upgrade. `identity` is {cert, key} or nothing.
export function dial(url, { identity, origin, headers, ca }) {
  return new Promise((resolve, reject) => {
    const socket = new WebSocket(url, 'xmpp', { ...identity, ca, origin, headers });
    socket.on('unexpected-response', (request, response) => {
      request.destroy();
      reject(Object.assign(new Error(`the upgrade was answered with HTTP ${response.statusCode}`), { status: response.statusCode }));
    });
    socket.on('error', reject);
    socket.on('open', () => resolve(new Connection(socket)));
  });
}

class Connection {
  constructor(socket) {
    this.socket = socket;
    this.inbox = [];
    this.waiting = [];
    this.closed = new Promise((resolve) => socket.on('close', resolve));
    this.ids = 0;
    socket.on('message', (data) => this.#arrived(new DOMParser().parseFromString(data.toString(), 'text/xml').documentElement));
    socket.on('close', () => this.waiting.splice(0).forEach((waiter) => waiter.reject(new Error('the connection was closed'))));
  }

  #arrived(element) {
    const index = this.waiting.findIndex((waiter) => waiter.wanted(element));
    if (index < 0) this.inbox.push(element);
    else this.waiting.splice(index, 1)[0].resolve(element);
  }

  send(xml) { this.socket.send(xml); }

  /// The next element that is wanted, one that arrived already or one to come.
  next(wanted = () => true) {
    const index = this.inbox.findIndex(wanted);
    if (index >= 0) return Promise.resolve(this.inbox.splice(index, 1)[0]);
    return new Promise((resolve, reject) => {
      const timer = setTimeout(() => reject(new Error('nothing that was waited for arrived in time')), PATIENCE);
      const settle = (settled) => (value) => { clearTimeout(timer); settled(value); };
      this.waiting.push({ wanted, resolve: settle(resolve), reject: settle(reject) });
    });
  }

  /// Opens a stream; resolves with the stream features.
  async open(domain) {
    this.domain = domain;
    this.send(`<open xmlns="${NS.framing}" to="${domain}" version="1.0"/>`);
    await this.next((e) => e.localName === 'open');
    return this.next((e) => e.localName === 'features');
  }

  /// The names of the mechanisms offered on a new stream.
  async mechanisms(domain) { return all(await this.open(domain), 'mechanism').map((e) => e.textContent); }

  /// One SASL request and its outcome: 'success' or the name of the failure's condition.
  async authenticate(mechanism, initial = '') {
    this.send(`<auth xmlns="${NS.sasl}" mechanism="${mechanism}">${initial}</auth>`);
    return outcome(await this.next((e) => e.namespaceURI === NS.sasl));
  }

  external(authzid) { return this.authenticate('EXTERNAL', authzid === undefined ? '=' : Buffer.from(authzid).toString('base64')); }

  /// SCRAM (RFC 5802), the server's signature checked.
  async scram(user, password, hash = 'SHA-256') {
    const digest = hash.replace('-', '').toLowerCase();
    const hmac = (key, data) => createHmac(digest, key).update(data).digest();
    const first = `n=${user},r=${randomBytes(18).toString('base64')}`;
    this.send(`<auth xmlns="${NS.sasl}" mechanism="SCRAM-${hash}">${Buffer.from('n,,' + first).toString('base64')}</auth>`);
    const challenge = await this.next((e) => e.namespaceURI === NS.sasl);
    if (challenge.localName !== 'challenge') return outcome(challenge);
    const server = Buffer.from(challenge.textContent, 'base64').toString();
    const { r, s, i } = Object.fromEntries(server.split(',').map((part) => [part[0], part.slice(2)]));
    const salted = pbkdf2Sync(password, Buffer.from(s, 'base64'), Number(i), createHash(digest).digest().length, digest);
    const final = `c=biws,r=${r}`;
    const signed = [first, server, final].join(',');
    const key = hmac(salted, 'Client Key');
    const proof = hmac(createHash(digest).update(key).digest(), signed).map((byte, n) => byte ^ key[n]);
    this.send(`<response xmlns="${NS.sasl}">${Buffer.from(`${final},p=${proof.toString('base64')}`).toString('base64')}</response>`);
    const answer = await this.next((e) => e.namespaceURI === NS.sasl);
    if (answer.localName !== 'success') return outcome(answer);
    const signature = Buffer.from(Buffer.from(answer.textContent, 'base64').toString().slice(2), 'base64');
    if (!timingSafeEqual(signature, hmac(hmac(salted, 'Server Key'), signed))) throw new Error("the server's signature is wrong");
    return 'success';
  }

  /// After a login: a new stream, a resource, presence. Resolves with the full JID.
  async bind() {
    await this.open(this.domain);
    const answer = await this.iq('set', undefined, '<bind xmlns="urn:ietf:params:xml:ns:xmpp-bind"/>');
    this.jid = one(answer, 'jid').textContent;
    this.send('<presence xmlns="jabber:client"/>');
    await this.next((e) => e.localName === 'presence' && e.getAttribute('from') === this.jid);
    return this.jid;
  }

  /// Sends a request; resolves with its answer, a result or an error.
  iq(type, to, payload) {
    const id = `t${++this.ids}`;
    this.send(`<iq xmlns="jabber:client" type="${type}" id="${id}"${to ? ` to="${to}"` : ''}>${payload}</iq>`);
    return this.next((e) => e.localName === 'iq' && e.getAttribute('id') === id);
  }

  close() { this.socket.terminate(); return this.closed; }
}

const outcome = (element) => (element.localName === 'failure' ? Array.from(element.childNodes).find((n) => n.localName).localName : element.localName);
