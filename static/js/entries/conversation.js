// Messages: one's own, taken back, held from view, and those that came from a caucus or through the mediators.

import { placed } from "./card.js";
import { changedOne } from "./changed_one.js";
import { wordingOf } from "./consents.js";
import { isName } from "./name.js";
import { isHost, mayWrite } from "./permission.js";
import { isBoolean, isId } from "./shape.js";
import { isWords } from "./text.js";

/**
 * @typedef {import("./book.js").Book} Book
 * @typedef {import("./book.js").Entry} Entry
 *
 * @typedef {object} Said
 * @property {string} entry
 * @property {number} number
 * @property {string} sender  whose words they are
 * @property {string} text
 * @property {boolean} withdrawn
 * @property {boolean} [hidden]
 * @property {{consent: string, name: string | null}} [shared]  it left a caucus by that consent
 * @property {readonly import("./translations.js").Translation[]} [translations]
 * @property {boolean} [awaited]  said while posts wait for translation, and not shown without one since
 * @property {string} [relayed]  the post that was asked for, in a private meeting
 */

export { isWords as isMessageText };

/** @param {Book} book @param {Entry} entry @returns {Book} */
export function applyMessage(book, entry) {
  const { text } = entry.body;
  const isScreened = book.kind === "joint" && book.course.screening && !isHost(book, entry);
  return isWords(text) && mayWrite(book, entry) && !isScreened ? said(book, entry, text) : book;
}

/** @param {Book} book @param {Entry} made @param {string} text @param {Partial<Said>} [rest] @returns {Book} */
function said(book, { entry, number, sender }, text, rest = {}) {
  if (book.messages.some((other) => other.entry === entry)) return book;
  return { ...book, messages: [...book.messages, { entry, number, sender, text, withdrawn: false, ...(book.awaits && { awaited: true }), ...rest }] };
}

/** @param {readonly Said[]} messages @param {Entry} entry @returns {readonly Said[]} */
export function withdraw(messages, { sender, body }) {
  const isOwn = (/** @type {Said} */ one) => one.entry === body.entry && one.sender === sender && !one.withdrawn;
  return changedOne(messages, isOwn, (one) => ({ ...one, text: "", withdrawn: true, ...(one.translations && { translations: [] }) }));
}

/** @param {readonly Said[]} messages @param {Entry} entry @returns {readonly Said[]} */
export function hide(messages, { body: { entry, hidden } }) {
  if (!isBoolean(hidden)) return messages;
  const isOther = (/** @type {Said} */ one) => one.entry === entry && (one.hidden ?? false) !== hidden;
  return changedOne(messages, isOther, (one) => ({ ...one, hidden }));
}

/** @param {Book} book @param {Entry} entry @returns {Book} what everyone who was asked has said yes to: once */
export function applyShared(book, entry) {
  const { consent, named } = entry.body;
  const words = wordingOf(entry.body);
  const isFree = isId(consent) && !book.messages.some(({ shared }) => shared?.consent === consent);
  if (!words || !isFree || !(named === null || isName(named))) return book;
  const after = said(book, entry, words.wording, { shared: { consent, name: named } });
  if (!words.asOption || after === book) return after;
  return { ...after, board: placed(after.board, entry.entry, entry.sender, "options", words.asOption) };
}

/** @param {Book} book @param {Entry} entry @returns {Book} someone's own words, which a mediator let through: once */
export function applyRelayed(book, entry) {
  const { of, seat, text } = entry.body;
  const isFree = isId(of) && !book.messages.some(({ relayed }) => relayed === of);
  if (!isFree || !isWords(text) || !book.people.some((person) => person.seat === seat)) return book;
  return said(book, { ...entry, sender: String(seat) }, text, { relayed: of });
}
