// A secret in two halves: one in the tab, one at the server; either alone is noise.

import { EncodingIsWrong, randomBytes } from "./encoding.js";

/**
 * @param {Uint8Array} secret
 * @returns {{pad: Uint8Array, half: Uint8Array}} the tab keeps the pad, the server the half
 */
export function split(secret) {
  const pad = randomBytes(secret.length);
  return { pad, half: join(secret, pad) };
}

/**
 * @param {Uint8Array} half
 * @param {Uint8Array} pad
 * @returns {Uint8Array} throws EncodingIsWrong when they do not belong together
 */
export function join(half, pad) {
  if (half.length !== pad.length) throw new EncodingIsWrong("halves of different length");
  return half.map((byte, at) => byte ^ pad[at]);
}
