// Cards that nobody else has seen yet: with the drafts of messages, sealed, so that a reload loses none.

import { changedOne } from "../entries/changed_one.js";

/**
 * @typedef {import("../entries/board_state.js").CardDraft} CardDraft
 * @typedef {import("./room.js").Room} Room
 */

const MOST_DRAFTS = 50;
/** @type {readonly CardDraft[]} */
const NONE = [];

/** @param {string} channel the draft box's name for them, which is no channel's id */
const keyOf = (channel) => `cards of ${channel}`;

/** @param {Room} room @param {string} channel @returns {string} the same while they are the same */
export const writtenCards = (room, channel) => room.drafts.draft(keyOf(channel));

/** @param {Room} room @param {string} channel @returns {readonly CardDraft[]} */
export function cardDrafts(room, channel) {
  const written = writtenCards(room, channel);
  return written ? JSON.parse(written) : NONE;
}

/** @param {Room} room @param {string} channel @param {CardDraft} draft in place of the one of that name */
export function keepCardDraft(room, channel, draft) {
  const drafts = cardDrafts(room, channel);
  const isIt = (/** @type {CardDraft} */ other) => other.draft === draft.draft;
  write(room, channel, drafts.some(isIt) ? changedOne(drafts, isIt, () => draft) : [...drafts, draft].slice(-MOST_DRAFTS));
}

/** @param {Room} room @param {string} channel @param {string} name */
export function dropCardDraft(room, channel, name) {
  write(room, channel, cardDrafts(room, channel).filter(({ draft }) => draft !== name));
}

/** @param {Room} room @param {string} channel @param {readonly CardDraft[]} drafts */
function write(room, channel, drafts) {
  room.drafts.setDraft(keyOf(channel), drafts.length > 0 ? JSON.stringify(drafts) : "");
  room.changed();
}
