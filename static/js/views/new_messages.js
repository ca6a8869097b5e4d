// What others have written in the conversation that is before a person, while it is: to be told to whoever does not
// look. Neither what was said before, nor one's own words. Must not know how it is told.

/**
 * @typedef {import("../entries/room_state.js").ChannelState} ChannelState
 * @typedef {import("../entries/room_state.js").Message} Message
 */

export class NewMessages {
  #channel = "";
  /** @type {Set<string>} */
  #known = new Set();
  /** Channels whose history has come: after a reload it comes one by one. @type {Set<string>} */
  #settled = new Set();

  /**
   * What waits for its translation is new when it is shown.
   * @param {ChannelState} channel @returns {Message[]} of others, since this was last asked about the same channel
   */
  since({ id, messages, settled }) {
    const isNews = this.#channel === id && this.#settled.has(id);
    const unknown = messages.filter(({ entry, text }) => text && !this.#known.has(entry));
    unknown.forEach(({ entry }) => this.#known.add(entry));
    this.#channel = id;
    if (settled) this.#settled.add(id);
    return isNews ? unknown.filter(({ mine }) => !mine) : [];
  }
}
