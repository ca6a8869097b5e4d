// Range checks, in a side's own caucus: the least and the most that it could live with.
// Must not know the other sides, and compares nothing but what it is given.

import { answered } from "./answers.js";
import { changedOne } from "./changed_one.js";
import { isBoolean, isId } from "./shape.js";
import { isLine, isTitle } from "./text.js";

/**
 * @typedef {import("./board_state.js").Measure} Measure
 * @typedef {import("./book.js").Entry} Entry
 * @typedef {{least: number | string, most: number | string}} Range  numbers, or days as YYYY-MM-DD
 *
 * @typedef {object} Check
 * @property {string} check
 * @property {string} title
 * @property {Measure} measure
 * @property {string} unit
 * @property {boolean} ended
 * @property {Range | null} range
 * @property {Readonly<Record<string, boolean>>} permits  seat → answer
 */

const MEASURES = ["sum", "date", "number"];
const MOST_CHECKS = 50;
const MOST_AMOUNT = 1e12;
const DECIMALS = 1e4;
const DAY = /^[1-9]\d{3}-\d\d-\d\d$/;

/** @param {unknown} value @returns {value is Measure} */
export const isMeasure = (value) => typeof value === "string" && MEASURES.includes(value);

/** @param {unknown} value */
function isDay(value) {
  if (typeof value !== "string" || !DAY.test(value)) return false;
  const [year, month, day] = value.split("-").map(Number);
  const date = new Date(Date.UTC(year, month - 1, day));
  return date.getUTCMonth() === month - 1 && date.getUTCDate() === day;
}

/** @param {unknown} value */
function isAmount(value) {
  return typeof value === "number" && Math.abs(value) <= MOST_AMOUNT && Math.round(value * DECIMALS) / DECIMALS === value;
}

/** @param {Measure} measure @param {any} least @param {any} most @returns {boolean} */
export function isRange(measure, least, most) {
  const fits = measure === "date" ? isDay : isAmount;
  return fits(least) && fits(most) && least <= most;
}

/** @param {readonly Check[]} checks @param {Entry} entry @returns {readonly Check[]} */
export function askRange(checks, { body: { check, title, measure, unit } }) {
  if (!isId(check) || !isTitle(title) || !isMeasure(measure) || !isLine(unit)) return checks;
  if (checks.length >= MOST_CHECKS || checks.some((known) => known.check === check)) return checks;
  return [...checks, { check, title, measure, unit, ended: false, range: null, permits: {} }];
}

/**
 * @param {readonly Check[]} checks @param {unknown} id
 * @param {(check: Check) => Check} change of one that has not ended
 */
function changed(checks, id, change) {
  return changedOne(checks, ({ check, ended }) => check === id && !ended, change);
}

/** @param {readonly Check[]} checks @param {Entry} entry @returns {readonly Check[]} what was permitted, was permitted of the former range */
export function stateRange(checks, { body: { check: id, least, most } }) {
  const isTakenBack = least === null && most === null;
  return changed(checks, id, (check) => {
    if (isTakenBack) return check.range ? { ...check, range: null, permits: {} } : check;
    if (!isRange(check.measure, least, most)) return check;
    const isSame = check.range?.least === least && check.range?.most === most;
    return isSame ? check : { ...check, range: /** @type {Range} */ ({ least, most }), permits: {} };
  });
}

/** @param {readonly Check[]} checks @param {Entry} entry @returns {readonly Check[]} */
export function permitRange(checks, { sender, body: { check: id, permit } }) {
  if (!isBoolean(permit)) return checks;
  return changed(checks, id, (check) => {
    const permits = answered(check.permits, sender, permit);
    return permits === check.permits ? check : { ...check, permits };
  });
}

/** @param {readonly Check[]} checks @param {Entry} entry @returns {readonly Check[]} */
export function endRange(checks, { body }) {
  return changed(checks, body.check, (check) => ({ ...check, ended: true }));
}

/** @param {readonly (Range | null)[]} ranges of every side @returns {boolean | null} whether there is room; null: not all have said */
export function isThereRoom(ranges) {
  const stated = ranges.filter((range) => range !== null);
  if (stated.length < ranges.length || stated.length < 2) return null;
  return stated.every(({ least }) => stated.every(({ most }) => least <= most));
}
