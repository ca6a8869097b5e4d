// How parts become bytes, and bytes text: docs/protocol.md, "Encodings". Must not know what they mean.

/** A value cannot be encoded or decoded as asked. */
export class EncodingIsWrong extends Error {
  name = "EncodingIsWrong";
}

/** @typedef {Uint8Array | string | number} Part */

const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
const DIGITS = new Map([...ALPHABET].map((letter, digit) => [letter, digit]));

const ID = /^[A-Za-z0-9_-]{21}[AQgw]$/;

/**
 * @param {string} text
 * @returns {Uint8Array} UTF-8
 */
export function utf8(text) {
  return new TextEncoder().encode(text);
}

/**
 * Each part, length-prefixed (32 bits, big-endian), so that no two lists of parts give the same bytes.
 * Text is UTF-8; a whole number is 8 bytes, unsigned, big-endian.
 * @param {...Part} parts
 * @returns {Uint8Array}
 */
export function encode(...parts) {
  const pieces = parts.map(partBytes);
  const out = new Uint8Array(pieces.reduce((total, piece) => total + 4 + piece.length, 0));
  const view = new DataView(out.buffer);
  let at = 0;
  for (const piece of pieces) {
    view.setUint32(at, piece.length);
    out.set(piece, at + 4);
    at += 4 + piece.length;
  }
  return out;
}

/** @param {Part} part */
function partBytes(part) {
  if (part instanceof Uint8Array) return part;
  if (typeof part === "string") return utf8(part);
  if (!Number.isSafeInteger(part) || part < 0) throw new EncodingIsWrong("not a whole number");
  const bytes = new Uint8Array(8);
  new DataView(bytes.buffer).setBigUint64(0, BigInt(part));
  return bytes;
}

/**
 * @param {Uint8Array} bytes
 * @returns {string} unpadded base64url (RFC 4648, section 5)
 */
export function toBase64url(bytes) {
  let text = "";
  for (let at = 0; at < bytes.length; at += 3) {
    const group = (bytes[at] << 16) | ((bytes[at + 1] ?? 0) << 8) | (bytes[at + 2] ?? 0);
    const letters = Math.min(4, bytes.length - at + 1);
    for (let n = 0; n < letters; n += 1) text += ALPHABET[(group >> (18 - 6 * n)) & 63];
  }
  return text;
}

/**
 * @param {string} text unpadded base64url; anything else, unused bits included, throws EncodingIsWrong
 * @returns {Uint8Array}
 */
export function fromBase64url(text) {
  if (typeof text !== "string" || text.length % 4 === 1) throw new EncodingIsWrong("not base64url");
  const out = new Uint8Array(Math.floor((text.length * 3) / 4));
  let held = 0;
  let bits = 0;
  let at = 0;
  for (const letter of text) {
    const digit = DIGITS.get(letter);
    if (digit === undefined) throw new EncodingIsWrong("not base64url");
    held = ((held << 6) | digit) & 0xfff;
    bits += 6;
    if (bits >= 8) {
      bits -= 8;
      out[at] = (held >> bits) & 0xff;
      at += 1;
    }
  }
  if (held & ((1 << bits) - 1)) throw new EncodingIsWrong("not base64url");
  return out;
}

/**
 * @param {unknown} value
 * @returns {value is string}
 */
export function isId(value) {
  return typeof value === "string" && ID.test(value);
}

/**
 * @param {number} size in bytes
 * @returns {Uint8Array}
 */
export function randomBytes(size) {
  return crypto.getRandomValues(new Uint8Array(size));
}

/** @returns {string} a fresh id: 16 random bytes */
export function randomId() {
  return toBase64url(randomBytes(16));
}

/**
 * In a time that does not tell where they differ.
 * @param {Uint8Array} one
 * @param {Uint8Array} other
 */
export function areEqual(one, other) {
  if (one.length !== other.length) return false;
  let difference = 0;
  for (let at = 0; at < one.length; at += 1) difference |= one[at] ^ other[at];
  return difference === 0;
}
