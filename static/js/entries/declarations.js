// Conflicts of interest, as mediators and interpreters declare them; and in each party's own meeting, whether that party
// accepts them, and the observers. Must not know what another party has answered.

import { answered } from "./answers.js";
import { isName } from "./name.js";
import { meetingOf } from "./roster.js";
import { isBoolean, isId, isListOf, isPlain } from "./shape.js";
import { isText, isWords } from "./text.js";

/**
 * @typedef {import("./book.js").Book} Book
 * @typedef {import("./book.js").Entry} Entry
 * @typedef {{something: boolean, words: string}} Declaration  words: empty when there is nothing
 * @typedef {{seat: string, name: string, role: "mediator" | "interpreter" | "observer", declared: Declaration | null}} Introduced
 *   declared: null for observers, and while nothing has been declared
 *
 * @typedef {object} Declarations
 * @property {Readonly<Record<string, Declaration>>} made  seat → its own: in the notes, or in an interpreter's meeting
 * @property {readonly Introduced[]} people  in a party's meeting: whom that party is asked to accept
 * @property {Readonly<Record<string, boolean>>} accepted  seat → that party's answer about it
 */

const MOST_LETTERS = 2_000;
const MOST_PEOPLE = 64;
const ROLES = ["mediator", "interpreter", "observer"];

/** @type {Readonly<Declarations>} */
export const NOTHING_DECLARED = Object.freeze({ made: {}, people: [], accepted: {} });

/** @param {unknown} value @returns {value is Declaration} */
export function isDeclaration(value) {
  if (!isPlain(value) || !isBoolean(value.something)) return false;
  return value.something ? isWords(value.words) && isText(value.words, MOST_LETTERS) : value.words === "";
}

/** @type {import("./permission.js").Permission} each for oneself, where only mediators read it first */
export function mayDeclare(book, { sender, hosts }) {
  if (book.kind === "notes") return hosts.includes(sender);
  return meetingOf(book) === sender && book.people.some(({ seat, role }) => seat === sender && role === "interpreter");
}

/** @param {Declarations} declarations @param {Entry} entry @returns {Declarations} */
export function declare(declarations, { sender, body: { something, words } }) {
  const declared = { something, words };
  if (!isDeclaration(declared) || isSame(declarations.made[sender], declared)) return declarations;
  return { ...declarations, made: { ...declarations.made, [sender]: declared } };
}

/** @param {unknown} one @param {unknown} other */
const isSame = (one, other) => JSON.stringify(one) === JSON.stringify(other);

/** @param {Declarations} declarations @param {Entry} entry @returns {Declarations} an answer about somebody who has changed is void */
export function introduce(declarations, { body: { people } }) {
  if (!isListOf(people, MOST_PEOPLE, isIntroduced) || new Set(people.map(({ seat }) => seat)).size !== people.length) return declarations;
  const shown = people.map(({ seat, name, role, declared }) => ({ seat, name, role, declared: declared && { something: declared.something, words: declared.words } }));
  if (isSame(shown, declarations.people)) return declarations;
  const stays = (/** @type {[string, boolean]} */ [seat]) => shown.some((one) => one.seat === seat && isSame(one, declarations.people.find((before) => before.seat === seat)));
  return { ...declarations, people: shown, accepted: Object.fromEntries(Object.entries(declarations.accepted).filter(stays)) };
}

/** @param {unknown} value @returns {value is Introduced} */
function isIntroduced(value) {
  if (!isPlain(value) || !isId(value.seat) || !isName(value.name) || typeof value.role !== "string" || !ROLES.includes(value.role)) return false;
  return value.declared === null || (value.role !== "observer" && isDeclaration(value.declared));
}

/** @param {Introduced} introduced @returns {boolean} nobody accepts a declaration that has not been made */
export const mayBeAccepted = ({ role, declared }) => role === "observer" || declared !== null;

/** @param {Declarations} declarations @param {Entry} entry @returns {Declarations} false: this party asks for another person */
export function accept(declarations, { body: { seat, accepted: answer } }) {
  const isAsked = declarations.people.some((one) => one.seat === seat && mayBeAccepted(one));
  if (!isId(seat) || !isAsked || !(answer === null || isBoolean(answer))) return declarations;
  const accepted = answered(declarations.accepted, seat, answer);
  return accepted === declarations.accepted ? declarations : { ...declarations, accepted };
}
