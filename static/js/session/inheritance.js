// What a mediator on a new device finds: channels whose keys were lost with the old one, and may be handed back.
// Must not know handshakes.

import { isId } from "../crypto/encoding.js";
import { bytesOf } from "./keyring.js";

/**
 * @typedef {import("./room.js").Room} Room
 * @typedef {import("./seat_book.js").SeatBook} SeatBook
 * @typedef {import("./keyring.js").DerivedKeys} DerivedKeys
 * @typedef {{channel: string, epoch: number, key: string | null}} Inherited
 * @typedef {import("./links.js").PreparedSeat} PreparedSeat
 */

const MOST_KEYS_AN_ENTRY = 200;

/**
 * @param {Room} room  as entered anew, before anything is under the new room secret
 * @param {DerivedKeys} keyring
 * @returns {Inherited[]} every epoch there is, its key lost
 */
export function lostEpochs(room, keyring) {
  const channels = [...room.desks.values()].map(({ channel }) => channel).filter(({ id }) => id !== keyring.notes);
  return channels.flatMap(({ id, described }) => (described.epochs ?? []).map(({ epoch }) => ({ channel: id, epoch, key: null })));
}

/**
 * @param {unknown[]} items as a member handed them back
 * @param {DerivedKeys} keyring
 * @returns {Inherited[]} those that belong to lost epochs; whether they open anything shows when they are tried
 */
export function handedBack(items, keyring) {
  const keys = /** @type {any[]} */ (items).filter((item) => isId(item?.channel) && bytesOf(item.key) && keyring.isInherited(item.channel, item.epoch));
  return keys.map(({ channel, epoch, key }) => ({ channel, epoch, key }));
}

/**
 * @param {Inherited[]} keys
 * @returns {Record<string, unknown>[]} entries for the notes
 */
export function inheritedEntries(keys) {
  const entries = [];
  for (let at = 0; at < keys.length; at += MOST_KEYS_AN_ENTRY) entries.push({ kind: "inherited", keys: keys.slice(at, at + MOST_KEYS_AN_ENTRY) });
  return entries;
}

/**
 * The host link may be older than the room: the server's list of seats counts.
 * @param {PreparedSeat[]} prepared
 * @param {SeatBook} seats
 * @returns {PreparedSeat[]}
 */
export function seatsAsListed(prepared, seats) {
  const byNumber = new Map(prepared.map((seat) => [seat.n, seat]));
  for (const { seat, version, kind } of seats.listed.values()) {
    const n = seats.numberOf(seat);
    if (!n) continue;
    const known = byNumber.get(n) ?? { n, label: "", side: null };
    byNumber.set(n, { ...known, version, kind: /** @type {PreparedSeat["kind"]} */ (kind) });
  }
  return [...byNumber.values()];
}
