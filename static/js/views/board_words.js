// What boards, lists, columns and a card's parts are called. Pure; must not know the page.
import { t, tn } from "../words/text.js";

/**
 * @typedef {import("../entries/room_state.js").ChannelState} ChannelState
 * @typedef {import("../entries/board_state.js").BoardState} BoardState
 * @typedef {import("../entries/board_state.js").Card} Card
 * @typedef {import("../entries/board_state.js").CardList} CardList
 * @typedef {import("../entries/board_state.js").CardField} CardField
 * @typedef {{column: string | null, title: string, cards: Card[]}} Column
 */

/** @type {CardList[]} */
export const LISTS = ["issues", "interests", "options"];

/** @param {CardList} list */
export function listName(list) {
  if (list === "issues") return t("Issues");
  return list === "interests" ? t("Interests") : t("Options");
}

/** @param {CardList} list */
export function addLabel(list) {
  if (list === "issues") return t("Add an issue");
  return list === "interests" ? t("Add an interest") : t("Add an option");
}

/** @param {ChannelState} channel */
export function boardName({ kind }) {
  if (kind === "joint") return t("Joint board");
  return kind === "notes" ? t("Board of the notes") : t("Board of this meeting");
}

/** Whoever places a card is told once more who will see it. @param {ChannelState} channel */
export function placeLabel({ kind }) {
  if (kind === "joint") return t("Place on the joint board");
  return kind === "notes" ? t("Place on the board of the notes") : t("Place on the board of this meeting");
}

/** @param {{column: string | null, title: string}} column @returns {string} empty for a list that has no columns */
export function columnName({ column, title }) {
  if (title || column === null) return title;
  if (column === "proposed") return t("Proposed");
  if (column === "exploring") return t("Exploring");
  if (column === "could_work") return t("Could work");
  return column === "set_aside" ? t("Set aside") : column;
}

/** @param {CardField} field */
export function fieldName(field) {
  if (field === "title") return t("Title");
  if (field === "description") return t("Description");
  if (field === "advantages") return t("Advantages");
  return field === "disadvantages" ? t("Disadvantages") : t("Interests it serves");
}

/** One thing a line. @param {string} text */
const lines = (text) => text.split("\n").filter((line) => line.trim()).length;

/** @param {Card} card */
export const weighing = ({ advantages, disadvantages }) => [
  tn("{n} advantage", "{n} advantages", lines(advantages)),
  tn("{n} disadvantage", "{n} disadvantages", lines(disadvantages)),
];

/** A list's cards as they stand: the options in their columns, the others in one. @param {BoardState} board @param {CardList} list @returns {Column[]} */
export const columnsOf = (board, list) => (list === "options" ? board.columns : [{ column: null, title: "", cards: board[list] }]);

/** @param {BoardState} board @returns {Card[]} */
export const allCards = (board) => [...board.issues, ...board.interests, ...board.columns.flatMap(({ cards }) => cards)];

/** Cards of one group stand together, where the first of them stands. @param {Card[]} cards @returns {Card[]} */
export function inGroups(cards) {
  /** @type {Map<string, Card[]>} */
  const groups = new Map();
  for (const card of cards) {
    const key = card.group ?? `\n${card.card}`;
    const before = groups.get(key);
    if (before) before.push(card);
    else groups.set(key, [card]);
  }
  return [...groups.values()].flat();
}
