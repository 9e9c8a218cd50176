// SPDX-License-Identifier: AGPL-3.0-or-later
// What holds for the tree as a whole. Every rule is a function over the tracked files that returns the places that break
// it; no place is a passed test.

import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { never } from '../../wasm/imgui_never.mjs';

const root = fileURLToPath(new URL('../../', import.meta.url));
const run = (command, ...args) => execFileSync(command, args, { cwd: root, encoding: 'utf8', maxBuffer: 1 << 28, stdio: ['ignore', 'pipe', 'pipe'] });
// Without git (an unpacked archive) find does as well.
const tracked = () => {
  try {
    return run('git', 'ls-files', '-z', '--cached', '--others', '--exclude-standard').split('\0');
  } catch {
    return run('find', '.', '-type', 'f', '-not', '-path', './build/*', '-not', '-path', './.git/*', '-printf', '%P\\0').split('\0');
  }
};
const files = tracked().filter((name) => name && existsSync(join(root, name)));
const text = (name) => readFileSync(join(root, name), 'utf8');
const ending = (...endings) => files.filter((name) => endings.some((each) => name.endsWith(each)));
const cpp = ending('.cpp', '.h');
const startsWithShebang = (name) => !/\.\w+$/.test(name) && text(name).startsWith('#!');
const sources = files.filter((name) => /\.(cpp|h|mjs|js|erl|lua|sh|cmake|css)$/.test(name) || startsWithShebang(name) || name === 'CMakeLists.txt');
const lines = (name) => text(name).split('\n');
const grep = (names, pattern, allowed = () => false) => names.flatMap((name) => lines(name).flatMap((line, n) =>
  (pattern.test(line) && !allowed(name, line) ? [`${name}:${n + 1}: ${line.trim()}`] : [])));

// room: what it must not include
const forbidden = {
  xmpp: /^\s*#\s*include\s*["<](imgui|emscripten|GL|GLES|gui\/|wasm\/|tests\/)/,
  gui: /^\s*#\s*include\s*["<](emscripten|GL|GLES|wasm\/|tests\/)/,
  wasm: /^\s*#\s*include\s*["<]tests\//,
};

const rules = {
  'includes point one way: wasm, gui, xmpp': () => Object.entries(forbidden).flatMap(([room, pattern]) => grep(cpp.filter((name) => name.startsWith(`${room}/`)), pattern)),
  'JSON is parsed in one place': () => grep(cpp.filter((name) => /^(xmpp|gui|wasm)\//.test(name) && !/^xmpp\/json\./.test(name)), /#\s*include\s*<nlohmann/),
  'nothing asks Dear ImGui for what the download lacks': () => grep(cpp.filter((name) => /^(gui|wasm)\//.test(name)),
    new RegExp(`\\b(${never.filter((name) => /^(ImGui|Config)/.test(name)).join('|')})\\b`)),
  'no source file has more than 400 lines': () => sources.map((name) => [name, lines(name).length - 1]).filter(([, count]) => count > 400).map(([name, count]) => `${name}: ${count} lines`),
  'every source file names its licence at the top': () => sources.filter((name) => !lines(name).slice(0, 3).some((line) => line.includes('SPDX-License-Identifier:'))),
  'the top level shows six things and LICENSE': () => [...new Set(files.map((name) => name.split('/')[0]))].filter((name) =>
    !name.startsWith('.') && !['CMakeLists.txt', 'wasm', 'gui', 'xmpp', 'web', 'tests', 'LICENSE', 'README.md'].includes(name)),
  'nothing is left for later': () => grep(sources.filter((name) => !name.startsWith('tests/rules/')), /\b(TODO|FIXME|XXX|HACK)\b/),
  'no path of one machine': () => grep(sources, /["' =(]\/(work|home)\/\w|["' =(]\/root\/\./),
  'clang-format has nothing to change': () => {
    try {
      run('clang-format-19', '--dry-run', '--Werror', ...cpp);
      return [];
    } catch (error) {
      return [...new Set(String(error.stderr).split('\n').filter((line) => line.includes('error:')).map((line) => line.split(':')[0]))];
    }
  },
  'the login card has the colours of the interface, in every scheme': () => {
    const { color } = JSON.parse(text('gui/theme/tokens.json'));
    const css = text('web/app.css'), name = (property) => property.replace('-', '.');
    const contrast = [...css.matchAll(/color-scheme: dark;\n([^}]*)}/g)].map(([, body]) => new Map([...body.matchAll(/--([\w-]+):\s*(#\w+);/g)].map(([, ...pair]) => pair)));
    return [...css.matchAll(/--([\w-]+): light-dark\((#\w+), (#\w+)\);/g)].flatMap(([, property, light, dark]) => [
      [light, color.light], [dark, color.dark], ...contrast.map((colors) => [colors.get(property), color.highContrast]),
    ].filter(([is, should]) => is !== should[name(property)]).map(([is, should]) => `web/app.css: --${property} is ${is}, not ${should[name(property)]}`));
  },
  'shell scripts parse': () => files.filter((name) => startsWithShebang(name) && /^#!.*\b(ba)?sh/.test(text(name))).flatMap((name) => {
    try {
      run('bash', '-n', name);
      return [];
    } catch (error) {
      return [String(error.stderr).trim()];
    }
  }),
  'tests refer only to what a clone has': () => grep(sources, /\.\.\/shared\b|\bwireframes\/|specs\/REQUIREMENTS/, (name) => name.startsWith('tests/rules/')),
  'attack cases are named ATTACK-NN, by which tests/run finds them': () => grep(ending('.cpp', '.mjs', '.play'), /(TEST_CASE|SUBCASE|test)\((["'`]attack|.*\battack( cases?)? \d)|^title .*attack/i,
    (name, line) => /(\(["'`]|^title .*)ATTACK-\d\d\b/.test(line)),
  'every link inside README.md leads somewhere': () => (existsSync(join(root, 'README.md')) ? [...text('README.md').matchAll(/\]\((?!https?:|#)([^)#]+)/g)] : [])
    .map(([, target]) => target).filter((target) => !existsSync(join(root, target))),
};

// Writes build/requirements.md on the way.
rules['every requirement that applies has a test'] = () => {
  try {
    run('python3', 'tests/requirements');
    return [];
  } catch (error) {
    return `${error.stdout}${error.stderr}`.trim().split('\n');
  }
};

let passed = 0, failed = 0;
for (const [name, rule] of Object.entries(rules)) {
  const places = rule();
  if (places.length) failed++; else passed++;
  console.log(`${places.length ? 'not ok' : 'ok    '}  ${name}`);
  for (const place of places.slice(0, 40)) console.log(`          ${place}`);
  if (places.length > 40) console.log(`          and ${places.length - 40} more`);
}
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed ? 1 : 0;
