// SPDX-License-Identifier: AGPL-3.0-or-later
// The words of the command line.

import { parseArgs } from 'node:util';
import { scales } from './grids.mjs';

const controllers = ['ejabberd', 'prosody'];
const flag = { type: 'boolean', default: false };
const words = {
  port: { type: 'string', default: '8443' }, controller: { type: 'string', default: 'ejabberd' }, scale: { type: 'string', default: 'small' },
  json: flag, reset: flag, browser: flag, check: flag,
};

const oneOf = (name, value, list) => {
  if (!list.includes(value)) throw new Error(`--${name} is ${list.join(' or ')}, not "${value}".`);
};

/// {port, controller, scale, json, reset, browser, check}; throws a sentence.
export function optionsFrom(args) {
  let values;
  try {
    ({ values } = parseArgs({ args, options: words }));
  } catch (error) {
    throw new Error(`${error.message.split('. ')[0].replace(/\.$/, '')}. web/demo --help shows what there is.`);
  }
  const port = /^\d+$/.test(values.port) ? Number(values.port) : NaN;
  if (!(port >= 1 && port <= 65535)) throw new Error(`--port needs a number from 1 to 65535, not "${values.port}".`);
  oneOf('controller', values.controller, controllers);
  oneOf('scale', values.scale, scales);
  return { ...values, port };
}
