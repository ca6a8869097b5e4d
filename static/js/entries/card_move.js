// Where cards stand: moving, merging, grouping.

import { withCard, withoutCard } from "./board.js";
import { isId } from "./shape.js";
import { isTitle } from "./text.js";

/**
 * @typedef {import("./board.js").Board} Board
 * @typedef {import("./board.js").PlacedCard} PlacedCard
 * @typedef {import("./book.js").Entry} Entry
 */

/** @param {Board} board @param {unknown} id @returns {PlacedCard | undefined} */
export const cardOf = (board, id) => (isId(id) ? board.cards.get(id) : undefined);

/** @param {Board} board @param {Entry} entry @returns {Board} */
export function move(board, { entry, sender, body: { card: id, column, before } }) {
  const card = cardOf(board, id);
  if (!card || !(before === null || isId(before)) || !isColumnOf(board, card, column)) return board;
  const next = nextOf(board, card);
  const after = moved(board, card, column, before, entry);
  const isThere = card.column === column && nextOf(after, card) === next;
  if (isThere) return board;
  const last = new Map(board.last).set(sender, { entry, card: card.card, from: { column: card.column, next, placed: card.placed } });
  return { ...after, last };
}

/** @param {Board} board @param {PlacedCard} card @param {unknown} column @returns {column is string | null} */
export function isColumnOf(board, card, column) {
  return card.list === "options" ? board.columns.some((known) => known.column === column) : column === null;
}

/**
 * Before a card that has gone elsewhere meanwhile means at the end.
 * @param {Board} board @param {PlacedCard} card @param {string | null} column @param {string | null} before @param {string} placed
 * @returns {Board}
 */
export function moved(board, card, column, before, placed) {
  const others = board.order[card.list].filter((id) => id !== card.card);
  const isThere = before !== null && before !== card.card && board.cards.get(before)?.column === column;
  const at = isThere ? others.indexOf(before) : -1;
  const order = at < 0 ? [...others, card.card] : [...others.slice(0, at), card.card, ...others.slice(at)];
  return { ...withCard(board, { ...card, column, placed }), order: { ...board.order, [card.list]: order } };
}

/** @param {Board} board @param {PlacedCard} card @returns {string | null} the one that follows it in its column */
function nextOf(board, { card, list }) {
  const { order, cards } = board;
  const column = cards.get(card)?.column;
  return order[list].slice(order[list].indexOf(card) + 1).find((id) => cards.get(id)?.column === column) ?? null;
}

/** @param {Board} board @param {Entry} entry @returns {Board} */
export function merge(board, { entry, body }) {
  const card = cardOf(board, body.card);
  const into = cardOf(board, body.into);
  if (!card || !into || card === into || card.list !== into.list) return board;
  const { title, description, advantages, disadvantages } = card.fields;
  const merged = [...into.merged, { title, description, advantages, disadvantages }, ...card.merged];
  // What somebody still has to merge into the one is now to be merged into the other.
  const unmerged = board.unmerged.map((text) => (text.card === card.card ? { ...text, card: into.card } : text));
  return { ...withCard(withoutCard(board, card), { ...into, merged, version: entry }), unmerged, into: new Map(board.into).set(card.card, into.card) };
}

/** @param {Board} board @param {Entry} entry @returns {Board} */
export function group(board, { body }) {
  const card = cardOf(board, body.card);
  const { group: name } = body;
  if (!card || !(name === null || isTitle(name)) || name === card.group) return board;
  return withCard(board, { ...card, group: name });
}
