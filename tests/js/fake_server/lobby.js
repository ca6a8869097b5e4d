// Who waits to be let in: knocks, and the attempts between a tab and a host.

import { randomId } from "../../../static/js/crypto/encoding.js";
import { refuse } from "./wire.js";

export class FakeLobby {
  #room;
  #attempts = new Map();
  #knocks = [];

  constructor(room) {
    this.#room = room;
  }

  /** Whoever waits knocks again. */
  empty() {
    this.#knocks = [];
    this.#attempts.clear();
  }

  /** That tab is gone. */
  left(socket) {
    this.#knocks = this.#knocks.filter((knock) => knock.socket !== socket);
    this.#endAttempts(socket, "attempt_over");
  }

  on_knock(socket, { message, bare }) {
    if (socket.isHost) refuse("not_allowed");
    this.#endAttempts(socket, null);
    this.#knocks = this.#knocks.filter((knock) => knock.socket !== socket);
    this.#knocks.push({ socket, message, bare });
    this.handKnocks();
  }

  handKnocks() {
    const host = this.#room.hosts().find((socket) => socket.hasEntered !== false);
    if (!host) return;
    for (const { socket, message, bare } of this.#knocks.splice(0)) {
      const attempt = randomId();
      this.#attempts.set(attempt, { member: socket, host });
      const { seat, pass } = socket;
      host.tell("knock", { attempt, seat, version: pass.version, device: pass.device, known: socket.isAdmitted, bare, message });
    }
  }

  #attempt(socket, id) {
    const attempt = this.#attempts.get(id);
    if (!attempt || (attempt.member !== socket && attempt.host !== socket)) refuse("not_allowed");
    return attempt;
  }

  on_answer(socket, { attempt, message }) {
    this.#attempt(socket, attempt).member.tell("answer", { attempt, message });
  }

  on_whisper(socket, { attempt, box }) {
    const ends = this.#attempt(socket, attempt);
    (ends.member === socket ? ends.host : ends.member).tell("whisper", { attempt, box });
  }

  on_admit(socket, { attempt }) {
    const { member } = this.#attempt(socket, attempt);
    const place = member.place;
    if (place.device !== null && place.device !== member.pass.device) {
      for (const other of this.#room.of(({ seat, pass }) => seat === member.seat && pass.device === place.device)) this.#room.shutOut(other, "replaced");
    }
    place.device = member.pass.device;
    member.tell("admitted");
    this.#room.seats.changed();
  }

  on_refuse(socket, { attempt }) {
    this.#attempt(socket, attempt).member.tell("refused", { attempt });
    this.#attempts.delete(attempt);
  }

  #endAttempts(socket, event) {
    for (const [id, { member, host }] of this.#attempts) {
      if (member !== socket && host !== socket) continue;
      this.#attempts.delete(id);
      if (event) (member === socket ? host : member).tell(event, { attempt: id });
    }
  }
}
