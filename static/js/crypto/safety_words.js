// Three words that two people compare, as numbers: docs/protocol.md, "Coming in", 7. The list of words is long, and
// comes with what shows them (views/safety_words.js).

import { derive } from "./derivation.js";

/**
 * @param {Uint8Array} handshakeHash 64 bytes
 * @param {Uint8Array} memberNonce n_m
 * @param {Uint8Array} hostNonce n_h
 * @returns {number[]} three places, from 0, in the 2,048 words of BIP-39: 33 bits
 */
export function safetyWords(handshakeHash, memberNonce, hostNonce) {
  const bytes = derive(handshakeHash.slice(0, 32), 8, "words", memberNonce, hostNonce);
  const bits = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0);
  return [53n, 42n, 31n].map((shift) => Number((bits >> shift) & 2047n));
}
