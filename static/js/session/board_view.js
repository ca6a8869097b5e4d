// A channel's board as the person sees it; what has not changed stays the same object, so that a screen of hundreds of
// cards draws only what has. Must not decide anything.

import { LISTS, MOST_CARDS } from "../entries/board.js";
import { whereNow } from "../entries/card.js";
import { canBeUndone } from "../entries/card_undo.js";
import { mayChangeBoard } from "../entries/permission.js";
import { cardDrafts, writtenCards } from "./card_drafts.js";
import { bookAhead } from "./posting.js";
import { ratingsOnBoard } from "./rating_view.js";

/**
 * @typedef {import("../entries/board_state.js").BoardState} BoardState
 * @typedef {import("../entries/board_state.js").Card} Card
 * @typedef {import("../entries/board.js").Board} Board
 * @typedef {import("../entries/board.js").PlacedCard} PlacedCard
 * @typedef {import("./room.js").Room} Room
 * @typedef {import("./desk.js").Desk} Desk
 * @typedef {{seen: unknown[], value: any}} Known
 */

/** @type {WeakMap<Desk, {board: Known, cards: Map<string, Known>}>} */
const knownOf = new WeakMap();

/** @param {readonly unknown[]} one @param {readonly unknown[]} other */
const areSame = (one, other) => one.length === other.length && one.every((item, at) => item === other[at]);

/** @param {Room} room @param {Desk} desk @returns {BoardState} */
export function boardState(room, desk) {
  const book = bookAhead(room, desk);
  const { id, described, hasBase } = desk.channel;
  const entry = /** @type {any} */ ({ sender: room.seat, hosts: room.role.hosts() });
  const mayChange = hasBase && !described.listens && mayChangeBoard(book, entry);
  const ratings = ratingsOnBoard(room, book);
  const seen = [book.board, desk.channel.book.board, mayChange, writtenCards(room, id), desk.editing.seats.join(), ...ratings.seen];
  const known = knownOf.get(desk);
  if (known && areSame(known.board.seen, seen)) return known.board.value;
  const { board } = book;
  const cards = cardsOf(room, desk, board, ratings, known?.cards);
  const shown = (/** @type {string} */ card) => /** @type {Known} */ (cards.get(card)).value;
  /** @type {BoardState} */
  const value = {
    frozen: board.frozen,
    mayChange,
    full: board.cards.size >= MOST_CARDS,
    issues: board.order.issues.map(shown),
    interests: board.order.interests.map(shown),
    columns: columnsOf(board, shown),
    drafts: [...cardDrafts(room, id)],
    conflicts: conflictsOf(room, board),
  };
  knownOf.set(desk, { board: { seen, value }, cards });
  return value;
}

/** @param {Board} board @param {(card: string) => Card} shown */
function columnsOf({ columns, order }, shown) {
  /** @type {Map<string | null, Card[]>} */
  const cards = new Map(columns.map(({ column }) => [column, []]));
  for (const id of order.options) cards.get(shown(id).column)?.push(shown(id));
  return columns.map(({ column, title }) => ({ column, title, cards: cards.get(column) ?? [] }));
}

/** @param {Room} room @param {Board} board */
function conflictsOf(room, { unmerged, cards }) {
  const own = unmerged.filter(({ author, card }) => author === room.seat && cards.has(card));
  return own.map(({ entry, card, field, value }) => {
    const theirs = /** @type {PlacedCard} */ (cards.get(card)).fields[field];
    return { entry, card, field, mine: /** @type {string} */ (value), theirs: /** @type {string} */ (theirs) };
  });
}

/**
 * @param {Room} room @param {Desk} desk @param {Board} board @param {import("./rating_view.js").BoardRatings} ratings
 * @param {Map<string, Known>} [former]
 * @returns {Map<string, Known>}
 */
function cardsOf(room, desk, board, ratings, former) {
  const change = board.last.get(room.seat);
  const undo = change && canBeUndone(board, change) ? change : null;
  const edited = new Set(desk.editing.seats);
  const before = desk.channel.book.board.cards;
  /** @type {Map<string, Known>} */
  const shown = new Map();
  for (const list of LISTS) {
    for (const id of board.order[list]) {
      const card = /** @type {PlacedCard} */ (board.cards.get(id));
      const interests = list === "options" ? interestsOf(board, card) : [];
      const rating = ratings.of(card);
      const isOnItsWay = card !== before.get(id);
      const own = undo?.card === id ? undo.entry : null;
      const seen = [card, interests.join(), edited.has(id), isOnItsWay, own, ...seenRating(rating)];
      const known = former?.get(id);
      if (known && areSame(known.seen, seen)) shown.set(id, known);
      else {
        const { fields, merged, bases, column, group } = card;
        const value = { card: id, list, ...fields, interests, column, group, merged, bases, undo: own, beingEdited: edited.has(id), isOnItsWay, ...rating };
        shown.set(id, { seen, value });
      }
    }
  }
  return shown;
}

/** @param {import("./rating_view.js").CardRating} shown */
function seenRating({ rating, ratingIsOfEarlierText, ratingSetAside, ratingFrozen, announced, matrix }) {
  return [rating, ratingIsOfEarlierText, ratingSetAside, ratingFrozen, announced, matrix.length > 0 && JSON.stringify(matrix)];
}

/** @param {Board} board @param {PlacedCard} card @returns {string[]} those on this board, where they are now */
function interestsOf(board, { fields }) {
  const now = new Set(fields.interests.map((id) => whereNow(board, id)));
  return [...now].filter((id) => board.cards.get(id)?.list === "interests");
}
