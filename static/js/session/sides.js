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
    return { side: own[0].side, names: own.map(({ name }) => name).join(", "), parties: [...new Set([...parties, ...inCaucus])], desk };
  });
}

/** @param {Room} room for a member @returns {Desk | undefined} */
export const ownSideDesk = (room) => ownDesk(room, [{ seat: room.seat, name: "", role: "party", side: null }]);
