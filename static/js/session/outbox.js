// Posts of one channel on their way out, in order, each until the server has given it a number.
// Must not know what an entry means.

import { randomId } from "../crypto/encoding.js";

/**
 * @typedef {object} Item
 * @property {string} entry
 * @property {Record<string, any>} body
 * @property {{epoch: number} & object | null} post  as sealed; kept, so that what is sent again is the same
 * @property {"sending" | "waiting"} delivery
 * @property {number | null} number
 * @property {() => void} resolve
 * @property {(error: unknown) => void} reject
 *
 * @typedef {object} Sender  what an outbox needs of the room
 * @property {(event: string, fields: object) => Promise<any>} request
 * @property {() => Uint8Array | null} author  this tab's author key
 * @property {() => boolean} isOnline
 * @property {() => boolean} isHeldUp  held, or waiting for a mediator
 * @property {import("./draft_box.js").DraftBox} drafts
 * @property {import("./surroundings.js").Clock} clock
 * @property {() => void} changed
 */

const AGAIN_MS = 1_500;
// Passing conditions; any other refusal is final and is told to whoever asked.
const PASSING = new Set(["not_connected", "held", "no_host", "too_fast", "stale_epoch", "restoring", "failed"]);

export class Outbox {
  #channel;
  #sender;
  /** @type {Item[]} */
  items = [];
  #isBusy = false;
  #isAsked = false;
  /** @type {unknown} */
  #timer = null;

  /**
   * @param {import("./channel.js").Channel} channel
   * @param {Sender} sender
   */
  constructor(channel, sender) {
    this.#channel = channel;
    this.#sender = sender;
    this.restore();
  }

  /** Takes in what an earlier load of this tab had not sent. */
  restore() {
    for (const { entry, body } of this.#sender.drafts.unsent(this.#channel.id)) {
      const isHere = this.items.some((item) => item.entry === entry);
      const isThere = this.#channel.hasEntry(entry);
      if (!isHere && !isThere) this.#add(entry, body).catch(() => {});
    }
    this.#keep();
    this.flush();
  }

  /**
   * @param {Record<string, any>} body
   * @returns {Promise<void>} settled once the server has ordered it, or refused it for good
   */
  add(body) {
    const sent = this.#add(randomId(), body);
    sent.catch(() => {});
    this.#keep();
    this.flush();
    this.#sender.changed();
    return sent;
  }

  /** @param {string} entry @param {Record<string, any>} body */
  #add(entry, body) {
    return new Promise((/** @type {(nothing: void) => void} */ resolve, reject) => {
      this.items.push({ entry, body, post: null, delivery: "waiting", number: null, resolve, reject });
    });
  }

  #keep() {
    if (!this.#sender.drafts.isUnlocked) return;
    const unsent = this.items.filter(({ number }) => number === null).map(({ entry, body }) => ({ entry, body }));
    this.#sender.drafts.setUnsent(this.#channel.id, unsent);
  }

  /** In another history than it was sealed in. @param {{entry: string, body: Record<string, any>}[]} lost own entries, to go first */
  sendAgain(lost) {
    for (const item of this.items) Object.assign(item, { post: null, number: null });
    const others = this.items.filter(({ entry }) => !lost.some((one) => one.entry === entry));
    this.items = [];
    for (const { entry, body } of lost) this.#add(entry, body).catch(() => {});
    this.items.push(...others);
    this.#keep();
  }

  /** @param {string} entry it has come back in the channel's order */
  settle(entry) {
    const item = this.items.find((other) => other.entry === entry);
    if (!item) return;
    this.#take(item);
    item.resolve();
  }

  /** @param {Item} item */
  #take(item) {
    this.items = this.items.filter((other) => other !== item);
    this.#keep();
  }

  /** Sends what can be sent now; called whenever something that may have held it up has changed. */
  async flush() {
    this.#isAsked = true;
    if (this.#isBusy) return;
    this.#isBusy = true;
    while (this.#isAsked) {
      this.#isAsked = false;
      for (let item = this.#next(); item && (await this.#send(item)); item = this.#next());
    }
    this.#isBusy = false;
    this.#sender.changed();
  }

  #next() {
    return this.items.find(({ number }) => number === null);
  }

  /** @param {Item} item @returns {Promise<boolean>} whether to go on with the next */
  async #send(item) {
    const channel = this.#channel;
    const author = this.#sender.author();
    // Catching up comes first: what is sent again may be in the order already.
    const isReady = this.#sender.isOnline() && channel.isSettled && channel.canSeal && !this.#sender.isHeldUp();
    if (!isReady || !author) {
      item.delivery = "waiting";
      return false;
    }
    if (item.post?.epoch !== channel.epoch) item.post = channel.seal(item.entry, item.body, author);
    item.delivery = "sending";
    this.#sender.changed();
    try {
      const { number } = await this.#sender.request("post", item.post);
      item.number = number;
      this.#keep();
      item.resolve();
      return true;
    } catch (error) {
      return this.#refused(item, error);
    }
  }

  /** @param {Item} item @param {any} error */
  #refused(item, error) {
    item.delivery = "waiting";
    if (!PASSING.has(error?.reason)) {
      this.#take(item);
      item.reject(error);
      return true;
    }
    this.#sender.clock.clearTimeout(this.#timer);
    if (error.reason !== "not_connected") this.#timer = this.#sender.clock.setTimeout(() => this.flush(), AGAIN_MS);
    return false;
  }
}
