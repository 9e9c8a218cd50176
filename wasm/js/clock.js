// SPDX-License-Identifier: AGPL-3.0-or-later
addToLibrary({
  js_clock_now: () => performance.now(),
  js_clock_unix: () => Math.floor(Date.now() / 1000),
  js_clock_start: (owner, milliseconds) => {
    const timer = setTimeout(() => _clock_fire(owner, timer), milliseconds);
    return timer;
  },
  js_clock_stop: (timer) => clearTimeout(timer),
  js_random_fill: (bytes, size) => {
    const MOST = 65536; // of one call
    for (let at = 0; at < size; at += MOST) crypto.getRandomValues(HEAPU8.subarray(bytes + at, bytes + Math.min(size, at + MOST)));
  },
});
