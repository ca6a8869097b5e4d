// Who is in a channel and what it is for, as the host says.

import { isLabel, isName } from "./name.js";
import { isId, isListOf, isPlain, isRole, isSide } from "./shape.js";

/**
 * @typedef {import("./room_state.js").Role} Role
 * @typedef {import("./room_state.js").ChannelKind} ChannelKind
 * @typedef {{seat: string, name: string, role: Role, side: number | null}} Listed
 * @typedef {{entry: string, number: number, seat: string, name: string, came: boolean}} Coming  an interpreter who came, or went, since the first roster
 */

const MOST_PEOPLE = 64;
const KINDS = ["joint", "private", "caucus", "notes"];

/**
 * @param {import("./book.js").Book} book
 * @param {import("./book.js").Entry} entry
 */
export function applyRoster(book, { number, entry, body, sender, hosts }) {
  const { channel, title, people } = body;
  if (!hosts.includes(sender) || !isKind(channel) || !isLabel(title)) return book;
  // What a channel is for never changes: words said in one kind must not turn up under another.
  if (book.kind !== null && book.kind !== channel) return book;
  if (!isListOf(people, MOST_PEOPLE, isListed)) return book;
  if (new Set(people.map(({ seat }) => seat)).size !== people.length) return book;
  const listed = people.map(({ seat, name, role, side }) => ({ seat, name, role, side }));
  const isHere = (/** @type {readonly Listed[]} */ those, /** @type {string} */ seat) => those.some((one) => one.seat === seat);
  const changes = [...listed.filter(({ seat }) => !isHere(book.people, seat)).map((one) => ({ ...one, came: true })), ...book.people.filter(({ seat }) => !isHere(listed, seat)).map((one) => ({ ...one, came: false }))];
  const moved = book.kind === null ? [] : changes.filter(({ role }) => role === "interpreter").map(({ seat, name, came }) => ({ entry: `${entry} ${seat}`, number, seat, name, came }));
  const names = Object.fromEntries(listed.map(({ seat, name }) => [seat, name]));
  const listedAt = Object.fromEntries(listed.map(({ seat }) => [seat, book.listedAt[seat] ?? number]));
  return { ...book, kind: channel, title, people: listed, names: { ...book.names, ...names }, listedAt, interpreters: [...book.interpreters, ...moved] };
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
 * @returns {string | null} in a private meeting: the seat it is with, whoever interprets there
 */
export function meetingOf(book) {
  if (book.kind !== "private") return null;
  const guests = book.people.filter(({ role }) => role !== "mediator");
  const own = guests.length > 1 ? guests.filter(({ role }) => role !== "interpreter") : guests;
  return own.length === 1 ? own[0].seat : null;
}

/** @param {import("./book.js").Book} book @param {string} sender @returns {boolean} observers and interpreters write in their own meeting alone; elsewhere they listen, or translate */
export function mayOnlyListen(book, sender) {
  const role = book.people.find(({ seat }) => seat === sender)?.role;
  return (role === "interpreter" || role === "observer") && meetingOf(book) !== sender;
}
