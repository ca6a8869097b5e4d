// A channel's board: cards in three lists, options in columns besides. Must not know who is looking.

import { isLine } from "./text.js";
import { isBoolean, isListOf, isPlain } from "./shape.js";

/**
 * @typedef {import("./board_state.js").CardList} CardList
 * @typedef {import("./board_state.js").CardField} CardField
 * @typedef {import("./board_state.js").OptionParts} OptionParts
 * @typedef {import("./book.js").Entry} Entry
 *
 * @typedef {object} PlacedCard
 * @property {string} card
 * @property {CardList} list
 * @property {Readonly<OptionParts & {interests: readonly string[]}>} fields
 * @property {Readonly<Record<CardField, string>>} bases  the entry that gave each field its value
 * @property {string} version  the entry that gave it its present words: what a rating is about
 * @property {string | null} column
 * @property {string} placed  the entry that put it where it stands
 * @property {string | null} group
 * @property {readonly OptionParts[]} merged
 *
 * @typedef {{entry: string, author: string, card: string, field: CardField, value: string | readonly string[]}} Unmerged
 * @typedef {{column: string, title: string}} Column
 *
 * @typedef {object} Board
 * @property {boolean} frozen
 * @property {ReadonlyMap<string, PlacedCard>} cards
 * @property {Readonly<Record<CardList, readonly string[]>>} order  ids; of all columns together
 * @property {readonly Column[]} columns
 * @property {readonly Unmerged[]} unmerged  saved texts that met a later one, until their author has merged them
 * @property {ReadonlyMap<string, import("./card_undo.js").Change>} last  each seat's last change
 * @property {ReadonlyMap<string, string>} into  cards merged away, and where to
 */

export const MOST_CARDS = 500;
const MOST_COLUMNS = 8;
const COLUMN = /^[a-z_]{1,20}$/;
export const FIRST_COLUMN = "proposed";
export const LISTS = /** @type {const} */ (["issues", "interests", "options"]);

/** @type {Readonly<Board>} */
export const EMPTY_BOARD = Object.freeze({
  frozen: false,
  cards: new Map(),
  order: { issues: [], interests: [], options: [] },
  columns: [FIRST_COLUMN, "exploring", "could_work", "set_aside"].map((column) => ({ column, title: "" })),
  unmerged: [],
  last: new Map(),
  into: new Map(),
});

/** @param {Board} board @param {Entry} entry @returns {Board} */
export function freeze(board, { body: { frozen } }) {
  return isBoolean(frozen) && frozen !== board.frozen ? { ...board, frozen } : board;
}

/** @param {Board} board @param {Entry} entry @returns {Board} */
export function setColumns(board, { body: { columns } }) {
  if (!isListOf(columns, MOST_COLUMNS, isColumn) || columns.length === 0) return board;
  const ids = new Set(columns.map(({ column }) => column));
  const isInUse = [...board.cards.values()].some(({ column }) => column !== null && !ids.has(column));
  if (ids.size !== columns.length || isInUse) return board;
  return { ...board, columns: columns.map(({ column, title }) => ({ column, title })) };
}

/** @param {unknown} value @returns {value is Column} */
function isColumn(value) {
  return isPlain(value) && typeof value.column === "string" && COLUMN.test(value.column) && isLine(value.title);
}

/** @param {Board} board @param {PlacedCard} card @returns {Board} */
export function withCard(board, card) {
  return { ...board, cards: new Map(board.cards).set(card.card, card) };
}

/** @param {Board} board @param {PlacedCard} card @returns {Board} */
export function withoutCard(board, { card, list }) {
  const cards = new Map(board.cards);
  cards.delete(card);
  return { ...board, cards, order: { ...board.order, [list]: board.order[list].filter((id) => id !== card) } };
}
