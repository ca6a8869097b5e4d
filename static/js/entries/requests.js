// What a person asks of the mediators in their private meeting: a private word, or a post in the joint session.

import { changedOne } from "./changed_one.js";
import { isBoolean, isCount } from "./shape.js";
import { isText, isWords } from "./text.js";

/**
 * @typedef {import("./book.js").Book} Book
 * @typedef {import("./book.js").Entry} Entry
 *
 * @typedef {object} ForJoint
 * @property {string} entry
 * @property {string} seat
 * @property {string} text
 * @property {"asked" | "posted" | "other_words" | "withdrawn"} decision
 * @property {string} note
 *
 * @typedef {object} Requests
 * @property {number | null} word  a private word is asked for; seconds left to the room when it was
 * @property {readonly ForJoint[]} posts
 */

/** @type {Readonly<Requests>} */
export const NO_REQUESTS = Object.freeze({ word: null, posts: [] });

/** @param {Requests} requests @param {Entry} entry @returns {Requests} */
export function askWord(requests, { body: { asked, left } }) {
  if (!isBoolean(asked) || asked === (requests.word !== null) || (asked && !isCount(left))) return requests;
  return { ...requests, word: asked ? Number(left) : null };
}

/** @param {Requests} requests @param {Entry} entry @returns {Requests} */
export function askPost(requests, { entry, sender, body: { text } }) {
  if (!isWords(text)) return requests;
  return { ...requests, posts: [...requests.posts, { entry, seat: sender, text, decision: "asked", note: "" }] };
}

/** @param {Requests} requests @param {unknown} id @param {(post: ForJoint) => ForJoint | null} change of one not decided yet @returns {Requests} */
function changed(requests, id, change) {
  const posts = changedOne(requests.posts, ({ entry, decision }) => entry === id && decision === "asked", change);
  return posts === requests.posts ? requests : { ...requests, posts };
}

/** @param {Requests} requests @param {Entry} entry @returns {Requests} never with another text */
export function decide(requests, { body: { entry, decision, note } }) {
  return changed(requests, entry, (post) => {
    if (decision === "posted") return { ...post, decision };
    return decision === "other_words" && isText(note) ? { ...post, decision, note } : null;
  });
}

/** @param {Requests} requests @param {Entry} entry @returns {Requests} */
export function withdrawPost(requests, { sender, body }) {
  return changed(requests, body.entry, (post) => (post.seat === sender ? { ...post, text: "", decision: "withdrawn" } : null));
}
