// SPDX-License-Identifier: AGPL-3.0-or-later
// A real controller with one of the demo's grids in it, which is what the tests expect on the screen.

import { existsSync, mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { startController } from '../../../web/controllers/launch.mjs';
import { grid as gridOf, reduced } from '../../../web/demo.d/grids.mjs';
import { seedVersion } from '../../../web/demo.d/place.mjs';
import { seed } from '../../../web/demo.d/seed.mjs';

const root = fileURLToPath(new URL('../../../', import.meta.url));
export const dist = join(root, 'build/dist');
const place = join(root, 'build/tests/browser');
export const password = 'demo';

/// Starts a controller (kind, nginx and the rest as in launch.mjs) with the grid of this scale; null: with none.
/// Resolves with its handle and `grid`: {people, collections, topics}. ejabberd keeps what was seeded for the next run.
export async function startGrid({ kind = 'ejabberd', scale = 'small', ...options } = {}) {
  const whole = gridOf(scale ?? 'small');
  const grid = kind === 'prosody' ? reduced(whole) : whole;
  const folder = join(place, [kind, options.nginx && 'nginx', scale ?? 'bare'].filter(Boolean).join('-'));
  const marker = join(folder, 'seeded');
  const lasting = kind === 'ejabberd' && scale !== null;
  const seeded = lasting && existsSync(marker) && readFileSync(marker, 'utf8') === seedVersion();
  if (!seeded) rmSync(folder, { recursive: true, force: true });
  mkdirSync(place, { recursive: true });
  // dave: his certificate names him and alice, and both must be able to come
  const users = Object.fromEntries([...Object.values(grid.people).flat(), 'dave'].map((name) => [name, password]));
  const controller = await startController({
    kind, folder, pki: join(place, 'pki'), password, users, admins: grid.people.administrators, dist,
    config: ({ domain, pubsub }) => ({ domain, endpoint: '/ws', pubsub }), ...options,
  });
  if (!seeded && scale !== null) {
    await seed({ ...controller, ca: readFileSync(join(controller.pki, 'ca.crt')) }, grid, { password });
    if (lasting) writeFileSync(marker, seedVersion());
  }
  return Object.assign(controller, { grid });
}

/// [id, id of its parent or null] of every place where a node stands in the tree.
export function places({ collections, topics }) {
  return [...collections, ...topics].flatMap(({ id, in: parents }) => (parents?.length ? parents.map((parent) => [id, parent]) : [[id, null]]));
}
