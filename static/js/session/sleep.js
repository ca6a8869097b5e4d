// A tab that was asleep asks whether the room is still there. Must not know what is hidden meanwhile.

/** @typedef {import("./room.js").Room} Room */

export const AFTER_LIMIT_MS = 5_000; // the server closes a room at its limit first, when it can

export class Sleep {
  #room;
  /** Who waits for the server's word. @type {(() => void)[]} */
  #waiting = [];

  /** @param {Room} room */
  constructor(room) {
    this.#room = room;
  }

  /** @returns {Promise<void>} settled once it is known how things stand */
  async end() {
    const { endsAt, clock } = this.#room;
    if (endsAt !== null && clock.now() > endsAt + AFTER_LIMIT_MS) this.#room.finish("closed");
    if (this.#room.isOver || this.#room.desks.size === 0) return;
    const answered = new Promise((resolve) => this.#waiting.push(() => resolve(undefined)));
    this.#room.enter().catch(() => {}); // a connection that is gone comes back by itself, and enters
    await answered;
  }

  /** The server has answered, or there is nothing to ask any more. */
  answered() {
    for (const tell of this.#waiting.splice(0)) tell();
  }
}
