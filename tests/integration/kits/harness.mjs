// SPDX-License-Identifier: AGPL-3.0-or-later
// Groups of tests that share one running controller. The controller is stopped whatever happens.

import assert from 'node:assert/strict';
import { setTimeout as delay } from 'node:timers/promises';

const groups = [];

/// start() makes what the tests of the group get as their argument; it has a stop(). define(test) declares the tests.
export function group(name, start, define) {
  const tests = [];
  define((title, run) => tests.push({ title, run }));
  groups.push({ name, start, tests });
}

/// Waits for what another program does in its own time, such as writing its log.
export async function eventually(what, condition, patience = 15000) {
  const deadline = Date.now() + patience;
  while (!(await condition())) {
    if (Date.now() > deadline) throw new Error(`${what} did not come true`);
    await delay(50);
  }
}

/// The server answers the upgrade to a WebSocket with this status.
export async function refusedWith(status, attempt) {
  await assert.rejects(attempt, (error) => error.status === status);
}

const PATIENCE = 30000;

async function inTime(promise) {
  let timer;
  const late = new Promise((_, reject) => { timer = setTimeout(() => reject(new Error(`not done after ${PATIENCE / 1000} s`)), PATIENCE); });
  try { return await Promise.race([promise, late]); } finally { clearTimeout(timer); }
}

/// Runs the groups whose tests contain `filter` in their names. The last line is "N passed, N failed".
export async function runAll(filter = '') {
  let passed = 0;
  let failed = 0;
  const fail = (title, error) => { failed++; console.log(`not ok  ${title}\n        ${String(error.stack ?? error).replaceAll('\n', '\n        ')}`); };
  for (const { name, start, tests } of groups) {
    const wanted = tests.filter(({ title }) => `${name}: ${title}`.includes(filter));
    if (wanted.length === 0) continue;
    let context;
    try {
      context = await inTime(start());
    } catch (error) {
      for (const { title } of wanted) fail(`${name}: ${title}`, error);
      continue;
    }
    try {
      for (const { title, run } of wanted) {
        try {
          await inTime(run(context));
          passed++;
          console.log(`ok      ${name}: ${title}`);
        } catch (error) {
          fail(`${name}: ${title}`, error);
        }
      }
    } finally {
      await context.stop();
    }
  }
  process.exitCode = failed > 0 || passed === 0 ? 1 : 0;
  console.log(`${passed} passed, ${failed} failed`);
}

export { assert };
