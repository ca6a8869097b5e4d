// A tab's secrets across its own reload: one half with the server's memory, the pad in the keepsake.

import { toBase64url } from "../crypto/encoding.js";
import { join, split } from "../crypto/halves.js";

/**
 * @typedef {import("./room.js").Room} Room
 */

/** The server's half is gone: the server restarted, or another device has the seat. */
export class HalfIsGone extends Error {
  name = "HalfIsGone";
}

export class Halves {
  #room;
  /** @type {{secret: string, pad: Uint8Array, half: Uint8Array} | null} */
  #kept = null;

  /** @param {Room} room */
  constructor(room) {
    this.#room = room;
  }

  /**
   * Puts the server's half first, so that a pad never stands alone in the keepsake.
   * @param {Uint8Array} secret
   * @param {{version: number, isHost: boolean, notes: string | null}} rest
   */
  async keep(secret, rest) {
    const text = toBase64url(secret);
    const kept = this.#kept?.secret === text ? this.#kept : { secret: text, ...split(secret) };
    this.#kept = kept;
    await this.#room.request("half_put", { half: kept.half });
    if (this.#room.isOver) return;
    this.#room.keepsake.write({ room: this.#room.id, seat: this.#room.seat, pad: kept.pad, ...rest });
  }

  /**
   * @param {import("./keepsake.js").Kept} kept
   * @returns {Promise<Uint8Array>} the secret; rejects with HalfIsGone, or RoomError
   */
  async recover({ pad }) {
    const { half } = await this.#room.request("half_get");
    if (!(half instanceof Uint8Array) || half.length !== pad.length) throw new HalfIsGone("no half to join");
    const secret = join(new Uint8Array(half), pad);
    this.#kept = { secret: toBase64url(secret), pad, half };
    return secret;
  }
}
