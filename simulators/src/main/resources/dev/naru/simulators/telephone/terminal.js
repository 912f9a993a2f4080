// SPDX-License-Identifier: Apache-2.0
// What a telephone does with a card in its field: the commands of a tap, in the only order that the hub takes
// (docs/trustone.md; EMV 4.4, Books 1 and 3; contactless Books B and C-2). What the card's answers prove, the hub judges.
import { concat, hex, unhex } from './bytes.js';
import { Malformed, fill, lengthOf, readList, readObjects, wants } from './tlv.js';

const DIRECTORY = '325041592E5359532E4444463031';
const MOST_COMMANDS = 40;
const MOST_US = 60_000_000;
const MOST_OPTION_VALUES = 252;
const CERTIFICATE = 144;
const ARQC = 0x80;
const NUMBER = 0x9f37;
const NOTHING = new Uint8Array();

/** How the cards of each payment system sign, by the first five bytes of their applications' names. */
const WAYS = {
  A000000004: 'COMBINED',
  A000000025: 'COMBINED',
  A000000003: 'FAST',
  A000000333: 'DYNAMIC',
  A000000065: 'DYNAMIC',
};
const WITH_RELAY_DATA = 'A000000004';

/** Why a card does not come to the end of a tap. */
export class Refusal extends Error {}

function need(condition, why) {
  if (!condition) {
    throw new Refusal(why);
  }
}

/** One card, what was said to it, and what it has said, by tag, none of it twice. */
class Session {
  #transmit;
  #said = new Map();
  steps = [];

  constructor(transmit) {
    this.#transmit = transmit;
  }

  /** The data of the answer to a command: header in hexadecimal digits, data in bytes. */
  async send(header, data = NOTHING) {
    need(this.steps.length < MOST_COMMANDS, 'COMMAND');
    const end = unhex('00');
    const command = data.length === 0
      ? concat(unhex(header), end)
      : concat(unhex(header), Uint8Array.of(data.length), data, end);
    const before = performance.now();
    const answer = await this.#transmit(command);
    const tookUs = Math.round((performance.now() - before) * 1000);
    need(answer !== null, 'COMMAND');
    this.steps.push({ c: hex(command), r: hex(answer), us: Math.min(Math.max(tookUs, 0), MOST_US) });
    need(answer.length >= 2 && answer.length <= 258, 'ANSWER');
    need(hex(answer.subarray(-2)) === '9000', 'ANSWER');
    return answer.subarray(0, -2);
  }

  hear(template) {
    for (const { tag, value } of template.children) {
      need(!this.#said.has(tag), 'OBJECTS');
      this.#said.set(tag, value);
    }
    return template;
  }

  hearPlain(tag, value) {
    this.#said.set(tag, value);
  }

  find(tag) {
    return this.#said.get(tag);
  }

  orEmpty(tag) {
    return this.#said.get(tag) ?? NOTHING;
  }
}

/**
 * Has a card answer a challenge (`card_challenge`): selects what it names until the card has one, and goes through that tap.
 * `transmit` takes a command to the card and gives its answer, or null when the card is gone.
 */
export async function tap(challenge, transmit) {
  const told = new Map(
    Object.entries(challenge.terminal).map(([tag, value]) => [parseInt(tag, 16), unhex(value)]));
  let last = new Refusal('APPLICATION');
  for (const application of challenge.applications) {
    const session = new Session(transmit);
    try {
      if (application === DIRECTORY) {
        await payment(session, told);
      } else {
        await dedicated(session, unhex(application), unhex(challenge.t));
      }
      return session.steps;
    } catch (refusal) {
      if (!(refusal instanceof Refusal || refusal instanceof Malformed)) {
        throw refusal;
      }
      last = refusal;
    }
  }
  throw last;
}

/** The dedicated card: three commands. */
async function dedicated(session, name, hash) {
  need(hex(await session.send('00A40400', name)) === '01', 'APPLICATION');
  const certificate = await session.send('80CA7F21');
  need(certificate.length === CERTIFICATE && certificate[0] === 1, 'OBJECTS');
  need((await session.send('00880000', hash)).length > 4, 'ANSWER');
}

/** The one object that an answer must be. */
function only(answer, tag) {
  const objects = readObjects(answer);
  need(objects.length === 1 && objects[0].tag === tag, 'OBJECTS');
  return objects[0];
}

function child(object, tag) {
  return object?.children.find((one) => one.tag === tag);
}

function provider(name) {
  return hex(name.subarray(0, 5));
}

async function payment(session, told) {
  const directory = only(await session.send('00A40400', unhex(DIRECTORY)), 0x6f);
  const name = preferred(child(child(directory, 0xa5), 0xbf0c));
  const file = only(await session.send('00A40400', name), 0x6f);
  need(hex(child(file, 0x84)?.value ?? NOTHING).startsWith(hex(name)), 'CONTRADICTION');
  const options = readList(child(child(file, 0xa5), 0x9f38)?.value ?? NOTHING);
  need(lengthOf(options) <= MOST_OPTION_VALUES, 'OBJECTS');
  const profile = await askOptions(session, fill(options, told));
  if (provider(name) === WITH_RELAY_DATA && profile[1] & 0x01) {
    need(only(await session.send('80EA0000', told.get(NUMBER)), 0x80).value.length === 10, 'OBJECTS');
  }
  const signedTags = await readRecords(session);
  const way = WAYS[provider(name)];
  if (way === 'FAST') {
    // It has signed with its options already.
    need(profile[0] & 0x20 && wants(options, NUMBER, 4) && wants(options, 0x9f02, 6) && wants(options, 0x5f2a, 2), 'METHOD');
  } else if (way === 'COMBINED' || profile[0] & 0x01) {
    need(profile[0] & 0x01, 'METHOD');
    need(signedTags.has(0x8c), 'UNSIGNED');
    await signCombined(session, told, options);
  } else {
    need(profile[0] & 0x20, 'METHOD');
    await signDynamic(session, told);
  }
}

/** The application that the card prefers of those that are taken (Book B, section 3.3). */
function preferred(directory) {
  let least = Infinity;
  let name;
  for (const entry of directory?.children ?? []) {
    const candidate = entry.tag === 0x61 ? child(entry, 0x4f)?.value : undefined;
    if (candidate && WAYS[provider(candidate)] && priority(entry) < least) {
      least = priority(entry);
      name = candidate;
    }
  }
  need(name, 'APPLICATION');
  return name;
}

/** The lower, the sooner; nothing and 0 come last. */
function priority(entry) {
  const value = child(entry, 0x87)?.value;
  return (value?.length === 1 && value[0] & 0x0f) || 16;
}

/** GET PROCESSING OPTIONS; the application interchange profile (Book 3, section 6.5.8). */
async function askOptions(session, values) {
  const length = values.length < 0x80 ? [values.length] : [0x81, values.length];
  const answer = await session.send('80A80000', concat(Uint8Array.of(0x83, ...length), values));
  if (answer[0] === 0x80) {
    const { value } = only(answer, 0x80);
    need(value.length >= 2, 'OBJECTS');
    session.hearPlain(0x82, value.subarray(0, 2));
    session.hearPlain(0x94, value.subarray(2));
  } else {
    session.hear(only(answer, 0x77));
  }
  need(session.orEmpty(0x82).length === 2, 'MISSING');
  return session.orEmpty(0x82);
}

/** Every record that the locator names (Book 3, section 10.2); the tags in those that are signed. */
async function readRecords(session) {
  const locator = session.orEmpty(0x94);
  const places = [];
  need(locator.length <= 252 && locator.length % 4 === 0, 'OBJECTS');
  for (let at = 0; at < locator.length; at += 4) {
    const [file, first, last, signed] = locator.subarray(at, at + 4);
    need((file & 7) === 0 && file >= 8 && file >> 3 <= 30, 'OBJECTS');
    need(first >= 1 && last >= first && signed <= last - first + 1, 'OBJECTS');
    for (let record = first; record <= last; record++) {
      places.push({ command: '00B2' + hex([record, file | 4]), isSigned: record - first < signed });
    }
  }
  need(new Set(places.map((place) => place.command)).size === places.length, 'OBJECTS');
  const signedTags = new Set();
  for (const { command, isSigned } of places) {
    const record = session.hear(only(await session.send(command), 0x70));
    if (isSigned) {
      record.children.forEach((object) => signedTags.add(object.tag));
    }
  }
  return signedTags;
}

/** GENERATE AC for a cryptogram of the kind that can claim no payment, with a signature (CDA). */
async function signCombined(session, told, options) {
  const wanted = readList(session.orEmpty(0x8c));
  need(wants(wanted, NUMBER, 4) || wants(options, NUMBER, 4), 'METHOD');
  const answer = session.hear(only(await session.send('80AE9000', fill(wanted, told)), 0x77));
  const information = child(answer, 0x9f27)?.value ?? NOTHING;
  need(information.length === 1 && child(answer, 0x9f36)?.value.length === 2, 'OBJECTS');
  need(session.find(0x9f26) === undefined, 'OBJECTS');
  need((information[0] & 0xc0) === ARQC, 'ANSWER');
}

/** INTERNAL AUTHENTICATE, and a cryptogram for the issuer, of a card that says what it wants to be told for it. */
async function signDynamic(session, told) {
  const wanted = readList(session.find(0x9f49) ?? unhex('9F3704'));
  need(wants(wanted, NUMBER, 4), 'METHOD');
  const answer = await session.send('00880000', fill(wanted, told));
  if (answer[0] === 0x80) {
    session.hearPlain(0x9f4b, only(answer, 0x80).value);
  } else {
    session.hear(only(answer, 0x77));
  }
  const list = session.find(0x8c);
  if (list !== undefined) {
    const cryptogram = await session.send('80AE8000', fill(readList(list), told));
    if (cryptogram[0] === 0x80) {
      need(only(cryptogram, 0x80).value.length >= 11, 'OBJECTS');
    } else {
      session.hear(only(cryptogram, 0x77));
    }
  }
}
