// SPDX-License-Identifier: AGPL-3.0-or-later
// Dice that fall the same way in every run, so that a seeded grid is the same grid on every machine.

/// mulberry32 from a text. Returns functions over one sequence.
export function dice(text) {
  let state = 0;
  for (const character of text) state = Math.imul(state ^ character.codePointAt(0), 0x9e3779b1) >>> 0;
  const next = () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  const below = (limit) => Math.floor(next() * limit);
  const hex = (digits) => Array.from({ length: digits }, () => below(16).toString(16)).join('');
  return {
    below, hex,
    pick: (list) => list[below(list.length)],
    /// so many different entries of the list
    some: (list, count) => {
      const rest = [...list];
      return Array.from({ length: Math.min(count, rest.length) }, () => rest.splice(below(rest.length), 1)[0]);
    },
    uuid: () => `${hex(8)}-${hex(4)}-4${hex(3)}-${'89ab'[below(4)]}${hex(3)}-${hex(12)}`,
    /// An address of the networks that are reserved for examples (RFC 5737).
    address: () => `${['192.0.2', '198.51.100', '203.0.113'][below(3)]}.${1 + below(254)}`,
    /// A moment of the first half of 2026, RFC 3339.
    moment: () => new Date(Date.UTC(2026, 0, 1) + below(181 * 86400) * 1000).toISOString().replace('.000', ''),
  };
}
