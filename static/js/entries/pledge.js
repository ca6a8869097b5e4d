// What each person promises again when the mediators ask: that nothing is recorded, and nobody else is in the room.

import { isBoolean, isId } from "./shape.js";

/**
 * @typedef {import("./book.js").Entry} Entry
 * @typedef {{ask: string, told: boolean, given: boolean}} Pledge  told: whether mediators hear of a print, save or
 *   screenshot key from then on
 */

/** @param {Pledge | null} pledge @param {Entry} entry @returns {Pledge | null} */
export function askPledge(pledge, { body: { ask, told } }) {
  return isId(ask) && isBoolean(told) && ask !== pledge?.ask ? { ask, told, given: false } : pledge;
}

/** @param {Pledge | null} pledge @param {Entry} entry @returns {Pledge | null} a promise is of what is asked now */
export function givePledge(pledge, { body: { ask } }) {
  return pledge && !pledge.given && ask === pledge.ask ? { ...pledge, given: true } : pledge;
}

/** @param {{pledge: Pledge | null}} book @returns {boolean} whether this person has promised, knowing that mediators are told */
export const mayTellCapture = ({ pledge }) => pledge !== null && pledge.given && pledge.told;
