// The seats of a room as the server has them, and who is connected.

import { refuse } from "./wire.js";

/** Seat → what the server knows of it. */
export class FakeSeats extends Map {
  #room;

  constructor(room) {
    super();
    this.#room = room;
  }

  place(seat, version, kind, hash) {
    this.set(seat, { seat, version, kind, proof_hash: hash, device: null, revoked: false });
  }

  list() {
    return [...this.values()].map(({ proof_hash: _, ...seat }) => ({
      ...seat,
      connected: this.#room.of((socket) => socket.seat === seat.seat && socket.isAdmitted).length > 0,
    }));
  }

  changed() {
    for (const host of this.#room.hosts()) host.tell("seats", { seats: this.list() });
  }

  presenceChanged(seat) {
    this.changed();
    for (const channel of this.#room.channels.values()) {
      if (this.#room.channels.isIn(channel, seat)) this.#room.channels.tell(channel, "presence", () => ({ channel: channel.id, present: this.#room.channels.present(channel) }));
    }
  }

  #clear(seat, event) {
    const place = this.get(seat);
    if (!place) refuse("not_allowed");
    for (const socket of this.#room.of((each) => each.seat === seat)) this.#room.shutOut(socket, event);
    place.device = null;
    for (const channel of this.#room.channels.values()) if (channel.members.delete(seat)) this.#room.channels.changed(channel);
  }

  on_remove(_socket, { seat }) {
    this.#clear(seat, "removed");
    this.changed();
  }

  on_seat_set(_socket, { seat, version, kind, proof_hash: hash }) {
    if (this.has(seat)) this.#clear(seat, "removed");
    this.place(seat, version, kind, hash);
    this.get(seat).revoked = hash === null;
    this.changed();
  }

  on_take_over(socket) {
    if (socket.seat !== this.#room.hostSeat) refuse("not_allowed");
    const place = socket.place;
    for (const other of this.#room.of((each) => each !== socket && each.seat === socket.seat)) this.#room.shutOut(other, "replaced");
    place.device = socket.pass.device;
    this.changed();
  }
}
