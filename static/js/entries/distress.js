// What a person who finds it hard lets the mediators know, in their own private meeting alone: a pause, that something be
// said differently, and how they are placed. Nobody looks for any of it in what people write.

import { isBoolean, isId } from "./shape.js";
import { isLine } from "./text.js";

/**
 * @typedef {import("./book.js").Entry} Entry
 *
 * @typedef {object} CheckIn  null, or empty: not said
 * @property {boolean | null} alone
 * @property {string} where
 * @property {string} number
 *
 * @typedef {object} Distress
 * @property {boolean} pause  a pause is needed
 * @property {readonly string[]} differently  entries that should be put in other words
 * @property {(CheckIn & {isAnswered: boolean}) | null} checkIn  null: not asked
 */

const MOST_ASKED = 50;
const NOT_SAID = Object.freeze({ alone: null, where: "", number: "", isAnswered: false });

/** @type {Readonly<Distress>} */
export const NO_DISTRESS = Object.freeze({ pause: false, differently: [], checkIn: null });

/** @param {Distress} distress @param {Entry} entry @returns {Distress} */
export function askPause(distress, { body: { needed } }) {
  return isBoolean(needed) && needed !== distress.pause ? { ...distress, pause: needed } : distress;
}

/** @param {Distress} distress @param {Entry} entry @returns {Distress} */
export function askDifferently(distress, { body: { of, asked } }) {
  const { differently } = distress;
  if (!isId(of) || !isBoolean(asked) || asked === differently.includes(of) || (asked && differently.length >= MOST_ASKED)) return distress;
  return { ...distress, differently: asked ? [...differently, of] : differently.filter((one) => one !== of) };
}

/** @param {Distress} distress @returns {Distress} asked again, what was said before is void */
export function askCheckIn(distress) {
  return { ...distress, checkIn: NOT_SAID };
}

/** @param {Distress} distress @param {Entry} entry @returns {Distress} only what was asked for is taken */
export function checkIn(distress, { body: { alone, where, number } }) {
  if (!distress.checkIn || !(alone === null || isBoolean(alone)) || !isLine(where) || !isLine(number)) return distress;
  return { ...distress, checkIn: { alone, where, number, isAnswered: true } };
}
