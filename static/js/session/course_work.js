// The course of a session, and its outcome: what mediators set, what each person asks for.
// Must not know who may do what: the entries' rules say so.

import { meetingOf } from "../entries/roster.js";
import { RoomError } from "../transport/room_error.js";
import { deskOf, findDesk, jointDesk, mustBeHost, notesDesk, post } from "./posting.js";
import { secondsLeft } from "./room_time.js";

/**
 * @typedef {import("./room.js").Room} Room
 * @typedef {import("./posting.js").Body} Body
 * @typedef {import("../entries/board_state.js").Stage} Stage
 * @typedef {import("../entries/board_state.js").Feature} Feature
 */

export class CourseWork {
  #room;

  /** @param {Room} room */
  constructor(room) {
    this.#room = room;
  }

  /** @param {Body} body in the joint session */
  #inJoint(body) {
    return post(this.#room, jointDesk(this.#room), body);
  }

  /** @param {Body} body in one's own private meeting */
  #inMeeting(body) {
    return post(this.#room, findDesk(this.#room, (book) => meetingOf(book) === this.#room.seat), body);
  }

  /** @param {number | null} seconds */
  #span(seconds) {
    return seconds === null ? { seconds } : { seconds, until: Math.max(0, secondsLeft(this.#room) - seconds) };
  }

  /** @param {Stage | null} stage */
  async setStage(stage) {
    await this.#inJoint({ kind: "stage", stage });
  }

  /** @param {string | null} seat @param {number | null} seconds */
  async setTimer(seat, seconds) {
    await this.#inJoint({ kind: "timer", seat, ...this.#span(seconds) });
  }

  /** @param {number | null} seconds */
  async startBreak(seconds) {
    await this.#inJoint({ kind: "pause", ...this.#span(seconds) });
  }

  /** Noted by mediators; the courier tells it in every private meeting. @param {number | null} seconds null: they are back */
  async tellBack(seconds) {
    mustBeHost(this.#room);
    const until = seconds === null ? null : Math.max(0, secondsLeft(this.#room) - seconds);
    await post(this.#room, notesDesk(this.#room), { kind: "absence", until });
  }

  /** @param {string | null} seat */
  async setFloor(seat) {
    await this.#inJoint({ kind: "floor", seat });
  }

  async raiseHand() {
    await this.#inJoint({ kind: "hand", seat: this.#room.seat, up: true });
  }

  /** @param {string} seat */
  async lowerHand(seat) {
    await this.#inJoint({ kind: "hand", seat, up: false });
  }

  /** @param {boolean} on */
  async setScreening(on) {
    await this.#inJoint({ kind: "screening", on });
  }

  /** @param {boolean} asked */
  async askPrivateWord(asked) {
    await this.#inMeeting({ kind: "private_word", asked, left: secondsLeft(this.#room) });
  }

  /** @param {string} channel */
  async clearPrivateWord(channel) {
    mustBeHost(this.#room);
    await post(this.#room, deskOf(this.#room, channel), { kind: "private_word", asked: false });
  }

  /** @param {string} channel @param {string} entry @param {boolean} hidden */
  async hideMessage(channel, entry, hidden) {
    await post(this.#room, deskOf(this.#room, channel), { kind: "hide", entry, hidden });
  }

  /** Once it is on its way the draft in the joint session is done. @param {string} text */
  async askToPost(text) {
    const asking = this.#inMeeting({ kind: "for_joint", text });
    const joint = jointDesk(this.#room)?.channel.id;
    if (joint && this.#room.drafts.draft(joint) === text) this.#room.drafts.setDraft(joint, "");
    await asking;
  }

  /** @param {string} channel @param {string} entry @param {"posted" | "other_words"} decision @param {string} [note] */
  async screen(channel, entry, decision, note) {
    await post(this.#room, deskOf(this.#room, channel), { kind: "screened", entry, decision, note: note ?? "" });
  }

  /** Noted by mediators; the courier tells every channel. @param {Feature[]} on */
  async setFeatures(on) {
    mustBeHost(this.#room);
    const { mayHaveOutcome } = this.#room.role.view();
    if (on.includes("outcome") && !mayHaveOutcome) throw new RoomError("not_allowed");
    await post(this.#room, notesDesk(this.#room), { kind: "features", on });
  }

  /** @param {string} text */
  async openOutcome(text) {
    await this.#inJoint({ kind: "outcome", text, base: null });
  }

  /** @param {string} text @param {string} base */
  async editOutcome(text, base) {
    await this.#inJoint({ kind: "outcome", text, base });
  }

  /** @param {string} outcome @param {"yes" | "advice" | null} answer */
  async answerOutcome(outcome, answer) {
    await this.#inJoint({ kind: "outcome_answer", outcome, answer });
  }

  async endOutcome() {
    await this.#inJoint({ kind: "outcome_end" });
  }
}
