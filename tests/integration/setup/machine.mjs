// SPDX-License-Identifier: AGPL-3.0-or-later
// A machine in a folder: a copy of what a fresh clone's first commands need, and a PATH on which whatever would fetch or
// install something is a stub (stubs/). Nothing outside of the folder is touched, and no network is needed.

import { spawn } from 'node:child_process';
import { chmodSync, cpSync, existsSync, mkdirSync, mkdtempSync, readFileSync, readdirSync, rmSync, symlinkSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const project = fileURLToPath(new URL('../../../', import.meta.url));
const stubs = fileURLToPath(new URL('stubs/', import.meta.url));
// The programs of the real machine that do not fetch anything.
const tools = ['basename', 'bash', 'cat', 'chmod', 'cp', 'cut', 'dirname', 'env', 'grep', 'gzip', 'head', 'kill', 'ln', 'ls', 'mkdir', 'mktemp', 'mv',
  'rm', 'sed', 'sh', 'sort', 'tail', 'tar', 'tee', 'touch', 'tr'];

const onPath = (name) => process.env.PATH.split(delimiter).map((folder) => join(folder, name)).find(existsSync);

/// A new machine. It has all packages but `missing` and can have all but `refused`, has the stubs but `without`, and runs
/// as the user `uid`. `lists`: whether its package lists were ever fetched.
export function machine({ without = [], missing = [], refused = [], uid = 1000, lists = true } = {}) {
  const at = mkdtempSync(join(tmpdir(), 'broker-machine-'));
  const [root, world, bin] = ['clone', 'world', 'bin'].map((name) => join(at, name));
  for (const folder of [join(root, 'wasm'), world, bin]) mkdirSync(folder, { recursive: true });
  for (const name of ['setup', 'common.sh', 'packages.sh', 'build', 'version']) cpSync(join(project, 'wasm', name), join(root, 'wasm', name));
  for (const name of readdirSync(stubs)) if (!without.includes(name)) symlinkSync(join(stubs, name), join(bin, name));
  for (const name of tools) symlinkSync(onPath(name), join(bin, name));
  symlinkSync(process.execPath, join(bin, 'node'));

  const tell = (name, ...lines) => writeFileSync(join(world, name), lines.map((line) => `${line}\n`).join(''));
  if (lists) {
    mkdirSync(join(world, 'lists'));
    tell('lists/version', 1);
  }
  Object.entries({ mirror: [1], missing, refused, cut: [], blackout: [], calls: [], uid: [uid] }).forEach(([name, lines]) => tell(name, ...lines));

  /// Runs a program of the clone. Resolves with {code, out, err, calls}: what it said, and which package managers it called.
  const env = { PATH: bin, HOME: at, WORLD: world };
  const run = (program, ...args) => new Promise((resolve) => {
    tell('calls');
    const child = spawn(join(root, program), args, { env, stdio: ['ignore', 'pipe', 'pipe'] });
    const said = { out: '', err: '' };
    child.stdout.on('data', (data) => { said.out += data; });
    child.stderr.on('data', (data) => { said.err += data; });
    child.on('close', (code) => resolve({ code, ...said, calls: readFileSync(join(world, 'calls'), 'utf8').split('\n').filter(Boolean) }));
  });
  return {
    root, build: join(root, 'build'), bin, env, tell, run,
    /// adds web/demo and what it consists of to the clone
    addDemo: () => { for (const name of ['demo', 'demo.d', 'controllers']) cpSync(join(project, 'web', name), join(root, 'web', name), { recursive: true }); },
    setup: (...parts) => run('wasm/setup', ...parts),
    /// puts a program on the PATH, or takes it away
    program: (name, script) => { writeFileSync(join(bin, name), script); chmodSync(join(bin, name), 0o755); },
    remove: (name) => rmSync(join(bin, name)),
    scrap: () => rmSync(at, { recursive: true, force: true }),
  };
}
