// SPDX-License-Identifier: AGPL-3.0-or-later
// What the files of build/dist weigh: raw, gzip and brotli, as they lie beside each other.

import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/// {table: lines of Markdown, brotli: bytes of the application altogether}; null when nothing has been built. The guide
/// is not counted: nobody loads it to log in.
export function sizes(dist) {
  if (!existsSync(join(dist, 'index.html'))) return null;
  const names = readdirSync(dist).filter((name) => statSync(join(dist, name)).isFile() && !/\.(br|gz)$/.test(name)).sort();
  const size = (name, otherwise) => (existsSync(join(dist, name)) ? statSync(join(dist, name)).size : otherwise);
  const rows = names.map((name) => {
    const raw = size(name);
    return { name, raw, gzip: size(`${name}.gz`, raw), brotli: size(`${name}.br`, raw) };
  });
  const sum = (key) => rows.reduce((total, row) => total + row[key], 0);
  const line = (name, { raw, gzip, brotli }) => `| ${name} | ${[raw, gzip, brotli].map((bytes) => (bytes / 1024).toFixed(1)).join(' | ')} |`;
  const total = { raw: sum('raw'), gzip: sum('gzip'), brotli: sum('brotli') };
  return { brotli: total.brotli, table: ['| File | Raw KB | gzip KB | brotli KB |', '|:--|--:|--:|--:|', ...rows.map((row) => line(row.name, row)), line('**all**', total)] };
}
