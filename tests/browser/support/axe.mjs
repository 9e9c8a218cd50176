// SPDX-License-Identifier: AGPL-3.0-or-later
// axe-core in the page. It comes in by the debugger's way, which the page's policy does not reach.

import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';

const require = createRequire(new URL('../../../build/', import.meta.url));
const source = readFileSync(require.resolve('axe-core/axe.min.js'), 'utf8');

/// What breaks a rule on the page as it is now, as "rule: what is wrong: the element". Text of the application lies on a
/// canvas, whose colours axe cannot see: tests/screens/theme_test.cpp holds them to 4.5 to 1.
export async function violations(page) {
  await page.evaluate(source);
  const { violations: found } = await page.evaluate(() => globalThis.axe.run(document, {
    resultTypes: ['violations'], rules: { 'target-size': { enabled: true } },
  }));
  return found.flatMap(({ id, nodes }) => nodes.map(({ html, failureSummary }) => `${id}: ${failureSummary.replace(/\s+/g, ' ')}: ${html.slice(0, 200)}`));
}
