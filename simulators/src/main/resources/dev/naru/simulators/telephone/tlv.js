// SPDX-License-Identifier: Apache-2.0
// What cards say and what they ask for: BER-TLV objects and lists of data objects (EMV 4.4, Book 3, annex B, section 5.4).
import { concat } from './bytes.js';

const ENTRY = 0x61;
const MOST_DEPTH = 5;
const MOST_VALUES = 255;
const MOST_LIST = 252;

/** Bytes that are not what they should be. */
export class Malformed extends Error {}

function tagAt(bytes, from) {
  const first = bytes[from];
  let tag = first;
  let at = from + 1;
  let next = (first & 0x1f) === 0x1f ? 0x80 : 0;
  while (next & 0x80) {
    if (at === bytes.length) {
      throw new Malformed('a tag is cut off');
    }
    next = bytes[at++];
    if (at - from > 3 || (at - from === 2 && (next & 0x7f) === 0)) {
      throw new Malformed('a tag has no form');
    }
    tag = tag * 256 + next;
  }
  return { tag, isTemplate: (first & 0x20) !== 0, next: at };
}

function lengthAt(bytes, from) {
  let at = from;
  let length = bytes[at++];
  if (length >= 0x80) {
    const more = length & 0x7f;
    if (more < 1 || more > 2) {
      throw new Malformed('a length has no form');
    }
    length = 0;
    for (let i = 0; i < more; i++) {
      length = length * 256 + bytes[at++];
    }
  }
  // What is cut off is no number, and no number is small enough then.
  if (!(length <= bytes.length - at)) {
    throw new Malformed('a length goes past the end');
  }
  return { length, next: at };
}

/** Every object: {tag, value, children}. Zeros between objects mean nothing; no tag stands twice but a directory's entry. */
export function readObjects(bytes, depth = 1) {
  const objects = [];
  let at = 0;
  while (at < bytes.length) {
    if (bytes[at] === 0) {
      at++;
      continue;
    }
    const { tag, isTemplate, next } = tagAt(bytes, at);
    const { length, next: from } = lengthAt(bytes, next);
    if ((tag !== ENTRY && objects.some((one) => one.tag === tag)) || (isTemplate && depth > MOST_DEPTH)) {
      throw new Malformed('a tag stands twice, or too deep');
    }
    const value = bytes.subarray(from, from + length);
    objects.push({ tag, value, children: isTemplate ? readObjects(value, depth + 1) : [] });
    at = from + length;
  }
  return objects;
}

/** What a card wants to be told, in its order: {tag, length, isTemplate}. */
export function readList(bytes) {
  const wanted = [];
  let at = 0;
  while (at < bytes.length) {
    if (bytes[at] === 0) {
      throw new Malformed('a list has a zero for a tag');
    }
    const { tag, isTemplate, next } = tagAt(bytes, at);
    if (next === bytes.length) {
      throw new Malformed('a list is cut off');
    }
    wanted.push({ tag, isTemplate, length: bytes[next] });
    at = next + 1;
  }
  if (bytes.length > MOST_LIST || lengthOf(wanted) > MOST_VALUES) {
    throw new Malformed('a list wants more than a command holds');
  }
  return wanted;
}

/** How many bytes of values a list asks for. */
export function lengthOf(list) {
  return list.reduce((sum, entry) => sum + entry.length, 0);
}

/** Whether a list asks for this, in at least so many bytes. */
export function wants(list, tag, length) {
  return list.some((entry) => entry.tag === tag && entry.length >= length);
}

// Of the objects whose source is the terminal or the issuer and that are not binary (Book 3, annex A).
const NUMERIC = new Set([
  0x9f02, 0x9f03, 0x9f1a, 0x5f2a, 0x5f36, 0x9a, 0x9c, 0x9f21, 0x9f15, 0x9f35, 0x9f39, 0x9f3c, 0x9f3d, 0x9f41, 0x9f01,
  0x5f24, 0x5f25, 0x5f28, 0x5f30, 0x5f34]);
const COMPRESSED = new Set([0x5a, 0x9f20]);

/** The values in the list's order, each made to fit, zeros for what there is none of; told is a Map by tag. */
export function fill(list, told) {
  return concat(...list.map((entry) => fitted(entry, entry.isTemplate ? undefined : told.get(entry.tag))));
}

function fitted({ tag, length }, value) {
  if (value === undefined || value.length === 0) {
    return new Uint8Array(length);
  }
  const surplus = value.length - length;
  if (surplus >= 0) {
    return NUMERIC.has(tag) ? value.subarray(surplus) : value.subarray(0, length);
  }
  const filler = new Uint8Array(-surplus).fill(COMPRESSED.has(tag) ? 0xff : 0);
  return NUMERIC.has(tag) ? concat(filler, value) : concat(value, filler);
}
