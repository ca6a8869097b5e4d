// Seats as hosts know them: the server's list joined with the mediators' notes. Must not know channels or attempts.

import { linkProof, linkSecret, proofHash, resumeSecret, seatId } from "../crypto/derivation.js";
import { personalLink } from "./links.js";

/**
 * @typedef {import("../entries/notes.js").SeatNote} SeatNote
 * @typedef {import("../entries/book.js").Book} Book
 * @typedef {{seat: string, version: number, kind: string, device: string | null, connected: boolean, revoked: boolean}} Listed
 *
 * @typedef {object} Secrets
 * @property {Uint8Array} roomSecret S
 * @property {Uint8Array} invitation I
 */

const NO_SEATS = /** @type {Readonly<Record<string, SeatNote>>} */ ({});
const MOST_SEATS = 512;

export class SeatBook {
  #secrets;
  #readNotes;
  /** @type {Map<string, SeatNote>} told, and not yet back in the notes' order */
  #told = new Map();
  /** @type {Map<string, Listed>} */
  listed = new Map();

  /**
   * @param {Secrets} secrets
   * @param {() => Book | undefined} readNotes
   */
  constructor(secrets, readNotes) {
    this.#secrets = secrets;
    this.#readNotes = readNotes;
  }

  /** @param {Listed[]} seats as the server has them */
  list(seats) {
    this.listed = new Map(seats.map((seat) => [seat.seat, seat]));
  }

  /** @returns {SeatNote[]} in the order of their n */
  notes() {
    const noted = this.#readNotes()?.seats ?? NO_SEATS;
    const all = new Map([...Object.entries(noted), ...this.#told]);
    return [...all.values()].sort((one, other) => one.n - other.n);
  }

  /** @param {string} seat @returns {SeatNote | undefined} */
  note(seat) {
    return this.#told.get(seat) ?? this.#readNotes()?.seats[seat];
  }

  /** @param {SeatNote} note @returns {Record<string, unknown>} the entry to post */
  tell(note) {
    this.#told.set(note.seat, note);
    const { kind, ...rest } = note;
    return { kind: "seat", seat_kind: kind, ...rest };
  }

  /** The notes have come further. */
  settle() {
    const noted = this.#readNotes()?.seats ?? NO_SEATS;
    for (const [seat, note] of this.#told) {
      if (JSON.stringify(noted[seat], keysInOrder) === JSON.stringify(note, keysInOrder)) this.#told.delete(seat);
    }
  }

  /** @param {string} seat */
  isHost(seat) {
    return this.note(seat)?.kind === "host";
  }

  /** @param {string} seat */
  isAdmitted(seat) {
    return Boolean(this.listed.get(seat)?.device);
  }

  /** @returns {string[]} host seats, past ones too: what they wrote still counts */
  hosts() {
    const listed = [...this.listed.values()].filter(({ kind }) => kind === "host").map(({ seat }) => seat);
    const noted = this.notes().filter(({ kind }) => kind === "host").map(({ seat }) => seat);
    return [...new Set([...listed, ...noted])];
  }

  /**
   * @param {string} seat
   * @returns {string[]} every device that the seat is known to have been admitted on; none before the notes, read from
   *   their beginning, have come to the first
   */
  devices(seat) {
    const noted = this.#readNotes()?.devices[seat] ?? [];
    const told = this.#told.get(seat)?.device;
    if (noted.length === 0 && !told) return [];
    const present = [told, this.listed.get(seat)?.device];
    return [...new Set([...noted, ...present.filter((device) => typeof device === "string")])];
  }

  /** @param {string} seat @param {string} device */
  resumeSecret(seat, device) {
    return resumeSecret(this.#secrets.roomSecret, seat, device);
  }

  /** @param {string} seat @param {number} version */
  linkSecret(seat, version) {
    return linkSecret(this.#secrets.invitation, seat, version);
  }

  /** @param {string} seat @param {number} version */
  proofHash(seat, version) {
    return proofHash(linkProof(this.linkSecret(seat, version)));
  }

  /** @param {string} room @param {SeatNote} note @param {string} origin */
  link(room, note, origin) {
    return personalLink(room, this.#secrets.invitation, note, origin);
  }

  /** @param {number} n */
  seatId(n) {
    return seatId(this.#secrets.invitation, n);
  }

  /** @returns {number} a number that no seat has had */
  nextNumber() {
    return 1 + Math.max(0, ...this.notes().map(({ n }) => n));
  }

  /** @param {string} seat @returns {number | null} which n it is, for a seat known by its id alone */
  numberOf(seat) {
    for (let n = 0; n < MOST_SEATS; n += 1) if (this.seatId(n) === seat) return n;
    return null;
  }
}

/** @param {string} _key @param {any} value */
function keysInOrder(_key, value) {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  return Object.fromEntries(Object.entries(value).sort(([one], [other]) => (one < other ? -1 : 1)));
}
