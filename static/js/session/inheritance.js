// What a mediator on a new device finds: channels whose keys were lost with the old one, and may be handed back by
// those who compare the words. Must not know handshakes.

import { isId } from "../crypto/encoding.js";
import { bytesOf } from "./keyring.js";

/**
 * @typedef {import("./room.js").Room} Room
 * @typedef {import("./seat_book.js").SeatBook} SeatBook
 * @typedef {import("./keyring.js").DerivedKeys} DerivedKeys
 * @typedef {import("./links.js").PreparedSeat} PreparedSeat
 * @typedef {{channel: string, epoch: number, key: string | null}} Lost
 */

const MOST_KEYS_AN_ENTRY = 200;

export class Inheritance {
  #room;
  #seats;
  #notebook;
  #keyring;
  /** @type {Lost[]} */
  #lost = [];
  /** Seats whose former private meeting may still become readable. @type {Set<string>} */
  expected = new Set();

  /** @param {Room} room @param {SeatBook} seats @param {import("./notebook.js").Notebook} notebook @param {DerivedKeys} keyring */
  constructor(room, seats, notebook, keyring) {
    this.#room = room;
    this.#seats = seats;
    this.#notebook = notebook;
    this.#keyring = keyring;
  }

  /** Everything there is lies under a secret that is lost. @returns {string[]} the channels */
  begin() {
    const channels = [...this.#room.desks.values()].map(({ channel }) => channel);
    this.#lost = channels.flatMap(({ id, described }) => (described.epochs ?? []).map(({ epoch }) => ({ channel: id, epoch, key: null })));
    this.#keyring.inherit(this.#lost);
    for (const { seat, device } of this.#seats.listed.values()) if (device) this.expected.add(seat);
    this.#room.alarm("notes_lost", null);
    return channels.map(({ id }) => id);
  }

  /** So that a reload, and other hosts, know which epochs are not under the present secret. */
  note() {
    this.#post(this.#lost);
  }

  /** @param {Lost[]} keys */
  #post(keys) {
    for (let at = 0; at < keys.length; at += MOST_KEYS_AN_ENTRY) {
      this.#notebook.post({ kind: "inherited", keys: keys.slice(at, at + MOST_KEYS_AN_ENTRY) });
    }
  }

  /** @param {unknown[]} items as a member handed them back; whether they open anything shows when they are tried */
  takeBack(items) {
    const keys = /** @type {any[]} */ (items).filter((item) => isId(item?.channel) && bytesOf(item.key) && this.#keyring.isInherited(item.channel, item.epoch));
    this.#post(keys.map(({ channel, epoch, key }) => ({ channel, epoch, key })));
  }

  /** The notes have told of more keys. */
  read() {
    const readable = this.#keyring.inherit(this.#notebook.book?.inherited ?? []);
    for (const id of readable) this.#room.desks.get(id)?.channel.reopen();
  }

  /** @param {string} seat @returns {boolean} whether it was admitted under an earlier room secret only */
  isFromBefore(seat) {
    const hasInherited = this.#lost.length > 0 || (this.#notebook.book?.inherited.length ?? 0) > 0;
    const device = this.#seats.listed.get(seat)?.device;
    return hasInherited && Boolean(device) && this.#seats.note(seat)?.device !== device;
  }

  /**
   * The host link may be older than the room: the server's list of seats counts.
   * @param {PreparedSeat[]} prepared
   * @returns {PreparedSeat[]}
   */
  seatsAsListed(prepared) {
    const byNumber = new Map(prepared.map((seat) => [seat.n, seat]));
    for (const { seat, version, kind } of this.#seats.listed.values()) {
      const n = this.#seats.numberOf(seat);
      if (!n) continue;
      const known = byNumber.get(n) ?? { n, label: "", side: null };
      byNumber.set(n, { ...known, version, kind: /** @type {PreparedSeat["kind"]} */ (kind) });
    }
    return [...byNumber.values()];
  }
}
