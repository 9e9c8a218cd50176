// SPDX-License-Identifier: AGPL-3.0-or-later
// A real controller with one of the demo's grids in it, which is what the tests expect on the screen.

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { controllerWithGrid } from '../../../web/demo.d/controller.mjs';
import { root } from '../../../web/demo.d/place.mjs';

const place = join(root, 'build/tests/browser');
export const password = 'demo';

/// Starts a controller (kind, nginx and the rest as in launch.mjs) with the grid of this scale; null: with none.
/// Resolves with its handle and `grid`: {people, collections, topics}. ejabberd keeps what was seeded for the next run.
export async function startGrid({ kind = 'ejabberd', scale = 'small', ...options } = {}) {
  mkdirSync(place, { recursive: true });
  const folder = join(place, [kind, options.nginx && 'nginx', scale ?? 'bare'].filter(Boolean).join('-'));
  // dave: his certificate names him and alice, and both must be able to come
  return controllerWithGrid({ kind, scale, folder, pki: join(place, 'pki'), password, further: ['dave'], ...options });
}

/// [id, id of its parent or null] of every place where a node stands in the tree.
export function places({ collections, topics }) {
  return [...collections, ...topics].flatMap(({ id, in: parents }) => (parents?.length ? parents.map((parent) => [id, parent]) : [[id, null]]));
}
