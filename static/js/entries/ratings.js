// What one side thinks of the options, in its own caucus, and what it lets be told of that.
// Must not know the other sides.

import { answered } from "./answers.js";
import { isBoolean, isCount, isId, isListOf } from "./shape.js";

/**
 * @typedef {import("./board_state.js").Rating} Rating
 * @typedef {import("./book.js").Entry} Entry
 *
 * @typedef {object} Rated
 * @property {Rating | null} value
 * @property {string} version  of the option's words that it is about
 * @property {boolean} isChanged  another value was given before
 * @property {string} entry  that gave it
 * @property {number} left  seconds left to the room when it was given, as the giver says
 *
 * @typedef {object} Reveal
 * @property {string} batch
 * @property {readonly string[]} options
 * @property {Readonly<Record<string, Readonly<Record<string, boolean>>>>} permits  option → seat → answer
 * @property {string} entry
 * @property {number} left  seconds left to the room when it was opened
 *
 * @typedef {{rated: ReadonlyMap<string, Rated>, reveal: Reveal | null}} Ratings
 */

const VALUES = ["not_acceptable", "with_changes", "acceptable", "preferred"];
const MOST_RATED = 1_000;
const MOST_OPTIONS = 50;

/** @type {Readonly<Ratings>} */
export const EMPTY_RATINGS = Object.freeze({ rated: new Map(), reveal: null });

/** @param {unknown} value @returns {value is Rating | null} */
const isRating = (value) => value === null || (typeof value === "string" && VALUES.includes(value));

/** @param {Rating | null | undefined} value @returns {boolean} */
export const isAccepting = (value) => value === "acceptable" || value === "preferred";

/** @param {Ratings} ratings @param {Entry} entry @returns {Ratings} the latest of a side counts, whoever of it gave it */
export function rate(ratings, { entry, body: { option, version, value, left } }) {
  if (!isId(option) || !isId(version) || !isRating(value) || !isCount(left) || ratings.reveal?.options.includes(option)) return ratings;
  const former = ratings.rated.get(option);
  if (former ? former.value === value && former.version === version : value === null || ratings.rated.size >= MOST_RATED) return ratings;
  const isChanged = Boolean(former?.isChanged || (former?.value && former.value !== value));
  return { ...ratings, rated: new Map(ratings.rated).set(option, { value, version, isChanged, entry, left }) };
}

/** @param {Ratings} ratings @param {Entry} entry @returns {Ratings} */
export function reveal(ratings, { entry, body: { batch, options, left } }) {
  if (ratings.reveal || !isId(batch) || !isCount(left) || !isListOf(options, MOST_OPTIONS, isId)) return ratings;
  const distinct = [...new Set(options)];
  return distinct.length > 0 ? { ...ratings, reveal: { batch, options: distinct, permits: {}, entry, left } } : ratings;
}

/** @param {Ratings} ratings @param {Entry} entry @returns {Ratings} */
export function permit(ratings, { sender, body: { batch, option, permit: answer } }) {
  const open = ratings.reveal;
  if (!open || open.batch !== batch || !isId(option) || !open.options.includes(option) || !isBoolean(answer)) return ratings;
  const given = open.permits[option] ?? {};
  const permits = answered(given, sender, answer);
  return permits === given ? ratings : { ...ratings, reveal: { ...open, permits: { ...open.permits, [option]: permits } } };
}

/** @param {Ratings} ratings @param {Entry} entry @returns {Ratings} */
export function endReveal(ratings, { body }) {
  return ratings.reveal && ratings.reveal.batch === body.batch ? { ...ratings, reveal: null } : ratings;
}

/**
 * @param {readonly string[]} parties of one side
 * @param {Readonly<Record<string, boolean>> | undefined} answers
 * @returns {boolean | null} true: every one has permitted; false: somebody has said no
 */
export function permission(parties, answers = {}) {
  if (parties.some((seat) => answers[seat] === false)) return false;
  return parties.length > 0 && parties.every((seat) => answers[seat] === true) ? true : null;
}
