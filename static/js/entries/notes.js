// What mediators alone know, in their notes: who sits where, the plan of the room, keys that were handed back.

import { isLabel } from "./name.js";
import { isBoolean, isCount, isId, isListOf, isPlain, isSeatKind, isSide } from "./shape.js";

/**
 * @typedef {object} SeatNote
 * @property {string} seat
 * @property {number} n
 * @property {number} version
 * @property {"party" | "support" | "observer" | "interpreter" | "host"} kind
 * @property {string} label
 * @property {number | null} side
 * @property {string} name
 * @property {string | null} device  the admitted one
 * @property {boolean} compared
 *
 * @typedef {Omit<SeatNote, "kind"> & {seat_kind: SeatNote["kind"]}} SeatEntry  as written, `kind` being the entry's own
 *
 * @typedef {object} InheritedKey  an epoch's key from before this room secret
 * @property {string} channel
 * @property {number} epoch
 * @property {string | null} key  base64url; null: lost with the former device, unless someone hands it back
 */

const KEY = /^[A-Za-z0-9_-]{43}$/;
const MOST_KEYS = 4_096;

/**
 * @typedef {import("./book.js").Book} Book
 * @typedef {import("./book.js").Entry} Entry
 */

/** @param {Book} book @param {Entry} entry */
function mayNote(book, { sender, hosts }) {
  return book.kind === "notes" && hosts.includes(sender);
}

/** @param {Book} book @param {Entry} entry */
export function applySeat(book, entry) {
  /** @type {unknown} */
  const told = entry.body;
  if (!mayNote(book, entry) || !isSeatNote(told)) return book;
  const { seat, n, version, seat_kind: kind, label, side, name, device, compared } = told;
  const note = { seat, n, version, kind, label, side, name, device, compared };
  const known = book.devices[seat] ?? [];
  const devices = device === null || known.includes(device) ? book.devices : { ...book.devices, [seat]: [...known, device] };
  return { ...book, seats: { ...book.seats, [seat]: note }, devices };
}

/**
 * @param {any} note
 * @returns {note is SeatEntry}
 */
function isSeatNote(note) {
  const { seat, n, version, seat_kind, label, side, name, device, compared } = note;
  const isPlaced = isId(seat) && isCount(n) && isCount(version) && isSeatKind(seat_kind) && isSide(side);
  return isPlaced && isLabel(label) && isLabel(name) && (device === null || isId(device)) && isBoolean(compared);
}

/** @param {Book} book @param {Entry} entry */
export function applyPlan(book, entry) {
  const { shuttle, reference } = entry.body;
  if (!mayNote(book, entry) || !isBoolean(shuttle) || !(reference === null || isLabel(reference))) return book;
  return { ...book, plan: { shuttle, reference } };
}

/** @param {Book} book @param {Entry} entry */
export function applyInherited(book, entry) {
  const { keys } = entry.body;
  if (!mayNote(book, entry) || !isListOf(keys, MOST_KEYS, isInheritedKey)) return book;
  return { ...book, inherited: [...book.inherited, ...keys.map(({ channel, epoch, key }) => ({ channel, epoch, key }))] };
}

/** @param {unknown} value @returns {value is InheritedKey} */
function isInheritedKey(value) {
  if (!isPlain(value) || !isId(value.channel) || !isCount(value.epoch)) return false;
  return value.key === null || (typeof value.key === "string" && KEY.test(value.key));
}
