// SPDX-License-Identifier: AGPL-3.0-or-later
// What the files of build/dist weigh: raw, and packed as wasm/build packs them at its best.

import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import { brotliCompressSync, constants, gzipSync } from 'node:zlib';

/// The largest download that the application may be, in bytes of Brotli.
export const goal = 250_000;

const pack = {
  raw: (data) => data.length,
  gzip: (data) => gzipSync(data, { level: 9 }).length,
  brotli: (data) => brotliCompressSync(data, { params: { [constants.BROTLI_PARAM_QUALITY]: 11, [constants.BROTLI_PARAM_SIZE_HINT]: data.length } }).length,
};
const columns = Object.keys(pack);
const sum = (rows) => Object.fromEntries(columns.map((key) => [key, rows.reduce((total, row) => total + row[key], 0)]));

function weighed(dist, folder = '') {
  const names = readdirSync(join(dist, folder), { withFileTypes: true }).filter((entry) => entry.isFile() && !/\.(br|gz)$/.test(entry.name)).map(({ name }) => name).sort();
  return names.map((name) => {
    const data = readFileSync(join(dist, folder, name));
    return { name, ...Object.fromEntries(columns.map((key) => [key, pack[key](data)])) };
  });
}

/// {files: [{name, raw, gzip, brotli}], application, guide}: bytes of each file that is needed to run the application, and
/// of all of them; the guide is documentation. null when nothing has been built.
export function sizes(dist) {
  if (!existsSync(join(dist, 'index.html'))) return null;
  const files = weighed(dist);
  return { files, application: sum(files), guide: sum(weighed(dist, 'guide')) };
}

/// Lines of Markdown; a KB is 1000 bytes.
export function table({ files, application, guide }) {
  const line = (name, row) => `| ${[name, ...columns.map((key) => (row[key] / 1000).toFixed(1))].join(' | ')} |`;
  return ['| File | Raw KB | gzip KB | Brotli KB |', '|:--|--:|--:|--:|', ...files.map((row) => line(row.name, row)),
    line('**the application**', application), line('guide/, for who opens it', guide)];
}
