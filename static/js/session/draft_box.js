// Words not sent yet: drafts and posts without acknowledgement. Sealed into the keepsake at each change, so that a
// reload loses none and the disk reads none. Must not know how they are sent.

import { encode, utf8 } from "../crypto/encoding.js";
import { open, seal } from "../crypto/sealing.js";

/**
 * @typedef {{entry: string, body: Record<string, unknown>}} Unsent
 * @typedef {{name: string, language: string}} Introduction
 */

/** @param {string} channel @param {string} of @returns {string} the name of what is begun there beside the message, which is no channel's id */
export const begunAs = (channel, of) => `${channel} ${of}`;

export class DraftBox {
  #keepsake;
  #data;
  /** @type {Uint8Array | null} */
  #key = null;
  /** @type {Map<string, string>} */
  #drafts = new Map();
  /** @type {Map<string, Unsent[]>} */
  #unsent = new Map();
  /** @type {Introduction | null} how the person introduced themselves, for a mediator on a new device */
  introduction = null;

  /**
   * @param {import("./keepsake.js").Keepsake} keepsake
   * @param {string} room
   * @param {string} seat
   */
  constructor(keepsake, room, seat) {
    this.#keepsake = keepsake;
    this.#data = encode("drafts", room, seat);
  }

  get isUnlocked() {
    return this.#key !== null;
  }

  /** @param {Uint8Array} key the draft key; what an earlier load of this tab left is taken in */
  unlock(key) {
    this.#key = key;
    const left = this.#left(key);
    for (const [channel, text] of left.drafts) if (!this.#drafts.has(channel)) this.#drafts.set(channel, text);
    for (const [channel, unsent] of left.unsent) if (!this.#unsent.has(channel)) this.#unsent.set(channel, unsent);
    this.introduction ??= left.introduction;
    this.#save();
  }

  /** @param {Uint8Array} key @returns {{drafts: [string, string][], unsent: [string, Unsent[]][], introduction: Introduction | null}} */
  #left(key) {
    const sealed = this.#keepsake.readDrafts();
    const plaintext = sealed && open(key, this.#data, sealed);
    return plaintext ? JSON.parse(new TextDecoder().decode(plaintext)) : { drafts: [], unsent: [], introduction: null };
  }

  #save() {
    if (!this.#key) return;
    const left = { drafts: [...this.#drafts], unsent: [...this.#unsent], introduction: this.introduction };
    this.#keepsake.writeDrafts(seal(this.#key, this.#data, utf8(JSON.stringify(left))));
  }

  /** @param {string} channel */
  draft(channel) {
    return this.#drafts.get(channel) ?? "";
  }

  /** @param {string} channel @returns {Record<string, string>} what is begun there beside the message */
  begun(channel) {
    const start = begunAs(channel, "");
    const begun = [...this.#drafts].filter(([name]) => name.startsWith(start));
    return Object.fromEntries(begun.map(([name, text]) => [name.slice(start.length), text]));
  }

  /** @param {string} channel @param {string} text */
  setDraft(channel, text) {
    if (text) this.#drafts.set(channel, text);
    else this.#drafts.delete(channel);
    this.#save();
  }

  /** @param {string} channel */
  unsent(channel) {
    return this.#unsent.get(channel) ?? [];
  }

  /** @param {string} channel @param {Unsent[]} unsent */
  setUnsent(channel, unsent) {
    if (unsent.length > 0) this.#unsent.set(channel, unsent);
    else if (!this.#unsent.delete(channel)) return;
    this.#save();
  }

  forget() {
    this.#key = null;
    this.#drafts.clear();
    this.#unsent.clear();
    this.introduction = null;
  }
}
