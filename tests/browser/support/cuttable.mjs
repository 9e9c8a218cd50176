// SPDX-License-Identifier: AGPL-3.0-or-later
// A TCP proxy whose connections can be cut, as a network does that fails and comes back.

import { connect, createServer } from 'node:net';

/// Listens on 127.0.0.1 and passes everything on to `target()`, a port. Resolves with {port, cut(), mend(), close()};
/// between cut and mend nobody gets through.
export function cuttable(target) {
  const open = new Set();
  let whole = true;
  const server = createServer((client) => {
    if (!whole) { client.destroy(); return; }
    const upstream = connect({ port: target(), host: '127.0.0.1' });
    for (const [from, to] of [[client, upstream], [upstream, client]]) {
      open.add(from);
      from.on('error', () => to.destroy());
      from.on('close', () => { open.delete(from); to.destroy(); });
      from.pipe(to);
    }
  });
  const cut = () => { whole = false; open.forEach((socket) => socket.destroy()); };
  return new Promise((resolve) => {
    server.listen(0, '127.0.0.1', () => resolve({
      port: server.address().port, cut, mend: () => { whole = true; }, close: () => { cut(); server.close(); },
    }));
  });
}
