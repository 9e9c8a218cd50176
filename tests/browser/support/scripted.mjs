// SPDX-License-Identifier: AGPL-3.0-or-later
// A controller that plays a part no real one here would play: it serves the page and answers as it is told.

import { createRequire } from 'node:module';
import { element } from '../../../web/demo.d/xml.mjs';
import { openSite } from './site.mjs';

const require = createRequire(new URL('../../../build/', import.meta.url));
const SASL = 'urn:ietf:params:xml:ns:xmpp-sasl';
const FRAMING = 'urn:ietf:params:xml:ns:xmpp-framing';
const BIND = 'urn:ietf:params:xml:ns:xmpp-bind';
const INFO = 'http://jabber.org/protocol/disco#info';
const ITEMS = 'http://jabber.org/protocol/disco#items';

const identity = (category, type, name) => element('identity', { category, type, name });

/// Serves build/dist with a WebSocket at /ws. `mechanisms`: what SASL offers (EXTERNAL always succeeds); `selects`:
/// whether it selects the subprotocol; `services`: JIDs of the publish-subscribe services, all of them empty.
/// Returns what openSite does.
export async function scriptedController({ domain = 'grid.example', mechanisms = ['EXTERNAL'], selects = true, services = [] }) {
  const { WebSocketServer } = require('ws');
  const { DOMParser } = require('@xmldom/xmldom');
  const site = await openSite();
  site.spoil(/config\.json$/, () => ({ status: 200, body: JSON.stringify({ domain, endpoint: '/ws' }) }));
  const sockets = new WebSocketServer({ server: site.server, path: '/ws', handleProtocols: () => (selects ? 'xmpp' : false) });

  const discovered = (to, query) => {
    if (query === ITEMS) return element('query', { xmlns: ITEMS }, to === domain ? services.map((jid) => element('item', { jid })) : []);
    const service = services.includes(to);
    return element('query', { xmlns: INFO }, service ? identity('pubsub', 'service', `Service ${to}`) : identity('server', 'im'),
      element('feature', { var: INFO }), service && element('feature', { var: 'http://jabber.org/protocol/pubsub' }));
  };
  sockets.on('connection', (socket) => {
    let authenticated = false;
    const say = (...stanzas) => stanzas.forEach((each) => socket.send(String(each)));
    const features = () => element('stream:features', { xmlns: 'jabber:client', 'xmlns:stream': 'http://etherx.jabber.org/streams' }, authenticated
      ? element('bind', { xmlns: BIND })
      : element('mechanisms', { xmlns: SASL }, mechanisms.map((name) => element('mechanism', {}, name))));
    const answers = {
      open: () => say(element('open', { xmlns: FRAMING, from: domain, id: 'scripted', version: '1.0' }), features()),
      close: () => { say(element('close', { xmlns: FRAMING })); socket.close(); },
      auth: () => { authenticated = true; say(element('success', { xmlns: SASL })); },
      iq: (stanza) => {
        const [id, to] = [stanza.getAttribute('id'), stanza.getAttribute('to') || undefined];
        const payload = Array.from(stanza.childNodes).find((child) => child.localName);
        const result = (...content) => say(element('iq', { xmlns: 'jabber:client', type: 'result', id, from: to }, ...content));
        if (payload.localName === 'bind') result(element('bind', { xmlns: BIND }, element('jid', {}, `alice@${domain}/test`)));
        else if (payload.localName === 'query' && [INFO, ITEMS].includes(payload.namespaceURI)) result(discovered(to, payload.namespaceURI));
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
  return { ...site, stop: () => { sockets.clients.forEach((socket) => socket.terminate()); return site.stop(); } };
}
