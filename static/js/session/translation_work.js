// Translating what was said, and letting it wait for that. Must not know who may: the entries' rules say so.

import { deskOf, mustBeHost, post } from "./posting.js";

/** @typedef {import("./room.js").Room} Room */

export class TranslationWork {
  #room;

  /** @param {Room} room */
  constructor(room) {
    this.#room = room;
  }

  /** @param {string} channel @param {string} of an entry @param {string} language BCP 47 @param {string} text */
  async translate(channel, of, language, text) {
    await post(this.#room, deskOf(this.#room, channel), { kind: "translation", of, language, text });
  }

  /** @param {string} channel @param {boolean} on */
  async awaitTranslation(channel, on) {
    mustBeHost(this.#room);
    await post(this.#room, deskOf(this.#room, channel), { kind: "await_translation", on });
  }

  /** @param {string} channel @param {string} entry */
  async showUntranslated(channel, entry) {
    mustBeHost(this.#room);
    await post(this.#room, deskOf(this.#room, channel), { kind: "untranslated", entry });
  }
}
