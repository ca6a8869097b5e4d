// When the mediators, who are away, mean to be back. Must not know the clock: a time is seconds left to the room.

import { isCount } from "./shape.js";

/** @param {number | null} back @param {import("./book.js").Entry} entry @returns {number | null} null: they are not away */
export function setBack(back, { body: { until } }) {
  return until === null || isCount(until) ? until : back;
}
