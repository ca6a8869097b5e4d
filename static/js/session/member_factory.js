// How a page with a personal link comes into a room. Must not know what hosts do: the pages of parties do without it.

import { Keepsake } from "./keepsake.js";
import { readPersonalLink } from "./personal_link.js";
import { MemberSession } from "./member_session.js";
import { Room } from "./room.js";
import { RoomSession } from "./room_session.js";

/**
 * @typedef {import("./surroundings.js").Surroundings} Surroundings
 * @typedef {import("./inside.js").Inside} Inside
 */

/**
 * @param {string} fragment of a personal link; throws LinkIsWrong
 * @param {{name: string, language: string}} introduction
 * @param {Surroundings} surroundings
 * @param {Inside | Promise<Inside>} inside
 * @param {Promise<boolean> | null} [shown] what came, or will come, of having shown the link already (at_the_door.js)
 * @returns {RoomSession}
 */
export function joinAsMember(fragment, introduction, surroundings, inside, shown = null) {
  const link = readPersonalLink(fragment);
  return asMember(new Room(surroundings, link.room, link.seat), link, inside, introduction, shown);
}

/**
 * @param {Surroundings} surroundings
 * @param {Inside | Promise<Inside>} inside
 * @returns {RoomSession | null} the room that this tab was in before its reload
 */
export function resumeAsMember(surroundings, inside) {
  const kept = Keepsake.find(surroundings.storage);
  return kept && !kept.isHost ? asMember(new Room(surroundings, kept.room, kept.seat), null, inside) : null;
}

/**
 * @param {Room} room @param {import("./personal_link.js").PersonalLink | null} link @param {Inside | Promise<Inside>} inside
 * @param {{name: string, language: string}} [introduction] @param {Promise<boolean> | null} [shown]
 */
function asMember(room, link, inside, introduction, shown) {
  const member = new MemberSession(room, link);
  room.role = member;
  return new RoomSession(room, () => member.start(introduction, shown), inside);
}
