// The keys of a side's own channel: docs/protocol.md, "A side's own channel". Nothing here comes from S, I, L or R.

import { derive, hash } from "./derivation.js";
import { encode, toBase64url, utf8 } from "./encoding.js";
import { open, seal } from "./sealing.js";
import { x25519 } from "./x25519.js";

/** @typedef {{room: string, channel: string}} Where */
/** @typedef {Where & {key: string, of: string}} GrantPlace  of: the entry of the hello that it answers */
/** @typedef {Where & {key: string, sender: string, id: string}} PostPlace */

const WORDS = 8;
const WORD_BITS = 11n;

/** @param {Uint8Array} seed P @param {string} channel @returns {Uint8Array} */
export const ownPrivate = (seed, channel) => derive(seed, 32, "own private", channel);

/** @param {Uint8Array} secret @returns {Uint8Array} */
export const publicOf = (secret) => x25519.getPublicKey(secret);

/** @param {Uint8Array} secret @param {Uint8Array} other public @param {GrantPlace} place @returns {Uint8Array | null} null: that is no public key */
function wrapKey(secret, other, { room, channel, key, of }) {
  try {
    return derive(x25519.getSharedSecret(secret, other), 32, "own grant", room, channel, key, of);
  } catch {
    return null;
  }
}

/** @param {GrantPlace} place */
const grantData = ({ room, channel, key, of }) => encode("own grant", 1, room, channel, key, of);

/** @param {Uint8Array} secret @param {Uint8Array} other @param {GrantPlace} place @param {Uint8Array} ownKey @returns {Uint8Array | null} */
export function sealGrant(secret, other, place, ownKey) {
  const wrap = wrapKey(secret, other, place);
  return wrap && seal(wrap, grantData(place), ownKey);
}

/** @param {Uint8Array} secret @param {Uint8Array} other @param {GrantPlace} place @param {Uint8Array} box @returns {Uint8Array | null} */
export function openGrant(secret, other, place, box) {
  const wrap = wrapKey(secret, other, place);
  const key = wrap && open(wrap, grantData(place), box);
  return key?.length === 32 ? key : null;
}

/** @param {PostPlace} place */
const postData = ({ room, channel, key, sender, id }) => encode("own", 1, room, channel, key, sender, id);

/** @param {Uint8Array} ownKey @param {PostPlace} place @param {object} body @returns {Uint8Array} */
export const sealOwn = (ownKey, place, body) => seal(ownKey, postData(place), utf8(JSON.stringify(body)));

/** @param {Uint8Array} ownKey @param {PostPlace} place @param {Uint8Array} box @returns {unknown} null: not under this key, or no JSON */
export function openOwn(ownKey, place, box) {
  const plain = open(ownKey, postData(place), box);
  try {
    return plain && JSON.parse(new TextDecoder().decode(plain));
  } catch {
    return null;
  }
}

/** Eight words that two of a side compare: the same on both screens when nobody stands between them. @param {Uint8Array} one public @param {Uint8Array} other @returns {number[]} their places, from 0, in the words of BIP-39: 88 bits */
export function ownWords(one, other) {
  const ordered = [one, other].sort((a, b) => (toBase64url(a) < toBase64url(b) ? -1 : 1));
  let bits = hash("own words", ...ordered).slice(0, 11).reduce((sum, byte) => (sum << 8n) | BigInt(byte), 0n);
  const words = [];
  for (let n = 0; n < WORDS; n += 1, bits >>= WORD_BITS) words.unshift(Number(bits & 2047n));
  return words;
}
