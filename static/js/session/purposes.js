// What each of a host's channels is for, and who belongs in it: as hosts have said in its roster, or as this one has just
// made it, never as the server says; keys follow the roster. Must not know how channels are made or changed.

/**
 * @typedef {import("../entries/room_state.js").ChannelKind} ChannelKind
 * @typedef {import("./channel.js").Channel} Channel
 * @typedef {import("./room.js").Room} Room
 * @typedef {import("./seat_book.js").SeatBook} SeatBook
 * @typedef {{kind: ChannelKind, title: string, guests: string[]}} Purpose  guests: everyone in it but hosts
 */

export class Purposes {
  #room;
  #seats;
  /** What this host has made of channels and has not read back in their order yet. @type {Map<string, Purpose>} */
  #meant = new Map();

  /** @param {Room} room @param {SeatBook} seats */
  constructor(room, seats) {
    this.#room = room;
    this.#seats = seats;
  }

  /** @param {Channel} channel @returns {Purpose | null} null: not known (yet) */
  of(channel) {
    const { kind, title } = channel.book;
    return this.#meant.get(channel.id) ?? (kind && { kind, title, guests: guestsOf(channel) });
  }

  /** @param {string} id @param {Purpose} purpose */
  mean(id, purpose) {
    this.#meant.set(id, purpose);
  }

  /** @param {Channel} channel whether its order does not say so yet */
  isAhead({ id }) {
    return this.#meant.has(id);
  }

  /** @param {Channel} channel its roster has been read */
  readBack(channel) {
    const meant = this.#meant.get(channel.id);
    if (meant && [...meant.guests].sort().join() === guestsOf(channel).sort().join()) this.#meant.delete(channel.id);
  }

  /** @param {ChannelKind} kind @returns {Channel[]} */
  #ofKind(kind) {
    return [...this.#room.desks.values()].map(({ channel }) => channel).filter((channel) => this.of(channel)?.kind === kind);
  }

  /** @returns {Channel | undefined} */
  joint() {
    return this.#ofKind("joint")[0];
  }

  /** @param {string} seat @returns {Channel | undefined} */
  meeting(seat) {
    return this.#ofKind("private").find((channel) => this.#owners(channel).includes(seat));
  }

  /** @param {Channel} channel @returns {string[]} whose it is, as this host means it to be */
  #owners(channel) {
    return this.withoutInterpreters(this.of(channel)?.guests ?? []);
  }

  /** Whose channel it is, whoever interprets there. @param {string[]} guests @returns {string[]} them all where nobody else is */
  withoutInterpreters(guests) {
    const others = guests.filter((seat) => !this.isInterpreter(seat));
    return others.length > 0 ? others : guests;
  }

  /** @param {string} seat */
  isInterpreter(seat) {
    return this.#seats.note(seat)?.kind === "interpreter";
  }

  /** @param {number} side @returns {Channel | undefined} */
  standingCaucus(side) {
    return this.#ofKind("caucus").find((channel) => {
      const owners = this.#owners(channel);
      return this.of(channel)?.title === "" && owners.length > 0 && owners.every((seat) => this.#seats.note(seat)?.side === side);
    });
  }

  /** @param {Channel} channel whether the room keeps it by itself */
  isStanding(channel) {
    const side = this.#seats.note(this.#owners(channel)[0] ?? "")?.side;
    return typeof side === "number" && this.standingCaucus(side) === channel;
  }

  /** @param {string[]} seats whether a mediator must be there: people of more than one side are */
  needsHost(seats) {
    return new Set(this.withoutInterpreters(seats).map((seat) => this.#seats.note(seat)?.side ?? seat)).size > 1;
  }
}

/** @param {Channel} channel @returns {string[]} everyone in its roster but mediators */
function guestsOf(channel) {
  return channel.book.people.filter(({ role }) => role !== "mediator").map(({ seat }) => seat);
}
