// The sides of a mediation, and the channel that is each side's own: where its ratings and ranges belong.

import { meetingOf } from "../entries/roster.js";
import { isOwnCaucus, partiesOf } from "../entries/permission.js";
import { findDesk, jointDesk } from "./posting.js";

/**
 * @typedef {import("./room.js").Room} Room
 * @typedef {import("./desk.js").Desk} Desk
 * @typedef {import("../entries/roster.js").Listed} Listed
 *
 * @typedef {object} Side
 * @property {number | null} side
 * @property {string} names
 * @property {string[]} parties  seats, as the joint session or the side's own caucus has them
 * @property {Desk | undefined} desk  its own caucus, as far as this tab knows it
 * @property {Desk[]} former  private meetings of its people, where one of them answered for it before it was several
 */

/** @param {Listed} person Who has no side is one. */
const keyOf = ({ side, seat }) => side ?? seat;

/** @param {Room} room @param {Listed[]} people of one side @returns {Desk | undefined} */
function ownDesk(room, people) {
  const seats = people.map(({ seat }) => seat);
  const caucus = findDesk(room, (book) => book.kind === "caucus" && isOwnCaucus(book) && book.people.some(({ seat }) => seats.includes(seat)));
  return caucus ?? (seats.length === 1 ? findDesk(room, (book) => meetingOf(book) === seats[0]) : undefined);
}

/** @param {Room} room for a host @returns {Side[]} every side with a seat in the joint session */
export function sidesOf(room) {
  const listed = jointDesk(room)?.channel.book.people ?? [];
  const people = listed.filter(({ role }) => role === "party" || role === "support");
  return [...new Set(people.map(keyOf))].map((key) => {
    const own = people.filter((person) => keyOf(person) === key);
    const desk = ownDesk(room, own);
    const parties = own.filter(({ role }) => role === "party").map(({ seat }) => seat);
    const inCaucus = desk ? partiesOf(desk.channel.book) : [];
    return { side: own[0].side, names: own.map(({ name }) => name).join(", "), parties: [...new Set([...parties, ...inCaucus])], desk, former: formerDesks(room, own.map(({ seat }) => seat), desk) };
  });
}

/** @param {Room} room @param {string[]} seats @param {Desk | undefined} desk of their side @returns {Desk[]} */
function formerDesks(room, seats, desk) {
  if (desk?.channel.book.kind !== "caucus") return [];
  return [...room.desks.values()].filter(({ channel }) => seats.includes(meetingOf(channel.book) ?? ""));
}

/** @param {Room} room for a member @returns {Desk[]} */
export const ownFormerDesks = (room) => formerDesks(room, [room.seat], ownSideDesk(room));

/** @param {Room} room for a member @returns {Desk | undefined} */
export const ownSideDesk = (room) => ownDesk(room, [{ seat: room.seat, name: "", role: "party", side: null }]);
