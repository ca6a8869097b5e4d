// After the server's restart: this tab helps to bring the room back from what it holds (docs/protocol.md, "The server
// restarts"). Must not know what is sealed.

/**
 * @typedef {import("./room.js").Room} Room
 */

const AGAIN_MS = 1_000;

export class Restoration {
  #room;
  /** A host's. @type {Uint8Array | null} */
  #lifeline = null;
  #isHandingIn = false;
  #isAsked = false;
  /** The room is on its way back; until then nothing can be sent. */
  isUnderWay = false;

  /** @param {Room} room */
  constructor(room) {
    this.#room = room;
  }

  /** The server has lost its memory. */
  async begin() {
    this.isUnderWay = true;
    this.#room.isOnline = false;
    this.#room.changed();
    const lifeline = this.#lifeline ?? this.#room.keepsake.readLifeline();
    if (lifeline) await this.#room.request("restore", { lifeline });
  }

  /** @param {string} event @param {any} fields @returns {boolean} whether it was one of these */
  event(event, fields) {
    if (event === "lifeline") this.#keep(fields);
    else if (event === "restoring") void this.#handInAll();
    else if (event === "restored") this.#room.isBack();
    else return false;
    return true;
  }

  /** @param {{lifeline: Uint8Array, revision: number}} fields */
  #keep({ lifeline, revision }) {
    this.#lifeline = lifeline;
    this.#room.keepsake.writeLifeline(lifeline);
    this.#room.request("lifeline_kept", { revision }).catch(() => {});
  }

  /** Asked again in the middle of it, it begins once more: another lifeline may know of more channels. */
  async #handInAll() {
    this.#isAsked = true;
    if (this.#isHandingIn) return;
    this.#isHandingIn = true;
    try {
      while (this.#isAsked) {
        this.#isAsked = false;
        for (const { channel } of this.#room.desks.values()) await this.#handIn(channel);
      }
      await this.#room.request("handed_in");
    } catch {
      // The connection is lost, and with it this attempt; the next one brings the next.
    } finally {
      this.#isHandingIn = false;
    }
  }

  /** @param {import("./channel.js").Channel} channel */
  async #handIn(channel) {
    let after = 0;
    /** @type {{before: Uint8Array, envelopes: object[]}} */
    let page = { before: new Uint8Array(32), envelopes: [] };
    do {
      const head = await this.#offer({ channel: channel.id, ...page });
      after = Math.max(after + page.envelopes.length, head, channel.described.since);
      page = channel.pageAfter(after);
    } while (page.envelopes.length > 0);
  }

  /** @param {object} page @returns {Promise<number>} how far the server has come */
  async #offer(page) {
    for (;;) {
      try {
        return (await this.#room.request("hand_in", page)).head;
      } catch (error) {
        const { reason } = /** @type {any} */ (error);
        if (reason === "not_allowed") return Infinity; // not in what comes back; there is no use in more of it
        if (reason !== "too_fast") throw error;
        await new Promise((resolve) => this.#room.clock.setTimeout(() => resolve(null), AGAIN_MS));
      }
    }
  }
}
