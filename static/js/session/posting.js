// From a wish to an entry: tried here first, by the rules by which every tab will judge it.
// Must not know what any kind of entry is for.

import { applyEntry } from "../entries/book.js";
import { RoomError } from "../transport/room_error.js";

/**
 * @typedef {import("./room.js").Room} Room
 * @typedef {import("./desk.js").Desk} Desk
 * @typedef {import("../entries/book.js").Book} Book
 * @typedef {{kind: string} & Record<string, unknown>} Body
 */

/** @type {WeakMap<Desk, {book: Book, waiting: string, ahead: Book}>} */
const known = new WeakMap();

/**
 * @param {Room} room @param {Desk} desk
 * @returns {Book} the channel's book as it will be when what is on its way has arrived
 */
export function bookAhead(room, desk) {
  const { book } = desk.channel;
  const { items } = desk.outbox;
  if (items.length === 0) return book;
  const waiting = items.map(({ entry }) => entry).join();
  const former = known.get(desk);
  if (former?.book === book && former.waiting === waiting) return former.ahead;
  const ahead = items.reduce((now, { entry, body }) => tried(room, desk, now, body, entry), book);
  known.set(desk, { book, waiting, ahead });
  return ahead;
}

const NOT_SENT = "A".repeat(22);

/** @param {Room} room @param {Desk} desk @param {Book} book @param {object} body @param {string} [entry] */
function tried(room, { channel }, book, body, entry = NOT_SENT) {
  return applyEntry(book, { number: channel.applied + 1, sender: room.seat, entry, body, hosts: room.role.hosts() });
}

/** @param {Room} room @param {Desk | undefined} desk @param {Body} body @returns {desk is Desk} whether posting it now would change anything */
export function wouldChange(room, desk, body) {
  if (!desk || desk.channel.described.listens) return false;
  const book = bookAhead(room, desk);
  return tried(room, desk, book, body) !== book;
}

/**
 * @param {Room} room @param {Desk | undefined} desk @param {Body} body
 * @returns {Promise<void>} settled when the server has ordered it; rejects at once when it would change nothing
 */
export async function post(room, desk, body) {
  if (!wouldChange(room, desk, body)) throw new RoomError("not_allowed");
  await desk.outbox.add(body);
}

/** @param {Room} room @param {string} channel @returns {Desk} */
export function deskOf(room, channel) {
  const desk = room.desks.get(channel);
  if (!desk) throw new RoomError("not_allowed");
  return desk;
}

/** @param {Room} room @param {(book: Book) => boolean} isIt @returns {Desk | undefined} */
export const findDesk = (room, isIt) => [...room.desks.values()].find(({ channel }) => isIt(channel.book));

/** @param {Room} room */
export const jointDesk = (room) => findDesk(room, ({ kind }) => kind === "joint");

/** @param {Room} room */
export const notesDesk = (room) => findDesk(room, ({ kind }) => kind === "notes");

/** @param {Room} room */
export function mustBeHost(room) {
  if (!room.isHost) throw new RoomError("not_allowed");
}
