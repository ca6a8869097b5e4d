// A pause, other words, how somebody is placed: asked and answered between one person and the mediators.
// Must not know what follows from it elsewhere: that is the courier's.

import { meetingOf } from "../entries/roster.js";
import { deskOf, findDesk, mustBeHost, post } from "./posting.js";

/** @typedef {import("./room.js").Room} Room */

export class DistressWork {
  #room;

  /** @param {Room} room */
  constructor(room) {
    this.#room = room;
  }

  /** @param {import("./posting.js").Body} body in one's own private meeting */
  #tell(body) {
    return post(this.#room, findDesk(this.#room, (book) => meetingOf(book) === this.#room.seat), body);
  }

  /** @param {string} channel @param {import("./posting.js").Body} body by a mediator, in somebody's private meeting */
  #settle(channel, body) {
    mustBeHost(this.#room);
    return post(this.#room, deskOf(this.#room, channel), body);
  }

  /** @param {boolean} needed */
  async needPause(needed) {
    await this.#tell({ kind: "need_pause", needed });
  }

  /** @param {string} of an entry @param {boolean} asked */
  async askDifferently(of, asked) {
    await this.#tell({ kind: "differently", of, asked });
  }

  /** @param {string} channel @param {string} of */
  async settleDifferently(channel, of) {
    await this.#settle(channel, { kind: "differently", of, asked: false });
  }

  /** @param {string} channel */
  async askCheckIn(channel) {
    await this.#settle(channel, { kind: "check_in_ask" });
  }

  /** @param {boolean | null} alone @param {string} where @param {string} number */
  async checkIn(alone, where, number) {
    await this.#tell({ kind: "check_in", alone, where, number });
  }
}
