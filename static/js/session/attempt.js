// A host's end of one attempt: reads the knock, commits, answers, tells the words, whispers.
// Must not know what is granted.

import { tidyName } from "../entries/name.js";
import { handshakePrologue, openWhisper, sealWhisper } from "../crypto/channel_cipher.js";
import { commitmentTo, handshakePsk } from "../crypto/derivation.js";
import { randomBytes, toBase64url } from "../crypto/encoding.js";
import { HandshakeFailed, Responder } from "../crypto/noise.js";
import { safetyWords } from "../crypto/safety_words.js";
import { bytesOf } from "./keyring.js";

const LANGUAGE = /^[A-Za-z]{2,3}(-[A-Za-z0-9]{1,8}){0,3}$/;

/**
 * A knock as the server hands it on.
 * @typedef {{attempt: string, seat: string, version: number, device: string, known: boolean, bare: boolean, message: Uint8Array}} Knock
 */

export class Attempt {
  #keys;
  #place;
  #nonce = randomBytes(32);
  name = "";
  language = "";
  /** Places in the list of words. @type {number[]} */
  words = [];
  isAdmitted = false;
  isGranted = false;
  /** @type {any[] | null} keys that the member handed back, not to be used before admission */
  keysBack = null;
  /** What this end has been told already: hosts, and channel epochs. @type {Set<string>} */
  told = new Set();

  /**
   * @param {string} room
   * @param {Knock} knock
   * @param {Uint8Array} link L
   * @param {Uint8Array | null} resume R to try first, or null
   * throws HandshakeFailed when neither psk is the member's
   */
  constructor(room, knock, link, resume) {
    this.id = knock.attempt;
    this.seat = knock.seat;
    this.device = knock.device;
    this.#place = { room, seat: knock.seat, attempt: knock.attempt };
    const prologue = handshakePrologue(room, knock.seat, knock.version);
    const returning = resume && responding(prologue, handshakePsk(link, resume), knock.message);
    this.isReturning = Boolean(returning);
    const responder = returning || new Responder(prologue, handshakePsk(link, null), knock.message);
    this.#keys = responder.answer(commitmentTo(this.#nonce));
    this.message = this.#keys.message;
  }

  /** @returns {{kind: "reveal", nonce: string}} */
  reveal() {
    return { kind: "reveal", nonce: toBase64url(this.#nonce) };
  }

  /** @param {any} hello @returns {boolean} whether it is a person who may wait in the lobby */
  meet({ nonce, name, language, accepted }) {
    const memberNonce = bytesOf(nonce);
    const tidy = tidyName(name);
    if (!memberNonce || tidy === null || accepted !== true || this.isReturning) return false;
    if (this.words.length > 0) return true;
    this.name = tidy;
    this.language = LANGUAGE.test(String(language)) ? language : "";
    this.words = safetyWords(this.#keys.hash, memberNonce, this.#nonce);
    return true;
  }

  /** @param {object} body */
  whisper(body) {
    return { attempt: this.id, box: sealWhisper(this.#keys.fromResponder, this.#place, body) };
  }

  /** @param {Uint8Array} box @returns {any} undefined when it does not open */
  open(box) {
    return openWhisper(this.#keys.fromInitiator, this.#place, box);
  }
}

/** @param {Uint8Array} prologue @param {Uint8Array} psk @param {Uint8Array} message */
function responding(prologue, psk, message) {
  try {
    return new Responder(prologue, psk, message);
  } catch (error) {
    if (error instanceof HandshakeFailed) return null;
    throw error;
  }
}
