// SPDX-License-Identifier: Apache-2.0
// Seals a transcript for the hub, since there are card numbers in it: JWE in its compact form (RFC 7516), ECDH-ES on P-256
// with the key derivation of RFC 7518, section 4.6, and A256GCM.
import { base64url, concat, utf8 } from './bytes.js';

const CURVE = { name: 'ECDH', namedCurve: 'P-256' };
const ENCRYPTION = 'A256GCM';
const TAG = 16;

/** The text that only the hub can open; `openingKey` is the JWK that came with the challenge. */
export async function seal(openingKey, content) {
  if (openingKey.crv !== 'P-256' || typeof openingKey.kid !== 'string') {
    throw new TypeError('opening_key must be on P-256 and have a kid');
  }
  const { kty, crv, x, y } = openingKey;
  const theirs = await crypto.subtle.importKey('jwk', { kty, crv, x, y }, CURVE, false, []);
  const ours = await crypto.subtle.generateKey(CURVE, false, ['deriveBits']);
  const point = await crypto.subtle.exportKey('jwk', ours.publicKey);
  const header = base64url(utf8(JSON.stringify({
    alg: 'ECDH-ES',
    enc: ENCRYPTION,
    kid: openingKey.kid,
    epk: { kty: 'EC', crv: 'P-256', x: point.x, y: point.y },
  })));
  const agreed = await crypto.subtle.deriveBits({ name: 'ECDH', public: theirs }, ours.privateKey, 256);
  const key = await crypto.subtle.importKey('raw', await derived(agreed), 'AES-GCM', false, ['encrypt']);
  const iv = crypto.getRandomValues(new Uint8Array(12));
  const sealed = new Uint8Array(await crypto.subtle.encrypt(
    { name: 'AES-GCM', iv, additionalData: utf8(header), tagLength: 8 * TAG }, key, utf8(content)));
  // With ECDH-ES alone no key is sent, so the second part is empty.
  return [header, '', base64url(iv), base64url(sealed.subarray(0, -TAG)), base64url(sealed.subarray(-TAG))].join('.');
}

/** One round of Concat KDF gives the 256 bits: the round, what was agreed, the algorithm, no parties, 256. */
async function derived(agreed) {
  return crypto.subtle.digest('SHA-256', concat(
    number(1), new Uint8Array(agreed), number(ENCRYPTION.length), utf8(ENCRYPTION), number(0), number(0), number(256)));
}

function number(value) {
  return Uint8Array.of(value >>> 24, value >>> 16, value >>> 8, value);
}
