// Placing a card and editing it, so that of two who save the same field neither loses a word.

import { FIRST_COLUMN, LISTS, MOST_CARDS, withCard } from "./board.js";
import { isId, isListOf } from "./shape.js";
import { isText, isTitle } from "./text.js";

/**
 * @typedef {import("./board.js").Board} Board
 * @typedef {import("./board.js").PlacedCard} PlacedCard
 * @typedef {import("./board_state.js").CardField} CardField
 * @typedef {import("./board_state.js").CardList} CardList
 * @typedef {import("./board_state.js").OptionParts} OptionParts
 * @typedef {import("./book.js").Entry} Entry
 */

const MOST_INTERESTS = 50;
const FIELDS = /** @type {const} */ (["title", "description", "advantages", "disadvantages", "interests"]);
/** What an option is; its advantages are what is said about it. */
export const WORDING = new Set(["title", "description"]);

/** @param {unknown} value @returns {value is CardList} */
export const isList = (value) => LISTS.some((list) => list === value);

/** @param {unknown} field @param {CardList} list @returns {field is CardField} */
const isFieldOf = (field, list) => field === "title" || (list === "options" && FIELDS.some((known) => known === field));

/** @param {CardField} field @param {unknown} value @returns {value is string | string[]} */
function fits(field, value) {
  if (field === "title") return isTitle(value);
  if (field !== "interests") return isText(value);
  return isListOf(value, MOST_INTERESTS, isId) && new Set(value).size === value.length;
}

/** @param {any} parts @returns {parts is OptionParts} */
export const isOptionParts = (parts) => isTitle(parts.title) && FIELDS.slice(1, -1).every((field) => isText(parts[field]));

/** @param {Board} board @param {Entry} entry @returns {Board} */
export function place(board, { entry, sender, body }) {
  const { list } = body;
  if (!isList(list)) return board;
  const given = list === "options" ? body : { ...EMPTY_FIELDS, title: body.title };
  if (!FIELDS.every((field) => fits(field, given[field]))) return board;
  return placed(board, entry, sender, list, /** @type {any} */ (given));
}

const EMPTY_FIELDS = { description: "", advantages: "", disadvantages: "", interests: [] };

/**
 * @param {Board} board @param {string} card @param {string} author @param {CardList} list
 * @param {OptionParts & {interests?: readonly string[]}} fields as they should be
 * @returns {Board}
 */
export function placed(board, card, author, list, { title, description, advantages, disadvantages, interests = [] }) {
  if (board.cards.size >= MOST_CARDS || board.cards.has(card) || board.into.has(card)) return board;
  const column = list === "options" ? firstColumn(board) : null;
  /** @type {PlacedCard} */
  const made = {
    card,
    list,
    fields: { title, description, advantages, disadvantages, interests: [...interests] },
    bases: { title: card, description: card, advantages: card, disadvantages: card, interests: card },
    version: card,
    column,
    placed: card,
    group: null,
    merged: [],
  };
  const last = new Map(board.last).set(author, { entry: card, card });
  return { ...withCard(board, made), order: { ...board.order, [list]: [...board.order[list], card] }, last };
}

/** @param {Board} board */
function firstColumn({ columns }) {
  return (columns.find(({ column }) => column === FIRST_COLUMN) ?? columns[0]).column;
}

/** @param {Board} board @param {Entry} entry @returns {Board} */
export function edit(board, { entry, sender, body: { card: id, field, value, base } }) {
  const card = isId(id) && isId(base) ? board.cards.get(whereNow(board, id)) : undefined;
  if (!card || !isFieldOf(field, card.list) || !fits(field, value)) return board;
  const before = { value: card.fields[field], base: card.bases[field], version: card.version };
  const isOwnOld = (/** @type {import("./board.js").Unmerged} */ old) => old.author === sender && old.card === card.card && old.field === field;
  const others = board.unmerged.some(isOwnOld) ? board.unmerged.filter((old) => !isOwnOld(old)) : board.unmerged;
  if (card.card === id && base === before.base) {
    const fields = { ...card.fields, [field]: value };
    const bases = { ...card.bases, [field]: entry };
    const version = WORDING.has(field) ? entry : card.version;
    const last = new Map(board.last).set(sender, { entry, card: id, field, before });
    return { ...withCard(board, { ...card, fields, bases, version }), last, unmerged: others };
  }
  if (String(value) === String(before.value)) return others === board.unmerged ? board : { ...board, unmerged: others };
  return { ...board, unmerged: [...others, { entry, author: sender, card: card.card, field, value }] };
}

/** @param {Board} board @param {string} card @returns {string} itself, or the card it was merged into */
export function whereNow(board, card) {
  let now = card;
  for (let next = board.into.get(now); next !== undefined; next = board.into.get(now)) now = next;
  return now;
}

/** @param {Board} board @param {Entry} entry @returns {Board} */
export function dropUnmerged(board, { sender, body }) {
  const kept = board.unmerged.filter(({ entry, author }) => entry !== body.entry || author !== sender);
  return kept.length === board.unmerged.length ? board : { ...board, unmerged: kept };
}
