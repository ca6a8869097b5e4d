// One channel in this tab: envelopes put in order, opened and checked, their entries applied to its book.
// Must not know how envelopes arrive, nor who decides on the channel.

import { applyEntry, EMPTY_BOOK } from "../entries/book.js";
import { openPost, openSignal, sealPost, sealSignal } from "../crypto/channel_cipher.js";
import { areEqual } from "../crypto/encoding.js";
import { firstHash, nextHash } from "../crypto/running_hash.js";

/**
 * @typedef {import("../crypto/running_hash.js").Stamped} Envelope
 * @typedef {import("./keyring.js").Keyring} Keyring
 *
 * @typedef {object} Description  as the server describes a channel
 * @property {string} channel
 * @property {number} epoch
 * @property {number} start
 * @property {number} head
 * @property {number} since
 * @property {boolean} listens
 * @property {boolean} held
 * @property {boolean} needs_host
 * @property {string[]} present
 * @property {number[]} [lives]  the head at which each life of the server after the first began
 * @property {{seat: string, listens: boolean, since: number}[]} [members]  to hosts only
 * @property {{epoch: number, epoch_id: string, start: number}[]} [epochs]  to hosts only
 *
 * @typedef {object} Reader  what a channel needs to know about this tab
 * @property {string} room
 * @property {string} seat
 * @property {Keyring} keyring
 * @property {() => readonly string[]} hosts
 * @property {(seat: string) => Uint8Array[]} authorsOf  author keys known for a seat; empty: cannot be checked
 * @property {() => number} now
 * @property {(kind: "history" | "forged", channel: string) => void} alarm
 * @property {(channel: Channel, envelope: Envelope, body: any, hadEffect: boolean) => void} applied
 */

// A page must go through where one post does, in base64 when polling.
const PAGE_BYTES = 48 * 1024;
const PAGE_ENVELOPES = 200;
const ENVELOPE_BYTES = 200; // what stands around its sealed content

export class Channel {
  #reader;
  /** @type {Map<number, Envelope>} */
  #envelopes = new Map();
  /** @type {Map<number, Uint8Array>} running hashes */
  #hashes = new Map();
  /** @type {Map<string, number>} */
  arrivedAt = new Map();
  /** When each entry came that this tab was there to hear. @type {Map<string, number>} ms */
  heardAt = new Map();
  book = EMPTY_BOOK;
  /** The number up to which everything has been received without a gap. */
  received = 0;
  applied = 0;
  hasBase = false;
  unread = 0;
  /** Applied once at least: what is read again is no news. */
  #furthest = 0;
  /** Entries applied, and who made them. @type {Map<string, string>} */
  #entries = new Map();
  /** Others' entries that were here before a restart of the server, and are not there again yet. @type {Set<string>} */
  #missing = new Set();
  /** Until it has caught up once, what comes is what was there before, and not news. */
  hasSettled = false;

  /**
   * @param {Reader} reader
   * @param {Description} description
   */
  constructor(reader, description) {
    this.#reader = reader;
    this.id = description.channel;
    this.described = description;
    this.received = description.since;
    this.head = description.head;
  }

  /** @param {Description} description */
  describe(description) {
    this.described = { ...this.described, ...description };
    this.head = Math.max(this.head, description.head);
    this.advance();
  }

  get epoch() {
    return this.described.epoch;
  }

  get isSettled() {
    return this.hasBase && this.applied >= this.head;
  }

  /** @param {number} number @returns {number} ms, this tab's clock; 0 for what was there before */
  arrivedAtNumber(number) {
    const envelope = this.#envelopes.get(number);
    return (envelope && this.heardAt.get(envelope.entry)) ?? 0;
  }

  /** @param {string} entry @returns {boolean} whether one's own entry has come back in the order */
  hasEntry(entry) {
    return this.#entries.get(entry) === this.#reader.seat;
  }

  /** @param {number} number @returns {Uint8Array | undefined} the running hash there, once applied that far */
  hashAt(number) {
    return number <= this.applied ? this.#hashes.get(number) : undefined;
  }

  /** @param {Envelope} envelope @returns {boolean} whether some before it are missing */
  receive(envelope) {
    const known = this.#envelopes.get(envelope.number);
    if (known && !areEqual(known.sealed, envelope.sealed)) this.#reader.alarm("history", this.id);
    if (!known && envelope.number > this.described.since) this.#envelopes.set(envelope.number, envelope);
    while (this.#envelopes.has(this.received + 1)) this.received += 1;
    this.head = Math.max(this.head, envelope.number);
    this.advance();
    return this.received < envelope.number;
  }

  /** Applies, in order, whatever can be opened now. */
  advance() {
    if (!this.hasBase && !this.#findBase()) return;
    for (;;) {
      const envelope = this.#envelopes.get(this.applied + 1);
      const keys = envelope && this.#reader.keyring.keysFor(this.id, envelope.epoch);
      if (!envelope || !keys) break;
      this.#apply(envelope, keys);
    }
    if (!this.isSettled) return;
    this.hasSettled = true;
    if (this.#missing.size > 0) this.#reader.alarm("history", this.id);
    this.#missing.clear();
  }

  #findBase() {
    const base = this.#reader.keyring.baseOf(this.id);
    if (!base) return false;
    this.#hashes.set(base.since, base.hash ?? firstHash(this.#reader.room, this.id));
    this.applied = base.since;
    this.hasBase = true;
    return true;
  }

  /** @param {Envelope} envelope @param {Uint8Array[]} keys */
  #apply(envelope, keys) {
    const { number, sender, entry, epoch } = envelope;
    this.#missing.delete(entry);
    const before = /** @type {Uint8Array} */ (this.#hashes.get(number - 1));
    this.#hashes.set(number, nextHash(before, envelope));
    this.applied = number;
    const isFirstTime = number > this.#furthest;
    this.#furthest = Math.max(this.#furthest, number);
    const opened = this.#open(envelope, keys);
    if (!opened) {
      // An epoch whose key was lost with a mediator's device is silence; anything else that does not open is not.
      if (keys.length > 0 && !this.#reader.keyring.isInherited(this.id, epoch)) this.#reader.alarm("history", this.id);
      return;
    }
    if (!this.#isAuthentic(envelope, opened)) this.#reader.alarm("forged", this.id);
    // An entry counts once: neither a server nor another seat can bring it again under the same id.
    const isNew = !this.#entries.has(entry);
    const book = isNew ? applyEntry(this.book, { number, sender, entry, body: opened.body, hosts: this.#reader.hosts() }) : this.book;
    if (book.messages.length > this.book.messages.length) this.#heard(entry, sender);
    const hadEffect = book !== this.book;
    this.book = book;
    if (isNew) this.#entries.set(entry, sender);
    // Sent again, an entry keeps the number that it has: a server that gives it two is no honest one.
    else if (this.#entries.get(entry) === sender) this.#reader.alarm("history", this.id);
    if (isNew && isFirstTime && this.hasSettled) this.heardAt.set(entry, this.#reader.now());
    this.#reader.applied(this, envelope, opened.body, hadEffect);
  }

  /** @param {Envelope} envelope @param {Uint8Array[]} keys */
  #open(envelope, keys) {
    const hashSeen = this.#hashes.get(envelope.seen);
    if (!hashSeen) return null;
    const place = { ...envelope, room: this.#reader.room, channel: this.id, hashSeen };
    for (const key of keys) {
      const opened = openPost(key, place, envelope.sealed);
      if (opened) return opened;
    }
    return null;
  }

  /** @param {Envelope} envelope @param {import("../crypto/channel_cipher.js").Opened} opened */
  #isAuthentic({ sender, epoch }, opened) {
    const authors = this.#reader.authorsOf(sender);
    return authors.length === 0 || this.#reader.keyring.isInherited(this.id, epoch) || authors.some(opened.isBy);
  }

  /** @param {string} entry @param {string} sender */
  #heard(entry, sender) {
    if (this.arrivedAt.has(entry)) return;
    this.arrivedAt.set(entry, this.#reader.now());
    if (this.hasSettled && sender !== this.#reader.seat) this.unread += 1;
  }

  /** Reads everything once more: the host seats, or the keys, are known better now. */
  reopen() {
    const first = this.#reader.keyring.baseOf(this.id);
    if (!this.hasBase || !first) return;
    this.book = EMPTY_BOOK;
    this.#entries.clear();
    this.applied = first.since;
    this.advance();
  }

  /**
   * What a server that has lost it is handed: envelopes in a row as they came, and the running hash before them.
   * @param {number} number @returns {{before: Uint8Array, envelopes: object[]}}
   */
  pageAfter(number) {
    const envelopes = [];
    let bytes = 0;
    for (let next = this.#envelopes.get(number + 1); next && next.number <= this.received; next = this.#envelopes.get(next.number + 1)) {
      bytes += next.sealed.length + ENVELOPE_BYTES;
      if (envelopes.length > 0 && (bytes > PAGE_BYTES || envelopes.length === PAGE_ENVELOPES)) break;
      const { channel: _, ...handedIn } = /** @type {any} */ (next);
      envelopes.push(handedIn);
    }
    // Where this tab knows none, the server goes on from its own.
    return { before: this.#hashes.get(number) ?? new Uint8Array(32), envelopes };
  }

  /**
   * What came after that number is gone with the server's memory.
   * @param {number} number
   * @returns {{entry: string, body: any}[]} this tab's own entries among it
   */
  goBackTo(number) {
    const gone = [...this.#envelopes.values()].filter((envelope) => envelope.number > number).sort((one, other) => one.number - other.number);
    const mine = gone.flatMap((envelope) => {
      if (envelope.sender !== this.#reader.seat) this.#missing.add(envelope.entry);
      const keys = this.#reader.keyring.keysFor(this.id, envelope.epoch);
      const opened = envelope.sender === this.#reader.seat && keys && this.#open(envelope, keys);
      return opened && this.#isAuthentic(envelope, opened) ? [{ entry: envelope.entry, body: /** @type {any} */ (opened.body) }] : [];
    });
    for (const envelope of gone) this.#envelopes.delete(envelope.number);
    this.received = number;
    this.head = number;
    this.reopen();
    return mine;
  }

  /** Whether a post can be sealed: the present epoch's key is here, and its start has been reached. */
  get canSeal() {
    return this.hasBase && this.applied >= this.described.start && this.#presentKey() !== undefined;
  }

  #presentKey() {
    return this.#reader.keyring.keysFor(this.id, this.epoch)?.at(-1);
  }

  /**
   * @param {string} entry @param {object} body @param {Uint8Array} author
   * @returns {{channel: string, entry: string, epoch: number, seen: number, sealed: Uint8Array}}
   */
  seal(entry, body, author) {
    const { room, seat: sender } = this.#reader;
    const seen = this.applied;
    const hashSeen = /** @type {Uint8Array} */ (this.#hashes.get(seen));
    const place = { room, channel: this.id, epoch: this.epoch, sender, entry, seen, hashSeen };
    const sealed = sealPost(/** @type {Uint8Array} */ (this.#presentKey()), place, author, body);
    return { channel: this.id, entry, epoch: this.epoch, seen, sealed };
  }

  /** @param {object} body @returns {Uint8Array | null} */
  sealSignal(body) {
    const key = this.#presentKey();
    const { room, seat: sender } = this.#reader;
    return key ? sealSignal(key, { room, channel: this.id, epoch: this.epoch, sender }, body) : null;
  }

  /** @param {{sender: string, epoch: number, box: Uint8Array}} signal @returns {unknown} */
  openSignal({ sender, epoch, box }) {
    const key = this.#reader.keyring.keysFor(this.id, epoch)?.at(-1);
    return key && openSignal(key, { room: this.#reader.room, channel: this.id, epoch, sender }, box);
  }
}
