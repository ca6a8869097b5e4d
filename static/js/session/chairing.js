// What mediators ask for, each a few requests in the right order. Must not know handshakes or how notes are kept.

import { isLabel } from "../entries/name.js";
import { meetingOf } from "../entries/roster.js";
import { isSeatKind, isSide } from "../entries/shape.js";
import { RoomError } from "../transport/room_error.js";
import { membersOf } from "./members.js";
import { bookAhead, notesDesk, post, wouldChange } from "./posting.js";

/**
 * @typedef {import("../entries/notes.js").SeatNote} SeatNote
 *
 * @typedef {object} Office  what chairing needs of the host's session
 * @property {import("./room.js").Room} room
 * @property {import("./seat_book.js").SeatBook} seats
 * @property {import("./reception.js").Reception} reception
 * @property {import("./arrangement.js").Arrangement} arrangement
 * @property {() => boolean} isShuttle
 * @property {(note: SeatNote) => void} note
 */

const MOST_TITLE_LETTERS = 80;

export class Chairing {
  #room;
  #seats;
  #reception;
  #arrangement;
  #office;

  /** @param {Office} office */
  constructor(office) {
    this.#office = office;
    this.#room = office.room;
    this.#seats = office.seats;
    this.#reception = office.reception;
    this.#arrangement = office.arrangement;
  }

  /** @param {string} attempt @param {boolean} compared */
  async admit(attempt, compared) {
    const { seat, replaced } = await this.#reception.admit(attempt, compared === true);
    if (replaced) await this.#arrangement.renew(this.#arrangement.channelsOf(seat));
  }

  /** @param {string} attempt */
  async refuse(attempt) {
    await this.#reception.refuse(attempt);
    this.#room.changed();
  }

  /** @param {string} seat @returns {SeatNote} */
  #noteOf(seat) {
    const note = this.#seats.note(seat);
    if (!note || seat === this.#room.seat) throw new RoomError("not_allowed");
    return note;
  }

  /** The seat's device is shut out by `request`; what is said from then on is under keys that it never had. @param {string} seat @param {SeatNote} note @param {() => Promise<unknown>} request */
  async #shutOut(seat, note, request) {
    const channels = this.#seats.isHost(seat) ? this.#arrangement.all() : this.#arrangement.channelsOf(seat);
    await request();
    this.#office.note(note);
    await this.#arrangement.renew(channels);
  }

  /** @param {string} seat */
  async remove(seat) {
    const note = this.#noteOf(seat);
    await this.#shutOut(seat, { ...note, device: null }, () => this.#room.request("remove", { seat }));
  }

  /** @param {string} seat Its new link is in the state's seats. */
  async replaceLink(seat) {
    const note = this.#noteOf(seat);
    const version = note.version + 1;
    const fields = { seat, version, kind: note.kind, proof_hash: this.#seats.proofHash(seat, version) };
    await this.#shutOut(seat, { ...note, version, device: null }, () => this.#room.request("seat_set", fields));
  }

  /** @param {string} seat */
  async revokeLink(seat) {
    const note = this.#noteOf(seat);
    const fields = { seat, version: note.version, kind: note.kind, proof_hash: null };
    await this.#shutOut(seat, { ...note, device: null }, () => this.#room.request("seat_set", fields));
  }

  /** @param {string} kind @param {string} label @param {number | null} side */
  async addSeat(kind, label, side) {
    if (!isSeatKind(kind) || !isLabel(label) || !isSide(side)) throw new RoomError("malformed");
    const n = this.#seats.nextNumber();
    const seat = this.#seats.seatId(n);
    await this.#room.request("seat_set", { seat, version: 1, kind, proof_hash: this.#seats.proofHash(seat, 1) });
    this.#office.note({ seat, n, version: 1, kind, label, side, name: "", device: null, compared: false });
  }

  /** Each person is shown, privately, who will be in the joint session. */
  async showAttendance() {
    if (this.#office.isShuttle()) throw new RoomError("not_allowed");
    await this.#arrangement.tellEach({ kind: "attendance", people: this.#arrangement.rosters.attendance() });
  }

  async openJoint() {
    if (this.#office.isShuttle()) throw new RoomError("not_allowed");
    await this.#arrangement.openJoint();
  }

  /** @param {string[]} seats @param {string} title without one, the names */
  async makeCaucus(seats, title) {
    const chosen = this.#arrangement.rosters.participants().filter((seat) => seats.includes(seat));
    if (chosen.length === 0 || !isLabel(title.trim())) throw new RoomError("malformed");
    this.#checkMayMeet(chosen);
    // Only a side's standing caucus has no title.
    const names = chosen.map((seat) => this.#seats.note(seat)?.name).join(", ");
    const shown = title.trim() || [...names].slice(0, MOST_TITLE_LETTERS).join("").trim();
    await this.#arrangement.make({ kind: "caucus", title: shown, seats: chosen, needsHost: this.#arrangement.purposes.needsHost(chosen) });
  }

  /** @param {string} id @param {string[]} add @param {string[]} remove */
  async changeCaucus(id, add, remove) {
    const channel = this.#channel(id);
    const { kind } = channel.book;
    if (!(kind === "caucus" || kind === "joint") || this.#arrangement.purposes.isStanding(channel)) throw new RoomError("not_allowed");
    const coming = this.#arrangement.rosters.participants().filter((seat) => add.includes(seat) && !remove.includes(seat));
    const members = [...membersOf(channel).filter((seat) => !remove.includes(seat)), ...coming];
    this.#checkMayMeet(members);
    const needsHost = kind === "joint" || this.#arrangement.purposes.needsHost(members);
    // Opponents are never together without a mediator, not even between two requests.
    if (needsHost) await this.#set(id, { needs_host: true });
    const added = coming.map((seat) => ({ seat, listens: this.#arrangement.listens(seat, kind), from_start: kind === "joint" }));
    await this.#arrangement.change(id, { add: added, remove });
    if (!needsHost) await this.#set(id, { needs_host: false });
  }

  /**
   * An interpreter hears a channel from now on, and the joint session from its beginning; or no more. Everyone in it is shown.
   * @param {string} id @param {string} seat @param {boolean} hears
   */
  async letInterpret(id, seat, hears) {
    const channel = this.#channel(id);
    const isOwn = meetingOf(channel.book) === seat;
    const isComing = hears && this.#arrangement.rosters.participants().includes(seat);
    if (!this.#arrangement.purposes.isInterpreter(seat) || isOwn || channel.book.kind === "notes" || (hears && !isComing)) throw new RoomError("not_allowed");
    const change = hears ? { add: [{ seat, listens: false, from_start: channel.book.kind === "joint" }] } : { remove: [seat] };
    await this.#arrangement.change(id, change);
  }

  /** In a shuttle room no side learns that the other is there. @param {string[]} seats */
  #checkMayMeet(seats) {
    if (this.#office.isShuttle() && this.#arrangement.purposes.needsHost(seats)) throw new RoomError("not_allowed");
  }

  /** @param {string} id */
  #channel(id) {
    const desk = this.#room.desks.get(id);
    if (!desk) throw new RoomError("not_allowed");
    return desk.channel;
  }

  /** @param {string} id @param {{held?: boolean, needs_host?: boolean}} change */
  async #set(id, change) {
    const { held, needs_host: needsHost } = this.#channel(id).described;
    const wanted = { held, needs_host: needsHost, ...change };
    if (wanted.held !== held || wanted.needs_host !== needsHost) await this.#room.request("channel_set", { channel: id, ...wanted });
  }

  /** @param {string} id @param {boolean} held */
  async hold(id, held) {
    if (!held) await this.#endPauses(this.#channel(id).book.people.map(({ seat }) => seat));
    await this.#set(id, { held: held === true });
  }

  /** Everyone alike reads that only mediators write there for now. @param {string} id @param {boolean} on */
  async mute(id, on) {
    await post(this.#room, this.#room.desks.get(id), { kind: "mute", on });
  }

  /** It goes on: who needed a pause needs none now, or asks again. @param {string[]} seats */
  async #endPauses(seats) {
    const needing = [...this.#room.desks.values()].filter((desk) => seats.includes(meetingOf(desk.channel.book) ?? "") && bookAhead(this.#room, desk).distress.pause);
    await Promise.all(needing.map(({ outbox }) => outbox.add({ kind: "need_pause", needed: false })));
  }

  /**
   * Out of every private meeting of several that was made for some occasion, and into one, or into none. One's own
   * meeting with the mediators, one's side's, and the joint session stay.
   * @param {string} seat @param {string | null} to a channel
   */
  async movePerson(seat, to) {
    if (!this.#arrangement.rosters.participants().includes(seat)) throw new RoomError("not_allowed");
    const made = this.#arrangement.all().filter((channel) => channel.book.kind === "caucus" && !this.#arrangement.purposes.isStanding(channel));
    if (to !== null && !made.some(({ id }) => id === to)) throw new RoomError("not_allowed");
    // In first: a refusal must not leave somebody out of both.
    const goal = made.find(({ id }) => id === to);
    if (goal && !membersOf(goal).includes(seat)) await this.changeCaucus(goal.id, [seat], []);
    for (const { id } of made.filter((channel) => channel !== goal && membersOf(channel).includes(seat))) await this.changeCaucus(id, [], [seat]);
  }

  /** Everyone waits where they are alone with the mediators. @param {boolean} held */
  async holdAll(held) {
    const shared = this.#arrangement.all().filter(({ book, described }) => ["joint", "caucus"].includes(String(book.kind)) && described.held !== held);
    for (const { id } of shared) await this.hold(id, held);
  }

  /** @returns {string[]} other mediators who are connected */
  #colleagues() {
    return [...this.#seats.listed.values()].filter(({ seat, connected }) => connected && seat !== this.#room.seat && this.#seats.isHost(seat) && this.#seats.isAdmitted(seat)).map(({ seat }) => seat);
  }

  /** Of several mediators two close; one does when the others are gone. */
  async closeBegin() {
    const notes = notesDesk(this.#room);
    const colleagues = this.#colleagues();
    const isWished = () => colleagues.some((seat) => notes && bookAhead(this.#room, notes).closeWishes.includes(seat));
    const wish = { kind: "close_wish", wish: true };
    // Two who wish it at the same moment: whose wish comes second has heard the first.
    if (colleagues.length > 0 && !isWished() && wouldChange(this.#room, notes, wish)) await post(this.#room, notes, wish);
    if (colleagues.length === 0 || isWished()) await this.#room.request("close_begin");
  }

  /** Not yet: the countdown stops, or does not begin. */
  async closeCancel() {
    const notes = notesDesk(this.#room);
    if (notes && bookAhead(this.#room, notes).closeWishes.length > 0) await post(this.#room, notes, { kind: "close_wish", wish: false });
    if (this.#room.closingAt !== null) await this.#room.request("close_cancel");
  }
}
