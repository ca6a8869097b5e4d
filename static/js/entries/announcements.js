// What everyone in the joint session is told of ratings and ranges: what every side permitted, once, and nothing else.

import { isId, isListOf, isPlain } from "./shape.js";
import { isTitle } from "./text.js";

/**
 * @typedef {import("./book.js").Book} Book
 * @typedef {import("./book.js").Entry} Entry
 *
 * @typedef {object} Announced
 * @property {"options" | "room"} kind
 * @property {string} about  the batch or check
 * @property {string} entry
 * @property {number} number
 * @property {readonly string[]} titles
 * @property {readonly Accepted[]} options  empty for a range check
 *
 * @typedef {{option: string, version: string}} Accepted  an option in the words that every side could accept
 */

const MOST_OPTIONS = 50;

/** @param {readonly Announced[]} announced @param {Entry} entry @param {Book} book @returns {readonly Announced[]} */
export function announceOptions(announced, { entry, number, body: { batch, options } }, { board }) {
  if (!isId(batch) || isTold(announced, batch) || !isListOf(options, MOST_OPTIONS, isAccepted)) return announced;
  // Words that have changed meanwhile are not those that were accepted.
  const present = options.filter(({ option, version }) => board.cards.get(option)?.version === version);
  const cards = [...new Set(present.map(({ option }) => option))].map((id) => /** @type {import("./board.js").PlacedCard} */ (board.cards.get(id)));
  if (cards.length === 0) return announced;
  const accepted = cards.map(({ card, version }) => ({ option: card, version }));
  const titles = cards.map(({ fields }) => fields.title);
  return [...announced, { kind: "options", about: batch, entry, number, titles, options: accepted }];
}

/** @param {unknown} value @returns {value is Accepted} */
const isAccepted = (value) => isPlain(value) && isId(value.option) && isId(value.version);

/** @param {readonly Announced[]} announced @param {Entry} entry @returns {readonly Announced[]} */
export function announceRoom(announced, { entry, number, body: { check, title } }) {
  if (!isId(check) || isTold(announced, check) || !isTitle(title)) return announced;
  return [...announced, { kind: "room", about: check, entry, number, titles: [title], options: [] }];
}

/** @param {readonly Announced[]} announced @param {string} id */
const isTold = (announced, id) => announced.some(({ about }) => about === id);
