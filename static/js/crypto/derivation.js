// Every derivation of docs/protocol.md, "Secrets", under its name. Must not know who holds what.

import { blake2b } from "@noble/hashes/blake2.js";
import { encode, toBase64url } from "./encoding.js";

/** @typedef {import("./encoding.js").Part} Part */

/** A key is not 32 bytes long. */
export class KeyIsWrong extends Error {
  name = "KeyIsWrong";
}

/**
 * BLAKE2b (RFC 7693), keyed.
 * @param {Uint8Array} key 32 bytes
 * @param {number} size digest length in bytes
 * @param {...Part} parts
 * @returns {Uint8Array}
 */
export function derive(key, size, ...parts) {
  if (!(key instanceof Uint8Array) || key.length !== 32) throw new KeyIsWrong("a key is 32 bytes");
  return blake2b(encode(...parts), { dkLen: size, key });
}

/**
 * BLAKE2b-256, without key.
 * @param {...Part} parts
 * @returns {Uint8Array}
 */
export function hash(...parts) {
  return blake2b(encode(...parts), { dkLen: 32 });
}

/** @param {Uint8Array} invitation @param {number} n */
export const seatId = (invitation, n) => toBase64url(derive(invitation, 16, "seat", n));

/** @param {Uint8Array} invitation @param {string} seat @param {number} version */
export const linkSecret = (invitation, seat, version) => derive(invitation, 32, "link", seat, version);

/** @param {Uint8Array} link */
export const linkProof = (link) => derive(link, 32, "proof");

/** @param {Uint8Array} proof */
export const proofHash = (proof) => hash(proof);

/** @param {Uint8Array} room S @param {string} channel @param {number} epoch @param {string} epochId */
export const channelKey = (room, channel, epoch, epochId) =>
  derive(room, 32, "channel", channel, epoch, epochId);

/** @param {Uint8Array} room S @param {string} seat @param {string} device */
export const resumeSecret = (room, seat, device) => derive(room, 32, "resume", seat, device);

/** @param {Uint8Array} link @param {Uint8Array | null} resume null: before admission */
export const handshakePsk = (link, resume) =>
  resume ? derive(link, 32, "psk", resume) : derive(link, 32, "psk");

/** @param {Uint8Array} resume */
export const authorKey = (resume) => derive(resume, 32, "own");

/** @param {Uint8Array} resume */
export const draftKey = (resume) => derive(resume, 32, "drafts");

/** @param {Uint8Array} nonce n_h */
export const commitmentTo = (nonce) => hash("commit", nonce);
