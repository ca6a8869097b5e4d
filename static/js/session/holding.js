// What makes a tab a host. Must not know how it came by it.

import { isId } from "../crypto/encoding.js";
import { bytesOf } from "./keyring.js";

/**
 * @typedef {object} Holding
 * @property {Uint8Array} roomSecret S
 * @property {Uint8Array} invitation I
 * @property {string} notes  the notes' channel
 * @property {number} version  of the host's own seat's link
 */

/** @param {Holding} holding @returns {Uint8Array} S ‖ I, as a host's tab keeps them for its own reload */
export function secretsOf({ roomSecret, invitation }) {
  const both = new Uint8Array(64);
  both.set(roomSecret);
  both.set(invitation, 32);
  return both;
}

/**
 * @param {any} grant as whispered
 * @param {number} version
 * @returns {Holding | null} null: a member's grant
 */
export function holdingFrom(grant, version) {
  const roomSecret = bytesOf(grant.room_secret);
  const invitation = bytesOf(grant.invitation);
  return roomSecret && invitation && isId(grant.notes) ? { roomSecret, invitation, notes: grant.notes, version } : null;
}
