// A host's channels: making and changing them, and keeping those that the room keeps by itself. What each is for is in
// purposes.js, what its roster says in rosters.js. Must not know handshakes.

import { randomId } from "../crypto/encoding.js";
import { RoomError } from "../transport/room_error.js";
import { isMember, membersOf } from "./members.js";
import { Purposes } from "./purposes.js";
import { Rosters } from "./rosters.js";

/**
 * @typedef {import("../entries/room_state.js").ChannelKind} ChannelKind
 * @typedef {import("./room.js").Room} Room
 * @typedef {import("./desk.js").Desk} Desk
 * @typedef {import("./seat_book.js").SeatBook} SeatBook
 * @typedef {import("./channel.js").Channel} Channel
 * @typedef {import("./purposes.js").Purpose} Purpose
 * @typedef {{seat: string, listens: boolean, from_start: boolean}} Added
 */

const MOST_TRIES = 5;

export class Arrangement {
  #room;
  #seats;
  #isBusy = false;
  #isAsked = false;
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
    this.purposes = new Purposes(room, seats);
    this.rosters = new Rosters(seats, this.purposes);
  }

  /** @returns {Desk[]} */
  #desks() {
    return [...this.#room.desks.values()];
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
    this.purposes.mean(id, purpose);
    this.rosters.post(this.#desk(id));
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
    const purpose = this.purposes.of(channel);
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

  /** The joint session for everyone admitted; when it is open, for those who came late. */
  async openJoint() {
    const joint = this.purposes.joint();
    const seats = this.rosters.participants();
    if (!joint) await this.make({ kind: "joint", title: "", seats, needsHost: true });
    else for (const seat of seats) if (!this.purposes.isInterpreter(seat)) await this.joinLate(seat);
  }

  /** Whoever comes in while the joint session is open hears it from its beginning, once they are ready. @param {string} seat */
  async joinLate(seat) {
    const joint = this.purposes.joint();
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
        for (const desk of this.#desks()) this.rosters.post(desk);
      }
    } catch {
      // Lost connection or another host's change: both bring a new occasion.
    } finally {
      this.#isBusy = false;
    }
  }

  async #keepMeetings() {
    for (const seat of this.rosters.participants()) {
      const meeting = this.purposes.meeting(seat);
      if (!meeting && this.#expected.has(seat)) continue;
      if (!meeting) await this.make({ kind: "private", title: "", seats: [seat], needsHost: false });
      else if (!isMember(meeting, seat)) await this.change(meeting.id, { add: [{ seat, listens: false, from_start: true }] });
    }
  }

  async #keepStandingCaucuses() {
    /** @type {Map<number, string[]>} */
    const bySide = new Map();
    for (const seat of this.rosters.participants()) {
      const side = this.#seats.note(seat)?.side;
      if (typeof side === "number") bySide.set(side, [...(bySide.get(side) ?? []), seat]);
    }
    for (const [side, seats] of bySide) {
      const caucus = this.purposes.standingCaucus(side);
      const add = seats.filter((seat) => caucus && !isMember(caucus, seat)).map((seat) => ({ seat, listens: false, from_start: false }));
      if (!caucus && seats.length > 1) await this.make({ kind: "caucus", title: "", seats, needsHost: false });
      else if (caucus && add.length > 0) await this.change(caucus.id, { add });
    }
  }

  /** @param {{kind: string} & Record<string, unknown>} body said in every private meeting */
  async tellEach(body) {
    const desks = this.#desks().filter(({ channel }) => this.purposes.of(channel)?.kind === "private" && membersOf(channel).length > 0);
    await Promise.all(desks.map(({ outbox }) => outbox.add(body)));
  }
}
