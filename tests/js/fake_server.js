// A tiny relay in memory, written from docs/protocol.md: seats, passes, lobby, channels, order, and nothing of content.
// What crosses it goes through msgpack as on the wire. Its test-only handles let a test cut a network or lie.

import { decode, encode } from "@msgpack/msgpack";
import { fromBase64url, randomId, areEqual } from "../../static/js/crypto/encoding.js";
import { proofHash } from "../../static/js/crypto/derivation.js";
import { RoomError } from "../../static/js/transport/room_error.js";

const wire = (value) => decode(encode(value, { ignoreUndefined: true }));
const refuse = (name) => {
  throw new RoomError(name);
};
const later = () => new Promise((resolve) => setImmediate(resolve));

export class FakeServer {
  /** Until the room's own end; a test lets time pass by it. */
  secondsLeft = 7_200;
  rooms = new Map();
  closed = new Set();
  /** Test handle: sees, and may change, every envelope before it is sent to a seat. */
  bend = (envelope) => envelope;
  /** Test handle: a channel in which every post is refused for good. @type {string | null} */
  refusePosts = null;
  /** Everything that ever crossed, for tests of what outsiders see. */
  sent = [];

  /** One browser: its cookies, its sign-in. */
  browser(account = null) {
    return new FakeBrowser(this, account);
  }

  /** Everything but seats, channels and keys is forgotten: the rest is in the lifeline. */
  restart() {
    for (const room of this.rooms.values()) room.restart();
  }

  /** Restarted without what rooms come back by. */
  lose() {
    const sockets = [...this.rooms.values()].flatMap((room) => [...room.sockets]);
    this.rooms.clear();
    for (const socket of sockets) socket.cut();
  }
}

class FakeBrowser {
  cookies = new Map();
  isOffline = false;
  sockets = new Set();

  constructor(server, account) {
    this.server = server;
    this.requests = {
      session: async () => this.#reach({ signed_in: account !== null, name: account ?? undefined, csrf_token: "token" }),
      join: (body) => this.#join(body),
      open: (body) => this.#open(body, account),
      abandon: (ticket) => this.#abandon(ticket, account),
    };
    this.requests.leave = async (seat) => this.#reach(this.cookies.delete(seat) && {});
    this.connect = (room, seat, listener) => {
      const socket = new FakeSocket(this, room, seat, listener);
      this.sockets.add(socket);
      return { open: () => void socket.open(), close: () => socket.close(), request: (...asked) => socket.request(...asked) };
    };
  }

  async #reach(value) {
    await later();
    if (this.isOffline) refuse("not_connected");
    return wire(value ?? {});
  }

  async #join({ room: id, seat, proof }) {
    await this.#reach({});
    const room = this.server.rooms.get(id);
    const place = room?.seats.get(seat);
    const isRight = place?.proof_hash && areEqual(place.proof_hash, proofHash(fromBase64url(proof)));
    if (!isRight) refuse("not_open");
    this.#pass(room, seat, place.version);
    return {};
  }

  #pass(room, seat, version) {
    const before = this.cookies.get(seat);
    const keeps = before?.opening === room.opening && before.version === version;
    this.cookies.set(seat, { opening: room.opening, seat, version, device: keeps ? before.device : randomId(), room: room.id });
  }

  async #open({ ticket, seats, host_seat: hostSeat }, account) {
    await this.#reach({});
    if (account === null) refuse("not_allowed");
    const id = ticket;
    const open = this.server.rooms.get(id);
    if (open?.isAway && !open.isAbandoned) refuse("restoring");
    if (open && !open.isAbandoned) {
      this.#pass(open, hostSeat, 1);
      return { already_open: true };
    }
    const room = new FakeRoom(this.server, id, hostSeat);
    for (const { seat, version, kind, proof_hash: hash } of seats) room.place(seat, version, kind, fromBase64url(hash));
    this.server.rooms.set(id, room);
    this.#pass(room, hostSeat, 1);
    room.seats.get(hostSeat).device = this.cookies.get(hostSeat).device;
    for (const socket of [...(open?.sockets ?? [])]) socket.drop();
    return {};
  }

  async #abandon(ticket, account) {
    await this.#reach({});
    const room = this.server.rooms.get(ticket);
    if (account === null || !room?.isAway || room.isThrown) refuse("restoring");
    room.isAbandoned = true;
  }

  /** Test handle: the network goes, and comes back. */
  goOffline() {
    this.isOffline = true;
    for (const socket of this.sockets) socket.cut();
  }

  goOnline() {
    this.isOffline = false;
    for (const socket of this.sockets) if (socket.wants) socket.open();
  }
}

class FakeSocket {
  isUp = false;
  wants = false;
  attempts = new Set();

  constructor(browser, roomId, seat, listener) {
    Object.assign(this, { browser, roomId, seat, listener });
  }

  async open() {
    this.wants = true;
    await later();
    if (this.isUp || !this.wants || this.browser.isOffline) return;
    const { server, cookies } = this.browser;
    const pass = cookies.get(this.seat);
    const room = server.rooms.get(this.roomId);
    if (!pass) return this.listener.turnedAway("refused");
    if (!room) return this.listener.turnedAway("closed");
    const place = room.seats.get(this.seat);
    if (pass.opening !== room.opening || pass.version !== place?.version || place.revoked) return this.listener.turnedAway("refused");
    Object.assign(this, { room, pass, isUp: true });
    room.sockets.add(this);
    room.presenceChanged(this.seat);
    this.listener.up();
  }

  close() {
    this.wants = false;
    this.#gone();
  }

  /** The connection is lost; the client comes back by itself when it can. */
  cut() {
    if (!this.#gone()) return;
    this.listener.down();
    if (!this.browser.isOffline) this.open();
  }

  /** The server shuts this tab out. */
  drop() {
    if (!this.#gone()) return;
    this.listener.down();
    this.listener.turnedAway("dropped");
  }

  #gone() {
    if (!this.isUp) return false;
    this.isUp = false;
    this.room.left(this);
    return true;
  }

  get place() {
    return this.room.seats.get(this.seat);
  }

  get isAdmitted() {
    return this.place.device !== null && this.place.device === this.pass.device;
  }

  get isHost() {
    return this.isAdmitted && this.place.kind === "host";
  }

  tell(event, fields = {}) {
    const copy = wire(fields);
    setImmediate(() => {
      if (!this.isUp) return;
      this.room.server.sent.push({ to: this.seat, event, fields: copy });
      this.listener.event(event, copy);
    });
  }

  async request(event, fields = {}, read = () => {}) {
    if (!this.isUp) refuse("not_connected");
    const { room } = this;
    const copy = wire(fields);
    await later();
    if (!this.isUp) refuse("not_connected");
    const answer = wire(room.handle(this, event, copy) ?? {});
    await later();
    if (!this.isUp) refuse("not_connected");
    read(answer);
    return answer;
  }
}

const FOR_HOSTS = new Set("answer admit refuse remove seat_set channel_make channel_change channel_set begin close_begin close_cancel".split(" "));
const FOR_ADMITTED = new Set("post catch_up signal half_put half_get".split(" "));

class FakeRoom {
  opening = randomId();
  seats = new Map();
  sockets = new Set();
  channels = new Map();
  halves = new Map();
  attempts = new Map();
  knocks = [];
  began = false;

  constructor(server, id, hostSeat) {
    Object.assign(this, { server, id, hostSeat });
    this.place(hostSeat, 1, "host", null);
  }

  place(seat, version, kind, hash) {
    this.seats.set(seat, { seat, version, kind, proof_hash: hash, device: null, revoked: false });
  }

  handle(socket, event, fields) {
    if (this.isAway) return this.comeBack(socket, event, fields);
    if (FOR_HOSTS.has(event) && !socket.isHost) refuse("not_allowed");
    if (FOR_ADMITTED.has(event) && !socket.isAdmitted) refuse("not_allowed");
    if (typeof this[`on_${event}`] !== "function") refuse("malformed");
    return this[`on_${event}`](socket, fields);
  }

  of = (predicate) => [...this.sockets].filter(predicate);
  hosts = () => this.of((socket) => socket.isHost);

  // Coming back

  life = 1;
  isAway = false;
  /** What hosts hold; its content is the fake's own. */
  lifeline = new TextEncoder().encode(randomId());

  restart() {
    Object.assign(this, { isAway: true, isThrown: false, done: new Set(), knocks: [] });
    this.halves.clear();
    this.attempts.clear();
    for (const channel of this.channels.values()) channel.envelopes = [];
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
    const channel = this.#mine(socket, id);
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
    for (const channel of this.channels.values()) channel.lives.push(channel.envelopes.length);
    for (const socket of this.sockets) socket.tell("restored");
  }

  // Coming in

  on_enter(socket) {
    if (!socket.isAdmitted) return { admitted: false };
    if (socket.isHost) socket.tell("lifeline", { lifeline: this.lifeline, revision: 1 });
    const channels = [...this.channels.values()].filter((channel) => this.hears(channel, socket)).map((channel) => this.describe(channel, socket));
    const common = { admitted: true, is_host: socket.isHost, device: socket.pass.device, life: this.life, seconds_left: this.server.secondsLeft, closing_seconds: null, channels };
    if (socket.isHost) setImmediate(() => this.handKnocks());
    return socket.isHost ? { ...common, seats: this.seatList(), began: this.began, reference: this.began ? "REF" : null, mediation: "new", outcome: this.hasOutcome ?? true } : common;
  }

  on_knock(socket, { message, bare }) {
    if (socket.isHost) refuse("not_allowed");
    this.endAttempts(socket, null);
    this.knocks = this.knocks.filter((knock) => knock.socket !== socket);
    this.knocks.push({ socket, message, bare });
    this.handKnocks();
  }

  handKnocks() {
    const host = this.hosts().find((socket) => socket.hasEntered !== false);
    if (!host) return;
    for (const { socket, message, bare } of this.knocks.splice(0)) {
      const attempt = randomId();
      this.attempts.set(attempt, { member: socket, host });
      const { seat, pass } = socket;
      host.tell("knock", { attempt, seat, version: pass.version, device: pass.device, known: socket.isAdmitted, bare, message });
    }
  }

  #attempt(socket, id) {
    const attempt = this.attempts.get(id);
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
      for (const other of this.of(({ seat, pass }) => seat === member.seat && pass.device === place.device)) this.shutOut(other, "replaced");
    }
    place.device = member.pass.device;
    member.tell("admitted");
    this.seatsChanged();
  }

  on_refuse(socket, { attempt }) {
    this.#attempt(socket, attempt).member.tell("refused", { attempt });
    this.attempts.delete(attempt);
  }

  endAttempts(socket, event) {
    for (const [id, { member, host }] of this.attempts) {
      if (member !== socket && host !== socket) continue;
      this.attempts.delete(id);
      if (event) (member === socket ? host : member).tell(event, { attempt: id });
    }
  }

  shutOut(socket, why) {
    socket.tell(why);
    setImmediate(() => socket.drop());
  }

  left(socket) {
    this.sockets.delete(socket);
    this.knocks = this.knocks.filter((knock) => knock.socket !== socket);
    this.endAttempts(socket, "attempt_over");
    this.presenceChanged(socket.seat);
  }

  on_take_over(socket) {
    if (socket.seat !== this.hostSeat) refuse("not_allowed");
    const place = socket.place;
    for (const other of this.of((each) => each !== socket && each.seat === socket.seat)) this.shutOut(other, "replaced");
    place.device = socket.pass.device;
    this.seatsChanged();
  }

  // Seats

  seatList() {
    return [...this.seats.values()].map(({ proof_hash: _, ...seat }) => ({
      ...seat,
      connected: this.of((socket) => socket.seat === seat.seat && socket.isAdmitted).length > 0,
    }));
  }

  seatsChanged() {
    for (const host of this.hosts()) host.tell("seats", { seats: this.seatList() });
  }

  presenceChanged(seat) {
    this.seatsChanged();
    for (const channel of this.channels.values()) {
      if (this.isIn(channel, seat)) this.toChannel(channel, "presence", () => ({ channel: channel.id, present: this.present(channel) }));
    }
  }

  clearSeat(seat, event) {
    const place = this.seats.get(seat);
    if (!place) refuse("not_allowed");
    for (const socket of this.of((each) => each.seat === seat)) this.shutOut(socket, event);
    place.device = null;
    for (const channel of this.channels.values()) if (channel.members.delete(seat)) this.channelChanged(channel);
  }

  on_remove(_socket, { seat }) {
    this.clearSeat(seat, "removed");
    this.seatsChanged();
  }

  on_seat_set(_socket, { seat, version, kind, proof_hash: hash }) {
    if (this.seats.has(seat)) this.clearSeat(seat, "removed");
    this.place(seat, version, kind, hash);
    this.seats.get(seat).revoked = hash === null;
    this.seatsChanged();
  }

  on_lifeline_kept() {}

  on_half_put(socket, { half }) {
    this.halves.set(socket.pass.device, half);
  }

  on_half_get(socket) {
    return { half: this.halves.get(socket.pass.device) ?? null };
  }

  // Channels

  isIn(channel, seat) {
    return channel.members.has(seat) || this.seats.get(seat)?.kind === "host";
  }

  hears(channel, socket) {
    return socket.isAdmitted && this.isIn(channel, socket.seat);
  }

  present(channel) {
    return [...new Set(this.of((socket) => this.hears(channel, socket)).map(({ seat }) => seat))];
  }

  describe(channel, socket) {
    const { id, epochs, envelopes, members, held, needs_host: needsHost } = channel;
    const own = members.get(socket.seat);
    const { epoch, start } = epochs.at(-1);
    const common = { channel: id, epoch, start, head: envelopes.length, since: own?.since ?? 0, listens: own?.listens ?? false, held, needs_host: needsHost, present: this.present(channel), lives: channel.lives };
    return socket.isHost ? { ...common, members: [...members.values()], epochs } : common;
  }

  toChannel(channel, event, fieldsFor, except) {
    for (const socket of this.of((each) => each !== except && this.hears(channel, each))) {
      const fields = fieldsFor(socket);
      if (fields) socket.tell(event, fields);
    }
  }

  channelChanged(channel) {
    this.toChannel(channel, "channel", (socket) => this.describe(channel, socket));
  }

  on_channel_make(_socket, { channel: id, epoch_id: epochId, members, needs_host: needsHost }) {
    if (this.channels.has(id)) refuse("conflict");
    const channel = { id, epochs: [{ epoch: 1, epoch_id: epochId, start: 0 }], envelopes: [], members: new Map(), held: false, needs_host: needsHost, lives: Array(this.life - 1).fill(0) };
    for (const { seat, listens } of members) channel.members.set(seat, { seat, listens, since: 0 });
    this.channels.set(id, channel);
    this.channelChanged(channel);
    return { epoch: 1 };
  }

  on_channel_change(_socket, { channel: id, expect, epoch_id: epochId, add, remove }) {
    const channel = this.channels.get(id) ?? refuse("not_allowed");
    if (channel.epochs.at(-1).epoch !== expect) refuse("conflict");
    const start = channel.envelopes.length;
    const gone = this.of((socket) => remove.includes(socket.seat) && this.hears(channel, socket));
    for (const seat of remove) channel.members.delete(seat);
    for (const { seat, listens, from_start: fromStart } of add) channel.members.set(seat, { seat, listens, since: fromStart ? 0 : start });
    channel.epochs.push({ epoch: expect + 1, epoch_id: epochId, start });
    for (const socket of gone) if (!this.hears(channel, socket)) socket.tell("channel_gone", { channel: id });
    this.channelChanged(channel);
    return { epoch: expect + 1, start };
  }

  on_channel_set(_socket, { channel: id, held, needs_host: needsHost }) {
    const channel = this.channels.get(id) ?? refuse("not_allowed");
    Object.assign(channel, { held, needs_host: needsHost });
    this.channelChanged(channel);
  }

  #mine(socket, id) {
    const channel = this.channels.get(id);
    return channel && this.hears(channel, socket) ? channel : refuse("not_allowed");
  }

  on_post(socket, { channel: id, entry, epoch, seen, sealed }) {
    const channel = this.#mine(socket, id);
    if (this.server.refusePosts === id) refuse("channel_full");
    const known = channel.envelopes.find((other) => other.entry === entry && other.sender === socket.seat);
    if (known) return { number: known.number };
    if (channel.members.get(socket.seat)?.listens) refuse("not_allowed");
    if (!socket.isHost && channel.held) refuse("held");
    if (!socket.isHost && channel.needs_host && this.hosts().length === 0) refuse("no_host");
    const present = channel.epochs.at(-1);
    if (epoch !== present.epoch) refuse("stale_epoch");
    if (seen < present.start || seen > channel.envelopes.length) refuse("malformed");
    const envelope = { channel: id, number: channel.envelopes.length + 1, sender: socket.seat, epoch, entry, seen, sealed, life: this.life, mac: new Uint8Array(32) };
    channel.envelopes.push(envelope);
    this.toChannel(channel, "envelope", (each) => this.server.bend(envelope, each.seat));
    return { number: envelope.number };
  }

  on_catch_up(socket, { channel: id, after }) {
    const channel = this.#mine(socket, id);
    const since = channel.members.get(socket.seat)?.since ?? 0;
    const envelopes = channel.envelopes.slice(Math.max(after, since), Math.max(after, since) + 3);
    return { envelopes: envelopes.map((envelope) => this.server.bend(envelope, socket.seat)).filter(Boolean), head: channel.envelopes.length };
  }

  on_signal(socket, { channel: id, box }) {
    const channel = this.#mine(socket, id);
    this.toChannel(channel, "signal", () => ({ channel: id, sender: socket.seat, epoch: channel.epochs.at(-1).epoch, box }), socket);
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

