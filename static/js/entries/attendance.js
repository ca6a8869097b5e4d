// Who will be in the joint session, as the host tells each person in their private meeting.

import { isName } from "./name.js";
import { isListOf, isPlain, isRole, isSide } from "./shape.js";

/** @typedef {{name: string, role: import("./room_state.js").Role, side: number | null}} Attendant */

const MOST_PEOPLE = 64;

/**
 * @param {import("./book.js").Book} book
 * @param {import("./book.js").Entry} entry
 */
export function applyAttendance(book, { sender, body, hosts }) {
  if (!hosts.includes(sender) || book.kind !== "private") return book;
  if (!isListOf(body.people, MOST_PEOPLE, isAttendant)) return book;
  const attendance = body.people.map(({ name, role, side }) => ({ name, role, side }));
  // Being ready to meet some people is no answer about others.
  const isSame = JSON.stringify(attendance) === JSON.stringify(book.attendance);
  return { ...book, attendance, ready: isSame ? book.ready : {} };
}

/** @param {unknown} value @returns {value is Attendant} */
function isAttendant(value) {
  return isPlain(value) && isName(value.name) && isRole(value.role) && isSide(value.side);
}
