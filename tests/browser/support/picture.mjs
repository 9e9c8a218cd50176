// SPDX-License-Identifier: AGPL-3.0-or-later
// Screenshots as numbers.

import { inflateSync } from 'node:zlib';

/// {width, height, at(x, y): [red, green, blue]} of a PNG with 8 bits a channel, as browsers write it.
export function picture(png) {
  const width = png.readUInt32BE(16), height = png.readUInt32BE(20), step = png[25] === 6 ? 4 : 3, row = width * step;
  const parts = [];
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT') parts.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)));
  }
  const packed = inflateSync(Buffer.concat(parts)), data = Buffer.alloc(row * height);
  for (let y = 0; y < height; y++) {
    const filter = packed[y * (row + 1)];
    for (let i = 0; i < row; i++) {
      const left = i < step ? 0 : data[y * row + i - step], up = y ? data[(y - 1) * row + i] : 0;
      const corner = i < step || !y ? 0 : data[(y - 1) * row + i - step], guess = left + up - corner;
      const [a, b, c] = [left, up, corner].map((value) => Math.abs(guess - value));
      const paeth = a <= b && a <= c ? left : b <= c ? up : corner;
      data[y * row + i] = packed[y * (row + 1) + 1 + i] + [0, left, up, (left + up) >> 1, paeth][filter];
    }
  }
  return { width, height, at: (x, y) => [...data.subarray(y * row + x * step, y * row + x * step + 3)] };
}

const apart = (one, other) => one.reduce((sum, value, i) => sum + Math.abs(value - other[i]), 0);

/// How much is drawn: the sum of all differences from the colour of the upper left corner.
export function ink(shot) {
  let sum = 0;
  for (let y = 0; y < shot.height; y++) for (let x = 0; x < shot.width; x++) sum += apart(shot.at(x, y), shot.at(0, 0));
  return sum;
}

/// The sum of all differences between two pictures of one size, as a part of what is drawn in the second.
export function difference(shot, reference) {
  let sum = 0;
  for (let y = 0; y < shot.height; y++) for (let x = 0; x < shot.width; x++) sum += apart(shot.at(x, y), reference.at(x, y));
  return sum / ink(reference);
}
