// The course of a session: its stage, whose time it is, who asks to speak, a break, and whether posts pass the mediators.
// Must not know the clock: times are seconds left until the room's own end, which all tabs share.

import { isBoolean, isCount, isId } from "./shape.js";

/**
 * @typedef {import("./board_state.js").Stage} Stage
 * @typedef {import("./board_state.js").Feature} Feature
 * @typedef {import("./book.js").Entry} Entry
 * @typedef {import("./book.js").Book} Book
 *
 * @typedef {{seconds: number, until: number}} Span  until: seconds left to the room when it is over
 *
 * @typedef {object} Proceedings
 * @property {Stage | null} stage
 * @property {(Span & {seat: string | null}) | null} timer
 * @property {string | null} floor  seat
 * @property {readonly string[]} hands  seats, in the order in which they went up
 * @property {Span | null} pause
 * @property {boolean} screening
 */

/** @type {readonly string[]} */
const STAGES = ["opening", "sides", "issues", "options", "agreement", "close"];
/** @type {readonly Feature[]} */
const FEATURES = ["ratings", "ranges", "stages", "timer", "hands", "floor", "private_words", "breaks", "screening", "outcome", "strict_veil", "watermark"];
const MOST_TIMER_SECONDS = 7_200;
const MOST_PAUSE_SECONDS = 86_400;

/** @type {Readonly<Proceedings>} */
export const EMPTY_COURSE = Object.freeze({ stage: null, timer: null, floor: null, hands: [], pause: null, screening: false });

/** @param {unknown} value @returns {value is Stage} */
export const isStage = (value) => typeof value === "string" && STAGES.includes(value);

/** @param {unknown} value @param {number} most @returns {value is number} */
const isSpan = (value, most) => isCount(value) && value >= 1 && value <= most;

/** @param {Book} book @param {unknown} seat @returns {seat is string} */
const isListed = ({ people }, seat) => people.some((person) => person.seat === seat);

/** @param {Proceedings} course @param {Entry} entry @returns {Proceedings} */
export function setStage(course, { body: { stage } }) {
  return stage !== course.stage && (stage === null || isStage(stage)) ? { ...course, stage } : course;
}

/** @param {Proceedings} course @param {Entry} entry @param {Book} book @returns {Proceedings} */
export function setTimer(course, { body: { seat, seconds, until } }, book) {
  if (seconds === null) return course.timer ? { ...course, timer: null } : course;
  if (!isSpan(seconds, MOST_TIMER_SECONDS) || !isCount(until) || !(seat === null || isListed(book, seat))) return course;
  return { ...course, timer: { seat, seconds, until } };
}

/** @param {Proceedings} course @param {Entry} entry @param {Book} book @returns {Proceedings} */
export function setFloor(course, { body: { seat } }, book) {
  return seat !== course.floor && (seat === null || isListed(book, seat)) ? { ...course, floor: seat } : course;
}

/** @param {Proceedings} course @param {Entry} entry @param {Book} book @returns {Proceedings} one raises one's own hand; a mediator may lower it too */
export function setHand(course, { sender, hosts, body: { seat, up } }, book) {
  const isOwn = seat === sender;
  if (!isId(seat) || !isBoolean(up) || up === course.hands.includes(seat) || !isListed(book, seat)) return course;
  if (!isOwn && (up || !hosts.includes(sender))) return course;
  return { ...course, hands: up ? [...course.hands, seat] : course.hands.filter((other) => other !== seat) };
}

/** @param {Proceedings} course @param {Entry} entry @returns {Proceedings} */
export function setPause(course, { body: { seconds, until } }) {
  if (seconds === null) return course.pause ? { ...course, pause: null } : course;
  return isSpan(seconds, MOST_PAUSE_SECONDS) && isCount(until) ? { ...course, pause: { seconds, until } } : course;
}

/** @param {Proceedings} course @param {Entry} entry @returns {Proceedings} */
export function setScreening(course, { body: { on } }) {
  return isBoolean(on) && on !== course.screening ? { ...course, screening: on } : course;
}

/** @param {unknown} value @returns {value is Feature} */
const isFeature = (value) => FEATURES.some((feature) => feature === value);

/** @param {readonly Feature[]} features @param {Entry} entry @returns {readonly Feature[]} */
export function setFeatures(features, { body: { on } }) {
  if (!Array.isArray(on) || on.length > FEATURES.length || !on.every(isFeature)) return features;
  const chosen = FEATURES.filter((feature) => on.includes(feature));
  return chosen.join() === features.join() ? features : chosen;
}
