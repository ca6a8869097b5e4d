// Taking back one's own last change on a board, while what it set is still as it set it.

import { withCard, withoutCard } from "./board.js";
import { WORDING } from "./card.js";
import { isColumnOf, moved } from "./card_move.js";

/**
 * @typedef {import("./board.js").Board} Board
 * @typedef {import("./board.js").PlacedCard} PlacedCard
 * @typedef {import("./board_state.js").CardField} CardField
 *
 * @typedef {object} Change  without field and from: the card was placed
 * @property {string} entry
 * @property {string} card
 * @property {CardField} [field]
 * @property {{value: string | readonly string[], base: string, version: string}} [before]  with field
 * @property {{column: string | null, next: string | null, placed: string}} [from]  it was moved
 */

/** @param {Board} board @param {import("./book.js").Entry} entry @returns {Board} */
export function undo(board, { entry, sender, body }) {
  const change = board.last.get(sender);
  if (!change || change.entry !== body.entry || !canBeUndone(board, change)) return board;
  const last = new Map(board.last);
  last.delete(sender);
  return { ...undone(board, change, /** @type {PlacedCard} */ (board.cards.get(change.card)), entry), last };
}

/** @param {Board} board @param {Change} change */
export function canBeUndone(board, { entry, card: id, field, from }) {
  const card = board.cards.get(id);
  if (!card) return false;
  if (field) return card.bases[field] === entry;
  if (from) return card.placed === entry && isColumnOf(board, card, from.column);
  const isAsPlaced = Object.values(card.bases).every((base) => base === entry) && card.placed === entry;
  return isAsPlaced && card.group === null && card.merged.length === 0;
}

/** @param {Board} board @param {Change} change @param {PlacedCard} card @param {string} now the undoing entry @returns {Board} */
function undone(board, { entry, field, before, from }, card, now) {
  if (from) return moved(board, card, from.column, from.next, from.placed);
  if (!field || !before) return withoutCard(board, card);
  const fields = { ...card.fields, [field]: before.value };
  const bases = { ...card.bases, [field]: before.base };
  // With its former words it is what was rated then, unless other words have changed since.
  const version = card.version === entry ? before.version : now;
  return withCard(board, { ...card, fields, bases, version: WORDING.has(field) ? version : card.version });
}
