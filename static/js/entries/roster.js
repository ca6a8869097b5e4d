// Who is in a channel and what it is for, as the host says.

import { isLabel, isName } from "./name.js";
import { isId, isListOf, isPlain, isRole, isSide } from "./shape.js";

/**
 * @typedef {import("./room_state.js").Role} Role
 * @typedef {import("./room_state.js").ChannelKind} ChannelKind
 * @typedef {{seat: string, name: string, role: Role, side: number | null}} Listed
 */

const MOST_PEOPLE = 64;
const KINDS = ["joint", "private", "caucus", "notes"];

/**
 * @param {import("./book.js").Book} book
 * @param {import("./book.js").Entry} entry
 */
export function applyRoster(book, { number, body, sender, hosts }) {
  const { channel, title, people } = body;
  if (!hosts.includes(sender) || !isKind(channel) || !isLabel(title)) return book;
  // What a channel is for never changes: words said in one kind must not turn up under another.
  if (book.kind !== null && book.kind !== channel) return book;
  if (!isListOf(people, MOST_PEOPLE, isListed)) return book;
  if (new Set(people.map(({ seat }) => seat)).size !== people.length) return book;
  const listed = people.map(({ seat, name, role, side }) => ({ seat, name, role, side }));
  const names = Object.fromEntries(listed.map(({ seat, name }) => [seat, name]));
  const listedAt = Object.fromEntries(listed.map(({ seat }) => [seat, book.listedAt[seat] ?? number]));
  return { ...book, kind: channel, title, people: listed, names: { ...book.names, ...names }, listedAt };
}

/** @param {unknown} value @returns {value is ChannelKind} */
function isKind(value) {
  return typeof value === "string" && KINDS.includes(value);
}

/** @param {unknown} value @returns {value is Listed} */
function isListed(value) {
  return isPlain(value) && isId(value.seat) && isName(value.name) && isRole(value.role) && isSide(value.side);
}

/**
 * @param {import("./book.js").Book} book
 * @returns {string | null} in a private meeting: the seat it is with
 */
export function meetingOf(book) {
  if (book.kind !== "private") return null;
  const guests = book.people.filter(({ role }) => role !== "mediator");
  return guests.length === 1 ? guests[0].seat : null;
}

/** @param {import("./book.js").Book} book @param {string} sender @returns {boolean} */
export function mayOnlyListen(book, sender) {
  return book.kind === "joint" && book.people.some(({ seat, role }) => seat === sender && role === "observer");
}
