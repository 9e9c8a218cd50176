// SPDX-License-Identifier: AGPL-3.0-or-later
// A controller that plays a part no real one here would play: it serves the page and answers as it is told.

import { createRequire } from 'node:module';
import { element } from '../../../web/demo.d/xml.mjs';
import { scram } from './scram.mjs';
import { openSite } from './site.mjs';

const require = createRequire(new URL('../../../build/', import.meta.url));
const SASL = 'urn:ietf:params:xml:ns:xmpp-sasl';
const FRAMING = 'urn:ietf:params:xml:ns:xmpp-framing';
const BIND = 'urn:ietf:params:xml:ns:xmpp-bind';
const INFO = 'http://jabber.org/protocol/disco#info';
const ITEMS = 'http://jabber.org/protocol/disco#items';

const META = 'http://jabber.org/protocol/pubsub#meta-data';

const field = (name, value, type) => value && element('field', { var: name, type }, element('value', {}, value));
const identity = (category, type, name) => element('identity', { category, type, name });

const base64 = (text) => Buffer.from(text).toString('base64');
const text = (element) => Buffer.from(element.textContent, 'base64').toString();

/// Serves build/dist with a WebSocket at /ws. `mechanisms`: what SASL offers (EXTERNAL always succeeds); `account`: who
/// can log in by SCRAM (scram.mjs); `selects`: whether it selects the subprotocol; `services`: JIDs of the
/// publish-subscribe services; `nodes`: [{id, title, description}] of leafs in each of them.
/// Returns what openSite does, and `chosen`, the mechanisms that were asked for.
export async function scriptedController({ domain = 'grid.example', mechanisms = ['EXTERNAL'], account, selects = true, services = [], nodes = [] }) {
  const { WebSocketServer } = require('ws');
  const { DOMParser } = require('@xmldom/xmldom');
  const site = await openSite();
  site.spoil(/config\.json$/, () => ({ status: 200, body: JSON.stringify({ domain, endpoint: '/ws' }) }));
  const sockets = new WebSocketServer({ server: site.server, path: '/ws', handleProtocols: () => (selects ? 'xmpp' : false) });

  const byId = new Map(nodes.map((node) => [node.id, node]));
  const discovered = (to, query, id) => {
    if (query === ITEMS) {
      return element('query', { xmlns: ITEMS, node: id }, to === domain ? services.map((jid) => element('item', { jid }))
        : id ? [] : nodes.map((node) => element('item', { jid: to, node: node.id, name: node.title })));
    }
    const node = byId.get(id);
    if (node) {
      return element('query', { xmlns: INFO, node: id }, element('identity', { category: 'pubsub', type: 'leaf' }),
        element('x', { xmlns: 'jabber:x:data', type: 'result' }, field('FORM_TYPE', META, 'hidden'), field('pubsub#title', node.title),
          field('pubsub#description', node.description), field('pubsub#access_model', 'open')));
    }
    const service = services.includes(to);
    return element('query', { xmlns: INFO }, service ? identity('pubsub', 'service', `Service ${to}`) : identity('server', 'im'),
      element('feature', { var: INFO }), service && element('feature', { var: 'http://jabber.org/protocol/pubsub' }));
  };
  const chosen = [];
  sockets.on('connection', (socket) => {
    let authenticated = false, login;
    const say = (...stanzas) => stanzas.forEach((each) => socket.send(String(each)));
    const features = () => element('stream:features', { xmlns: 'jabber:client', 'xmlns:stream': 'http://etherx.jabber.org/streams' }, authenticated
      ? element('bind', { xmlns: BIND })
      : element('mechanisms', { xmlns: SASL }, mechanisms.map((name) => element('mechanism', {}, name))));
    const succeed = (data) => { authenticated = true; say(element('success', { xmlns: SASL }, data)); };
    const answers = {
      open: () => say(element('open', { xmlns: FRAMING, from: domain, id: 'scripted', version: '1.0' }), features()),
      close: () => { say(element('close', { xmlns: FRAMING })); socket.close(); },
      auth: (stanza) => {
        const mechanism = stanza.getAttribute('mechanism');
        chosen.push(mechanism);
        if (mechanism === 'EXTERNAL') return succeed();
        login = scram(mechanism, account);
        return say(element('challenge', { xmlns: SASL }, base64(login.challenge(text(stanza)))));
      },
      response: (stanza) => {
        const verdict = login.verdict(text(stanza));
        if (verdict) succeed(base64(verdict));
        else say(element('failure', { xmlns: SASL }, element('not-authorized')));
      },
      iq: (stanza) => {
        const [id, to] = [stanza.getAttribute('id'), stanza.getAttribute('to') || undefined];
        const payload = Array.from(stanza.childNodes).find((child) => child.localName);
        const result = (...content) => say(element('iq', { xmlns: 'jabber:client', type: 'result', id, from: to }, ...content));
        if (payload.localName === 'bind') result(element('bind', { xmlns: BIND }, element('jid', {}, `alice@${domain}/test`)));
        else if (payload.localName === 'query' && [INFO, ITEMS].includes(payload.namespaceURI)) result(discovered(to, payload.namespaceURI, payload.getAttribute('node') || undefined));
        else {
          say(element('iq', { xmlns: 'jabber:client', type: 'error', id, from: to },
            element('error', { type: 'cancel' }, element('service-unavailable', { xmlns: 'urn:ietf:params:xml:ns:xmpp-stanzas' }))));
        }
      },
    };
    socket.on('message', (data) => {
      const stanza = new DOMParser().parseFromString(data.toString(), 'text/xml').documentElement;
      answers[stanza.localName]?.(stanza);
    });
  });
  return { ...site, chosen, stop: () => { sockets.clients.forEach((socket) => socket.terminate()); return site.stop(); } };
}
