// SPDX-License-Identifier: AGPL-3.0-or-later
// web/demo asked for what cannot be: a sentence that says what to do instead, exit code 1, nothing started.

import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import test from 'node:test';
import { checkBrowser } from '../../web/demo.d/browser.mjs';
import { demo, main, running, start } from './demo/start.mjs';
import { machine } from './setup/machine.mjs';

async function refuses(run, sentence) {
  const { code, out, said } = await run.exited;
  assert.equal(code, 1);
  assert.match(said, sentence);
  assert.equal(out, '');
  assert.equal(existsSync(running), false);
}

for (const [args, sentence] of [
  [['--port', 'x'], /--port needs a number from 1 to 65535, not "x"/], [['--port', '0'], /--port needs a number/], [['--port', '65536'], /--port needs a number/],
  [['--scale', 'huge'], /--scale is small or large, not "huge"/], [['--controller', 'openfire'], /--controller is ejabberd or prosody, not "openfire"/],
  [['--nonsense'], /--nonsense.*--help/],
]) {
  test(`a wrong option is a sentence: ${args.join(' ')}`, () => refuses(demo(...args), sentence));
}

// root without the one right that a port of these needs, so that the rest of the machine is as it is
const unprivileged = process.getuid() === 0 ? ['setpriv', '--bounding-set', '-net_bind_service', '--inh-caps', '-net_bind_service'] : [];
const everybodys = Number(readFileSync('/proc/sys/net/ipv4/ip_unprivileged_port_start', 'utf8'));

test('a port that only root may use is a sentence', { skip: everybodys <= 443 && 'on this machine everybody may use port 443' }, () =>
  refuses(start([...unprivileged, ...main, '--port', '443']), /^demo: port 443 is for root only: choose one from 1024 up: web\/demo --port N$/m));

test('--browser without a display is a sentence', { skip: process.getuid() !== 0 && 'who is not root is told that first' }, () => {
  const { DISPLAY: _, WAYLAND_DISPLAY: __, ...env } = process.env;
  return refuses(start([...main, '--browser'], { env }), /--browser needs a display.*Leave it out/);
});

test('--browser without root is a sentence', (t) => {
  t.mock.method(process, 'getuid', () => 1000);
  assert.throws(checkBrowser, /--browser needs root.*Run it with sudo, or leave --browser out/);
});

test('packages that are missing, and no way to become root, are a sentence', async (t) => {
  const poor = machine({ without: ['sudo'], missing: ['ejabberd', 'prosody'] });
  t.after(poor.scrap);
  poor.addDemo();
  const { code, out, err } = await poor.run('web/demo', '--json');
  assert.equal(code, 1);
  assert.equal(out, '');
  assert.match(err, /^setup: installing ejabberd prosody needs root and sudo is not installed/);
});
