// SPDX-License-Identifier: AGPL-3.0-or-later
// web/demo after setup and build: controller, grid, words, and a clean end. Run it by web/demo.

import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { startController } from '../controllers/launch.mjs';
import { claimPort } from '../controllers/launch/process.mjs';
import { checkBrowser, openBrowser, policyFile } from './browser.mjs';
import { grid as gridOf, reduced } from './grids.mjs';
import { optionsFrom } from './options.mjs';
import { dist, earlierRun, forgetRun, noteRun, place, seedVersion } from './place.mjs';
import { seed } from './seed.mjs';
import { reducedNotice, welcome } from './words.mjs';

const password = 'demo';
const say = (text) => console.error(`demo: ${text}`);

/// Everything that can be wrong before anything is started.
async function check(options) {
  const earlier = earlierRun();
  if (earlier?.alive) throw new Error(`the demo is already running at ${earlier.url} (process ${earlier.pid}). Use it, or end it: kill ${earlier.pid}`);
  if (options.browser) checkBrowser();
  await claimPort(options.port).catch((error) => { throw new Error(`${error.message}: web/demo --port N`); });
}

/// A controller with the grid in it. What an interrupted seeding left is thrown away.
async function controllerWithGrid(options, grid) {
  const folder = join(place, `${options.controller}-${options.scale}`);
  const marker = join(folder, 'seeded');
  const lasting = options.controller === 'ejabberd'; // Prosody keeps the grid in memory
  const seeded = lasting && !options.reset && existsSync(marker) && readFileSync(marker, 'utf8') === seedVersion();
  if (!seeded) rmSync(folder, { recursive: true, force: true });

  const users = Object.fromEntries(Object.values(grid.people).flat().map((name) => [name, password]));
  const controller = await startController({
    kind: options.controller, folder, port: options.port, pki: join(place, 'pki'), password, users, admins: grid.people.administrators, dist,
    config: ({ domain, pubsub }) => ({ domain, endpoint: '/ws', pubsub }),
  });
  if (seeded) return controller;
  try {
    const started = Date.now();
    if (options.controller === 'prosody') say(reducedNotice);
    await seed({ ...controller, ca: readFileSync(join(controller.pki, 'ca.crt')) }, grid, { password, say: (text) => say(`seeding ${text}`) });
    say(`seeded in ${((Date.now() - started) / 1000).toFixed(1)} s`);
    if (lasting) writeFileSync(marker, seedVersion());
  } catch (error) {
    await controller.stop();
    throw new Error(`the grid could not be seeded: ${error.message}`);
  }
  return controller;
}

async function main() {
  const options = optionsFrom(process.argv.slice(2));
  await check(options);
  if (options.check) return;
  const earlier = earlierRun();
  if (earlier) {
    forgetRun(earlier);
    say('an earlier run was killed; what it left has been removed');
  }
  noteRun({ url: `https://localhost:${options.port}/`, leftovers: options.browser ? [policyFile] : [] });
  const run = earlierRun();

  let controller, browser, ending = false;
  const end = async (code) => {
    if (ending) return;
    ending = true;
    await browser?.stop();
    await controller?.stop();
    forgetRun(run);
    process.exit(code);
  };
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) process.on(signal, () => end(0));

  try {
    const whole = gridOf(options.scale);
    const grid = options.controller === 'prosody' ? reduced(whole) : whole;
    controller = await controllerWithGrid(options, grid);
    const { url, wsUrl, domain, pubsub, pki } = controller;
    if (options.browser) browser = openBrowser({ url, pki, password });
    const administrators = grid.people.administrators;
    const about = {
      url, wsUrl, domain, pubsub, controller: options.controller, scale: options.scale, pid: process.pid,
      certificate: { p12: join(pki, 'alice.p12'), password }, ca: join(pki, 'ca.crt'), pki,
      users: Object.values(grid.people).flat().map((name) => ({ name, jid: `${name}@${domain}`, password, admin: administrators.includes(name) })),
    };
    console.log(options.json ? JSON.stringify(about) : welcome({ ...about, grid }));
    setInterval(() => {}, 1 << 30); // until a signal
  } catch (error) {
    console.error(`demo: ${error.message}`);
    await end(1);
  }
}

main().catch((error) => { console.error(`demo: ${error.message}`); process.exit(1); });
