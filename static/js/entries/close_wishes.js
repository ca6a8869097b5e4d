// Which mediators would close the session now. Must not know who of them is here: while several are, one alone does not.

import { isBoolean } from "./shape.js";

/** @param {readonly string[]} wishes seats @param {import("./book.js").Entry} entry @returns {readonly string[]} one "not yet" is for all */
export function wishClose(wishes, { sender, body: { wish } }) {
  if (!isBoolean(wish) || (wish ? wishes.includes(sender) : wishes.length === 0)) return wishes;
  return wish ? [...wishes, sender] : [];
}
