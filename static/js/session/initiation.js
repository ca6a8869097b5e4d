// A member's end of one attempt: handshake, commitment, safety words, whispers. Must not know the room's state.

import { handshakePrologue, openWhisper, sealWhisper } from "../crypto/channel_cipher.js";
import { commitmentTo, handshakePsk } from "../crypto/derivation.js";
import { areEqual, randomBytes, toBase64url } from "../crypto/encoding.js";
import { Initiator } from "../crypto/noise.js";
import { safetyWords } from "../crypto/safety_words.js";
import { bytesOf } from "./keyring.js";

/** What the host opened is not what it had committed to: someone is in the middle. */
export class CommitmentBroken extends Error {
  name = "CommitmentBroken";
}

export class Initiation {
  #initiator;
  #place = { room: "", seat: "", attempt: "" };
  /** @type {import("../crypto/noise.js").Handshaken | null} */
  #keys = null;
  #nonce = randomBytes(32);
  /** Places in the list of words. @type {number[]} */
  words = [];
  attempt = "";

  /**
   * @param {{room: string, seat: string, version: number, secret: Uint8Array}} link
   * @param {Uint8Array | null} resume R, or null before admission
   */
  constructor({ room, seat, version, secret }, resume) {
    this.isReturning = resume !== null;
    this.#place = { room, seat, attempt: "" };
    this.#initiator = new Initiator(handshakePrologue(room, seat, version), handshakePsk(secret, resume));
    this.message = this.#initiator.message;
  }

  /** @returns {boolean} whether what the host whispers now can be relied on: R was known, or the commitment held */
  get isSure() {
    return this.#keys !== null && (this.isReturning || this.words.length > 0);
  }

  /** @param {string} attempt @param {Uint8Array} message message 2; throws HandshakeFailed */
  read(attempt, message) {
    this.#keys = this.#initiator.read(message);
    this.attempt = attempt;
    this.#place.attempt = attempt;
  }

  /** @param {{name: string, language: string}} introduction */
  hello({ name, language }) {
    return { kind: "hello", nonce: toBase64url(this.#nonce), name, language, accepted: true };
  }

  /** @param {unknown} nonce n_h as revealed; throws CommitmentBroken */
  reveal(nonce) {
    const hostNonce = bytesOf(nonce);
    const keys = this.#keys;
    if (!keys || !hostNonce || !areEqual(commitmentTo(hostNonce), keys.payload)) {
      throw new CommitmentBroken("the host's nonce is not the committed one");
    }
    this.words = safetyWords(keys.hash, this.#nonce, hostNonce);
  }

  /** @param {object} body @returns {{attempt: string, box: Uint8Array}} */
  whisper(body) {
    if (!this.#keys) throw new TypeError("no handshake yet");
    return { attempt: this.attempt, box: sealWhisper(this.#keys.fromInitiator, this.#place, body) };
  }

  /** @param {Uint8Array} box @returns {any} undefined when it does not open */
  open(box) {
    return this.#keys ? openWhisper(this.#keys.fromResponder, this.#place, box) : undefined;
  }
}
