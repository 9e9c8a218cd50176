// SPDX-License-Identifier: AGPL-3.0-or-later
// web/demo after setup and build: controller, grid, words, and a clean end. Run it by web/demo.

import { join } from 'node:path';
import { claimPort } from '../controllers/launch/process.mjs';
import { checkBrowser, openBrowser, policyFile } from './browser.mjs';
import { controllerWithGrid } from './controller.mjs';
import { optionsFrom } from './options.mjs';
import { earlierRun, forgetRun, noteRun, place } from './place.mjs';
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
    if (options.controller === 'prosody') say(reducedNotice);
    controller = await controllerWithGrid({
      kind: options.controller, scale: options.scale, folder: join(place, `${options.controller}-${options.scale}`), pki: join(place, 'pki'),
      port: options.port, password, reset: options.reset, say,
    });
    controller.ended.then((why) => {
      if (ending) return undefined;
      say(why);
      return end(1);
    });
    const { url, wsUrl, domain, pubsub, pki, grid } = controller;
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
