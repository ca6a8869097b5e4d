// Asking that something may leave a private meeting or caucus, and answering. Must not carry anything: that is the courier's.

import { deskOf, mustBeHost, post } from "./posting.js";

/**
 * @typedef {import("./room.js").Room} Room
 * @typedef {import("../entries/board_state.js").OptionParts} OptionParts
 */

export class ConsentWork {
  #room;

  /** @param {Room} room */
  constructor(room) {
    this.#room = room;
  }

  /** @param {string} channel @param {import("./posting.js").Body} body */
  #post(channel, body) {
    return post(this.#room, deskOf(this.#room, channel), body);
  }

  /**
   * @param {string} channel @param {string} wording @param {string} destination "joint" or a channel id
   * @param {string | undefined} title how people here may call the destination @param {string} what
   * @param {OptionParts | null} [asOption] @param {boolean} [named]
   */
  async proposeConsent(channel, wording, destination, title, what, asOption, named) {
    const about = { destination, destination_title: title ?? "", what, as_option: asOption ?? null, named: named === true };
    await this.#post(channel, { kind: "consent", wording, ...about });
  }

  /** @param {string} channel @param {string} consent @param {string} version @param {"yes" | "no" | null} answer */
  async answerConsent(channel, consent, version, answer) {
    await this.#post(channel, { kind: "consent_answer", consent, version, answer });
  }

  /** @param {string} channel @param {string} consent @param {string} wording @param {OptionParts | null} [asOption] as it was, when not given */
  async rewordConsent(channel, consent, wording, asOption) {
    const { consents } = deskOf(this.#room, channel).channel.book;
    const present = consents.find((asked) => asked.consent === consent)?.asOption ?? null;
    await this.#post(channel, { kind: "consent_reword", consent, wording, as_option: asOption === undefined ? present : asOption });
  }

  /** @param {string} channel @param {string} consent @param {string} version */
  async shareConsent(channel, consent, version) {
    mustBeHost(this.#room);
    await this.#post(channel, { kind: "consent_shared", consent, version });
  }

  /** @param {string} channel @param {string} consent */
  async dropConsent(channel, consent) {
    await this.#post(channel, { kind: "consent_dropped", consent });
  }
}
