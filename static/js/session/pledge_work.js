// The promise that mediators ask of everyone again, and what follows from it. Must not know what keys were pressed.

import { randomId } from "../crypto/encoding.js";
import { mayTellCapture } from "../entries/pledge.js";
import { meetingOf } from "../entries/roster.js";
import { bookAhead, findDesk, mustBeHost, notesDesk, post } from "./posting.js";

/** @typedef {import("./room.js").Room} Room */

const SHOWN_MS = 60_000;

/** Shown to the mediators for a minute, and forgotten. @param {Room} room @param {import("./channel.js").Channel} channel @param {string} sender */
export function hearCapture(room, channel, sender) {
  if (meetingOf(channel.book) !== sender || !mayTellCapture(channel.book)) return;
  room.alarm("capture", channel.id);
  room.clock.setTimeout(() => {
    room.alarms = room.alarms.filter(({ kind, channel: where }) => kind !== "capture" || where !== channel.id);
    room.changed();
  }, SHOWN_MS);
}

export class PledgeWork {
  #room;

  /** @param {Room} room */
  constructor(room) {
    this.#room = room;
  }

  #ownMeeting() {
    return findDesk(this.#room, (book) => meetingOf(book) === this.#room.seat);
  }

  /** Noted by mediators; the courier asks in every private meeting, in those of people who come later too. @param {boolean} told */
  async askPledge(told) {
    mustBeHost(this.#room);
    await post(this.#room, notesDesk(this.#room), { kind: "pledge_ask", ask: randomId(), told: told === true });
  }

  async pledge() {
    const meeting = this.#ownMeeting();
    await post(this.#room, meeting, { kind: "pledge", ask: meeting && bookAhead(this.#room, meeting).pledge?.ask });
  }

  /** That a print, save or screenshot key was pressed: only by someone who has promised knowing of it; kept nowhere. */
  async tellCapture() {
    const channel = this.#ownMeeting()?.channel;
    const box = channel && mayTellCapture(channel.book) ? channel.sealSignal({ kind: "capture" }) : null;
    if (channel && box) await this.#room.request("signal", { channel: channel.id, box });
  }
}
