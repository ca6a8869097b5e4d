// A host's channels: making and changing them, and keeping what each is for, and its roster, as it should be.
// Must not know handshakes; who gets which key follows from who is in a channel.

import { meetingOf } from "../entries/roster.js";
import { randomId } from "../crypto/encoding.js";
import { RoomError } from "../transport/room_error.js";

/**
 * @typedef {import("../entries/room_state.js").ChannelKind} ChannelKind
 * @typedef {import("../entries/room_state.js").Role} PersonRole
 * @typedef {import("./room.js").Room} Room
 * @typedef {import("./room.js").Desk} Desk
 * @typedef {import("./seat_book.js").SeatBook} SeatBook
 * @typedef {import("./channel.js").Channel} Channel
 *
 * @typedef {{seat: string, listens: boolean, from_start: boolean}} Added
 */

const MOST_TRIES = 5;

export class Arrangement {
  #room;
  #seats;
  #isBusy = false;
  #isAsked = false;
  /** Channels made here whose roster is not in their order yet. @type {Map<string, {kind: ChannelKind, title: string}>} */
  #made = new Map();
  /** Seats that keep their former private meeting: its key may still be handed back. @type {Set<string>} */
  expected = new Set();

  /** @param {Room} room @param {SeatBook} seats */
  constructor(room, seats) {
    this.#room = room;
    this.#seats = seats;
  }

  /** @returns {Desk[]} */
  #desks() {
    return [...this.#room.desks.values()];
  }

  /** @param {Channel} channel @returns {{kind: ChannelKind | null, title: string}} */
  #purpose(channel) {
    return channel.book.kind === null ? (this.#made.get(channel.id) ?? { kind: null, title: "" }) : channel.book;
  }

  /** @param {ChannelKind} kind @returns {Channel[]} */
  #ofKind(kind) {
    return this.#desks().map(({ channel }) => channel).filter((channel) => this.#purpose(channel).kind === kind);
  }

  /** @returns {Channel | undefined} */
  joint() {
    return this.#ofKind("joint")[0];
  }

  /** @param {string} seat @returns {Channel | undefined} */
  meeting(seat) {
    return this.#ofKind("private").find((channel) => meetingOf(channel.book) === seat || (channel.book.kind === null && isMember(channel, seat)));
  }

  /** @param {number} side @returns {Channel | undefined} */
  standingCaucus(side) {
    return this.#ofKind("caucus").find((channel) => {
      const members = membersOf(channel);
      return this.#purpose(channel).title === "" && members.length > 0 && members.every((seat) => this.#seats.note(seat)?.side === side);
    });
  }

  /** @param {Channel} channel whether the room keeps it by itself */
  isStanding(channel) {
    const side = this.#seats.note(membersOf(channel)[0] ?? "")?.side;
    return typeof side === "number" && this.standingCaucus(side) === channel;
  }

  /**
   * @param {{kind: ChannelKind, title: string, seats: string[], needsHost: boolean, channel?: string}} plan
   * @returns {Promise<string>} the channel's id
   */
  async make({ kind, title, seats, needsHost, channel = randomId() }) {
    const epochId = randomId();
    const members = seats.map((seat) => ({ seat, listens: this.listens(seat, kind) }));
    this.#made.set(channel, { kind, title });
    await this.#room.request("channel_make", { channel, epoch_id: epochId, members, needs_host: needsHost });
    if (!this.#room.desks.has(channel)) {
      this.#room.describe({
        channel, epoch: 1, start: 0, head: 0, since: 0, listens: false, held: false, needs_host: needsHost, present: [],
        members: members.map((member) => ({ ...member, since: 0 })), epochs: [{ epoch: 1, epoch_id: epochId, start: 0 }],
      }); // prettier-ignore
    }
    this.#postRoster(this.#desk(channel));
    return channel;
  }

  /** @param {string} id @returns {Desk} */
  #desk(id) {
    const desk = this.#room.desks.get(id);
    if (!desk) throw new RoomError("not_allowed");
    return desk;
  }

  /** @param {string} seat @param {ChannelKind} kind */
  listens(seat, kind) {
    return kind === "joint" && this.#seats.note(seat)?.kind === "observer";
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
        return;
      } catch (error) {
        if (/** @type {any} */ (error).reason !== "conflict" || tries === MOST_TRIES) throw error;
        await this.#room.enter();
      }
    }
  }

  /** New epochs, for a device that must not read on. @param {Channel[]} channels */
  async renew(channels) {
    for (const { id } of channels) await this.change(id, {});
  }

  /** @param {string} seat @returns {Channel[]} */
  channelsOf(seat) {
    return this.#desks().map(({ channel }) => channel).filter((channel) => isMember(channel, seat));
  }

  /** @param {string[]} seats whether a mediator must be there: people of more than one side are */
  needsHost(seats) {
    return new Set(seats.map((seat) => this.#seats.note(seat)?.side ?? seat)).size > 1;
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
    else for (const seat of seats) await this.joinLate(seat);
  }

  /** Whoever is admitted while the joint session is open hears it from its beginning. @param {string} seat */
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
      if (!meeting && this.expected.has(seat)) continue;
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
    const { kind, title } = this.#purpose(channel);
    if (kind === null || !channel.isSettled || outbox.items.some(({ body }) => body.kind === "roster")) return;
    // A meeting whose person is gone stays the meeting with that person.
    if (kind === "private" && membersOf(channel).length === 0) return;
    const people = this.#people(channel, kind);
    if (channel.book.kind !== null && isSame(people, channel.book.people)) return;
    outbox.add({ kind: "roster", channel: kind, title, people }).catch(() => {});
  }

  /** @param {Channel} channel @param {ChannelKind} kind */
  #people(channel, kind) {
    const hosts = this.#seats.hosts().filter((seat) => this.#seats.isAdmitted(seat));
    const members = kind === "notes" ? [] : membersOf(channel);
    const notes = this.#seats.notes().filter(({ seat, name }) => name && (hosts.includes(seat) || members.includes(seat)));
    return notes.map(({ seat, name, kind: seatKind, side }) => {
      const role = /** @type {PersonRole} */ (seatKind === "host" ? "mediator" : seatKind);
      return { seat, name, role, side: seatKind === "host" || seatKind === "observer" ? null : side };
    });
  }

  /** Who will be in the joint session, as each person is shown it. */
  attendance() {
    const hosts = this.#seats.hosts().filter((seat) => this.#seats.isAdmitted(seat));
    const seats = [...hosts, ...this.participants()];
    const notes = this.#seats.notes().filter(({ seat, name }) => name && seats.includes(seat));
    return notes.map(({ name, kind, side }) => ({
      name,
      role: /** @type {PersonRole} */ (kind === "host" ? "mediator" : kind),
      side: kind === "host" || kind === "observer" ? null : side,
    }));
  }

  /** @param {{kind: string} & Record<string, unknown>} body said in every private meeting */
  async tellEach(body) {
    const desks = this.#desks().filter(({ channel }) => this.#purpose(channel).kind === "private" && membersOf(channel).length > 0);
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

/** @param {readonly object[]} one @param {readonly object[]} other */
function isSame(one, other) {
  return JSON.stringify(one) === JSON.stringify(other);
}
