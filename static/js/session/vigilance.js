// What a member's tab notices by itself, and tells the mediators. Must not know how one came in.

import { Speaking } from "./speaking.js";

/**
 * @typedef {import("./room.js").Room} Room
 * @typedef {import("./channel.js").Channel} Channel
 */

/** A mediator lets one's post through as it is, or not at all. @param {Room} room @param {Channel} channel @param {any} body */
export function watchWording(room, channel, body) {
  if (body?.kind !== "relayed" || body.seat !== room.seat) return;
  const asked = new Speaking(room).ownMeeting()?.book.requests.posts.find(({ entry }) => entry === body.of);
  if (asked && asked.text !== body.text) room.alarm("forged", channel.id);
}

/** So that the mediators see it too. @param {Room} room @param {string} reason */
export function reportAlarm(room, reason) {
  const speaking = new Speaking(room);
  const meeting = speaking.ownMeeting();
  if (meeting) speaking.signal(meeting.id, { kind: "alarm", reason }).catch(() => {});
}
