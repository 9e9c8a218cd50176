// SPDX-License-Identifier: AGPL-3.0-or-later
// build/screenshots/index.html: the pictures of each state side by side, with the mockup of the screen where a folder
// of mockups is named (MOCKUPS=…), so that a person can compare what was meant with what is there.

import { copyFileSync, existsSync, mkdirSync, readdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

// state → mockup; phones and tablets have mockups of their own
const mockups = {
  login: '01-login', 'login-error': '01-login', 'login-busy': '01-login', palette: '11-palette', operations: '12-operations',
  reconnecting: '16-reconnecting', empty: '15-empty', topics: '03-topics', tree: '03-topics', details: '03-topics', filter: '03-topics',
  'filter-wrong': '03-topics', 'filter-empty': '03-topics',
};
const narrower = { 390: { '03-topics': '13-phone-topics' }, 768: { '03-topics': '24-topics-1024' } };

function mockupOf(folder, state, width, theme) {
  const usual = mockups[state];
  const name = usual && `${narrower[width]?.[usual] ?? usual}.${theme}.png`;
  return folder && name && existsSync(join(folder, name)) ? name : null;
}

/// Writes the index of the pictures STATE-WIDTH-THEME.png in `folder`.
export function writeGallery(folder, { states, sizes, themes }) {
  const source = process.env.MOCKUPS;
  const there = new Set(readdirSync(folder));
  mkdirSync(join(folder, 'mockups'), { recursive: true });
  const figure = (file, words) => `<figure><a href="${file}"><img loading="lazy" src="${file}" alt=""></a><figcaption>${words}</figcaption></figure>`;
  const row = (state, [width, height]) => {
    const pictures = themes.filter((theme) => there.has(`${state}-${width}-${theme}.png`)).flatMap((theme) => {
      const mockup = mockupOf(source, state, width, theme);
      if (mockup) copyFileSync(join(source, mockup), join(folder, 'mockups', mockup));
      return [figure(`${state}-${width}-${theme}.png`, theme), mockup ? figure(`mockups/${mockup}`, `mockup, ${theme}`) : ''];
    });
    return pictures.length ? `<h3>${width} × ${height}</h3><div>${pictures.join('')}</div>` : '';
  };
  writeFileSync(join(folder, 'index.html'), `<!DOCTYPE html><meta charset="utf-8"><title>Screens</title><style>
body { font: 13px system-ui; margin: 24px; background: #ddd } div { display: flex; gap: 16px; overflow-x: auto; padding-bottom: 16px }
figure { margin: 0 } img { display: block; max-width: 720px; max-height: 560px; border: 1px solid #999 } figcaption { padding: 4px 0; color: #333 }
</style>${states.map((state) => `<h2>${state}</h2>${sizes.map((size) => row(state, size)).join('')}`).join('')}\n`);
}
