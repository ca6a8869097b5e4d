// A member's way in, first and every further time: knock, handshake, words, until a grant can be relied on.
// Must not know channels; what is granted goes to whoever asked for it.

import { HandshakeFailed } from "../crypto/noise.js";
import { CommitmentBroken, Initiation } from "./initiation.js";

/**
 * @typedef {object} Delegate
 * @property {(granted: any) => void} granted  a grant, from an attempt that can be relied on
 * @property {(whisper: any) => void} told  any other whisper from such an attempt
 * @property {() => void} wordsAreKnown
 * @property {() => void} hostIsNew  the host cannot answer under R: it is on a new device
 * @property {() => void} doesNotHold  the handshake or the commitment does not hold
 */

const KNOCK_AGAIN_MS = 500;
const AFTER_TOO_FAST_MS = 7_000;
// An answer to an earlier knock may still be on its way; more than that is not chance.
const MOST_FAILURES = 3;

export class Arrival {
  #room;
  #link;
  #delegate;
  /** @type {Initiation | null} */
  #initiation = null;
  #failures = 0;
  /** @type {unknown} */
  #timer = null;
  /** @type {Uint8Array | null} R */
  resume = null;
  /** Knock with the link alone, although this device is the admitted one. */
  isBare = false;
  /** @type {{name: string, language: string}} */
  introduction = { name: "", language: "" };

  /**
   * @param {import("./room.js").Room} room
   * @param {import("./personal_link.js").PersonalLink} link
   * @param {Delegate} delegate
   */
  constructor(room, link, delegate) {
    this.#room = room;
    this.#link = link;
    this.#delegate = delegate;
  }

  get words() {
    return this.#initiation?.words ?? [];
  }

  async knock() {
    this.#room.clock.clearTimeout(this.#timer);
    if (!this.#room.isOnline) return;
    const initiation = new Initiation(this.#link, this.isBare ? null : this.resume);
    this.#initiation = initiation;
    try {
      await this.#room.request("knock", { message: initiation.message, bare: this.isBare });
    } catch (error) {
      if (/** @type {any} */ (error).reason === "too_fast") this.#knockIn(AFTER_TOO_FAST_MS);
    }
  }

  /** @param {number} ms */
  #knockIn(ms) {
    this.#room.clock.clearTimeout(this.#timer);
    this.#timer = this.#room.clock.setTimeout(() => this.knock(), ms);
  }

  stop() {
    this.#room.clock.clearTimeout(this.#timer);
    this.#initiation = null;
  }

  /** @param {string} event @param {any} fields */
  event(event, fields) {
    if (event === "answer") this.#answered(fields);
    else if (fields.attempt !== this.#initiation?.attempt) return;
    else if (event === "whisper") this.#whispered(fields.box);
    else if (event === "attempt_over") this.#knockIn(KNOCK_AGAIN_MS);
  }

  /** @param {{attempt: string, message: Uint8Array | null}} answer */
  #answered({ attempt, message }) {
    const initiation = this.#initiation;
    if (!initiation || initiation.attempt) return;
    if (message === null) {
      this.isBare = true;
      this.#delegate.hostIsNew();
      void this.knock();
      return;
    }
    try {
      initiation.read(attempt, message);
    } catch (error) {
      if (!(error instanceof HandshakeFailed)) throw error;
      this.#failures += 1;
      if (this.#failures < MOST_FAILURES) this.#knockIn(KNOCK_AGAIN_MS);
      else this.#delegate.doesNotHold();
      return;
    }
    this.#failures = 0;
    this.whisper(initiation.isReturning ? { kind: "resume" } : initiation.hello(this.introduction));
  }

  /** @param {object} body */
  whisper(body) {
    if (!this.#initiation?.attempt) return;
    // Lost with the connection; then the attempt is over, and everything is said again in the next.
    this.#room.request("whisper", this.#initiation.whisper(body)).catch(() => {});
  }

  /** @param {Uint8Array} box */
  #whispered(box) {
    const initiation = /** @type {Initiation} */ (this.#initiation);
    const body = initiation.open(box);
    if (body?.kind === "reveal") this.#revealed(initiation, body.nonce);
    else if (body?.kind === "grant" && initiation.isSure) this.#delegate.granted(body);
    else if (body && initiation.isSure) this.#delegate.told(body);
  }

  /** @param {Initiation} initiation @param {unknown} nonce */
  #revealed(initiation, nonce) {
    if (initiation.words.length > 0) return;
    try {
      initiation.reveal(nonce);
      this.#delegate.wordsAreKnown();
    } catch (error) {
      if (!(error instanceof CommitmentBroken)) throw error;
      this.#delegate.doesNotHold();
    }
  }
}
