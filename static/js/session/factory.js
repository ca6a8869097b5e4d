// The three ways into a room, for the pages. Must not do more than put the parts together.

import { seatId } from "../crypto/derivation.js";
import { becomeHost, HostOpening } from "./host_opening.js";
import { Keepsake } from "./keepsake.js";
import { readHostLink, readPersonalLink } from "./links.js";
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
  const room = new Room(surroundings, link.room, link.seat);
  // A co-mediator who opens their link again in the tab that is a host already.
  return room.keepsake.read()?.isHost ? asHost(room, null) : asMember(room, link, introduction);
}

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
 * @returns {RoomSession | null} the room that this tab was in before its reload
 */
export function resume(surroundings) {
  const kept = Keepsake.find(surroundings.storage);
  if (!kept) return null;
  const room = new Room(surroundings, kept.room, kept.seat);
  return kept.isHost ? asHost(room, null) : asMember(room, null);
}

/** @param {Room} room @param {import("./links.js").PersonalLink | null} link @param {{name: string, language: string}} [introduction] */
function asMember(room, link, introduction) {
  const member = new MemberSession(room, link, (holding) => becomeHost(room, holding, null));
  room.role = member;
  return new RoomSession(room, () => member.start(introduction));
}

/** @param {Room} room @param {import("./links.js").HostLink | null} link */
function asHost(room, link) {
  const opening = new HostOpening(room, link);
  room.role = opening;
  return new RoomSession(room, () => opening.start());
}
