// The running hash of a channel: what every member computes, and what no server can bend unseen.

import { hash } from "./derivation.js";

/**
 * @typedef {object} Stamped an envelope, as far as the hash covers it
 * @property {number} number
 * @property {string} sender
 * @property {number} epoch
 * @property {string} entry
 * @property {number} seen
 * @property {Uint8Array} sealed
 */

/** @param {string} room @param {string} channel @returns {Uint8Array} H_0 */
export function firstHash(room, channel) {
  return hash("channel", room, channel);
}

/** @param {Uint8Array} before H_{n-1} @param {Stamped} envelope @returns {Uint8Array} H_n */
export function nextHash(before, { number, sender, epoch, entry, seen, sealed }) {
  return hash("entry", before, number, sender, epoch, entry, seen, sealed);
}
