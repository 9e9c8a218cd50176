// SPDX-License-Identifier: AGPL-3.0-or-later
// The colour in the lower left corner of the canvas: what is drawn there is background, whatever the screen shows.

import { readFileSync } from 'node:fs';

const { color } = JSON.parse(readFileSync(new URL('../../../gui/theme/tokens.json', import.meta.url), 'utf8'));

/// A token of a theme ('light', 'dark', 'highContrast') as [red, green, blue].
export const token = (theme, name) => Array.from(color[theme][name].matchAll(/\w\w/g), ([byte]) => parseInt(byte, 16));

/// For addInitScript, with ?stats in the page's address: globalThis.corner grows by the colour ("red,green,blue,255") of
/// each frame that has another one than the frame before.
export function watchCorner() {
  globalThis.corner = [];
  const colour = new Uint8Array(4);
  const look = (call) => (...values) => {
    const { frames } = document.documentElement.dataset;
    call(...values);
    if (document.documentElement.dataset.frames === frames) return;
    const gl = document.getElementById('canvas').getContext('webgl2');
    gl.readPixels(1, 1, 1, 1, gl.RGBA, gl.UNSIGNED_BYTE, colour);
    if (globalThis.corner.at(-1) !== String(colour)) globalThis.corner.push(String(colour));
  };
  for (const name of ['requestAnimationFrame', 'setTimeout']) {
    const original = globalThis[name];
    globalThis[name] = (call, ...more) => original(look(call), ...more);
  }
}
