// SPDX-License-Identifier: AGPL-3.0-or-later
// How long an administrator of a large grid waits: the graph of 1000 topics in 50 collections at three latencies, and
// what he downloads.   node tests/bench/bench.mjs build/native/bench_crawl    Report: build/bench/report.md

import { execFile } from 'node:child_process';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { join } from 'node:path';
import { setTimeout as delay } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { startGrid } from '../browser/support/grid.mjs';
import { latencyProxy } from './latency_proxy.mjs';
import { goal, sizes, table } from './sizes.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const folder = join(root, 'build/bench');
const runs = 5; // and one before that is not counted: the controller's code is loaded on first use

// added latency (round trip) → goals in milliseconds; none where none is set
const cases = [
  { latency: 0, complete: 400, firstRows: 150 },
  { latency: 20, complete: 1000, firstRows: 150 },
  { latency: 50 },
];

const median = (values) => [...values].sort((a, b) => a - b)[Math.floor(values.length / 2)];

// Ticks of CPU time that a process has used (proc(5)).
const ticks = (pid) => readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1].split(' ').slice(11, 13).reduce((sum, each) => sum + Number(each), 0);

/// Until the controller has put the last session away: that takes it longer than the crawl, and would be counted twice.
async function idle(pid) {
  for (let before = -1, now = ticks(pid); now > before; now = ticks(pid)) {
    before = now;
    await delay(200);
  }
}

async function measure(program, controller, latency) {
  const proxy = await latencyProxy({ port: controller.httpPort, delay: latency / 2 });
  const all = [];
  try {
    for (let n = 0; n <= runs; n++) {
      const args = [`wss://localhost:${proxy.port}/ws`, new URL(controller.url).origin, controller.domain, join(controller.pki, 'ca.crt'), join(controller.pki, 'alice.pem')];
      await idle(controller.pid);
      const { stdout } = await promisify(execFile)(program, args);
      if (n > 0) all.push(JSON.parse(stdout));
    }
  } finally {
    proxy.close();
  }
  return Object.fromEntries(Object.keys(all[0]).map((key) => [key, median(all.map((run) => run[key]))]));
}

async function main([program]) {
  mkdirSync(folder, { recursive: true });
  const controller = await startGrid({ scale: 'large' });
  const content = controller.grid;
  const report = [`# Bench`, '', `${cpus().length} × ${cpus()[0].model.trim()}; medians of ${runs} runs, load ${loadavg()[0].toFixed(1)}; native client, ejabberd on the same machine.`, '',
    '## The graph of 1000 topics in 50 collections', '', 'Times in ms from “online” on; the latency is added to each round trip.', '',
    '| Latency | Service found | First rows | Complete | Goal | CPU of the client | Longest turn | Requests | Window |', '|--:|--:|--:|--:|:--|--:|--:|--:|--:|'];
  let passed = 0, failed = 0;
  const check = (good, sentence) => { if (good) passed++; else { failed++; console.log(`missed: ${sentence}`); } };
  try {
    for (const one of cases) {
      const got = await measure(program, controller, one.latency);
      const ms = (value) => value.toFixed(0);
      const words = one.complete ? `≤ ${one.complete}, rows ≤ ${one.firstRows}` : '';
      report.push(`| ${[one.latency, ms(got.service), ms(got.firstRows), ms(got.complete), words, ms(got.cpu), ms(got.longestTurn), got.requests, got.window].join(' | ')} |`);
      check(got.topics === content.topics.length && got.collections === content.collections.length && got.failed === 0,
        `at ${one.latency} ms the graph has ${got.topics} topics in ${got.collections} collections, ${got.failed} unread`);
      if (!one.complete) continue;
      check(got.complete <= one.complete, `at ${one.latency} ms the graph took ${ms(got.complete)} ms, the goal is ${one.complete}`);
      check(got.firstRows <= one.firstRows, `at ${one.latency} ms the first rows took ${ms(got.firstRows)} ms, the goal is ${one.firstRows}`);
    }
  } finally {
    await controller.stop();
  }
  const dist = sizes(join(root, 'build/dist'));
  if (dist) {
    report.push('', '## What an administrator downloads', '', `1 KB is 1000 bytes; the goal for the application is ${goal / 1000} KB of Brotli.`, '', ...table(dist));
    check(dist.application.brotli <= goal, `the application is ${dist.application.brotli} bytes of Brotli, the goal is ${goal}`);
  }
  writeFileSync(join(folder, 'report.md'), `${report.join('\n')}\n`);
  console.log(report.join('\n'));
  console.log(`${passed} passed, ${failed} failed`);
  process.exitCode = failed ? 1 : 0;
}

await main(process.argv.slice(2));
