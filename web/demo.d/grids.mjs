// SPDX-License-Identifier: AGPL-3.0-or-later
// The grids that the demo can seed, as data: people, collections (parents before children) and topics.

import { readFileSync } from 'node:fs';
import { dice } from './random.mjs';

const read = (name) => JSON.parse(readFileSync(new URL(name, import.meta.url), 'utf8'));

const small = () => ({ people: read('people.json'), ...read('small.json') });

const subjects = ['access', 'backup', 'badge-readers', 'certificates', 'dns', 'endpoints', 'firewall', 'identity', 'mail', 'patches', 'proxy', 'vpn', 'wireless'];
const regions = ['emea', 'apac', 'latam', 'north-america'];
const kinds = ['incident', 'indicator', 'vulnerability', 'tag', 'software-event', 'alert'];
// As RFC 8600 §8.3.4 advises, with a few that somebody left open
const access = [...Array(12).fill('whitelist'), ...Array(7).fill('authorize'), 'open'];

// 50 collections, 1000 topics, 100 consumers, 10 000 items in one topic.
function large() {
  const roll = dice('large');
  const number = (n, digits) => String(n).padStart(digits, '0');
  const providers = Array.from({ length: 40 }, (_, n) => `sensor-${number(n + 1, 2)}`);
  const consumers = Array.from({ length: 100 }, (_, n) => `consumer-${number(n + 1, 3)}`);
  const collections = regions.map((region) => ({ id: region, title: `Region ${region.toUpperCase()}`, access: 'authorize' }));
  for (let n = 0; n < 46; n++) {
    // Two levels below the regions: every third lies inside an earlier one.
    const parent = n >= 16 && n % 3 === 0 ? collections[4 + (n % 16)] : collections[n % 4];
    collections.push({ id: `${parent.id}/site-${number(n + 1, 2)}`, title: `Site ${n + 1}`, in: [parent.id], access: 'authorize' });
  }
  const topics = [];
  for (let n = 0; n < 1000; n++) {
    const home = collections[4 + (n % 46)].id;
    const subject = subjects[n % subjects.length];
    const second = n % 25 === 0 ? [collections[4 + ((n + 7) % 46)].id] : [];
    const model = roll.pick(access);
    const readers = roll.some(consumers, 2);
    topics.push({
      id: `${home}/${subject}-${number(n + 1, 4)}`, title: `${subject[0].toUpperCase()}${subject.slice(1)} ${n + 1}`, in: [home, ...second], access: model,
      payload: roll.pick(kinds), items: n === 0 ? 10000 : n % 4, providers: n === 0 ? providers.slice(0, 10) : [roll.pick(providers)], consumers: readers,
      members: model === 'whitelist' ? readers : [], pending: model === 'authorize' && n % 10 < 3 ? [roll.pick(consumers)].filter((name) => !readers.includes(name)) : [],
    });
  }
  return { people: { administrators: ['alice', 'bob'], providers, consumers }, collections, topics };
}

const makers = { small, large };
export const scales = Object.keys(makers);
export const grid = (scale) => makers[scale]();

/// What is left of a grid on a controller without collections that knows only open and whitelist (Prosody): the topics;
/// those that ask for more become whitelists of the consumers they would have had.
export function reduced({ people, topics }) {
  const flat = topics.map(({ in: _, pending: __, ...topic }) => topic.access === 'open' ? topic
    : { ...topic, access: 'whitelist', members: [...new Set([...(topic.members ?? []), ...(topic.consumers ?? [])])] });
  return { people, collections: [], topics: flat };
}
