// What a side keeps for itself: sealed once more, under a key of its own, inside a channel that mediators read.
// Must not know any key: here it is decided who may put what there, and nobody learns what it says.

import { isOwnCaucus } from "./permission.js";
import { meetingOf } from "./roster.js";
import { isId, isListOf, isPlain } from "./shape.js";

/**
 * @typedef {import("./book.js").Book} Book
 * @typedef {import("./book.js").Entry} Entry
 *
 * @typedef {{to: string, of: string, box: string}} OwnGrant  to: a seat; of: the entry of its hello
 * @typedef {{key: string, by: string, grants: readonly OwnGrant[]}} OwnKey
 * @typedef {{key: string, number: number, sender: string, id: string, box: string}} OwnPost
 *
 * @typedef {object} Own
 * @property {Readonly<Record<string, {of: string, public: string}>>} hellos  of each seat the latest
 * @property {readonly OwnKey[]} keys  in the order in which they were made
 * @property {readonly OwnPost[]} posts
 */

const PUBLIC = /^[A-Za-z0-9_-]{43}$/;
const BOX = /^[A-Za-z0-9_-]+$/;
const MOST_GRANT_LETTERS = 500;
const MOST_POST_LETTERS = 48_000;
const MOST_GRANTS = 64;

/** @type {Readonly<Own>} */
export const NOTHING_OWN = Object.freeze({ hellos: {}, keys: [], posts: [] });

/** @param {unknown} box @param {number} most @returns {box is string} */
const isBox = (box, most) => typeof box === "string" && box.length <= most && BOX.test(box);

/** @type {import("./permission.js").Permission} mediators never: it would be no channel of the side's own; who interprets there neither */
export function mayKeepOwn(book, { sender, hosts }) {
  const person = book.people.find(({ seat }) => seat === sender);
  return Boolean(person) && person?.role !== "mediator" && (person?.role !== "interpreter" || meetingOf(book) === sender) && !hosts.includes(sender) && isOwnCaucus(book);
}

/** @param {Own} own @param {Entry} entry @returns {Own} */
export function sayHello(own, { sender, entry, body }) {
  const key = body.public;
  if (typeof key !== "string" || !PUBLIC.test(key)) return own;
  return { ...own, hellos: { ...own.hellos, [sender]: { of: entry, public: key } } };
}

/** @param {Own} own @param {Entry} entry @param {Book} book @returns {Own} for those of the channel, at their present hello, the maker among them */
export function makeKey(own, { sender, body: { key, grants } }, { people }) {
  if (!isId(key) || own.keys.some((other) => other.key === key) || !isListOf(grants, MOST_GRANTS, isGrant)) return own;
  const seats = grants.map(({ to }) => to);
  const areKnown = grants.every(({ to, of }) => own.hellos[to]?.of === of && people.some(({ seat, role }) => seat === to && role !== "mediator"));
  if (!areKnown || !seats.includes(sender) || new Set(seats).size !== seats.length) return own;
  return { ...own, keys: [...own.keys, { key, by: sender, grants: grants.map(({ to, of, box }) => ({ to, of, box })) }] };
}

/** @param {unknown} grant @returns {grant is OwnGrant} */
const isGrant = (grant) => isPlain(grant) && isId(grant.to) && isId(grant.of) && isBox(grant.box, MOST_GRANT_LETTERS);

/** @param {Own} own @param {Entry} entry @returns {Own} by somebody who was given that key */
export function keep(own, { sender, number, body: { key, id, box } }) {
  const made = own.keys.find((other) => other.key === key);
  const isNew = isId(id) && !own.posts.some((post) => post.id === id);
  if (!made?.grants.some(({ to }) => to === sender) || !isNew || !isBox(box, MOST_POST_LETTERS)) return own;
  return { ...own, posts: [...own.posts, { key: made.key, number, sender, id, box }] };
}
