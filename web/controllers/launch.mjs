#!/usr/bin/env node
// SPDX-License-Identifier: AGPL-3.0-or-later
//
// Starts a real controller with one of the kits, as ordinary processes out of a folder. For web/demo and the tests:
//
//   import { startController } from './launch.mjs';
//   const c = await startController({ kind: 'ejabberd', folder, users: { alice: 'secret' }, admins: ['alice'], dist });
//   …                                  // c.url, c.wsUrl, c.domain, c.pubsub, c.httpPort, c.pid, c.pki, c.log()
//   await c.stop();                    // or c.kill(), c.restart()
//
// or from a shell, in the foreground until a signal:
//
//   web/controllers/launch.mjs --kind prosody --folder DIR --user alice=secret --admin alice --json

import { mkdirSync, readFileSync, realpathSync } from 'node:fs';
import { randomBytes } from 'node:crypto';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';
import { certificates, servedFolder } from './launch/files.mjs';
import { claimPort, lastWords, waitUntilReady } from './launch/process.mjs';
import * as ejabberd from './launch/ejabberd.mjs';
import * as nginx from './launch/nginx.mjs';
import * as prosody from './launch/prosody.mjs';

const controllers = { ejabberd, prosody };

/// Starts a controller and resolves when it answers. Everything but `kind` and `folder` has a default:
///   kind      'ejabberd' or 'prosody'
///   folder    where it lives; made when missing, kept between runs
///   port      the HTTPS port; a free one when not given
///   host      the name in the URLs (localhost); address: what it binds to (127.0.0.1)
///   domain    the XMPP domain (grid.example), on purpose not the host; the pubsub service is pubsub.DOMAIN
///   users     {name: password}: accounts made at the start; admins: the names among them that may create topics
///   dist      the folder to serve (build/dist); config: what to serve as config.json instead of the folder's own, or a
///             function of {url, wsUrl, domain, pubsub} that returns it
///   pki       folder with certificates (folder/pki, made when missing); password: of its .p12 files
///   crlFile   the revocation list (pki/ca.crl); null: do not check
///   nginx     put nginx in front: true or 'crl', or 'ocsp' with a responder of its own
///   origins   further origins that may open the WebSocket; connect: further wss:// origins the page may connect to
export async function startController(options) {
  const { kind, host = 'localhost', address = '127.0.0.1', domain = 'grid.example', password = 'demo' } = options;
  const { users = {}, admins = [], dist } = options;
  const controller = controllers[kind];
  const kinds = Object.keys(controllers).join(', ');
  if (!controller) throw new Error(`unknown kind of controller "${kind}": there are ${kinds}`);
  mkdirSync(options.folder, { recursive: true, mode: 0o700 });
  const folder = realpathSync(options.folder);
  const pki = resolve(options.pki ?? join(folder, 'pki'));
  certificates(pki, { domain, password, hosts: host === 'localhost' ? [] : [host] });

  const port = await claimPort(options.port, address);
  const url = `https://${host}:${port}/`;
  const wsUrl = `wss://${host}:${port}/ws`;
  const about = { url, wsUrl, domain, pubsub: `pubsub.${domain}`, httpPort: port };
  const config = typeof options.config === 'function' ? options.config(about) : options.config;
  const docroot = join(folder, 'www');
  servedFolder(docroot, { dist, config, wsUrl });

  const setting = {
    folder, pki, domain, host, port, address, users, admins, docroot,
    crlFile: options.crlFile === undefined ? join(pki, 'ca.crl') : options.crlFile,
    origins: [`https://${host}:${port}`, ...(options.origins ?? [])],
    connect: [`wss://${host}:${port}`, ...(options.connect ?? [])],
    proxySecret: options.proxySecret ?? randomBytes(24).toString('hex'),
    behindProxy: false,
  };
  const programs = [];
  const sentence = controller.readySentence;
  if (!options.nginx) {
    controller.prepare(setting);
    programs.push({ start: () => controller.start(setting), port, address, sentence });
  } else {
    const backendPort = await claimPort();
    const ocspPort = options.nginx === 'ocsp' ? await claimPort() : undefined;
    const behind = { ...setting, port: backendPort, address: '127.0.0.1', behindProxy: true };
    const front = { ...setting, backendPort, ocspPort };
    controller.prepare(behind);
    nginx.prepare(front);
    programs.push({ start: () => controller.start(behind), port: backendPort, address: behind.address, sentence });
    if (ocspPort) programs.push({ start: () => nginx.startResponder(front), sentence: nginx.responderSentence });
    programs.push({ start: () => nginx.start(front), port, address });
    Object.assign(about, { backendPort });
  }
  return controllerOf(programs, { ...about, kind, folder, pki });
}

// The handle that startController resolves with: the controller is the first program, nginx the last.
async function controllerOf(programs, about) {
  let running = [];
  const each = (act) => Promise.all(running.map((child) => child[act]()));
  const start = async () => {
    running = [];
    for (const program of programs) {
      const child = program.start();
      running.push(child);
      try {
        await waitUntilReady(child, program);
      } catch (error) {
        await each('kill');
        throw error;
      }
    }
  };
  await start();
  return {
    ...about,
    get pid() { return running[0].pid; },
    /// ends it in good order; what it keeps stays in the folder
    stop: () => each('stop'),
    /// ends it as a power cut would: what was written in the last seconds may be lost
    kill: () => each('kill'),
    /// stops it when it runs, and starts it again on the same ports
    restart: async () => { await each('stop'); await start(); },
    /// everything it has said since it was started
    log: () => running.map((child) => child.output()).join(''),
    /// resolves with a sentence and its last lines when one of its programs ends
    get ended() { return Promise.race(running.map((child) => child.exited.then((why) => lastWords(child, why)))); },
    /// with nginx: 'ocsp', ends the responder alone
    stopResponder: () => running[1].stop(),
  };
}

function optionsFrom(args) {
  const options = { users: {}, admins: [], origins: [] };
  const flags = { '--json': 'json', '--until-stdin-closes': 'untilStdinCloses' };
  const values = ['kind', 'folder', 'port', 'host', 'address', 'domain', 'dist', 'pki', 'password', 'nginx'];
  for (let i = 0; i < args.length; i++) {
    if (flags[args[i]]) { options[flags[args[i]]] = true; continue; }
    const name = args[i].replace(/^--/, '');
    const value = args[++i];
    if (value === undefined) throw new Error(`--${name} needs a value`);
    if (name === 'user') options.users[value.split('=')[0]] = value.split('=').slice(1).join('=');
    else if (name === 'admin') options.admins.push(value);
    else if (name === 'origin') options.origins.push(value);
    else if (name === 'config') options.config = JSON.parse(readFileSync(value, 'utf8'));
    else if (values.includes(name)) options[name] = name === 'port' ? Number(value) : value;
    else throw new Error(`unknown option --${name}`);
  }
  if (!options.kind || !options.folder) throw new Error('--kind and --folder are needed');
  return options;
}

async function main() {
  const options = optionsFrom(process.argv.slice(2));
  const controller = await startController(options);
  const { url, wsUrl, domain, pubsub, httpPort, pid } = controller;
  const about = JSON.stringify({ url, wsUrl, domain, pubsub, httpPort, pid });
  console.log(options.json ? about : `${options.kind} is ready: ${url}`);
  let ending = false;
  const end = async (code = 0) => { ending = true; await controller.stop(); process.exit(code); };
  controller.ended.then((why) => {
    if (ending) return undefined;
    console.error(`launch: ${why}`);
    return end(1);
  });
  process.on('SIGINT', () => end());
  process.on('SIGTERM', () => end());
  if (options.untilStdinCloses) process.stdin.on('end', () => end()).resume();
  else setInterval(() => {}, 1 << 30); // nothing else keeps the program alive
}

if (process.argv[1] && realpathSync(process.argv[1]) === fileURLToPath(import.meta.url)) {
  main().catch((error) => { console.error(`launch: ${error.message}`); process.exit(1); });
}
