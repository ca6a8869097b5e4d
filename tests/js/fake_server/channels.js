// The channels of a room: their members, epochs and order. What is posted is forwarded, and handed out again.

import { refuse } from "./wire.js";

/** Channel id → the channel. */
export class FakeChannels extends Map {
  #room;

  constructor(room) {
    super();
    this.#room = room;
  }

  /** The envelopes are forgotten; the rest is in the lifeline. */
  forget() {
    for (const channel of this.values()) channel.envelopes = [];
  }

  /** The room is back, in its next life. */
  live() {
    for (const channel of this.values()) channel.lives.push(channel.envelopes.length);
  }

  isIn(channel, seat) {
    return channel.members.has(seat) || this.#room.seats.get(seat)?.kind === "host";
  }

  hears(channel, socket) {
    return socket.isAdmitted && this.isIn(channel, socket.seat);
  }

  /** Those that it hears, each as it sees them. */
  of(socket) {
    return [...this.values()].filter((channel) => this.hears(channel, socket)).map((channel) => this.describe(channel, socket));
  }

  present(channel) {
    return [...new Set(this.#room.of((socket) => this.hears(channel, socket)).map(({ seat }) => seat))];
  }

  describe(channel, socket) {
    const { id, epochs, envelopes, members, held, needs_host: needsHost } = channel;
    const own = members.get(socket.seat);
    const { epoch, start } = epochs.at(-1);
    const common = { channel: id, epoch, start, head: envelopes.length, since: own?.since ?? 0, listens: own?.listens ?? false, held, needs_host: needsHost, present: this.present(channel), lives: channel.lives };
    return socket.isHost ? { ...common, members: [...members.values()], epochs } : common;
  }

  tell(channel, event, fieldsFor, except) {
    for (const socket of this.#room.of((each) => each !== except && this.hears(channel, each))) {
      const fields = fieldsFor(socket);
      if (fields) socket.tell(event, fields);
    }
  }

  changed(channel) {
    this.tell(channel, "channel", (socket) => this.describe(channel, socket));
  }

  on_channel_make(_socket, { channel: id, epoch_id: epochId, members, needs_host: needsHost }) {
    if (this.has(id)) refuse("conflict");
    const channel = { id, epochs: [{ epoch: 1, epoch_id: epochId, start: 0 }], envelopes: [], members: new Map(), held: false, needs_host: needsHost, lives: Array(this.#room.life - 1).fill(0) };
    for (const { seat, listens } of members) channel.members.set(seat, { seat, listens, since: 0 });
    this.set(id, channel);
    this.changed(channel);
    return { epoch: 1 };
  }

  on_channel_change(_socket, { channel: id, expect, epoch_id: epochId, add, remove }) {
    const channel = this.get(id) ?? refuse("not_allowed");
    if (channel.epochs.at(-1).epoch !== expect) refuse("conflict");
    const start = channel.envelopes.length;
    const gone = this.#room.of((socket) => remove.includes(socket.seat) && this.hears(channel, socket));
    for (const seat of remove) channel.members.delete(seat);
    for (const { seat, listens, from_start: fromStart } of add) channel.members.set(seat, { seat, listens, since: fromStart ? 0 : start });
    channel.epochs.push({ epoch: expect + 1, epoch_id: epochId, start });
    for (const socket of gone) if (!this.hears(channel, socket)) socket.tell("channel_gone", { channel: id });
    this.changed(channel);
    return { epoch: expect + 1, start };
  }

  on_channel_set(_socket, { channel: id, held, needs_host: needsHost }) {
    const channel = this.get(id) ?? refuse("not_allowed");
    Object.assign(channel, { held, needs_host: needsHost });
    this.changed(channel);
  }

  mine(socket, id) {
    const channel = this.get(id);
    return channel && this.hears(channel, socket) ? channel : refuse("not_allowed");
  }

  on_post(socket, { channel: id, entry, epoch, seen, sealed }) {
    const channel = this.mine(socket, id);
    if (this.#room.server.refusePosts === id) refuse("channel_full");
    const known = channel.envelopes.find((other) => other.entry === entry && other.sender === socket.seat);
    if (known) return { number: known.number };
    if (channel.members.get(socket.seat)?.listens) refuse("not_allowed");
    if (!socket.isHost && channel.held) refuse("held");
    if (!socket.isHost && channel.needs_host && this.#room.hosts().length === 0) refuse("no_host");
    const present = channel.epochs.at(-1);
    if (epoch !== present.epoch) refuse("stale_epoch");
    if (seen < present.start || seen > channel.envelopes.length) refuse("malformed");
    const envelope = { channel: id, number: channel.envelopes.length + 1, sender: socket.seat, epoch, entry, seen, sealed, life: this.#room.life, mac: new Uint8Array(32) };
    channel.envelopes.push(envelope);
    this.tell(channel, "envelope", (each) => this.#room.server.bend(envelope, each.seat));
    return { number: envelope.number };
  }

  on_catch_up(socket, { channel: id, after }) {
    const channel = this.mine(socket, id);
    const since = channel.members.get(socket.seat)?.since ?? 0;
    const envelopes = channel.envelopes.slice(Math.max(after, since), Math.max(after, since) + 3);
    return { envelopes: envelopes.map((envelope) => this.#room.server.bend(envelope, socket.seat)).filter(Boolean), head: channel.envelopes.length };
  }

  on_signal(socket, { channel: id, box }) {
    const channel = this.mine(socket, id);
    this.tell(channel, "signal", () => ({ channel: id, sender: socket.seat, epoch: channel.epochs.at(-1).epoch, box }), socket);
  }
}
