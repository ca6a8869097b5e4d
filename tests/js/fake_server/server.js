// A tiny relay in memory, written from docs/protocol.md: seats, passes, lobby, channels, order, and nothing of content.
// What crosses it goes through msgpack as on the wire. Its test-only handles let a test cut a network or lie.

import { FakeBrowser } from "./browser.js";

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
