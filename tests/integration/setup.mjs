// SPDX-License-Identifier: AGPL-3.0-or-later
// wasm/setup on machines that have little, lose the network, or change under it (setup/machine.mjs).

import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import test from 'node:test';
import { machine } from './setup/machine.mjs';

function given(t, options) {
  const made = machine(options);
  t.after(made.scrap);
  return made;
}

const fetched = ({ calls }) => calls.filter((call) => call.startsWith('fetched ')).map((call) => call.slice(8));
const everything = ['binaryen', 'doctest-dev', 'emscripten', 'imgui', 'libc++-19-dev', 'libc++1-19', 'libc++abi-19-dev', 'libc++abi1-19', 'libc6',
  'libgcc-s1', 'libstdc++6', 'libunwind-19', 'libunwind-19-dev', 'nlohmann-json3-dev', 'pugixml'];

// What the builds take from it
const made = ['toolchain/emscripten/config', 'toolchain/emscripten/binaryen/bin/wasm-opt', 'toolchain/libcxx/lib', 'deps/imgui/imgui.h', 'deps/pugixml/src',
  'deps/headers/nlohmann', 'deps/headers/doctest', 'node_modules'];
function assertComplete({ build }) {
  for (const name of made) assert.ok(existsSync(join(build, name)), name);
  assert.deepEqual(readdirSync(join(build, 'toolchain')).filter((name) => name.includes('part')), []);
}

function assertSentence({ code, err }, sentence) {
  assert.equal(code, 1);
  assert.match(err.trimEnd().split('\n').at(-1), sentence);
}

/// The emcc that a build of this machine would call.
function compiler({ build, bin }) {
  const script = 'set -e; . "$1/toolchain/environment"; command -v emcc';
  return execFileSync('/bin/bash', ['-c', script, 'compiler', build], { env: { PATH: bin }, encoding: 'utf8', stdio: ['ignore', 'pipe', 'inherit'] }).trim();
}
const ownCompiler = (version) => `#!/bin/bash\necho ${version}\n`;
const debians = ({ build }) => join(build, 'toolchain/emscripten/root/usr/share/emscripten/emcc');

test('the first run fetches everything once, the second has nothing to do, says nothing and calls nobody', async (t) => {
  const fresh = given(t, { missing: ['cmake', 'ninja-build'] });
  const first = await fresh.setup();
  assert.equal(first.code, 0, first.err);
  assert.deepEqual(fetched(first).sort(), everything);
  assert.ok(first.calls.some((call) => /^sudo .*apt-get install .*cmake ninja-build$/.test(call)));
  assertComplete(fresh);
  assert.deepEqual(await fresh.setup(), { code: 0, out: '', err: '', calls: [] });
});

test('standard output stays empty, whatever the package managers print there', async (t) => {
  assert.equal((await given(t, { missing: ['cmake'] }).setup()).out, '');
});

for (const { what, cut, rest } of [
  { what: 'the compiler', cut: 'binaryen', rest: everything.filter((name) => name !== 'emscripten') },
  { what: "the native compiler's library", cut: 'libc++1-19', rest: everything.filter((name) => !/emscripten|binaryen|libc6|libgcc|stdc|libc..-19-dev/.test(name)) },
  { what: 'a library', cut: 'pugixml', rest: ['pugixml', 'nlohmann-json3-dev', 'doctest-dev'] },
]) {
  test(`an interrupted download is taken up again: ${what}`, async (t) => {
    const unlucky = given(t);
    unlucky.tell('cut', cut);
    assertSentence(await unlucky.setup(), /^setup: could not download .*run again to resume/);
    unlucky.tell('cut');
    const again = await unlucky.setup();
    assert.equal(again.code, 0, again.err);
    assert.deepEqual(fetched(again).sort(), [...rest].sort());
    assertComplete(unlucky);
  });
}

for (const blackout of ['binaryen', 'libc++1-19', 'doctest-dev']) {
  test(`a power cut while packages are unpacked leaves nothing half done: ${blackout}`, async (t) => {
    const unlucky = given(t);
    unlucky.tell('blackout', blackout);
    assert.equal((await unlucky.setup()).code, null);
    unlucky.tell('blackout');
    const again = await unlucky.setup();
    assert.equal(again.code, 0, again.err);
    assertComplete(unlucky);
    assert.deepEqual(await unlucky.setup(), { code: 0, out: '', err: '', calls: [] });
  });
}

test('npm without a network is a sentence, and the next run goes on from there', async (t) => {
  const unlucky = given(t);
  unlucky.tell('offline');
  assertSentence(await unlucky.setup(), /^setup: npm could not install .*registry/);
  unlucky.remove('npm');
  assertSentence(await unlucky.setup(), /^setup: npm is not on the PATH/);
});

// --- a mirror that moves on -----------------------------------------------------------------------------------------

const failed = (what) => new RegExp(`^setup: could not download ${what}.*run again to resume`);

test('lists that have aged between two runs are fetched again', async (t) => {
  const patient = given(t);
  patient.tell('cut', 'imgui');
  assertSentence(await patient.setup(), failed('imgui from Debian forky'));
  patient.tell('cut');
  patient.tell('mirror', 2);
  const later = await patient.setup();
  assert.equal(later.code, 0, later.err);
  assertComplete(patient);
});

test('of two versions of a package that lie there the newer is unpacked', async (t) => {
  const patient = given(t);
  patient.tell('cut', 'libgcc-s1');
  assertSentence(await patient.setup(), failed('emscripten'));
  patient.tell('cut');
  patient.tell('mirror', 10);
  const later = await patient.setup();
  assert.equal(later.code, 0, later.err);
  const unpacked = later.calls.filter((call) => call.startsWith('dpkg-deb -x')).map((call) => call.split(' ')[2].split('/').at(-1));
  assert.deepEqual(unpacked.filter((file) => !file.includes('_10_')), []);
  assertComplete(patient);
});

test("this machine's own lists may be old, or may never have been fetched", async (t) => {
  for (const { lists, mirror } of [{ lists: true, mirror: 2 }, { lists: false, mirror: 1 }]) {
    const stale = given(t, { lists });
    stale.tell('mirror', mirror);
    const { code, err } = await stale.setup();
    assert.equal(code, 0, err);
    assertComplete(stale);
  }
});

test('lists are fetched again once, not for ever', async (t) => {
  const unlucky = given(t);
  unlucky.tell('cut', 'imgui', 'libunwind-19');
  for (const what of [/libc\+\+ 19/, /imgui/]) {
    const { code, err, calls } = await unlucky.setup();
    assert.equal(code, 1);
    assert.match(err, what);
    // the first time for the suite that comes before, or for the one that is asked; then once more
    assert.equal(calls.filter((call) => call.startsWith('apt-get update')).length, 2, calls.join('\n'));
    unlucky.tell('cut', 'imgui');
  }
});

// --- an emcc of the user's own --------------------------------------------------------------------------------------

for (const version of ['3.1.60', '3.1.69', '4.0.2', '10.0.0']) {
  test(`the user's own emcc ${version} is used, and none is fetched`, async (t) => {
    const equipped = given(t);
    equipped.program('emcc', ownCompiler(version));
    const first = await equipped.setup();
    assert.equal(first.code, 0, first.err);
    assert.ok(!fetched(first).includes('emscripten'));
    assert.equal(compiler(equipped), join(equipped.bin, 'emcc'));
    assert.deepEqual(await equipped.setup(), { code: 0, out: '', err: '', calls: [] });
  });
}

for (const [what, script] of [['too old', ownCompiler('3.1.59')], ['broken', '#!/bin/bash\nexit 1\n']]) {
  test(`the user's own emcc is not used when it is ${what}`, async (t) => {
    const equipped = given(t);
    equipped.program('emcc', script);
    assert.equal((await equipped.setup()).code, 0);
    assert.equal(compiler(equipped), debians(equipped));
  });
}

test("the user's own emcc may go away and come back", async (t) => {
  const changing = given(t);
  assert.equal((await changing.setup()).code, 0);
  for (const round of [1, 2]) {
    changing.program('emcc', ownCompiler('4.0.2'));
    assert.equal((await changing.setup()).code, 0);
    assert.equal(compiler(changing), join(changing.bin, 'emcc'), `round ${round}`);
    changing.remove('emcc');
    const without = await changing.setup();
    assert.deepEqual({ ...without, err: '' }, { code: 0, out: '', err: '', calls: [] });
    assert.equal(compiler(changing), debians(changing), `round ${round}`);
  }
});

// What CMake and ninja do with a compiler: the one that configured a folder stays its compiler.
const cmake = `#!/bin/bash
while [ "$1" != -B ]; do shift; done
[ -f "$2/CMakeCache.txt" ] || command -v emcc >"$2/CMakeCache.txt"
touch "$2/build.ninja"
`;
const ninja = `#!/bin/bash
"$(cat "$2/CMakeCache.txt")" >"$2/compiled-by"
`;

test("a build goes on with the compiler that is there when the user's own has gone", async (t) => {
  const changing = given(t);
  for (const [name, script] of [['emcc', ownCompiler('4.0.2')], ['emcmake', '#!/bin/bash\nexec "$@"\n'], ['cmake', cmake], ['ninja', ninja]]) changing.program(name, script);
  writeFileSync(join(changing.root, 'wasm/assemble.mjs'), '');
  const compiledBy = async () => {
    const { code, err } = await changing.run('wasm/build');
    assert.equal(code, 0, err);
    return readFileSync(join(changing.build, 'wasm/compiled-by'), 'utf8').trim();
  };
  assert.equal(await compiledBy(), '4.0.2');
  changing.remove('emcc');
  assert.equal(await compiledBy(), '3.1.69');
});

// --- what cannot be is a sentence -----------------------------------------------------------------------------------

for (const { what, options, parts = [], sentence } of [
  { what: 'no apt-get', options: { without: ['apt-get'] }, sentence: /^setup: .*found no apt-get\. Use Debian 12/ },
  { what: 'neither root nor sudo', options: { without: ['sudo'], missing: ['cmake', 'lld-19'] }, sentence: /^setup: installing lld-19 cmake needs root and sudo is not installed/ },
  { what: 'no npm, which cannot be installed', options: { without: ['npm'], missing: ['npm'], refused: ['npm'] }, sentence: /^setup: apt-get could not install: npm\. / },
  { what: 'an npm that is nowhere', options: { without: ['npm'] }, sentence: /^setup: npm is not on the PATH/ },
  { what: 'a package that cannot be installed', options: { missing: ['ejabberd'], refused: ['ejabberd'] }, parts: ['controllers'], sentence: /^setup: apt-get could not install: ejabberd\. / },
  { what: 'an unknown part', options: {}, parts: ['everything'], sentence: /^setup: no part 'everything'\. There are: build controllers browser firefox\./ },
]) {
  test(`${what} is a sentence`, async (t) => assertSentence(await given(t, options).setup(...parts), sentence));
}

test('no mirror is a sentence', async (t) => {
  const unconnected = given(t);
  unconnected.tell('mirror');
  assertSentence(await unconnected.setup(), /^setup: no Debian mirror is configured on this machine/);
});

test('without sudo there is nothing to ask root for once everything is installed', async (t) => {
  const { code, err } = await given(t, { without: ['sudo'] }).setup();
  assert.equal(code, 0, err);
});
