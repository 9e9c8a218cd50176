// SPDX-License-Identifier: AGPL-3.0-or-later
// A small XMPP client over WebSocket (RFC 7395) that logs in by SCRAM-SHA-256 and asks many things at once. It seeds
// the demo's grid; it is no part of the product.

import { createHash, createHmac, pbkdf2, randomBytes, timingSafeEqual } from 'node:crypto';
import { createRequire } from 'node:module';
import { promisify } from 'node:util';
import { element } from './xml.mjs';

const require = createRequire(new URL('../../build/', import.meta.url));
const derive = promisify(pbkdf2);

const FRAMING = 'urn:ietf:params:xml:ns:xmpp-framing';
const SASL = 'urn:ietf:params:xml:ns:xmpp-sasl';
const WINDOW = 64; // requests in flight of one session
const PATIENCE = 60000;

const base64 = (text) => Buffer.from(text).toString('base64');
const children = (node) => Array.from(node.childNodes).filter((child) => child.localName);
const child = (node, name) => children(node).find((each) => each.localName === name);

/// Opens a session. Resolves with {ask(type, to, payload): Promise<element>, jid, close()}; `ask` rejects with the
/// condition when the controller answers an error.
export async function openSession({ wsUrl, url, domain, ca, user, password }) {
  const WebSocket = require('ws');
  const { DOMParser } = require('@xmldom/xmldom');
  const socket = new WebSocket(wsUrl, 'xmpp', { ca, origin: new URL(url).origin, perMessageDeflate: false });
  const inbox = [];
  const waiting = []; // for the steps of the login, one after the other
  const asked = new Map();
  const queue = [];
  let failure = null;

  const fail = (why) => {
    failure = failure ?? new Error(`${user}: ${why}`);
    [...waiting.splice(0), ...asked.values(), ...queue.splice(0)].forEach(({ reject }) => reject(failure));
    asked.clear();
  };
  const pump = () => {
    while (queue.length && asked.size < WINDOW) {
      const request = queue.shift();
      asked.set(request.id, request);
      socket.send(request.text);
    }
  };
  socket.on('error', (error) => fail(error.message));
  socket.on('close', () => fail('the controller closed the connection'));
  socket.on('message', (data) => {
    const stanza = new DOMParser().parseFromString(data.toString(), 'text/xml').documentElement;
    const request = stanza.localName === 'iq' && asked.get(stanza.getAttribute('id'));
    if (request) {
      asked.delete(request.id);
      if (stanza.getAttribute('type') === 'result') request.resolve(stanza);
      else request.reject(new Error(`${user}: ${children(child(stanza, 'error')).map((each) => each.textContent || each.localName).join(', ')}: ${request.text.slice(0, 300)}`));
      pump();
    } else if (waiting.length) {
      waiting.shift().resolve(stanza);
    } else if (stanza.localName !== 'message' && stanza.localName !== 'presence') {
      inbox.push(stanza);
    }
  });
  const next = () => (inbox.length ? Promise.resolve(inbox.shift()) : new Promise((resolve, reject) => { waiting.push({ resolve, reject }); }));
  const exchange = (xml) => { socket.send(String(xml)); return next(); };
  let ids = 0;
  const ask = (type, to, payload) => new Promise((resolve, reject) => {
    if (failure) return reject(failure);
    const id = `seed-${++ids}`;
    queue.push({ id, resolve, reject, text: String(element('iq', { xmlns: 'jabber:client', type, id, to }, payload)) });
    pump();
  });
  const timer = setTimeout(() => fail('no login within a minute'), PATIENCE);
  try {
    await new Promise((resolve, reject) => { socket.on('open', resolve); socket.on('error', reject); });
    const open = async () => { await exchange(element('open', { xmlns: FRAMING, to: domain, version: '1.0' })); return next(); };
    await open();
    await scram(exchange, user, password);
    await open();
    const bound = await ask('set', undefined, element('bind', { xmlns: 'urn:ietf:params:xml:ns:xmpp-bind' }));
    return { ask, jid: bound.textContent, close: () => { socket.removeAllListeners('close'); socket.close(); } };
  } catch (error) {
    socket.terminate();
    throw error;
  } finally {
    clearTimeout(timer);
  }
}

// RFC 5802 with SHA-256 (RFC 7677).
async function scram(exchange, user, password) {
  const hmac = (key, data) => createHmac('sha256', key).update(data).digest();
  const expect = (answer, name) => {
    if (answer.localName !== name) throw new Error(`${user}: the controller refused the login (${children(answer).map((each) => each.localName).join(', ')})`);
    return Buffer.from(answer.textContent, 'base64').toString();
  };
  const first = `n=${user},r=${randomBytes(18).toString('base64')}`;
  const challenge = expect(await exchange(element('auth', { xmlns: SASL, mechanism: 'SCRAM-SHA-256' }, base64(`n,,${first}`))), 'challenge');
  const { r, s, i } = Object.fromEntries(challenge.split(',').map((part) => [part[0], part.slice(2)]));
  const salted = await derive(password, Buffer.from(s, 'base64'), Number(i), 32, 'sha256');
  const final = `c=biws,r=${r}`;
  const signed = [first, challenge, final].join(',');
  const key = hmac(salted, 'Client Key');
  const proof = hmac(createHash('sha256').update(key).digest(), signed).map((byte, n) => byte ^ key[n]);
  const last = expect(await exchange(element('response', { xmlns: SASL }, base64(`${final},p=${Buffer.from(proof).toString('base64')}`))), 'success');
  if (!timingSafeEqual(Buffer.from(last.slice(2), 'base64'), hmac(hmac(salted, 'Server Key'), signed))) {
    throw new Error(`${user}: the controller's signature is wrong`);
  }
}
