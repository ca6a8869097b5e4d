// In what order people are named: one's own side first, the others in an order drawn for this room, which means nothing
// and is the same on every screen. Must not know who came first, nor who asked for the mediation.

import { hash } from "../crypto/derivation.js";
import { toBase64url } from "../crypto/encoding.js";

/** @typedef {{role: string, side: number | null}} Sided */

/** @type {Map<string, string>} */
const drawn = new Map();

/** @param {string} room @param {number | null} side @returns {string} */
function lot(room, side) {
  const name = `${room} ${side}`;
  const known = drawn.get(name) ?? toBase64url(hash("order", room, String(side)));
  drawn.set(name, known);
  return known;
}

/**
 * Mediators, then one's own side, then the others, then who belongs to none; within a side as they were listed.
 * @template {Sided} T
 * @param {string} room @param {number | null} mine @param {readonly T[]} people @returns {T[]}
 */
export function inNeutralOrder(room, mine, people) {
  const place = (/** @type {Sided} */ { role, side }) => {
    if (role === "mediator") return "0";
    if (side === null) return "3";
    return side === mine ? "1" : `2${lot(room, side)}`;
  };
  return [...people].sort((one, other) => (place(one) < place(other) ? -1 : place(one) > place(other) ? 1 : 0));
}
