// The links of docs/protocol.md, "Links": reading and writing them. Pure. Must not know whether a room is open.

import { isId as isEntryId, isCount, isListOf, isPlain, isSeatKind, isSide, isBoolean } from "../entries/shape.js";
import { isDeclaration } from "../entries/declarations.js";
import { isLabel } from "../entries/name.js";
import { fromBase64url, toBase64url, utf8 } from "../crypto/encoding.js";
import { linkSecret, seatId } from "../crypto/derivation.js";
import { LinkIsWrong, bare, secretOf } from "./personal_link.js";

/**
 * @typedef {"party" | "support" | "observer" | "interpreter" | "host"} SeatKind
 * @typedef {{n: number, version: number, kind: SeatKind, label: string, side: number | null}} PreparedSeat
 * @typedef {{kind: SeatKind, label: string, side: number | null}} PlannedSeat
 * @typedef {{n: number, label: string, kind: SeatKind, side: number | null, link: string}} IssuedLink
 *
 * @typedef {object} HostLink
 * @property {string} room
 * @property {Uint8Array} invitation I
 * @property {string} ticket
 * @property {number} endsAt  announced end, ms since 1970 (UTC)
 * @property {boolean} shuttle
 * @property {PreparedSeat[]} seats
 * @property {import("../entries/declarations.js").Declaration | null} declaration  of the mediator who prepared it; null: made in the room
 *
 * @typedef {import("./personal_link.js").PersonalLink} PersonalLink
 */

const MOST_SEATS = 63;

/**
 * @param {PersonalLink} link
 * @param {string} [origin]
 */
export function formatPersonalLink({ room, seat, version, secret }, origin = "") {
  return `${origin}/join#${room}.${seat}.${version}.${toBase64url(secret)}`;
}

/**
 * @param {string} room @param {Uint8Array} invitation @param {{n: number, version: number}} seat @param {string} [origin]
 */
export function personalLink(room, invitation, { n, version }, origin = "") {
  const seat = seatId(invitation, n);
  return formatPersonalLink({ room, seat, version, secret: linkSecret(invitation, seat, version) }, origin);
}

/**
 * @param {string} fragment with or without "#"
 * @returns {HostLink} throws LinkIsWrong
 */
export function readHostLink(fragment) {
  const { room, invitation, ticket, ends_at: endsAt, shuttle, seats, declaration = null } = hostFields(bare(fragment));
  const isWhole = isEntryId(room) && typeof ticket === "string" && isCount(endsAt) && isBoolean(shuttle);
  if (!(declaration === null || isDeclaration(declaration))) throw new LinkIsWrong("not a host link");
  if (!isWhole || !isListOf(seats, MOST_SEATS, isPreparedSeat)) throw new LinkIsWrong("not a host link");
  if (new Set(seats.map(({ n }) => n)).size !== seats.length) throw new LinkIsWrong("not a host link");
  const listed = seats.map(({ n, version, kind, label, side }) => ({ n, version, kind, label, side }));
  return { room, invitation: secretOf(invitation), ticket, endsAt, shuttle, seats: listed, declaration };
}

/**
 * @param {HostLink} link
 * @param {string} [origin]
 */
export function formatHostLink({ room, invitation, ticket, endsAt, shuttle, seats, declaration }, origin = "") {
  const fields = { room, invitation: toBase64url(invitation), ticket, ends_at: endsAt, shuttle, seats, declaration };
  return `${origin}/host#${toBase64url(utf8(JSON.stringify(fields)))}`;
}

/** @param {string} text @returns {Record<string, any>} */
function hostFields(text) {
  try {
    const fields = JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(fromBase64url(text)));
    if (isPlain(fields)) return fields;
  } catch {
    // told below, by name
  }
  throw new LinkIsWrong("not a host link");
}

/** @param {unknown} value @returns {value is PreparedSeat} */
function isPreparedSeat(value) {
  if (!isPlain(value) || !isCount(value.n) || !isCount(value.version)) return false;
  return value.n > 0 && value.version > 0 && isSeatKind(value.kind) && isLabel(value.label) && isSide(value.side);
}

/**
 * @param {HostLink} link
 * @param {string} [origin]
 * @returns {IssuedLink[]}
 */
export function personalLinks({ room, invitation, seats }, origin = "") {
  return seats.map((seat) => {
    const { n, label, kind, side } = seat;
    return { n, label, kind, side, link: personalLink(room, invitation, seat, origin) };
  });
}

/**
 * Before opening, a changed room is simply a new host link; a replaced personal link never starts to work.
 * @param {HostLink} link
 * @param {{replace?: number, add?: PlannedSeat}} change  a seat by its n
 * @returns {HostLink}
 */
export function revisedHostLink(link, { replace, add }) {
  const seats = link.seats.map((seat) => (seat.n === replace ? { ...seat, version: seat.version + 1 } : seat));
  if (add) {
    const { kind, label, side } = add;
    seats.push({ n: 1 + Math.max(0, ...seats.map((seat) => seat.n)), version: 1, kind, label, side });
  }
  return { ...link, seats };
}
