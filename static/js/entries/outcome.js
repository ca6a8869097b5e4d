// The outcome text that everyone edits together, and each party's answer to exactly that text.

import { answered } from "./answers.js";
import { isId } from "./shape.js";
import { isText } from "./text.js";
import { isHost, mayWrite, partiesOf } from "./permission.js";

/**
 * @typedef {import("./book.js").Book} Book
 * @typedef {import("./book.js").Entry} Entry
 *
 * @typedef {object} Outcome
 * @property {string} outcome  the entry that gave the present text
 * @property {string} text
 * @property {boolean} ended
 * @property {Readonly<Record<string, "yes" | "advice">>} answers  to the present text
 * @property {readonly {entry: string, author: string, text: string}[]} unmerged
 */

/** @param {Outcome | null} outcome @param {Entry} entry @param {Book} book @returns {Outcome | null} */
export function writeOutcome(outcome, entry, book) {
  const { text, base } = entry.body;
  if (!isText(text)) return outcome;
  if (base === null) return open(outcome, entry, book, text);
  if (!outcome || outcome.ended || !isId(base) || !mayWrite(book, entry)) return outcome;
  const unmerged = outcome.unmerged.filter(({ author }) => author !== entry.sender);
  if (base === outcome.outcome) return { outcome: entry.entry, text, ended: false, answers: {}, unmerged };
  if (text === outcome.text) return outcome;
  return { ...outcome, unmerged: [...unmerged, { entry: entry.entry, author: entry.sender, text }] };
}

/** @param {Outcome | null} outcome @param {Entry} entry @param {Book} book @param {string} text @returns {Outcome | null} */
function open(outcome, entry, book, text) {
  const isFree = outcome === null || outcome.ended;
  if (!isFree || !isHost(book, entry) || !book.features.includes("outcome")) return outcome;
  return { outcome: entry.entry, text, ended: false, answers: {}, unmerged: outcome?.unmerged ?? [] };
}

/** @param {Outcome | null} outcome @param {Entry} entry @returns {Outcome | null} */
export function answerOutcome(outcome, { sender, body: { outcome: id, answer } }) {
  if (!outcome || outcome.ended || id !== outcome.outcome || !(answer === null || answer === "yes" || answer === "advice")) return outcome;
  const answers = answered(outcome.answers, sender, answer);
  return answers === outcome.answers ? outcome : { ...outcome, answers };
}

/** @param {Outcome | null} outcome @returns {Outcome | null} */
export const endOutcome = (outcome) => (outcome && !outcome.ended ? { ...outcome, ended: true } : outcome);

/** @param {Outcome | null} outcome @param {Entry} entry @returns {Outcome | null} */
export function dropText(outcome, { sender, body }) {
  if (!outcome) return outcome;
  const unmerged = outcome.unmerged.filter(({ entry, author }) => entry !== body.entry || author !== sender);
  return unmerged.length === outcome.unmerged.length ? outcome : { ...outcome, unmerged };
}

/** @param {Outcome} outcome @param {Book} book @returns {boolean} a yes permits copying, and nothing else */
export function mayBeCopied({ answers }, book) {
  const parties = partiesOf(book);
  return parties.length > 0 && parties.every((seat) => answers[seat] === "yes");
}
