// Ratings, reveals and range checks: a party's answers go into its side's own caucus, a mediator's questions into each
// side's alike. Nothing that depends on an answer is posted anywhere else, but what every side permitted to be told.

import { randomId } from "../crypto/encoding.js";
import { RoomError } from "../transport/room_error.js";
import { jointDesk, mustBeHost, post } from "./posting.js";
import { qualifying, rangeChecks } from "./rating_view.js";
import { secondsLeft } from "./room_time.js";
import { ownSideDesk, sidesOf } from "./sides.js";

/**
 * @typedef {import("./room.js").Room} Room
 * @typedef {import("./posting.js").Body} Body
 * @typedef {import("../entries/board_state.js").Rating} Rating
 * @typedef {import("../entries/board_state.js").Measure} Measure
 */

export class RatingWork {
  #room;

  /** @param {Room} room */
  constructor(room) {
    this.#room = room;
  }

  /** @param {Body} body into one's own side's caucus */
  #tell(body) {
    return post(this.#room, ownSideDesk(this.#room), body);
  }

  /** @param {Body} body the same in every side's caucus */
  async #askEach(body) {
    mustBeHost(this.#room);
    const desks = sidesOf(this.#room).map(({ desk }) => desk);
    if (desks.length === 0 || desks.some((desk) => !desk)) throw new RoomError("not_allowed");
    await Promise.all(desks.map((desk) => post(this.#room, desk, body)));
  }

  /** Wherever it is still open. @param {(book: import("../entries/book.js").Book) => Body | null} bodyFor */
  async #end(bodyFor) {
    mustBeHost(this.#room);
    const all = [...this.#room.desks.values()].map((desk) => ({ desk, body: bodyFor(desk.channel.book) }));
    await Promise.all(all.map(({ desk, body }) => body && post(this.#room, desk, body)));
  }

  /** @param {Body} body what every side has permitted */
  #announce(body) {
    mustBeHost(this.#room);
    return post(this.#room, jointDesk(this.#room), body);
  }

  /** @param {string} option @returns {import("../entries/board.js").PlacedCard} */
  #option(option) {
    const card = jointDesk(this.#room)?.channel.book.board.cards.get(option);
    if (card?.list !== "options") throw new RoomError("not_allowed");
    return card;
  }

  /** @param {string} option @param {Rating | null} value */
  async rate(option, value) {
    await this.#tell({ kind: "rating", option, version: this.#option(option).version, value, left: secondsLeft(this.#room) });
  }

  /** @param {string[]} options */
  async startReveal(options) {
    const cards = options.map((option) => this.#option(option).card);
    await this.#askEach({ kind: "reveal", batch: randomId(), options: cards, left: secondsLeft(this.#room) });
  }

  /** @param {string} option @param {boolean} permit */
  async permit(option, permit) {
    const batch = ownSideDesk(this.#room)?.channel.book.ratings.reveal?.batch;
    await this.#tell({ kind: "permit", batch, option, permit });
  }

  async announce() {
    const batch = sidesOf(this.#room)[0]?.desk?.channel.book.ratings.reveal?.batch;
    // When nothing qualifies this has no options, and is not posted.
    await this.#announce({ kind: "announce", batch, options: qualifying(this.#room) });
  }

  async endReveal() {
    await this.#end(({ ratings }) => ratings.reveal && { kind: "reveal_end", batch: ratings.reveal.batch });
  }

  /** @param {string} title @param {Measure} measure @param {string} unit */
  async askRange(title, measure, unit) {
    await this.#askEach({ kind: "range_ask", check: randomId(), title: title.trim(), measure, unit: unit.trim() });
  }

  /** @param {string} check @param {number | string | null} least @param {number | string | null} most */
  async stateRange(check, least, most) {
    await this.#tell({ kind: "range", check, least, most });
  }

  /** @param {string} check @param {boolean} permit */
  async permitRange(check, permit) {
    await this.#tell({ kind: "range_permit", check, permit });
  }

  /** @param {string} check */
  async announceRange(check) {
    const known = rangeChecks(this.#room).find((one) => one.check === check);
    if (!known?.mayAnnounce) throw new RoomError("not_allowed");
    await this.#announce({ kind: "room_found", check, title: known.title });
  }

  /** @param {string} check */
  async endRange(check) {
    const isOpen = (/** @type {import("../entries/ranges.js").Check} */ one) => one.check === check && !one.ended;
    await this.#end(({ ranges }) => (ranges.some(isOpen) ? { kind: "range_end", check } : null));
  }
}
