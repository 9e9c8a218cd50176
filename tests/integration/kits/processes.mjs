// SPDX-License-Identifier: AGPL-3.0-or-later
// Other processes of this machine, as /proc has them.

import { readFileSync, readdirSync } from 'node:fs';

export const isAlive = (pid) => { try { process.kill(pid, 0); return true; } catch { return false; } };

function parentOf(pid) {
  try { return Number(/^PPid:\s+(\d+)/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))[1]); } catch { return 0; }
}

/// The processes that this one has started and that still run.
export const childrenOf = (pid) => readdirSync('/proc').filter((name) => /^\d+$/.test(name) && parentOf(name) === pid).map(Number);
