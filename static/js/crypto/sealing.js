// `seal` of docs/protocol.md: XChaCha20-Poly1305 (IETF draft-irtf-cfrg-xchacha) over padded bytes, random nonce in front.

import { xchacha20poly1305 } from "@noble/ciphers/chacha.js";
import { randomBytes } from "./encoding.js";
import { pad, unpad } from "./padding.js";

const NONCE_BYTES = 24;
const TAG_BYTES = 16;

/**
 * @param {Uint8Array} key 32 bytes
 * @param {Uint8Array} ad associated data
 * @param {Uint8Array} plaintext
 * @returns {Uint8Array} nonce, ciphertext, tag
 */
export function seal(key, ad, plaintext) {
  const nonce = randomBytes(NONCE_BYTES);
  const ciphertext = xchacha20poly1305(key, nonce, ad).encrypt(pad(plaintext));
  const out = new Uint8Array(NONCE_BYTES + ciphertext.length);
  out.set(nonce);
  out.set(ciphertext, NONCE_BYTES);
  return out;
}

/**
 * @param {Uint8Array} key
 * @param {Uint8Array} ad
 * @param {unknown} sealed
 * @returns {Uint8Array | null} null: not sealed with this key and associated data
 */
export function open(key, ad, sealed) {
  if (!(sealed instanceof Uint8Array) || sealed.length < NONCE_BYTES + TAG_BYTES) return null;
  try {
    const cipher = xchacha20poly1305(key, sealed.slice(0, NONCE_BYTES), ad);
    return unpad(cipher.decrypt(sealed.slice(NONCE_BYTES)));
  } catch {
    return null;
  }
}
