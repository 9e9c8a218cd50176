// SPDX-License-Identifier: AGPL-3.0-or-later
// web/demo as a program, and its controller asked by the people of its grid.

import { spawn } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { openSession } from '../../../web/demo.d/session.mjs';

export const root = fileURLToPath(new URL('../../../', import.meta.url));
export const running = join(root, 'build/demo/running.json');
export const main = [process.execPath, join(root, 'web/demo.d/main.mjs'), '--json'];

/// Starts a program that speaks as the demo does, {ready: Promise<JSON>, exited: Promise<{code, out, said}>, said(), child}.
export function start([command, ...args], options = {}) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  let out = '', said = '';
  child.stderr.on('data', (data) => { said += data; });
  const exited = new Promise((resolve) => { child.on('close', (code) => resolve({ code, out, said })); });
  const ready = new Promise((resolve, reject) => {
    child.stdout.on('data', (data) => { out += data; if (out.includes('\n')) resolve(out); });
    exited.then(() => reject(new Error(said)));
  }).then(JSON.parse);
  ready.catch(() => {});
  return { child, ready, exited, said: () => said };
}

export const demo = (...args) => start([...main, ...args]);

/// Runs it until act(about, run) is done.
export async function during(run, act) {
  let end = 'SIGKILL'; // until it is ready nobody has to be asked
  try {
    const about = await run.ready;
    end = 'SIGINT';
    return await act(about, run);
  } finally {
    run.child.kill(end);
    await run.exited;
  }
}
export const withDemo = (args, act) => during(demo(...args), act);

/// act(ask): ask(type, payload) asks the publish-subscribe service of a demo as this person.
export async function as(user, about, act) {
  const session = await openSession({ ...about, ca: readFileSync(about.ca), user, password: 'demo' });
  try {
    return await act((type, payload) => session.ask(type, about.pubsub, payload));
  } finally {
    session.close();
  }
}

export const all = (element, name) => Array.from(element.getElementsByTagName(name));
