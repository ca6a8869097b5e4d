// Where a card can go: a slot is a column and the card before which it is put. Pure; must not know the page.
import { number, t } from "../words/text.js";
import { columnName, inGroups } from "./board_words.js";

/**
 * @typedef {import("./board_words.js").Column} Column
 * @typedef {{column: string | null, before: string | null}} Slot
 */

/** The cards of a column without the one that moves. @param {Column} column @param {string} moved */
const rest = (column, moved) => inGroups(column.cards).map(({ card }) => card).filter((card) => card !== moved);

/** Where a card is now. @param {Column[]} columns @param {string} moved @returns {Slot} */
export function slotOf(columns, moved) {
  for (const column of columns) {
    const cards = inGroups(column.cards).map(({ card }) => card);
    const place = cards.indexOf(moved);
    if (place >= 0) return { column: column.column, before: cards[place + 1] ?? null };
  }
  return { column: columns[0].column, before: null };
}

/**
 * One step from a slot. Over a column's edge it goes to the next column.
 * @param {Column[]} columns @param {string} moved @param {Slot} from @param {"up" | "down" | "back" | "on"} way @returns {Slot}
 */
export function step(columns, moved, from, way) {
  const at = columns.findIndex(({ column }) => column === from.column);
  const cards = rest(columns[at], moved);
  const place = from.before === null ? cards.length : cards.indexOf(from.before);
  const beside = columns[at + (way === "up" || way === "back" ? -1 : 1)];
  const inColumn = (/** @type {number} */ to) => ({ column: from.column, before: cards[to] ?? null });
  if (way === "up" && place > 0) return inColumn(place - 1);
  if (way === "down" && place < cards.length) return inColumn(place + 1);
  if (!beside) return from;
  if (way === "up") return { column: beside.column, before: null };
  const others = rest(beside, moved);
  return { column: beside.column, before: others[way === "down" ? 0 : Math.min(place, others.length)] ?? null };
}

/** "Exploring, 2 of 5": for those who hear it. @param {Column[]} columns @param {string} moved @param {Slot} slot */
export function slotWords(columns, moved, slot) {
  const column = columns.find((one) => one.column === slot.column) ?? columns[0];
  const cards = rest(column, moved);
  const place = (slot.before === null ? cards.length : cards.indexOf(slot.before)) + 1;
  const where = t("place {place} of {all}", { place: number(place), all: number(cards.length + 1) });
  return slot.column === null ? where : `${columnName(column)}, ${where}`;
}
