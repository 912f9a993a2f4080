// SPDX-License-Identifier: Apache-2.0
// What of a command and its answer may be shown: 00B2010C/0>70(5A:8,5F24=301231)>9000 is the header, how much data it had,
// the objects that came and how long each is, and the status. Only short values that say nothing of whose the card is are shown.
import { hex, unhex } from './bytes.js';
import { Malformed, readObjects } from './tlv.js';

const SHOWN = new Set([0x82, 0x87, 0x8f, 0x9f32, 0x9f47, 0x5f24, 0x9f27, 0x9f36, 0x9f4a, 0x9f6c]);
const TAKEN_APART = new Set([0x6f, 0x70, 0x77]);
const MOST_SHOWN = 3;

/** One step of a transcript as a line. */
export function masked({ c, r }) {
  const command = unhex(c);
  const answer = unhex(r);
  const data = answer.subarray(0, -2);
  return `${hex(command.subarray(0, 4))}/${Math.max(0, command.length - 6)}>${said(data)}>${hex(answer.subarray(-2))}`;
}

function said(data) {
  if (!TAKEN_APART.has(data[0])) {
    return `:${data.length}`;
  }
  try {
    return readObjects(data).map(object).join(',');
  } catch (malformed) {
    if (malformed instanceof Malformed) {
      return `:${data.length}`;
    }
    throw malformed;
  }
}

function object({ tag, value, children }) {
  const name = tag.toString(16).toUpperCase();
  if (children.length > 0) {
    return `${name}(${children.map(object).join(',')})`;
  }
  return SHOWN.has(tag) && value.length <= MOST_SHOWN ? `${name}=${hex(value)}` : `${name}:${value.length}`;
}

/** What a command is for, in a word of EMV's. */
export function commandName({ c }) {
  const names = {
    '00A4': 'SELECT',
    '80CA': 'GET DATA',
    '80A8': 'GET PROCESSING OPTIONS',
    '80EA': 'EXCHANGE RELAY DATA',
    '00B2': 'READ RECORD',
    '0088': 'INTERNAL AUTHENTICATE',
    '80AE': 'GENERATE AC',
  };
  return names[c.slice(0, 4)] ?? c.slice(0, 4);
}
