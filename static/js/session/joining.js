// Shows a link's proof until the room lets it in: a link waits by itself until the room is open.
// Must not know what comes after the pass.

import { showLink } from "./at_the_door.js";

/**
 * @typedef {import("./room.js").Room} Room
 * @typedef {import("./personal_link.js").PersonalLink} PersonalLink
 */

const NOT_OPEN_MS = 5_000;

export class Joining {
  #room;
  #link;
  #isBusy = false;
  /** @type {Promise<boolean> | null} */
  #shown;

  /**
   * @param {Room} room @param {PersonalLink} link
   * @param {Promise<boolean> | null} shown what came, or will come, of showing it before
   */
  constructor(room, link, shown = null) {
    this.#room = room;
    this.#link = link;
    this.#shown = shown;
  }

  /** Until there is a pass, and then a connection. */
  async keepTrying() {
    if (this.#isBusy) return;
    this.#isBusy = true;
    const isIn = await (this.#shown ?? this.once()).catch(() => null);
    this.#shown = null;
    this.#isBusy = false;
    if (this.#room.isStopped || this.#room.isOver) return;
    if (isIn) return this.#room.connect();
    if (isIn === false) this.#room.enterPhase("not_open");
    this.#room.clock.setTimeout(() => this.keepTrying(), NOT_OPEN_MS);
  }

  /** @returns {Promise<boolean>} as showLink */
  once() {
    return showLink(this.#link, this.#room.surroundings.requests);
  }
}
