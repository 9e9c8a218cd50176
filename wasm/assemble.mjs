// SPDX-License-Identifier: AGPL-3.0-or-later
// Makes build/dist out of the compiled program and web/: names with a hash of the content, integrity attributes, .gz and
// .br beside each file, and a table of the sizes. Called by wasm/build:
//
//   node wasm/assemble.mjs ROOT COMPILED DIST VERSION [--fast]
//
// Scripts go without comments and long names (terser). What is made of a file is kept in COMPILED/packed by content:
// nothing is compressed twice.
import { createHash } from 'node:crypto';
import { cpSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { basename, extname, join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

const [root, compiled, dist, version, speed] = process.argv.slice(2);
const fast = speed === '--fast';
const web = join(root, 'web'), next = `${dist}.part`, old = `${dist}.old`, packed = join(compiled, 'packed');
const hash = (data, algorithm, encoding) => createHash(algorithm).update(data).digest(encoding);

/// The same script in fewer characters; every name that another file uses stays.
async function shortened(script) {
  const kept = join(packed, `${hash(script, 'sha256', 'hex').slice(0, 32)}.js`);
  if (!existsSync(kept)) {
    const { minify } = createRequire(join(root, 'build', 'package.json'))('terser');
    writeFileSync(kept, (await minify(script.toString(), { ecma: 2020, compress: { passes: 3 }, mangle: true })).code);
  }
  return readFileSync(kept);
}

/// Writes the file and, where it pays, .gz and .br beside it; returns the three sizes.
function write(name, data) {
  writeFileSync(join(next, name), data);
  const sizes = [data.length];
  for (const [ending, pack] of Object.entries({
    gz: () => gzipSync(data, { level: fast ? 1 : 9 }),
    br: () => brotliCompressSync(data, {
      params: { [constants.BROTLI_PARAM_QUALITY]: fast ? 5 : 11, [constants.BROTLI_PARAM_LGBLOCK]: 24, [constants.BROTLI_PARAM_SIZE_HINT]: data.length },
    }),
  })) {
    const kept = join(packed, `${hash(data, 'sha256', 'hex').slice(0, 32)}.${fast ? 'fast.' : ''}${ending}`);
    if (!existsSync(kept)) writeFileSync(kept, pack());
    const bytes = readFileSync(kept);
    writeFileSync(join(next, `${name}.${ending}`), bytes);
    sizes.push(bytes.length);
  }
  return sizes;
}

rmSync(next, { recursive: true, force: true });
mkdirSync(next, { recursive: true });
mkdirSync(packed, { recursive: true });

// What the page asks for, by the name that index.html uses for it.
const sources = { 'app.css': web, 'icon.svg': web, 'boot.js': web, 'broker.js': compiled, 'broker.wasm': compiled };
const table = [];
let index = readFileSync(join(web, 'index.html'), 'utf8').replaceAll('@VERSION@', version);
for (const [file, folder] of Object.entries(sources)) {
  const source = readFileSync(join(folder, file));
  const data = extname(file) === '.js' ? await shortened(source) : source;
  const name = `${basename(file, extname(file))}.${hash(data, 'sha256', 'hex').slice(0, 12)}${extname(file)}`;
  table.push([name, ...write(name, data)]);
  // In the page, "FILE" names it and "integrity:FILE" is its hash (Subresource Integrity).
  index = index.replaceAll(`"integrity:${file}"`, `"sha384-${hash(data, 'sha384', 'base64')}"`).replaceAll(`"${file}"`, `"${name}"`);
}
if (/"integrity:|@[A-Z]+@/.test(index)) throw new Error('index.html names a file that is not built');
table.push(['index.html', ...write('index.html', Buffer.from(index))]);
const application = table.length;

// Beside the application: the configuration, to be edited in place, and the guide.
cpSync(join(web, 'config.json'), join(next, 'config.json'));
const guide = join(web, 'guide');
if (existsSync(guide)) {
  mkdirSync(join(next, 'guide'));
  const all = [0, 0, 0];
  for (const file of readdirSync(guide)) {
    const sizes = write(join('guide', file), readFileSync(join(guide, file)));
    sizes.forEach((size, i) => { all[i] += size; });
  }
  table.push(['guide/', ...all]);
}

rmSync(old, { recursive: true, force: true });
if (existsSync(dist)) renameSync(dist, old);
renameSync(next, dist);
rmSync(old, { recursive: true, force: true });

const total = (rows) => rows.reduce((sums, row) => sums.map((sum, i) => sum + row[i + 1]), [0, 0, 0]);
const line = ([name, ...sizes]) => `${name.padEnd(28)}${sizes.map((size) => size.toLocaleString('en').padStart(12)).join('')}`;
console.log(`${''.padEnd(28)}${['raw', 'gzip', fast ? 'brotli 5' : 'brotli'].map((head) => head.padStart(12)).join('')}`);
for (const row of table.slice(0, application)) console.log(line(row));
console.log(line(['the application', ...total(table.slice(0, application))]));
for (const row of table.slice(application)) console.log(line(row));
