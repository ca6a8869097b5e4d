// Messages, and taking one's own back.

import { isId } from "./shape.js";

/** @typedef {{entry: string, number: number, sender: string, text: string, withdrawn: boolean}} Said */

export const MOST_MESSAGE_LETTERS = 8_000;

// Every control character but tab and line break, and what would make a line read otherwise than it was written.
const FORBIDDEN = /(?![\t\n])\p{Cc}|[\u202a-\u202e\u2066-\u2069]/u;
const LONE_SURROGATE = /[\ud800-\udfff]/u;

/**
 * @param {unknown} text
 * @returns {text is string}
 */
export function isMessageText(text) {
  if (typeof text !== "string" || text.length > 2 * MOST_MESSAGE_LETTERS || text.trim() === "") return false;
  return !FORBIDDEN.test(text) && !LONE_SURROGATE.test(text) && [...text].length <= MOST_MESSAGE_LETTERS;
}

/**
 * @param {import("./book.js").Book} book
 * @param {import("./book.js").Entry} entry
 */
export function applyMessage(book, { number, sender, entry, body }) {
  const { text } = body;
  if (!isMessageText(text) || mayOnlyListen(book, sender) || book.messages.some((said) => said.entry === entry)) return book;
  return { ...book, messages: [...book.messages, { entry, number, sender, text, withdrawn: false }] };
}

/** @param {import("./book.js").Book} book @param {string} sender */
function mayOnlyListen(book, sender) {
  return book.kind === "joint" && book.people.some(({ seat, role }) => seat === sender && role === "observer");
}

/**
 * @param {import("./book.js").Book} book
 * @param {import("./book.js").Entry} entry
 */
export function applyWithdrawal(book, { sender, body }) {
  const { entry } = body;
  const isOwn = (/** @type {Said} */ said) => said.entry === entry && said.sender === sender && !said.withdrawn;
  if (!isId(entry) || !book.messages.some(isOwn)) return book;
  const messages = book.messages.map((said) => (isOwn(said) ? { ...said, text: "", withdrawn: true } : said));
  return { ...book, messages };
}
