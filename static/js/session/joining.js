// Shows a link's proof until the room lets it in: a link waits by itself until the room is open.
// Must not know what comes after the pass.

import { linkProof } from "../crypto/derivation.js";
import { toBase64url } from "../crypto/encoding.js";

/**
 * @typedef {import("./room.js").Room} Room
 * @typedef {import("./links.js").PersonalLink} PersonalLink
 */

const NOT_OPEN_MS = 5_000;

export class Joining {
  #room;
  #link;
  #isBusy = false;

  /** @param {Room} room @param {PersonalLink} link */
  constructor(room, link) {
    this.#room = room;
    this.#link = link;
  }

  /** Until there is a pass, and then a connection. */
  async keepTrying() {
    if (this.#isBusy) return;
    this.#isBusy = true;
    const isIn = await this.once().catch(() => null);
    this.#isBusy = false;
    if (this.#room.isStopped || this.#room.isOver) return;
    if (isIn) return this.#room.connect();
    if (isIn === false) this.#room.enterPhase("not_open");
    this.#room.clock.setTimeout(() => this.keepTrying(), NOT_OPEN_MS);
  }

  /** @returns {Promise<boolean>} whether the link gave a pass; rejects with RoomError when the server did not answer that */
  async once() {
    const { room, seat, secret } = this.#link;
    try {
      await this.#room.surroundings.requests.join({ room, seat, proof: toBase64url(linkProof(secret)) });
      return true;
    } catch (error) {
      if (/** @type {any} */ (error).reason === "not_open") return false;
      throw error;
    }
  }
}
