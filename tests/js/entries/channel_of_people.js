// A channel's book with people in it, and entries as they come out of their envelopes.

import { applyEntry, EMPTY_BOOK } from "../../../static/js/entries/book.js";

export const id = (/** @type {string} */ letter) => letter.repeat(21) + "A";
export const HOST = id("h");
export const OAK = id("a");
export const ACORN = id("c");
export const ELM = id("b");
export const OBSERVER = id("o");
export const STRANGER = id("s");
export const INTERPRETER = id("i");
export const EVERYONE = [HOST, OAK, ACORN, ELM, OBSERVER, INTERPRETER, STRANGER];

const person = (seat, name, role, side) => ({ seat, name, role, side });
export const MEDIATOR = person(HOST, "Mediator", "mediator", null);
export const oak = person(OAK, "Oak", "party", 0);
export const acorn = person(ACORN, "Acorn", "support", 0);
export const elm = person(ELM, "Elm", "party", 1);
const observer = person(OBSERVER, "Owl", "observer", null);
export const interpreter = person(INTERPRETER, "Ibis", "interpreter", null);

const PEOPLE = { joint: [MEDIATOR, oak, acorn, elm, observer, interpreter], private: [MEDIATOR, oak, interpreter], caucus: [MEDIATOR, oak, acorn, interpreter], notes: [MEDIATOR] };

let count = 0;
export const newId = () => `${String((count += 1)).padStart(21, "0")}A`;

/** @returns {any} an entry as the channel hands it over */
export function entry(sender, kind, fields = {}, entryId = newId()) {
  return { number: count, sender, entry: entryId, body: { kind, ...fields }, hosts: [HOST] };
}

/** @returns {any} */
export const channel = (kind, people = PEOPLE[kind]) => applyEntry(EMPTY_BOOK, entry(HOST, "roster", { channel: kind, title: "", people }));

export const after = (book, ...entries) => entries.reduce(applyEntry, book);

export const OPTION = { list: "options", title: "Share the office", description: "", advantages: "", disadvantages: "", interests: [] };

/** Maps and all, to compare states by. */
export const written = (value) => JSON.stringify(value, (_key, item) => (item instanceof Map ? { map: [...item] } : item));

/** Every state on the way, and how each was when it was made: none may change afterwards. */
export function history(start, entries) {
  const books = [start];
  const asMade = [written(start)];
  for (const next of entries) {
    books.push(applyEntry(books.at(-1), next));
    asMade.push(written(books.at(-1)));
  }
  return { books, asMade };
}
