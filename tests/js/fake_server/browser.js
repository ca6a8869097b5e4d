// One browser at the fake server: its cookies, its sign-in, its network.

import { areEqual, fromBase64url, randomId } from "../../../static/js/crypto/encoding.js";
import { proofHash } from "../../../static/js/crypto/derivation.js";
import { FakeRoom } from "./room.js";
import { FakeSocket } from "./socket.js";
import { later, refuse, wire } from "./wire.js";

export class FakeBrowser {
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
    for (const { seat, version, kind, proof_hash: hash } of seats) room.seats.place(seat, version, kind, fromBase64url(hash));
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
