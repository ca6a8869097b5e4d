// Declaring a conflict of interest, and saying who is accepted. Must not know who may: the entries' rules say so.

import { mayBeAccepted } from "../entries/declarations.js";
import { partiesOf } from "../entries/permission.js";
import { meetingOf } from "../entries/roster.js";
import { bookAhead, findDesk, notesDesk, post } from "./posting.js";

/**
 * @typedef {import("./room.js").Room} Room
 * @typedef {import("./desk.js").Desk} Desk
 * @typedef {import("../entries/declarations.js").Introduced} Introduced
 */

/** @param {Room} room @returns {Desk | undefined} where this person declares: the notes, or their own meeting */
const declaringDesk = (room) => notesDesk(room) ?? findDesk(room, (book) => meetingOf(book) === room.seat);

/** @param {Room} room for a host @returns {Desk[]} the parties' private meetings */
export const meetingsOfParties = (room) =>
  [...room.desks.values()].filter(({ channel: { book } }) => partiesOf(book).includes(meetingOf(book) ?? ""));

/**
 * @param {Room} room for a host
 * @returns {Introduced[]} whom the parties are asked to accept: nobody, while there is nothing to say of anyone
 */
export function introduced(room) {
  const notes = notesDesk(room);
  const book = notes && bookAhead(room, notes);
  const mediators = (book?.people ?? []).map(({ seat, name }) => ({ seat, name, role: /** @type {const} */ ("mediator"), declared: book?.declarations.made[seat] ?? null }));
  const others = [...room.desks.values()].flatMap((desk) => {
    const { people, declarations } = bookAhead(room, desk);
    const one = people.find(({ seat, role }) => seat === meetingOf(desk.channel.book) && (role === "interpreter" || role === "observer"));
    const isHere = desk.channel.described.members?.some(({ seat }) => seat === one?.seat);
    return one && isHere ? [{ seat: one.seat, name: one.name, role: /** @type {"interpreter" | "observer"} */ (one.role), declared: declarations.made[one.seat] ?? null }] : [];
  });
  return others.length > 0 || mediators.some(({ declared }) => declared) ? [...mediators, ...others] : [];
}

export class DeclarationWork {
  #room;

  /** @param {Room} room */
  constructor(room) {
    this.#room = room;
  }

  /** @param {boolean} something @param {string} words */
  async declare(something, words) {
    await post(this.#room, declaringDesk(this.#room), { kind: "declare", something, words });
  }

  /** @param {string} seat @param {boolean | null} accepted false: another person is asked for */
  async acceptPerson(seat, accepted) {
    await post(this.#room, findDesk(this.#room, (book) => meetingOf(book) === this.#room.seat), { kind: "accept", seat, accepted });
  }
}

/** @param {Room} room what each may see of it: a host all that is open, a party its own, an interpreter what they said */
export function declarationsOf(room) {
  const desk = declaringDesk(room);
  const { made = {}, people = [], accepted = {} } = desk ? bookAhead(room, desk).declarations : {};
  const meetings = room.isHost ? meetingsOfParties(room).map((meeting) => bookAhead(room, meeting)) : [];
  return {
    ownDeclaration: made[room.seat] ?? null,
    introduced: people.map((one) => ({ ...one, accepted: accepted[one.seat] ?? null, mayAnswer: mayBeAccepted(one) })),
    acceptances: meetings.map((book) => {
      const seat = meetingOf(book) ?? "";
      const answers = book.declarations.people.map(({ seat: about, name, declared, role }) => ({ seat: about, name, role, isDeclared: role === "observer" || declared !== null, accepted: book.declarations.accepted[about] ?? null }));
      return { seat, name: book.names[seat] ?? "", answers };
    }),
  };
}
