// Who may make an entry: questions to a channel's book, as its latest roster has it. A "no" changes nothing, anywhere.

import { mayOnlyListen } from "./roster.js";

/**
 * @typedef {import("./book.js").Book} Book
 * @typedef {import("./book.js").Entry} Entry
 * @typedef {(book: Book, entry: Entry) => boolean} Permission
 */

const KINDS_OF_ASIDE = ["private", "caucus"];

/** @type {Permission} */
export const isHost = (_book, { sender, hosts }) => hosts.includes(sender);

/** @param {import("./room_state.js").ChannelKind[]} kinds @returns {Permission} */
export const isHostIn = (...kinds) => (book, entry) => isHost(book, entry) && book.kind !== null && kinds.includes(book.kind);

/** @type {Permission} */
export const mayWrite = (book, entry) => isHost(book, entry) || (!book.muted && !mayOnlyListen(book, entry.sender));

/** @type {Permission} */
export const mayChangeBoard = (book, entry) => isHost(book, entry) || (!book.board.frozen && mayWrite(book, entry));

/** @type {Permission} */
export const isParty = (book, { sender }) => partiesOf(book).includes(sender);

/** @type {Permission} */
export const isPartyOfOneSide = (book, entry) => isOwnCaucus(book) && isParty(book, entry);

/** @type {Permission} */
export const isHostOfOneSide = (book, entry) => isOwnCaucus(book) && isHost(book, entry);

/** @type {Permission} who may ask that something leaves this channel */
export const mayAskConsent = (book, entry) => isAside(book) && (isHost(book, entry) || rolesOf(book, ["party", "support"]).includes(entry.sender));

/** @type {Permission} */
export const mayAnswerConsent = (book, { sender }) => isAside(book) && askedIn(book).includes(sender);

/** @type {Permission} */
export const mayReword = (book, entry) => mayAnswerConsent(book, entry) || (isAside(book) && isHost(book, entry));

/** @param {Book} book @returns {string[]} seats */
export const partiesOf = (book) => rolesOf(book, ["party"]);

/** @param {Book} book @returns {string[]} whose consent it needs to carry anything out of here: the parties, else who supports them, else whoever is there */
export function askedIn(book) {
  const parties = partiesOf(book);
  const others = parties.length > 0 ? parties : rolesOf(book, ["support"]);
  return others.length > 0 ? others : rolesOf(book, ["observer", "interpreter"]);
}

/** @param {Book} book @returns {boolean} whether a side's ratings and ranges belong here */
export function isOwnCaucus({ kind, title, people }) {
  if (kind === "private") return true;
  const guests = people.filter(({ role }) => role !== "mediator" && role !== "interpreter");
  const sides = new Set(guests.map(({ side, seat }) => side ?? seat));
  return kind === "caucus" && title === "" && sides.size === 1 && guests.every(({ role }) => role !== "observer");
}

/** @param {Book} book */
const isAside = ({ kind }) => kind !== null && KINDS_OF_ASIDE.includes(kind);

/** @param {Book} book @param {string[]} roles */
const rolesOf = ({ people }, roles) => people.filter(({ role }) => roles.includes(role)).map(({ seat }) => seat);
