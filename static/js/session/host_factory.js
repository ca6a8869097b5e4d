// How a mediator's page comes into a room, or comes back into it. Must not do more than put the parts together.

import { seatId } from "../crypto/derivation.js";
import { HostOpening } from "./host_opening.js";
import { inside } from "./inside.js";
import { Keepsake } from "./keepsake.js";
import { readHostLink } from "./links.js";
import { Room } from "./room.js";
import { RoomSession } from "./room_session.js";

/**
 * @typedef {import("./surroundings.js").Surroundings} Surroundings
 */

/**
 * @param {string} fragment of a host link; throws LinkIsWrong
 * @param {Surroundings} surroundings
 * @returns {RoomSession}
 */
export function openAsHost(fragment, surroundings) {
  const link = readHostLink(fragment);
  return asHost(new Room(surroundings, link.room, seatId(link.invitation, 0)), link);
}

/**
 * @param {Surroundings} surroundings
 * @returns {RoomSession | null} the room that this tab is a host of: after a reload, or as a co-mediator just let in
 */
export function resumeAsHost(surroundings) {
  const kept = Keepsake.find(surroundings.storage);
  return kept?.isHost ? asHost(new Room(surroundings, kept.room, kept.seat), null) : null;
}

/** @param {Room} room @param {import("./links.js").HostLink | null} link */
function asHost(room, link) {
  const opening = new HostOpening(room, link);
  room.role = opening;
  return new RoomSession(room, () => opening.start(), inside);
}
