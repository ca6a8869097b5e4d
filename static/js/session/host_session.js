// A host's part: holds the room secret, keeps the mediators' notes, and lets the door and the channels follow them.
// Must not know how members see it.

import { authorKey } from "../crypto/derivation.js";
import { watermarkCode } from "../crypto/watermark_code.js";
import { Arrangement } from "./arrangement.js";
import { Chairing } from "./chairing.js";
import { carry } from "./courier.js";
import { found } from "./founding.js";
import { Halves } from "./halves_at_server.js";
import { secretsOf } from "./holding.js";
import { Inheritance } from "./inheritance.js";
import { DerivedKeys } from "./keyring.js";
import { Notebook } from "./notebook.js";
import { hearCapture } from "./pledge_work.js";
import { Proceedings } from "./proceedings.js";
import { Reception } from "./reception.js";
import { SeatBook } from "./seat_book.js";
import { seatStates } from "./seat_states.js";

/**
 * @typedef {import("./room.js").Room} Room
 * @typedef {import("./role.js").Role} Role
 * @typedef {import("./channel.js").Channel} Channel
 * @typedef {import("./attempt.js").Knock} Knock
 * @typedef {import("../entries/notes.js").SeatNote} SeatNote
 * @typedef {import("./founding.js").Founding} Founding
 * @typedef {import("./holding.js").Holding} Holding
 */

const KEYS_BACK_MS = 60_000;

/** @implements {Role} */
export class HostSession {
  #room;
  #holding;
  #founding;
  #notebook;
  #seats;
  #inheritance;
  #reception;
  #arrangement;
  #halves;
  /** What founding and chairing need of it all. */
  #office;
  #proceedings;
  #hasBegun = false;
  /** Knocks that came before the notes were read. @type {Knock[]} */
  #early = [];

  /**
   * @param {Room} room
   * @param {Holding} holding
   * @param {Founding | null} founding  null: the notes are there already
   */
  constructor(room, holding, founding) {
    this.#room = room;
    this.#holding = holding;
    this.#founding = founding;
    this.keyring = new DerivedKeys(holding.roomSecret, holding.notes);
    this.#halves = new Halves(room);
    this.#proceedings = new Proceedings(room);
    this.#notebook = new Notebook(room, holding.notes);
    this.#seats = new SeatBook(holding, () => this.#notebook.book);
    this.#inheritance = new Inheritance(room, this.#seats, this.#notebook, this.keyring);
    this.#arrangement = new Arrangement(room, this.#seats, this.#inheritance.expected);
    this.#reception = new Reception(room, this.#seats, {
      secrets: holding,
      keyring: this.keyring,
      isShuttle: () => this.#isShuttle(),
      isFromBefore: (seat) => this.#inheritance.isFromBefore(seat),
      note: (note) => this.#note(note),
      handedBack: (keys) => this.#inheritance.takeBack(keys),
    });
    this.#office = {
      room,
      version: holding.version,
      notebook: this.#notebook,
      seats: this.#seats,
      inheritance: this.#inheritance,
      arrangement: this.#arrangement,
      reception: this.#reception,
      isShuttle: () => this.#isShuttle(),
      note: (/** @type {SeatNote} */ note) => this.#note(note),
    };
    this.chairing = new Chairing(this.#office);
  }

  #isShuttle() {
    return this.#notebook.book?.plan?.shuttle ?? this.#founding?.shuttle ?? false;
  }

  /** @param {any} entered Who is a host is known before any entry is read. */
  entering({ seats }) {
    this.#seats.list(seats ?? []);
  }

  /** @param {any} entered */
  entered(entered) {
    if (!entered.admitted || !entered.is_host) return this.#room.finish("replaced");
    this.#proceedings.entered(entered);
    this.#room.unlockDrafts(this.#ownResume());
    this.#keep().catch(() => {});
    this.#begin().catch(() => {});
  }

  #ownResume() {
    return this.#seats.resumeSecret(this.#room.seat, /** @type {string} */ (this.#room.device));
  }

  async #keep() {
    const { version, notes } = this.#holding;
    await this.#halves.keep(secretsOf(this.#holding), { version, isHost: true, notes });
  }

  /** The notes first: without them nothing else can be told apart. */
  async #begin() {
    if (this.#hasBegun) return this.#tidy();
    this.#hasBegun = true;
    try {
      if (!this.#notebook.channel && this.#founding) await found(this.#office, this.#founding);
      this.#readNotes();
    } catch (error) {
      this.#hasBegun = false;
      throw error;
    }
  }

  /** @param {SeatNote} note */
  #note(note) {
    this.#notebook.post(this.#seats.tell(note));
    if (this.#inheritance.expected.has(note.seat) && note.device) {
      // Keys may still be handed back; a person who cannot gets a new private meeting.
      this.#room.clock.setTimeout(() => this.#expectNoMore(note.seat), KEYS_BACK_MS);
    }
    this.#room.changed();
  }

  /** @param {string} seat */
  #expectNoMore(seat) {
    this.#inheritance.expected.delete(seat);
    this.#tidy();
  }

  /** @param {string} event @param {any} fields */
  event(event, fields) {
    if (event === "dates") this.#proceedings.hearDates(fields);
    else if (event === "seats") {
      this.#seats.list(fields.seats);
      this.#tidy();
    } else if (event === "knock") this.#knocked(fields);
    else if (event === "whisper") this.#follow(this.#reception.whispered(fields.attempt, fields.box));
    else if (event === "attempt_over") this.#reception.over(fields.attempt);
  }

  /** @param {Knock} knock */
  #knocked(knock) {
    // Who comes back right after this tab's own reload can only be known from the notes.
    if (this.keyring.hasReadNotes) this.#follow(this.#reception.knocked(knock));
    else this.#early.push(knock);
  }

  /** A lost connection ends every attempt, and members knock again. @param {Promise<unknown>} work */
  #follow(work) {
    work.catch(() => {}).finally(() => this.#room.changed());
  }

  away() {
    this.#reception.closeDoor();
    this.#early = [];
  }

  /** @param {string} why */
  turnedAway(why) {
    if (why === "refused") this.#room.finish("replaced");
  }

  /** @param {Channel} channel */
  channelChanged(channel) {
    // Not before the server has said who is a host: a roster read without knowing its writer as one changes nothing.
    if (this.#seats.listed.size === 0) return;
    this.keyring.describe(channel.id, channel.described.epochs ?? []);
    channel.advance();
    if (channel.id === this.#holding.notes) this.#readNotes();
    this.#tidy();
  }

  #readNotes() {
    if (this.keyring.hasReadNotes || !this.#notebook.channel?.isSettled || !this.#hasBegun) return;
    this.keyring.hasReadNotes = true;
    this.#room.enterPhase("inside");
    this.#room.advance();
    for (const knock of this.#early.splice(0)) this.#knocked(knock);
    this.#tidy();
  }

  channelGone() {}

  /** @param {Channel} channel @param {any} body */
  applied(channel, body) {
    if (channel.id === this.#holding.notes) this.#noted(channel, body);
    if (body?.kind === "roster") this.#arrangement.purposes.readBack(channel);
    this.#tidy();
  }

  /** @param {Channel} notes @param {any} body */
  #noted({ book }, body) {
    this.#seats.settle();
    if (book.plan?.reference) this.#proceedings.hasBegun(book.plan.reference);
    if (body?.kind !== "inherited") return;
    this.#inheritance.read();
    for (const seat of [...this.#inheritance.expected]) if (this.#arrangement.purposes.meeting(seat)) this.#inheritance.expected.delete(seat);
  }

  /** @param {Channel} channel @param {string} sender @param {any} body */
  signalled(channel, sender, body) {
    if (body.kind === "alarm") this.#room.alarm("reported", channel.id);
    if (body.kind === "capture") hearCapture(this.#room, channel, sender);
  }

  alarmed() {}

  /** Keys to whom they are due, and what the room keeps by itself. */
  #tidy() {
    if (!this.keyring.hasReadNotes || !this.#room.isOnline) return;
    void this.#reception.share();
    if (!this.#isFirst()) return;
    void this.#arrangement.settle();
    if ([...this.#room.desks.values()].every(({ channel }) => channel.isSettled)) carry(this.#room);
  }

  /** Of several hosts one does what needs doing once: the first of those connected. */
  #isFirst() {
    const mine = this.#seats.note(this.#room.seat)?.n ?? 0;
    const before = this.#seats.notes().filter(({ kind, n }) => kind === "host" && n < mine);
    return !before.some(({ seat }) => this.#seats.isAdmitted(seat) && this.#seats.listed.get(seat)?.connected);
  }

  hosts() {
    return [...new Set([this.#room.seat, ...this.#seats.hosts()])];
  }

  /** @param {string} seat */
  authorsOf(seat) {
    return this.#seats.devices(seat).map((device) => authorKey(this.#seats.resumeSecret(seat, device)));
  }

  author() {
    return this.#room.device ? authorKey(this.#ownResume()) : null;
  }

  forget() {
    this.#reception.closeDoor();
    this.#holding.roomSecret.fill(0);
    this.#holding.invitation.fill(0);
  }

  view() {
    return {
      waiting: this.#room.isOver ? [] : this.#reception.waiting(),
      seats: this.#room.isOver ? [] : seatStates(this.#room, this.#seats, this.#arrangement.purposes),
      shuttle: this.#isShuttle(),
      watermark: this.#room.device ? watermarkCode(this.#ownResume()) : "",
      ...this.#proceedings.view,
    };
  }

  async begin() {
    const reference = await this.#proceedings.begin();
    // The other hosts read it here.
    this.#notebook.post({ kind: "plan", shuttle: this.#isShuttle(), reference });
    this.#room.changed();
  }

  /** A host that only goes away keeps what a reload needs: the room waits for its mediator. */
  async leave() {
    this.#room.stop();
    this.#room.changed();
  }
}
