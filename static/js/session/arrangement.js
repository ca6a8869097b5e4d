// A host's channels: making and changing them, and keeping what each is for, and its roster, as it should be.
// Who belongs in a channel is what hosts have said in its roster, never what the server says: keys follow the roster.
// Must not know handshakes.

import { randomId } from "../crypto/encoding.js";
import { RoomError } from "../transport/room_error.js";

/**
 * @typedef {import("../entries/room_state.js").ChannelKind} ChannelKind
 * @typedef {import("../entries/room_state.js").Role} PersonRole
 * @typedef {import("./room.js").Room} Room
 * @typedef {import("./desk.js").Desk} Desk
 * @typedef {import("./seat_book.js").SeatBook} SeatBook
 * @typedef {import("./channel.js").Channel} Channel
 *
 * @typedef {import("../entries/roster.js").Listed} Listed
 *
 * @typedef {{seat: string, listens: boolean, from_start: boolean}} Added
 * @typedef {{kind: ChannelKind, title: string, guests: string[]}} Purpose  guests: everyone in it but hosts
 */

const MOST_TRIES = 5;

export class Arrangement {
  #room;
  #seats;
  #isBusy = false;
  #isAsked = false;
  /** What this host has made of channels and has not read back in their order yet. @type {Map<string, Purpose>} */
  #meant = new Map();
  #expected;

  /**
   * @param {Room} room
   * @param {SeatBook} seats
   * @param {ReadonlySet<string>} expected  seats whose former private meeting may still become readable
   */
  constructor(room, seats, expected) {
    this.#room = room;
    this.#seats = seats;
    this.#expected = expected;
  }

  /** @returns {Desk[]} */
  #desks() {
    return [...this.#room.desks.values()];
  }

  /** @param {Channel} channel @returns {Purpose | null} null: not known (yet) */
  #purpose(channel) {
    const { kind, title } = channel.book;
    return this.#meant.get(channel.id) ?? (kind && { kind, title, guests: guestsOf(channel) });
  }

  /** @param {Channel} channel its roster has been read */
  readBack(channel) {
    const meant = this.#meant.get(channel.id);
    if (meant && [...meant.guests].sort().join() === guestsOf(channel).sort().join()) this.#meant.delete(channel.id);
  }

  /** @param {ChannelKind} kind @returns {Channel[]} */
  #ofKind(kind) {
    return this.#desks().map(({ channel }) => channel).filter((channel) => this.#purpose(channel)?.kind === kind);
  }

  /** @returns {Channel | undefined} */
  joint() {
    return this.#ofKind("joint")[0];
  }

  /** @param {string} seat @returns {Channel | undefined} */
  meeting(seat) {
    return this.#ofKind("private").find((channel) => this.#withoutInterpreters(this.#guests(channel)).includes(seat));
  }

  /** @param {Channel} channel @returns {string[]} everyone in it but hosts, as this host means it to be */
  #guests(channel) {
    return this.#purpose(channel)?.guests ?? [];
  }

  /** Whose channel it is, whoever interprets there. @param {string[]} guests @returns {string[]} them all where nobody else is */
  #withoutInterpreters(guests) {
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
      const { title } = /** @type {Purpose} */ (this.#purpose(channel));
      const guests = this.#withoutInterpreters(this.#guests(channel));
      return title === "" && guests.length > 0 && guests.every((seat) => this.#seats.note(seat)?.side === side);
    });
  }

  /** @param {Channel} channel whether the room keeps it by itself */
  isStanding(channel) {
    const side = this.#seats.note(this.#withoutInterpreters(this.#guests(channel))[0] ?? "")?.side;
    return typeof side === "number" && this.standingCaucus(side) === channel;
  }

  /**
   * @param {{kind: ChannelKind, title: string, seats: string[], needsHost: boolean, channel?: string}} plan
   * @returns {Promise<string>} the channel's id
   */
  async make({ kind, title, seats, needsHost, channel = randomId() }) {
    const epochId = randomId();
    const members = seats.map((seat) => ({ seat, listens: this.listens(seat, kind) }));
    await this.#room.request("channel_make", { channel, epoch_id: epochId, members, needs_host: needsHost });
    if (!this.#room.desks.has(channel)) {
      this.#room.describe({
        channel, epoch: 1, start: 0, head: 0, since: 0, listens: false, held: false, needs_host: needsHost, present: [],
        members: members.map((member) => ({ ...member, since: 0 })), epochs: [{ epoch: 1, epoch_id: epochId, start: 0 }],
      }); // prettier-ignore
    }
    this.#mean(channel, { kind, title, guests: seats });
    return channel;
  }

  /** @param {string} id @param {Purpose} purpose */
  #mean(id, purpose) {
    this.#meant.set(id, purpose);
    this.#postRoster(this.#desk(id));
  }

  /** @param {string} id @returns {Desk} */
  #desk(id) {
    const desk = this.#room.desks.get(id);
    if (!desk) throw new RoomError("not_allowed");
    return desk;
  }

  /** @param {string} seat @param {ChannelKind} kind */
  listens(seat, kind) {
    return kind !== "private" && this.#seats.note(seat)?.kind === "observer";
  }

  /**
   * Changes who is in a channel, and with it its epoch; when another host was faster, looks again and tries again.
   * @param {string} id
   * @param {{add?: Added[], remove?: string[]}} change
   */
  async change(id, { add = [], remove = [] }) {
    for (let tries = 1; ; tries += 1) {
      const { channel } = this.#desk(id);
      const present = membersOf(channel);
      const request = {
        channel: id,
        expect: channel.epoch,
        epoch_id: randomId(),
        add: add.filter(({ seat }) => !present.includes(seat)),
        remove: remove.filter((seat) => present.includes(seat)),
      };
      try {
        await this.#room.request("channel_change", request);
        return this.#changed(channel, add.map(({ seat }) => seat), remove);
      } catch (error) {
        if (/** @type {any} */ (error).reason !== "conflict" || tries === MOST_TRIES) throw error;
        await this.#room.enter();
      }
    }
  }

  /** @param {Channel} channel @param {string[]} added @param {string[]} removed */
  #changed(channel, added, removed) {
    const purpose = this.#purpose(channel);
    if (!purpose || added.length + removed.length === 0) return;
    const stayed = purpose.guests.filter((seat) => !added.includes(seat) && !removed.includes(seat));
    this.#mean(channel.id, { ...purpose, guests: [...stayed, ...added] });
  }

  /** New epochs, for a device that must not read on. @param {Channel[]} channels */
  async renew(channels) {
    for (const { id } of channels) await this.change(id, {});
  }

  /** @returns {Channel[]} */
  all() {
    return this.#desks().map(({ channel }) => channel);
  }

  /** @param {string} seat @returns {Channel[]} */
  channelsOf(seat) {
    return this.all().filter((channel) => isMember(channel, seat));
  }

  /** @param {string[]} seats whether a mediator must be there: people of more than one side are */
  needsHost(seats) {
    return new Set(this.#withoutInterpreters(seats).map((seat) => this.#seats.note(seat)?.side ?? seat)).size > 1;
  }

  /** @returns {string[]} who belongs in the joint session now */
  participants() {
    return this.#seats.notes().filter(({ seat, kind, name }) => kind !== "host" && name && this.#seats.isAdmitted(seat)).map(({ seat }) => seat);
  }

  /** The joint session for everyone admitted; when it is open, for those who came late. */
  async openJoint() {
    const joint = this.joint();
    const seats = this.participants();
    if (!joint) await this.make({ kind: "joint", title: "", seats, needsHost: true });
    else for (const seat of seats) if (!this.isInterpreter(seat)) await this.joinLate(seat);
  }

  /** Whoever comes in while the joint session is open hears it from its beginning, once they are ready. @param {string} seat */
  async joinLate(seat) {
    const joint = this.joint();
    if (!joint || isMember(joint, seat)) return;
    await this.change(joint.id, { add: [{ seat, listens: this.listens(seat, "joint"), from_start: true }] });
  }

  /** Brings what the room keeps by itself in order; one host at a time does, and one thing after another. */
  async settle() {
    this.#isAsked = true;
    if (this.#isBusy) return;
    this.#isBusy = true;
    try {
      // Before everything has been read, a meeting that is there may not be known as one yet.
      while (this.#isAsked && this.#desks().every(({ channel }) => channel.isSettled)) {
        this.#isAsked = false;
        await this.#keepMeetings();
        await this.#keepStandingCaucuses();
        for (const desk of this.#desks()) this.#postRoster(desk);
      }
    } catch {
      // Lost connection or another host's change: both bring a new occasion.
    } finally {
      this.#isBusy = false;
    }
  }

  async #keepMeetings() {
    for (const seat of this.participants()) {
      const meeting = this.meeting(seat);
      if (!meeting && this.#expected.has(seat)) continue;
      if (!meeting) await this.make({ kind: "private", title: "", seats: [seat], needsHost: false });
      else if (!isMember(meeting, seat)) await this.change(meeting.id, { add: [{ seat, listens: false, from_start: true }] });
    }
  }

  async #keepStandingCaucuses() {
    /** @type {Map<number, string[]>} */
    const bySide = new Map();
    for (const seat of this.participants()) {
      const side = this.#seats.note(seat)?.side;
      if (typeof side === "number") bySide.set(side, [...(bySide.get(side) ?? []), seat]);
    }
    for (const [side, seats] of bySide) {
      const caucus = this.standingCaucus(side);
      const add = seats.filter((seat) => caucus && !isMember(caucus, seat)).map((seat) => ({ seat, listens: false, from_start: false }));
      if (!caucus && seats.length > 1) await this.make({ kind: "caucus", title: "", seats, needsHost: false });
      else if (caucus && add.length > 0) await this.change(caucus.id, { add });
    }
  }

  /** @param {Desk} desk */
  #postRoster({ channel, outbox }) {
    const purpose = this.#purpose(channel);
    if (!purpose || !channel.isSettled || outbox.items.some(({ body }) => body.kind === "roster")) return;
    const { kind, title, guests } = purpose;
    // A meeting whose person is gone stays the meeting with that person.
    const whose = kind === "private" ? this.#withoutInterpreters(guests) : [];
    const there = this.#meant.has(channel.id) ? guests : guests.filter((seat) => isMember(channel, seat) || whose.includes(seat));
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

  /** Who will be in the joint session, as each person is shown it. */
  attendance() {
    return this.#people(this.participants()).map(({ name, role, side }) => ({ name, role, side }));
  }

  /** @param {{kind: string} & Record<string, unknown>} body said in every private meeting */
  async tellEach(body) {
    const desks = this.#desks().filter(({ channel }) => this.#purpose(channel)?.kind === "private" && membersOf(channel).length > 0);
    await Promise.all(desks.map(({ outbox }) => outbox.add(body)));
  }
}

/** @param {Channel} channel @returns {string[]} */
export function membersOf(channel) {
  return (channel.described.members ?? []).map(({ seat }) => seat);
}

/** @param {Channel} channel @param {string} seat */
function isMember(channel, seat) {
  return membersOf(channel).includes(seat);
}

/** @param {Channel} channel @returns {string[]} everyone in its roster but mediators */
function guestsOf(channel) {
  return channel.book.people.filter(({ role }) => role !== "mediator").map(({ seat }) => seat);
}
