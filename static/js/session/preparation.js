// A room before it opens: its invitation, its seats, its links. Pure but for chance; nothing here is sent by itself.

import { linkProof, linkSecret, proofHash, seatId } from "../crypto/derivation.js";
import { randomBytes, toBase64url } from "../crypto/encoding.js";
import { formatHostLink, personalLinks } from "./links.js";

/**
 * @typedef {import("./links.js").HostLink} HostLink
 * @typedef {import("./links.js").IssuedLink} IssuedLink
 * @typedef {import("./links.js").PlannedSeat} PlannedSeat
 */

/** @returns {Uint8Array} a fresh invitation secret I */
export function makeInvitation() {
  return randomBytes(32);
}

/**
 * @param {{room: string, ticket: string, endsAt: number, shuttle: boolean, seats: PlannedSeat[], declaration?: HostLink["declaration"], origin?: string}} plan
 * @returns {{hostLink: string, links: IssuedLink[]}}
 */
export function prepareRoom({ room, ticket, endsAt, shuttle, seats, declaration = null, origin = "" }) {
  const numbered = seats.map(({ kind, label, side }, at) => ({ n: at + 1, version: 1, kind, label, side }));
  const link = { room, invitation: makeInvitation(), ticket, endsAt, shuttle, seats: numbered, declaration };
  return { hostLink: formatHostLink(link, origin), links: personalLinks(link, origin) };
}

/**
 * @param {HostLink} link
 * @returns {{ticket: string, seats: object[], host_seat: string}} the body of POST /rooms/open
 */
export function openRoomRequest({ invitation, ticket, seats }) {
  return {
    ticket,
    host_seat: seatId(invitation, 0),
    seats: seats.map(({ n, version, kind }) => {
      const seat = seatId(invitation, n);
      const proof = linkProof(linkSecret(invitation, seat, version));
      return { seat, version, kind, proof_hash: toBase64url(proofHash(proof)) };
    }),
  };
}
