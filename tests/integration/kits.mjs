// SPDX-License-Identifier: AGPL-3.0-or-later
// The controller kits against real controllers on this machine:   node tests/integration/kits.mjs [part of a test's name]
// Needs ejabberd, erlang-dev, erlang-p1-oauth2, prosody, lua-sec, nginx-light, openssl (wasm/setup controllers).

import { tidy } from './kits/grid.mjs';
import { runAll } from './kits/harness.mjs';
import './kits/login.mjs';
import './kits/files.mjs';
import './kits/collections.mjs';
import './kits/revocation.mjs';
import './kits/running.mjs';

await runAll(process.argv[2]);
tidy(); // KEEP=1 leaves the folders with the logs, build/kits-tests/*/console.log
