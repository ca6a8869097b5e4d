// What interpreters write of what others have said: beside the original, never in its place. Where mediators want it so,
// what is said waits until a translation is there. Must not know who sees what meanwhile: that is session/'s.

import { changedOne } from "./changed_one.js";
import { isBoolean } from "./shape.js";
import { isWords } from "./text.js";

/**
 * @typedef {import("./book.js").Book} Book
 * @typedef {import("./book.js").Entry} Entry
 * @typedef {import("./conversation.js").Said} Said
 * @typedef {{entry: string, by: string, language: string, text: string}} Translation  by: a seat; language: BCP 47
 */

const LANGUAGE = /^[a-z]{2,3}(-[A-Za-z0-9]{2,8}){0,3}$/;
const MOST_LANGUAGES = 8;

/** @type {import("./permission.js").Permission} whoever the channel's latest roster lists as an interpreter */
export const mayTranslate = ({ people }, { sender }) => people.some(({ seat, role }) => seat === sender && role === "interpreter");

/** @param {readonly Said[]} messages @param {Entry} entry @returns {readonly Said[]} of several into one language the latest stands */
export function translate(messages, { entry, sender, body: { of, language, text } }) {
  if (typeof language !== "string" || !LANGUAGE.test(language) || !isWords(text)) return messages;
  return changedOne(messages, (one) => one.entry === of && !one.withdrawn, (said) => {
    const others = (said.translations ?? []).filter((other) => other.language !== language);
    return others.length < MOST_LANGUAGES ? { ...said, translations: [...others, { entry, by: sender, language, text }] } : null;
  });
}

/** @param {Said} said @returns {boolean} whether it waits for a translation still */
export const isAwaited = ({ awaited, translations }) => awaited === true && !translations?.length;

/** @param {Book} book @param {Entry} entry @returns {Book} from now on, or no more: then nothing waits */
export function awaitTranslation(book, { body: { on } }) {
  if (!isBoolean(on) || on === book.awaits) return book;
  return { ...book, awaits: on, messages: on ? book.messages : book.messages.map((said) => (said.awaited ? { ...said, awaited: false } : said)) };
}

/** @param {readonly Said[]} messages @param {Entry} entry @returns {readonly Said[]} one of them is shown as it is */
export const showUntranslated = (messages, { body }) =>
  changedOne(messages, (one) => one.entry === body.entry && isAwaited(one), (said) => ({ ...said, awaited: false }));
