// What a person answers, in their private meeting alone: ready for the joint session, and agreeing to mediate.

import { meetingOf } from "./roster.js";
import { isBoolean } from "./shape.js";

/**
 * @param {import("./book.js").Book} book
 * @param {import("./book.js").Entry} entry
 */
export function applyAnswer(book, { sender, body }) {
  const question = body.kind === "ready" ? "ready" : "agree";
  const answer = body[question];
  if (!isBoolean(answer) || meetingOf(book) !== sender) return book;
  return { ...book, [question]: { ...book[question], [sender]: answer } };
}
