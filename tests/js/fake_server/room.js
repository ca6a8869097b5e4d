// A room at the fake server, and its way back after a restart. What happens in it is its lobby's, its seats' and its channels'.

import { areEqual, randomId } from "../../../static/js/crypto/encoding.js";
import { FakeChannels } from "./channels.js";
import { FakeLobby } from "./lobby.js";
import { FakeSeats } from "./seats.js";
import { refuse } from "./wire.js";

const FOR_HOSTS = new Set("answer admit refuse remove seat_set channel_make channel_change channel_set begin close_begin close_cancel".split(" "));
const FOR_ADMITTED = new Set("post catch_up signal half_put half_get".split(" "));

export class FakeRoom {
  opening = randomId();
  sockets = new Set();
  seats = new FakeSeats(this);
  lobby = new FakeLobby(this);
  channels = new FakeChannels(this);
  halves = new Map();
  began = false;

  constructor(server, id, hostSeat) {
    Object.assign(this, { server, id, hostSeat });
    this.seats.place(hostSeat, 1, "host", null);
  }

  handle(socket, event, fields) {
    if (this.isAway) return this.comeBack(socket, event, fields);
    if (FOR_HOSTS.has(event) && !socket.isHost) refuse("not_allowed");
    if (FOR_ADMITTED.has(event) && !socket.isAdmitted) refuse("not_allowed");
    const able = [this, this.lobby, this.seats, this.channels].find((one) => typeof one[`on_${event}`] === "function") ?? refuse("malformed");
    return able[`on_${event}`](socket, fields);
  }

  of = (predicate) => [...this.sockets].filter(predicate);
  hosts = () => this.of((socket) => socket.isHost);

  on_enter(socket) {
    if (!socket.isAdmitted) return { admitted: false };
    if (socket.isHost) socket.tell("lifeline", { lifeline: this.lifeline, revision: 1 });
    const channels = this.channels.of(socket);
    const common = { admitted: true, is_host: socket.isHost, device: socket.pass.device, life: this.life, seconds_left: this.server.secondsLeft, closing_seconds: null, channels };
    if (socket.isHost) setImmediate(() => this.lobby.handKnocks());
    return socket.isHost ? { ...common, seats: this.seats.list(), began: this.began, reference: this.began ? "REF" : null, mediation: "new", outcome: this.hasOutcome ?? true } : common;
  }

  shutOut(socket, why) {
    socket.tell(why);
    setImmediate(() => socket.drop());
  }

  left(socket) {
    this.sockets.delete(socket);
    this.lobby.left(socket);
    this.seats.presenceChanged(socket.seat);
  }

  on_half_put(socket, { half }) {
    this.halves.set(socket.pass.device, half);
  }

  on_half_get(socket) {
    return { half: this.halves.get(socket.pass.device) ?? null };
  }

  on_lifeline_kept() {}

  // Coming back

  life = 1;
  isAway = false;
  /** What hosts hold; its content is the fake's own. */
  lifeline = new TextEncoder().encode(randomId());

  restart() {
    Object.assign(this, { isAway: true, isThrown: false, done: new Set() });
    this.halves.clear();
    this.lobby.empty();
    this.channels.forget();
    for (const socket of [...this.sockets]) socket.cut();
  }

  comeBack(socket, event, fields) {
    if (event === "enter") {
      if (this.isThrown && socket.isAdmitted) socket.tell("restoring");
      return { restoring: true };
    }
    if (!["restore", "hand_in", "handed_in"].includes(event)) refuse("restoring");
    return socket.isAdmitted ? this[`on_${event}`](socket, fields) : refuse("not_allowed");
  }

  on_restore(socket, { lifeline }) {
    if (!socket.isHost || !areEqual(lifeline, this.lifeline)) refuse("not_allowed");
    this.isThrown = true;
    for (const each of this.of(({ isAdmitted }) => isAdmitted)) each.tell("restoring");
  }

  on_hand_in(socket, { channel: id, envelopes }) {
    const channel = this.channels.mine(socket, id);
    for (const envelope of envelopes) {
      if (envelope.number === channel.envelopes.length + 1) channel.envelopes.push({ channel: id, ...envelope });
    }
    return { head: channel.envelopes.length };
  }

  on_handed_in(socket) {
    this.done.add(socket.seat);
    const admitted = [...this.seats.values()].filter(({ device }) => device !== null);
    if (admitted.every(({ seat }) => this.done.has(seat))) this.isBack();
  }

  /** Test handle: whoever is not there is not waited for any longer. */
  isBack() {
    this.isAway = false;
    this.life += 1;
    this.channels.live();
    for (const socket of this.sockets) socket.tell("restored");
  }

  // The end

  on_begin() {
    this.began = true;
    return { reference: "REF" };
  }

  on_close_begin() {
    for (const socket of this.of((each) => each.isAdmitted)) socket.tell("closing", { seconds: 60 });
    return { seconds: 60 };
  }

  on_close_cancel() {
    for (const socket of this.of((each) => each.isAdmitted)) socket.tell("closing", { seconds: null });
  }

  /** Test handle: the countdown has run out. */
  close() {
    for (const socket of [...this.sockets]) this.shutOut(socket, "closed");
    this.server.rooms.delete(this.id);
    this.server.closed.add(this.id);
  }
}
