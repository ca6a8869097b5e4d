// A channel's book: what its entries, applied in order, amount to.
// Must not know the DOM, the network, keys, the clock or chance.

import { applyAttendance } from "./attendance.js";
import { applyMessage, applyWithdrawal } from "./conversation.js";
import { applyAnswer } from "./readiness.js";
import { applyRoster } from "./roster.js";
import { applyInherited, applyPlan, applySeat } from "./notes.js";
import { isCount, isId, isPlain } from "./shape.js";

/**
 * @typedef {import("./room_state.js").ChannelKind} ChannelKind
 * @typedef {import("./roster.js").Listed} Listed
 * @typedef {import("./conversation.js").Said} Said
 * @typedef {import("./attendance.js").Attendant} Attendant
 * @typedef {import("./notes.js").SeatNote} SeatNote
 * @typedef {import("./notes.js").InheritedKey} InheritedKey
 *
 * @typedef {object} Book
 * @property {ChannelKind | null} kind  null until the first roster
 * @property {string} title
 * @property {readonly Listed[]} people
 * @property {Readonly<Record<string, string>>} names  of everyone who was ever listed, for what they said
 * @property {readonly Said[]} messages
 * @property {readonly Attendant[] | null} attendance
 * @property {Readonly<Record<string, boolean>>} ready
 * @property {Readonly<Record<string, boolean>>} agree
 * @property {Readonly<Record<string, SeatNote>>} seats
 * @property {Readonly<Record<string, readonly string[]>>} devices  every device that a seat has been admitted on
 * @property {{shuttle: boolean, reference: string | null} | null} plan
 * @property {readonly InheritedKey[]} inherited
 *
 * @typedef {object} Entry
 * @property {number} number
 * @property {string} sender  seat, by the server's stamp
 * @property {string} entry  id
 * @property {Record<string, unknown>} body
 * @property {readonly string[]} hosts  the host seats, as the grant names them
 */

/** @type {Readonly<Book>} */
export const EMPTY_BOOK = Object.freeze({
  kind: null,
  title: "",
  people: [],
  names: {},
  messages: [],
  attendance: null,
  ready: {},
  agree: {},
  seats: {},
  devices: {},
  plan: null,
  inherited: [],
});

/** @type {Map<string, (book: Book, entry: Entry) => Book>} */
const REDUCERS = new Map([
  ["roster", applyRoster],
  ["message", applyMessage],
  ["withdraw", applyWithdrawal],
  ["attendance", applyAttendance],
  ["ready", applyAnswer],
  ["agree", applyAnswer],
  ["seat", applySeat],
  ["plan", applyPlan],
  ["inherited", applyInherited],
]);

/**
 * @param {Book} book
 * @param {{number: unknown, sender: unknown, entry: unknown, body: unknown, hosts: readonly string[]}} entry
 * @returns {Book} the same book when the entry is malformed or not allowed
 */
export function applyEntry(book, entry) {
  if (!isEntry(entry)) return book;
  const reduce = REDUCERS.get(String(entry.body.kind));
  return reduce ? reduce(book, entry) : book;
}

/**
 * @param {any} entry
 * @returns {entry is Entry}
 */
function isEntry(entry) {
  return isCount(entry.number) && isId(entry.sender) && isId(entry.entry) && isPlain(entry.body);
}
