// What the roster of each of a host's channels should say, and posting it where it does not; who will be in the joint
// session. Must not know how people come into a channel.

import { isMember } from "./members.js";

/**
 * @typedef {import("../entries/room_state.js").Role} PersonRole
 * @typedef {import("../entries/roster.js").Listed} Listed
 * @typedef {import("./desk.js").Desk} Desk
 * @typedef {import("./purposes.js").Purposes} Purposes
 * @typedef {import("./seat_book.js").SeatBook} SeatBook
 */

export class Rosters {
  #seats;
  #purposes;

  /** @param {SeatBook} seats @param {Purposes} purposes */
  constructor(seats, purposes) {
    this.#seats = seats;
    this.#purposes = purposes;
  }

  /** @returns {string[]} who belongs in the joint session now */
  participants() {
    return this.#seats.notes().filter(({ seat, kind, name }) => kind !== "host" && name && this.#seats.isAdmitted(seat)).map(({ seat }) => seat);
  }

  /** Who will be in the joint session, as each person is shown it. */
  attendance() {
    return this.#people(this.participants()).map(({ name, role, side }) => ({ name, role, side }));
  }

  /** @param {Desk} desk */
  post({ channel, outbox }) {
    const purpose = this.#purposes.of(channel);
    if (!purpose || !channel.isSettled || outbox.items.some(({ body }) => body.kind === "roster")) return;
    const { kind, title, guests } = purpose;
    // A meeting whose person is gone stays the meeting with that person.
    const whose = kind === "private" ? this.#purposes.withoutInterpreters(guests) : [];
    const there = this.#purposes.isAhead(channel) ? guests : guests.filter((seat) => isMember(channel, seat) || whose.includes(seat));
    const people = this.#people(there, channel.book.people);
    if (channel.book.kind !== null && JSON.stringify(people) === JSON.stringify(channel.book.people)) return;
    outbox.add({ kind: "roster", channel: kind, title, people }).catch(() => {});
  }

  /**
   * @param {string[]} guests
   * @param {readonly Listed[]} [listed] for who is not noted by name (again) yet
   * @returns {Listed[]} they and the hosts
   */
  #people(guests, listed = []) {
    const hosts = this.#seats.hosts().filter((seat) => this.#seats.isAdmitted(seat));
    const notes = this.#seats.notes().filter(({ seat }) => hosts.includes(seat) || guests.includes(seat));
    return notes.flatMap(({ seat, name, kind, side }) => {
      if (!name) return listed.filter((person) => person.seat === seat);
      const role = /** @type {PersonRole} */ (kind === "host" ? "mediator" : kind);
      return [{ seat, name, role, side: kind === "party" || kind === "support" ? side : null }];
    });
  }
}
