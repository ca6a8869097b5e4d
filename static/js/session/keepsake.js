// What a tab keeps for its own reload, in sessionStorage under its seat's name: ids, a pad that alone is noise, sealed drafts.
// Must never be given a key, a name or a word in the clear.

import { fromBase64url, isId, toBase64url } from "../crypto/encoding.js";

/**
 * The part of the browser's Storage that is used.
 * @typedef {Pick<Storage, "getItem" | "setItem" | "removeItem" | "key" | "length">} Store
 *
 * @typedef {object} Kept
 * @property {string} room
 * @property {string} seat
 * @property {number} version
 * @property {boolean} isHost
 * @property {Uint8Array} pad
 * @property {string | null} notes  a host's: the notes' channel
 */

const PREFIX = "mediation.";
const DRAFTS = ".drafts";
const LIFELINE = ".lifeline";

export class Keepsake {
  #store;
  #key;

  /** @param {Store} store @param {string} seat */
  constructor(store, seat) {
    this.#store = store;
    this.#key = PREFIX + seat;
  }

  /**
   * @param {Store} store
   * @returns {Kept | null} the room that this tab was in
   */
  static find(store) {
    for (const key of keysOf(store)) {
      const seat = key.slice(PREFIX.length);
      const kept = isId(seat) ? new Keepsake(store, seat).read() : null;
      if (kept) return kept;
    }
    return null;
  }

  /** @returns {Kept | null} */
  read() {
    try {
      const { room, seat, version, is_host: isHost, pad, notes } = JSON.parse(this.#store.getItem(this.#key) ?? "");
      if (!isId(room) || PREFIX + seat !== this.#key || !Number.isSafeInteger(version)) return null;
      return { room, seat, version, isHost: isHost === true, pad: fromBase64url(pad), notes: isId(notes) ? notes : null };
    } catch {
      return null;
    }
  }

  /** @param {Kept} kept A tab is in one room: what it kept of another is dropped. */
  write({ room, seat, version, isHost, pad, notes }) {
    for (const key of keysOf(this.#store)) if (!key.startsWith(this.#key)) this.#store.removeItem(key);
    const fields = { room, seat, version, is_host: isHost, pad: toBase64url(pad), notes };
    this.#put(this.#key, JSON.stringify(fields));
  }

  /** A browser that keeps nothing, or is full, costs a reload its comfort; it must not stop a word being sent. @param {string} key @param {string} value */
  #put(key, value) {
    try {
      this.#store.setItem(key, value);
    } catch {
      this.#store.removeItem(key);
    }
  }

  /** @returns {Uint8Array | null} */
  readDrafts() {
    try {
      return fromBase64url(this.#store.getItem(this.#key + DRAFTS) ?? "");
    } catch {
      return null;
    }
  }

  /** @param {Uint8Array} sealed */
  writeDrafts(sealed) {
    this.#put(this.#key + DRAFTS, toBase64url(sealed));
  }

  /** @returns {Uint8Array | null} a host's, by which a server that has lost its memory gets the room back */
  readLifeline() {
    const kept = this.#store.getItem(this.#key + LIFELINE);
    return kept ? fromBase64url(kept) : null;
  }

  /** @param {Uint8Array} lifeline ids, hashes and times under the server's MAC */
  writeLifeline(lifeline) {
    this.#put(this.#key + LIFELINE, toBase64url(lifeline));
  }

  forgetDrafts() {
    this.#store.removeItem(this.#key + DRAFTS);
  }

  forget() {
    this.#store.removeItem(this.#key);
    this.#store.removeItem(this.#key + LIFELINE);
    this.forgetDrafts();
  }
}

/** @param {Store} store */
function keysOf(store) {
  return Array.from({ length: store.length }, (_, at) => store.key(at) ?? "").filter((key) => key.startsWith(PREFIX));
}
