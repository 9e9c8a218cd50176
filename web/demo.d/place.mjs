// SPDX-License-Identifier: AGPL-3.0-or-later
// build/demo: what one run leaves for the next, and how a run that was killed is cleaned up after.

import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = fileURLToPath(new URL('.', import.meta.url));
export const root = fileURLToPath(new URL('../../', import.meta.url));
export const dist = join(root, 'build', 'dist');
export const place = join(root, 'build', 'demo');
const note = join(place, 'running.json');

/// Whether this process is a demo, not another program that has been given the number since.
function isDemo(pid) {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('demo.d/main.mjs');
  } catch {
    return false;
  }
}

/// What an earlier run wrote down, or null; `alive` tells whether it still runs.
export function earlierRun() {
  if (!existsSync(note)) return null;
  try {
    const run = JSON.parse(readFileSync(note, 'utf8'));
    return { ...run, alive: run.pid !== process.pid && isDemo(run.pid) };
  } catch {
    return { leftovers: [], alive: false }; // it was killed while writing
  }
}

/// Writes down that we run, and which files outside build/ must go when we are gone.
export function noteRun({ url, leftovers = [] }) {
  mkdirSync(place, { recursive: true });
  writeFileSync(note, JSON.stringify({ pid: process.pid, url, leftovers }));
}

/// Removes what a run (ours, or one that was killed) wrote outside of build/demo.
export function forgetRun(run) {
  for (const file of run?.leftovers ?? []) rmSync(file, { force: true });
  rmSync(note, { force: true });
}

/// Changes whenever the seeded data would.
export function seedVersion() {
  const hash = createHash('sha256');
  for (const name of readdirSync(here).sort()) hash.update(readFileSync(join(here, name)));
  return hash.digest('hex');
}
