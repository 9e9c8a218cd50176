// SPDX-License-Identifier: AGPL-3.0-or-later
// Child processes that never outlive us, and waiting for them by their ports instead of by the clock.

import { spawn } from 'node:child_process';
import { closeSync, existsSync, openSync, readFileSync } from 'node:fs';
import { connect, createServer } from 'node:net';
import { setTimeout as delay } from 'node:timers/promises';

const alive = new Set();
process.on('exit', () => alive.forEach((child) => child.kill()));

// The kernel ends the child when this process dies, however it dies (util-linux; every Debian has it).
const setpriv = ['/usr/bin/setpriv', '/bin/setpriv'].find(existsSync);

/// Starts a program in a process group of its own, its output in `log`.
/// Returns {pid, running, exited: Promise<string>, stop(): Promise, kill(): Promise, output(): string, tail(): string}.
export function run({ name, command, args = [], cwd, log }) {
  const [file, ...rest] = [...(setpriv ? [setpriv, '--pdeathsig', 'KILL'] : []), command, ...args];
  const output = openSync(log, 'w');
  const child = spawn(file, rest, { cwd, detached: true, stdio: ['ignore', output, output] });
  closeSync(output);

  const signalGroup = (signal) => {
    try { process.kill(-child.pid, signal); } catch { /* it is gone already */ }
  };
  const said = () => readFileSync(log, 'utf8');
  const tail = () => said().trimEnd().split('\n').slice(-15).join('\n');
  const handle = { name, pid: child.pid, running: true, output: said, tail };
  handle.exited = new Promise((resolve) => {
    const gone = (why) => { handle.running = false; alive.delete(handle); resolve(`${name} ${why}`); };
    child.on('error', (error) => gone(`could not be started: ${error.message}`));
    child.on('exit', (code, signal) => {
      signalGroup('SIGKILL'); // what it has left of its own children
      gone(signal ? `was ended by ${signal}` : `ended with exit code ${code}`);
    });
  });
  handle.kill = () => { if (handle.running) signalGroup('SIGKILL'); return handle.exited; };
  handle.stop = async (patience = 5000) => {
    if (!handle.running) return;
    signalGroup('SIGTERM');
    const timer = new AbortController();
    await Promise.race([handle.exited, delay(patience, null, { signal: timer.signal }).catch(() => {})]);
    timer.abort();
    await handle.kill();
  };
  alive.add(handle);
  return handle;
}

/// What is told of a program that did not do what it should.
export const lastWords = (child, why) => `${why}. Its last lines:\n${child.tail()}`;

/// Resolves when the program has said `sentence` and its port accepts connections (whichever of the two is given);
/// rejects with its last words when it ends or takes too long.
export async function waitUntilReady(child, { port, address, sentence, patience = 30000 }) {
  const deadline = Date.now() + patience;
  let ended = null;
  child.exited.then((why) => { ended = why; });
  const ready = async () => (!sentence || child.output().includes(sentence)) && (!port || await accepts(port, address));
  while (!(await ready())) {
    if (ended) throw new Error(lastWords(child, ended));
    if (Date.now() > deadline) throw new Error(lastWords(child, `${child.name} is not ready after ${patience / 1000} s`));
    await delay(20);
  }
}

function accepts(port, address) {
  return new Promise((resolve) => {
    const socket = connect({ port, host: address });
    socket.on('connect', () => { socket.destroy(); resolve(true); });
    socket.on('error', () => resolve(false));
  });
}

const refusals = {
  EADDRINUSE: (port) => `port ${port} is in use by another program: stop it or choose another port`,
  EACCES: (port) => `port ${port} is for root only: choose one from 1024 up`,
};

/// A port that nobody listens on; with `wanted`, that one or an error that says so.
export function claimPort(wanted, address = '127.0.0.1') {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.on('error', (error) => reject(new Error(refusals[error.code]?.(wanted) ?? `cannot listen on ${address}:${wanted}: ${error.message}`)));
    server.listen({ port: wanted ?? 0, host: address, exclusive: true }, () => {
      const { port } = server.address();
      server.close(() => resolve(port));
    });
  });
}
