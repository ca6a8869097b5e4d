// Three words that two people compare: docs/protocol.md, "Coming in", 7.

import { wordlist } from "@scure/bip39/wordlists/english.js";
import { derive } from "./derivation.js";

/**
 * @param {Uint8Array} handshakeHash 64 bytes
 * @param {Uint8Array} memberNonce n_m
 * @param {Uint8Array} hostNonce n_h
 * @returns {string[]} three of the 2,048 words of BIP-39, 33 bits
 */
export function safetyWords(handshakeHash, memberNonce, hostNonce) {
  const bytes = derive(handshakeHash.slice(0, 32), 8, "words", memberNonce, hostNonce);
  const bits = new DataView(bytes.buffer, bytes.byteOffset).getBigUint64(0);
  return [53n, 42n, 31n].map((shift) => wordlist[Number((bits >> shift) & 2047n)]);
}
