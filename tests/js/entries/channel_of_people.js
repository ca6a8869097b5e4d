// A channel's book with people in it, and entries as they come out of their envelopes.

import { applyEntry, EMPTY_BOOK } from "../../../static/js/entries/book.js";

export const id = (/** @type {string} */ letter) => letter.repeat(21) + "A";
export const HOST = id("h");
export const AMAL = id("a");
export const CLARA = id("c");
export const BORIS = id("b");
export const OBSERVER = id("o");
export const STRANGER = id("s");
export const EVERYONE = [HOST, AMAL, CLARA, BORIS, OBSERVER, STRANGER];

const person = (seat, name, role, side) => ({ seat, name, role, side });
export const MARA = person(HOST, "Mara", "mediator", null);
export const amal = person(AMAL, "Amal", "party", 0);
export const clara = person(CLARA, "Clara", "support", 0);
export const boris = person(BORIS, "Boris", "party", 1);
const observer = person(OBSERVER, "Olu", "observer", null);

const PEOPLE = { joint: [MARA, amal, clara, boris, observer], private: [MARA, amal], caucus: [MARA, amal, clara], notes: [MARA] };

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
