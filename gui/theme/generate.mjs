// SPDX-License-Identifier: AGPL-3.0-or-later
// Writes tokens.h and icon_data.h from tokens.json and icons.json: node gui/theme/generate.mjs
// tokens.json is the one place for colours and sizes; the screen tests check that the headers follow it.
import { readFileSync, writeFileSync } from 'node:fs';

const here = new URL('.', import.meta.url);
const tokens = JSON.parse(readFileSync(new URL('tokens.json', here)));
const icons = JSON.parse(readFileSync(new URL('icons.json', here)));

const snake = s => s.replace(/[.\- ]/g, '_').replace(/([a-z])([A-Z])/g, '$1_$2').toLowerCase();
const spdx = '// SPDX-License-Identifier: AGPL-3.0-or-later\n';
const made = file => `${spdx}// Made by generate.mjs from ${file}; change that and run it again.\n#pragma once\n`;

// ImGui's packed colour: alpha, blue, green, red from the high byte down.
function packed(hex) {
  const [r, g, b, a = 255] = hex.slice(1).match(/../g).map(x => parseInt(x, 16));
  return '0x' + [a, b, g, r].map(x => x.toString(16).padStart(2, '0')).join('').toUpperCase();
}
function rows(values, each, perRow) {
  let out = '';
  for (let i = 0; i < values.length; i += perRow) out += '    ' + values.slice(i, i + perRow).map(each).join(', ') + ',\n';
  return out;
}

const names = Object.keys(tokens.color.dark);
const styles = Object.entries(tokens.font.styles);
let h = made('tokens.json') + `#include <cstdint>

// clang-format off
namespace gui {

/// Names of the colours; what each is for says the design specification.
enum class Token : std::uint8_t {
${rows(names, snake, 6)}};
inline constexpr int token_count = ${names.length};

namespace tokens {

/// One row a scheme, in the order of gui::Scheme; packed as ImU32.
inline constexpr std::uint32_t colors[3][token_count] = {
`;
for (const scheme of ['dark', 'light', 'highContrast']) h += `  {  // ${scheme}\n${rows(names, n => packed(tokens.color[scheme][n]), 8)}  },\n`;
h += `};

}  // namespace tokens

/// Steps of the type scale.
enum class Text : std::uint8_t { ${styles.map(([n]) => snake(n)).join(', ')} };

/// Size of the letters (em) and height of a line, in design pixels.
struct TextStyle {
  std::uint8_t size, line;
  bool strong, mono;
};
inline constexpr TextStyle text_styles[] = {
${styles.map(([n, s]) => `    {${s.size}, ${s.line}, ${s.weight === 'semibold'}, ${s.family === 'mono'}},  // ${snake(n)}`).join('\n')}
};

`;
const plain = (object, name) => `namespace ${name} {\n` + Object.entries(object).filter(([, v]) => typeof v === 'number')
  .map(([k, v]) => `inline constexpr float ${snake(k)} = ${v};`).join('\n') + `\n}  // namespace ${name}\n\n`;
h += '// Lengths in design pixels; ui::px() makes device pixels of them.\n';
h += plain(tokens.radius, 'radius') + plain(tokens.line, 'line') + plain(tokens.row, 'row_height') + plain(tokens.control, 'control');
h += plain(tokens.icon, 'icon_size') + plain(tokens.layout, 'layout') + plain(tokens.layout.breakpoints, 'breakpoint');
h += '// Milliseconds.\n' + plain(tokens.motion, 'motion');
h += '}  // namespace gui\n// clang-format on\n';
writeFileSync(new URL('tokens.h', here), h);

// Icons: half units of the 24 grid would lose 0.25 steps, so coordinates are stored in quarters.
const kinds = { P: 'polyline', Z: 'polygon', R: 'rectangle', C: 'circle', D: 'disc', A: 'arc' };
const iconNames = Object.keys(icons.icons);
const data = [], starts = [];
for (const name of iconNames) {
  starts.push(data.length);
  for (const primitive of icons.icons[name]) {
    const numbers = primitive.slice(2).split(/[ ,]+/).map(Number);
    const angles = primitive[0] === 'A' ? numbers.splice(3) : [];
    data.push('PZRCDA'.indexOf(primitive[0]), numbers.length + angles.length, ...numbers.map(n => Math.round(n * 4)), ...angles.map(a => a / 10));
  }
}
starts.push(data.length);
writeFileSync(new URL('icon_data.h', here), made('icons.json') + `#include <cstdint>

// clang-format off
namespace gui {

enum class Icon : std::uint8_t {
    none,
${rows(iconNames, snake, 8)}};

namespace icon_data {

enum Primitive : std::int8_t { ${Object.values(kinds).join(', ')} };
/// Icon n begins at starts[n - 1] and ends at starts[n].
inline constexpr std::uint16_t starts[] = {
${rows(starts, String, 16)}};
/// Primitive, count of numbers, numbers: in quarters of the 24-unit grid; the two angles of an arc in tens of degrees.
inline constexpr std::int8_t numbers[] = {
${rows(data, String, 24)}};

}  // namespace icon_data
}  // namespace gui
// clang-format on
`);
