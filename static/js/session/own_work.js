// Writing in a side's own channel, and letting its people in. Must not know what views show of it.

import { sealGrant, sealOwn, publicOf } from "../crypto/own_key.js";
import { fromBase64url, randomBytes, randomId, toBase64url } from "../crypto/encoding.js";
import { isMessageText } from "../entries/conversation.js";
import { RoomError } from "../transport/room_error.js";
import { ownChannels, ownId } from "./own_channels.js";
import { post } from "./posting.js";

/** @typedef {import("./room.js").Room} Room */
/** @typedef {import("./own_channels.js").OwnChannel} OwnChannel */

const KEY_BYTES = 32;

export class OwnWork {
  #room;

  /** @param {Room} room */
  constructor(room) {
    this.#room = room;
  }

  /** @param {string} id @returns {OwnChannel} */
  #find(id) {
    const own = ownChannels(this.#room).find(({ channel }) => ownId(channel) === id);
    if (!own) throw new RoomError("not_allowed");
    return own;
  }

  /** @param {OwnChannel} own */
  async #sayHello(own) {
    if (!own.hello) await post(this.#room, own.desk, { kind: "own_hello", public: toBase64url(publicOf(own.secret)) });
  }

  /** @param {OwnChannel} own @param {string[]} seats at their present hello; this one is among them */
  async #makeKey(own, seats) {
    const key = randomId();
    const ownKey = randomBytes(KEY_BYTES);
    const { hellos } = own.book.own;
    const grants = [...new Set([this.#room.seat, ...seats])].flatMap((to) => {
      const { of, public: other } = hellos[to];
      const box = sealGrant(own.secret, fromBase64url(other), { room: this.#room.id, channel: own.channel, key, of }, ownKey);
      return box ? [{ to, of, box: toBase64url(box) }] : [];
    });
    await post(this.#room, own.desk, { kind: "own_key", key, grants });
  }

  /** Who has gone from the side, or has come back on another device, reads nothing of what comes. @param {OwnChannel} own */
  async #keepCurrent(own) {
    await this.#sayHello(own);
    if (own.standing !== "open") throw new RoomError("not_allowed");
    const { present } = own;
    if (present && own.isCurrent(present)) return;
    const { hellos } = own.book.own;
    const staying = (present?.grants ?? []).filter(({ to, of }) => hellos[to]?.of === of && own.book.people.some(({ seat }) => seat === to));
    await this.#makeKey(own, staying.map(({ to }) => to));
  }

  /** @param {OwnChannel} own @param {object} body */
  async #post(own, body) {
    await this.#keepCurrent(own);
    const { present } = own;
    const ownKey = present && own.open(present);
    if (!present || !ownKey) throw new RoomError("not_allowed");
    const place = { room: this.#room.id, channel: own.channel, key: present.key, sender: this.#room.seat, id: randomId() };
    await post(this.#room, own.desk, { kind: "own", key: present.key, id: place.id, box: toBase64url(sealOwn(ownKey, place, body)) });
  }

  /** @param {string} id @param {string} text */
  async say(id, text) {
    if (!isMessageText(text)) throw new RoomError("malformed");
    const { ownDrafts } = this.#room;
    ownDrafts.delete(id);
    try {
      await this.#post(this.#find(id), { kind: "message", text });
    } catch (error) {
      ownDrafts.set(id, [text, ownDrafts.get(id)].filter(Boolean).join("\n"));
      this.#room.changed();
      throw error;
    }
  }

  /** @param {string} id @param {string} entry */
  async withdraw(id, entry) {
    await this.#post(this.#find(id), { kind: "withdraw", id: entry });
  }

  /** In this tab's memory alone: the key that seals other drafts is one that mediators can derive. @param {string} id @param {string} text */
  async setDraft(id, text) {
    this.#room.ownDrafts.set(id, String(text));
    this.#room.changed();
  }

  async typing() {}

  /** @param {string} id */
  async read(id) {
    this.#room.ownRead.set(id, this.#find(id).said().length);
    this.#room.changed();
  }

  /** @param {string} id */
  async askIn(id) {
    await this.#sayHello(this.#find(id));
  }

  /** With a new key: what was before stays with those who were there. @param {string} id @param {string} seat */
  async letIn(id, seat) {
    const own = this.#find(id);
    await this.#sayHello(own);
    if (!own.asking.some((one) => one.seat === seat)) throw new RoomError("not_allowed");
    const { hellos } = own.book.own;
    const staying = (own.present?.grants ?? []).filter(({ to, of }) => hellos[to]?.of === of && own.book.people.some((one) => one.seat === to));
    await this.#makeKey(own, [...staying.map(({ to }) => to), seat]);
  }
}
