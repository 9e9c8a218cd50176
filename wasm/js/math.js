// SPDX-License-Identifier: AGPL-3.0-or-later
// The browser's mathematics instead of a copy of the C library's in the download.
addToLibrary({
  js_math_sin: (x) => Math.sin(x),
  js_math_cos: (x) => Math.cos(x),
  js_math_acos: (x) => Math.acos(x),
  js_math_remainder: (x, y) => x % y,
});
