// How a page with a personal link comes into a room. Must not know what hosts do: the pages of parties do without it.

import { Keepsake } from "./keepsake.js";
import { readPersonalLink } from "./links.js";
import { MemberSession } from "./member_session.js";
import { Room } from "./room.js";
import { RoomSession } from "./room_session.js";

/**
 * @typedef {import("./room.js").Surroundings} Surroundings
 */

/**
 * @param {string} fragment of a personal link; throws LinkIsWrong
 * @param {{name: string, language: string}} introduction
 * @param {Surroundings} surroundings
 * @returns {RoomSession}
 */
export function joinAsMember(fragment, introduction, surroundings) {
  const link = readPersonalLink(fragment);
  return asMember(new Room(surroundings, link.room, link.seat), link, introduction);
}

/**
 * @param {string} fragment of a personal link; throws LinkIsWrong
 * @param {Surroundings} surroundings
 * @returns {boolean} whether it is the link of a co-mediator whose tab this is already: the page for mediators has it
 */
export function isHostAlready(fragment, { storage }) {
  return new Keepsake(storage, readPersonalLink(fragment).seat).read()?.isHost === true;
}

/**
 * @param {Surroundings} surroundings
 * @returns {RoomSession | null} the room that this tab was in before its reload
 */
export function resumeAsMember(surroundings) {
  const kept = Keepsake.find(surroundings.storage);
  return kept && !kept.isHost ? asMember(new Room(surroundings, kept.room, kept.seat), null) : null;
}

/** @param {Room} room @param {import("./links.js").PersonalLink | null} link @param {{name: string, language: string}} [introduction] */
function asMember(room, link, introduction) {
  const member = new MemberSession(room, link);
  room.role = member;
  return new RoomSession(room, () => member.start(introduction));
}
