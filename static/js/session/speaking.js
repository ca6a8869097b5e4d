// What anyone in a room may do, member or host: write, take back, draft, say that one is typing, read; and answer, whoever
// has a private meeting of their own.

import { isMessageText } from "../entries/conversation.js";
import { meetingOf } from "../entries/roster.js";
import { RoomError } from "../transport/room_error.js";
import { begunAs } from "./draft_box.js";

/** @typedef {import("./room.js").Room} Room */

export class Speaking {
  #room;

  /** @param {Room} room */
  constructor(room) {
    this.#room = room;
  }

  /** @param {string} channel */
  #desk(channel) {
    const desk = this.#room.desks.get(channel);
    if (!desk) throw new RoomError("not_allowed");
    return desk;
  }

  /** @param {string} channel @param {string} text @returns {Promise<void>} settled when the server has ordered it */
  async say(channel, text) {
    const desk = this.#desk(channel);
    if (!isMessageText(text)) throw new RoomError("malformed");
    if (desk.channel.described.listens) throw new RoomError("not_allowed");
    const { drafts } = this.#room;
    drafts.setDraft(channel, "");
    try {
      await desk.outbox.add({ kind: "message", text });
    } catch (error) {
      // No word is lost: it goes back to where it was written.
      drafts.setDraft(channel, [text, drafts.draft(channel)].filter(Boolean).join("\n"));
      this.#room.changed();
      throw error;
    }
  }

  /** @param {string} channel @param {string} entry */
  async withdraw(channel, entry) {
    await this.#desk(channel).outbox.add({ kind: "withdraw", entry });
  }

  /** @param {string} channel @param {string} text @param {string} [of] what a view begins beside the message */
  async setDraft(channel, text, of) {
    const { id } = this.#desk(channel).channel;
    this.#room.drafts.setDraft(of ? begunAs(id, of) : id, String(text));
    this.#room.changed();
  }

  /** Only among people of one side: hesitation must not show to the other. @param {string} channel */
  async typing(channel) {
    const { channel: where, typing } = this.#desk(channel);
    const { kind, people } = where.book;
    const sides = new Set(people.filter(({ role }) => role !== "mediator" && role !== "interpreter").map(({ side }) => side));
    if (!(kind === "private" || kind === "caucus") || sides.size > 1 || !typing.isDue()) return;
    await this.signal(channel, { kind: "typing" });
  }

  /** @param {string} channel @param {object} body */
  async signal(channel, body) {
    const box = this.#desk(channel).channel.sealSignal(body);
    if (box) await this.#room.request("signal", { channel, box });
  }

  /** @param {string} channel */
  async read(channel) {
    this.#desk(channel).channel.unread = 0;
    this.#room.changed();
  }

  /** @returns {import("./channel.js").Channel | undefined} this person's own private meeting */
  ownMeeting() {
    const channels = [...this.#room.desks.values()].map(({ channel }) => channel);
    return channels.find(({ book }) => meetingOf(book) === this.#room.seat);
  }

  /** @param {boolean} ready */
  answerReady(ready) {
    return this.#answer({ kind: "ready", ready });
  }

  /** @param {boolean} agree */
  answerAgree(agree) {
    return this.#answer({ kind: "agree", agree });
  }

  /** @param {Record<string, unknown>} body */
  async #answer(body) {
    const meeting = this.ownMeeting();
    if (!meeting) throw new RoomError("not_allowed");
    await this.#room.desks.get(meeting.id)?.outbox.add(body);
  }
}
