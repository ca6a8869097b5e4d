// Socket.IO packets as msgpack, one frame each, as python-socketio's msgpack serializer reads them.
// Our own because the npm package socket.io-msgpack-parser turns bytes into maps, an absent auth into a truthy
// value, and the server's disconnect into a parse error, after which the tab that was shut out reconnects by itself.

import { decode, encode } from "./msgpack.js";

/** @typedef {{type: number, nsp: string, data?: any, id?: number}} Packet */

const EVENT = 2;
const ACKNOWLEDGEMENT = 3;
const LAST_TYPE = 4;

export class Encoder {
  /** @param {Packet} packet @returns {Uint8Array[]} */
  encode({ type, nsp, data, id }) {
    return [encode({ type, nsp, data, id })];
  }
}

/** Socket.IO listens to one event of it, "decoded". */
export class Decoder {
  /** @type {Set<(packet: Packet) => void>} */
  #listeners = new Set();

  /** @param {string} _event @param {(packet: Packet) => void} listener */
  on(_event, listener) {
    this.#listeners.add(listener);
  }

  /** @param {string} _event @param {(packet: Packet) => void} listener */
  off(_event, listener) {
    this.#listeners.delete(listener);
  }

  /** @param {ArrayBuffer | Uint8Array} frame */
  add(frame) {
    const packet = readPacket(frame);
    for (const listener of this.#listeners) listener(packet);
  }

  destroy() {}
}

/**
 * @param {ArrayBuffer | Uint8Array} frame
 * @returns {Packet} throws on anything that is no packet; Socket.IO then drops the connection
 */
export function readPacket(frame) {
  const { type, nsp, data, id } = /** @type {any} */ (decode(frame)) ?? {};
  const isKnown = Number.isInteger(type) && type >= 0 && type <= LAST_TYPE && typeof nsp === "string";
  const carriesList = type === EVENT || type === ACKNOWLEDGEMENT;
  if (!isKnown || (carriesList && !Array.isArray(data))) throw new TypeError("not a packet");
  return { type, nsp, data: data ?? undefined, id: id ?? undefined };
}
