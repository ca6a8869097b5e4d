// A channel as one works at it: what comes in, what goes out, who is typing, and catching up.
// Must not know who decides on the channel.

import { isId } from "../entries/shape.js";
import { Channel } from "./channel.js";
import { handBack } from "./handing_back.js";
import { Outbox } from "./outbox.js";
import { Typing } from "./typing.js";

/**
 * @typedef {import("./room.js").Room} Room
 * @typedef {import("./channel.js").Description} Description
 * @typedef {import("./channel.js").Envelope} Envelope
 */

export class Desk {
  #room;

  /** @param {Room} room @param {Description} description */
  constructor(room, description) {
    this.#room = room;
    const changed = () => room.changed();
    this.channel = new Channel(this.#reader(), description);
    this.outbox = new Outbox(this.channel, this.#sender());
    this.typing = new Typing(room.clock, changed);
    /** The same as `typing`, for cards in place of seats. */
    this.editing = new Typing(room.clock, changed);
  }

  /** The role is looked up each time: a co-mediator's changes during the channel's life. @returns {import("./channel.js").Reader} */
  #reader() {
    const room = this.#room;
    return {
      room: room.id,
      seat: room.seat,
      keyring: {
        keysFor: (id, epoch) => room.role.keyring.keysFor(id, epoch),
        isInherited: (id, epoch) => room.role.keyring.isInherited(id, epoch),
        baseOf: (id) => room.role.keyring.baseOf(id),
      },
      hosts: () => room.role.hosts(),
      authorsOf: (seat) => room.role.authorsOf(seat),
      now: () => room.clock.now(),
      alarm: (kind, id) => room.alarm(kind, id),
      applied: (_channel, envelope, body, hadEffect) => this.#applied(envelope, body, hadEffect),
    };
  }

  /** @returns {import("./outbox.js").Sender} */
  #sender() {
    const room = this.#room;
    return {
      request: (event, fields) => room.request(event, fields),
      author: () => room.role.author(),
      isOnline: () => room.isOnline,
      isHeldUp: () => this.isHeldUp,
      drafts: room.drafts,
      clock: room.clock,
      changed: () => room.changed(),
    };
  }

  /** @returns {boolean} whether the server would refuse a post: held, or no mediator where one must be */
  get isHeldUp() {
    return !this.#room.isHost && (this.channel.described.held || this.isHostAway);
  }

  get isHostAway() {
    const { needs_host: needsHost, present } = this.channel.described;
    return needsHost && !this.#room.isHost && !this.#room.hasHostAmong(present);
  }

  /** @param {Envelope} envelope */
  receive(envelope) {
    const hasGap = this.channel.receive(envelope);
    if (hasGap) this.catchUp();
    else this.outbox.flush();
  }

  /** Fetches what is missing up to the head; a lost connection ends it, and entering again begins it anew. */
  catchUp() {
    this.#catchUp().catch(() => {});
  }

  async #catchUp() {
    const { channel } = this;
    while (this.#isOpen && channel.received < channel.head) {
      const before = channel.received;
      const { envelopes, head } = await this.#room.request("catch_up", { channel: channel.id, after: before });
      channel.head = Math.max(channel.head, head);
      for (const envelope of envelopes) channel.receive(envelope);
      if (channel.received > before) continue;
      // It says that there is more, and keeps it back.
      if (before < channel.head) this.#room.alarm("history", channel.id);
      break;
    }
    channel.advance();
    this.#room.role.channelChanged(channel);
    this.outbox.flush();
    this.#room.changed();
  }

  /**
   * The server was restarted. What only this tab had is not in the room any more, but for what it sends again; so is
   * what it was told a number of, and has not heard.
   * @param {Description} description @param {number} life the last that this tab was in
   */
  rejoin({ lives = [] }, life) {
    const { channel, outbox } = this;
    const start = Math.min(...lives.slice(life - 1));
    outbox.sendAgain(start < channel.received ? channel.goBackTo(start) : []);
  }

  get #isOpen() {
    return this.#room.isOnline && this.#room.desks.get(this.channel.id) === this;
  }

  /** @param {Envelope} envelope @param {any} body @param {boolean} hadEffect */
  #applied({ entry, sender }, body, hadEffect) {
    const isOwnNews = sender === this.#room.seat && this.outbox.items.some((item) => item.entry === entry);
    if (isOwnNews) this.outbox.settle(entry);
    if (isOwnNews && !hadEffect) handBack(this.#room, this.channel, body);
    if (body?.kind === "message") this.typing.stopped(sender);
    if (body?.kind === "card_edit") this.editing.stopped(body.card);
    this.#room.role.applied(this.channel, body);
  }

  /** @param {string[]} present */
  seePresent(present) {
    this.channel.describe({ ...this.channel.described, present });
    this.outbox.flush();
  }

  /** @param {{sender: string, epoch: number, box: Uint8Array}} signal */
  hearSignal(signal) {
    const body = /** @type {any} */ (this.channel.openSignal(signal));
    if (body?.kind === "typing") this.typing.heard(signal.sender);
    if (body?.kind === "editing" && isId(body.card)) this.editing.heard(body.card);
    if (body) this.#room.role.signalled(this.channel, signal.sender, body);
  }
}
