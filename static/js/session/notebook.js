// The mediators' notes as a host uses them: what is posted there, and what they say of the room.
// Must not know how seats are admitted.

/**
 * @typedef {import("./room.js").Room} Room
 */

export class Notebook {
  #room;

  /** @param {Room} room @param {string} id the notes' channel */
  constructor(room, id) {
    this.#room = room;
    this.id = id;
  }

  get #desk() {
    return this.#room.desks.get(this.id);
  }

  /** @returns {import("./channel.js").Channel | undefined} */
  get channel() {
    return this.#desk?.channel;
  }

  /** @returns {import("../entries/book.js").Book | undefined} */
  get book() {
    return this.channel?.book;
  }

  /** @param {...Record<string, unknown>} bodies */
  post(...bodies) {
    for (const body of bodies) this.#desk?.outbox.add(body).catch(() => {});
  }
}
