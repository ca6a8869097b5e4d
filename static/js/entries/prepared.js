// Lines from the mediators' own notes that become cards when the joint session opens.

import { isList } from "./card.js";
import { isListOf } from "./shape.js";
import { isTitle } from "./text.js";

/** @typedef {Readonly<Record<import("./board_state.js").CardList, readonly string[]>>} Prepared */

const MOST_LINES = 100;

/** @type {Prepared} */
export const NOTHING_PREPARED = Object.freeze({ issues: [], interests: [], options: [] });

/** @param {Prepared} prepared @param {import("./book.js").Entry} entry @returns {Prepared} */
export function prepare(prepared, { body: { list, titles } }) {
  if (!isList(list) || !isListOf(titles, MOST_LINES, isTitle)) return prepared;
  return { ...prepared, [list]: [...titles] };
}
