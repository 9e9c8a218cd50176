// SPDX-License-Identifier: AGPL-3.0-or-later
// A TCP proxy that adds latency and nothing else: every chunk leaves so many milliseconds after it came, in order, as
// many at once as there are. Bandwidth is not limited.

import { connect, createServer } from 'node:net';

/// Delays what `from` reads by `delay` milliseconds before `to` gets it.
function carry(from, to, delay) {
  if (delay === 0) { from.pipe(to); return; }
  from.on('data', (chunk) => { setTimeout(() => { if (!to.destroyed) to.write(chunk); }, delay); });
  from.on('end', () => { setTimeout(() => to.end(), delay); });
}

/// Listens on 127.0.0.1 in front of `port`. `delay`: milliseconds each way; the round trip takes twice that.
/// Resolves with {port, close()}.
export function latencyProxy({ port, delay, host = '127.0.0.1' }) {
  const open = new Set();
  const server = createServer((client) => {
    const upstream = connect({ port, host });
    for (const socket of [client, upstream]) {
      socket.setNoDelay(true);
      open.add(socket);
      socket.on('error', () => { client.destroy(); upstream.destroy(); });
      socket.on('close', () => open.delete(socket));
    }
    carry(client, upstream, delay);
    carry(upstream, client, delay);
  });
  return new Promise((resolve, reject) => {
    server.on('error', reject);
    server.listen(0, '127.0.0.1', () => resolve({
      port: server.address().port,
      close: () => { open.forEach((socket) => socket.destroy()); server.close(); },
    }));
  });
}
