// What may leave a private meeting or caucus: an exact wording, once everyone who is asked has said yes to it.

import { answered } from "./answers.js";
import { askedIn } from "./permission.js";
import { changedOne } from "./changed_one.js";
import { isOptionParts } from "./card.js";
import { isBoolean, isId, isPlain } from "./shape.js";
import { isLine, isText } from "./text.js";

/**
 * @typedef {import("./board_state.js").OptionParts} OptionParts
 * @typedef {import("./book.js").Book} Book
 * @typedef {import("./book.js").Entry} Entry
 *
 * @typedef {object} Asked
 * @property {string} consent
 * @property {string} by  seat
 * @property {string} version  the entry that gave the present wording
 * @property {string} wording
 * @property {OptionParts | null} asOption
 * @property {string} destination
 * @property {string} destinationTitle
 * @property {"message" | "option" | "text"} what
 * @property {boolean} named
 * @property {readonly string[]} earlier
 * @property {Readonly<Record<string, "yes" | "no">>} answers  to the present wording
 * @property {"open" | "shared" | "dropped"} status
 */

const MOST_CONSENTS = 200;
const MOST_EARLIER = 20;
const WHAT = ["message", "option", "text"];

/** @param {unknown} value @returns {OptionParts | null | undefined} undefined: neither an option's parts nor none */
function partsOf(value) {
  if (value === null) return null;
  if (!isPlain(value) || !isOptionParts(value)) return undefined;
  const { title, description, advantages, disadvantages } = value;
  return { title, description, advantages, disadvantages };
}

/** An option may go without words beside it; nothing else may. @param {unknown} wording @param {OptionParts | null} parts @returns {wording is string} */
const isWording = (wording, parts) => isText(wording) && (parts !== null || wording.trim() !== "");

/** @param {unknown} value @returns {{wording: string, asOption: OptionParts | null} | null} */
export function wordingOf(/** @type {any} */ { wording, as_option: given }) {
  const asOption = partsOf(given);
  return asOption !== undefined && isWording(wording, asOption) ? { wording, asOption } : null;
}

/** @param {readonly Asked[]} consents @param {Entry} entry @returns {readonly Asked[]} */
export function askConsent(consents, { entry, sender, body }) {
  const { destination, destination_title: title, what, named } = body;
  const words = wordingOf(body);
  const isPlaced = (destination === "joint" || isId(destination)) && isLine(title);
  if (!words || !isPlaced || !isWhat(what) || !isBoolean(named) || consents.length >= MOST_CONSENTS) return consents;
  const about = { destination, destinationTitle: title, what, named };
  return [...consents, { consent: entry, by: sender, version: entry, ...words, ...about, earlier: [], answers: {}, status: "open" }];
}

/** @param {unknown} value @returns {value is Asked["what"]} */
const isWhat = (value) => typeof value === "string" && WHAT.includes(value);

/** @param {readonly Asked[]} consents @param {unknown} id @param {(asked: Asked) => Asked | null} change null: not allowed */
function changed(consents, id, change) {
  return changedOne(consents, ({ consent, status }) => consent === id && status === "open", change);
}

/** @param {readonly Asked[]} consents @param {Entry} entry @returns {readonly Asked[]} a yes to another wording is no yes to this one */
export function answerConsent(consents, { sender, body: { consent, version, answer } }) {
  return changed(consents, consent, (asked) => {
    if (version !== asked.version || !(answer === null || answer === "yes" || answer === "no")) return null;
    const answers = answered(asked.answers, sender, answer);
    return answers === asked.answers ? null : { ...asked, answers };
  });
}

/** @param {readonly Asked[]} consents @param {Entry} entry @returns {readonly Asked[]} */
export function reword(consents, { entry, body }) {
  const words = wordingOf(body);
  return changed(consents, body.consent, (asked) => {
    if (!words) return null;
    const earlier = [...asked.earlier, asked.wording].slice(-MOST_EARLIER);
    return { ...asked, ...words, version: entry, earlier, answers: {} };
  });
}

/** @param {readonly Asked[]} consents @param {Entry} entry @param {Book} book @returns {readonly Asked[]} */
export function share(consents, { body: { consent, version } }, book) {
  return changed(consents, consent, (asked) => (version === asked.version && haveAllSaidYes(asked, book) ? { ...asked, status: "shared" } : null));
}

/** @param {Asked} asked @param {Book} book @returns {boolean} */
export function haveAllSaidYes({ answers }, book) {
  const seats = askedIn(book);
  return seats.length > 0 && seats.every((seat) => answers[seat] === "yes");
}

/** @param {readonly Asked[]} consents @param {Entry} entry @returns {readonly Asked[]} */
export function dropConsent(consents, { sender, hosts, body }) {
  return changed(consents, body.consent, (asked) => (asked.by === sender || hosts.includes(sender) ? { ...asked, status: "dropped" } : null));
}
