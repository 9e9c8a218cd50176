// SPDX-License-Identifier: AGPL-3.0-or-later
// A real controller with one of the grids in it: for the demo, the browser tests and the bench.

import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startController } from '../controllers/launch.mjs';
import { grid as gridOf, reduced } from './grids.mjs';
import { dist, seedVersion } from './place.mjs';
import { seed } from './seed.mjs';

/// Starts a controller (kind, folder, pki and more as in launch.mjs) and seeds it with the grid of this scale, or, where
/// an earlier run has done that and `reset` is not set, takes what is there. What an interrupted seeding left is thrown
/// away. `scale` null: no grid at all, only its people. `further`: accounts beside the people of the grid. Resolves with
/// the controller's handle and `grid`: {people, collections, topics}.
export async function controllerWithGrid({ kind, scale, folder, password, further = [], reset = false, say = () => {}, ...options }) {
  const whole = gridOf(scale ?? 'small');
  const grid = kind === 'prosody' ? reduced(whole) : whole;
  const marker = join(folder, 'seeded');
  const lasting = kind === 'ejabberd' && scale !== null; // Prosody keeps the grid in memory
  const seeded = lasting && !reset && existsSync(marker) && readFileSync(marker, 'utf8') === seedVersion();
  if (!seeded) rmSync(folder, { recursive: true, force: true });

  const users = Object.fromEntries([...Object.values(grid.people).flat(), ...further].map((name) => [name, password]));
  const controller = await startController({
    kind, folder, password, users, admins: grid.people.administrators, dist,
    config: ({ domain, pubsub }) => ({ domain, endpoint: '/ws', pubsub }), ...options,
  });
  if (!seeded && scale !== null) {
    try {
      const started = Date.now();
      await seed({ ...controller, ca: readFileSync(join(controller.pki, 'ca.crt')) }, grid, { password, say: (text) => say(`seeding ${text}`) });
      say(`seeded in ${((Date.now() - started) / 1000).toFixed(1)} s`);
      if (lasting) writeFileSync(marker, seedVersion());
    } catch (error) {
      await controller.stop(); // nobody else knows of it
      throw new Error(`the grid could not be seeded: ${error.message}`);
    }
  }
  return Object.assign(controller, { grid });
}
