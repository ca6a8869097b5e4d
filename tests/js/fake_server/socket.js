// One tab's connection to the fake server.

import { later, refuse, wire } from "./wire.js";

export class FakeSocket {
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
    room.seats.presenceChanged(this.seat);
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
