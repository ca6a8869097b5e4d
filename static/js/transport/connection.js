// One tab's socket: requests with acknowledgements out, events in. Bytes only; must not know keys or meanings.

import { io } from "socket.io-client";
import * as packets from "./packets.js";
import { RoomError } from "./room_error.js";

/**
 * @typedef {object} Listener
 * @property {() => void} up  connected, also again after a loss
 * @property {() => void} down  lost; it comes back by itself
 * @property {(why: string) => void} turnedAway  refused, closed, unknown, or dropped by the server; it does not
 *   come back until open() is called
 * @property {(event: string, fields: any) => void} event
 *
 * @typedef {object} Connection
 * @property {() => void} open
 * @property {() => void} close
 * @property {(event: string, fields?: object, read?: (answer: any) => void) => Promise<any>} request  rejects with
 *   RoomError; `read` is called with the answer before any event that came after it, which a promise cannot promise
 *
 * @typedef {(room: string, seat: string, listener: Listener) => Connection} Connect
 */

const ANSWER_MS = 15_000;
const SERVER_DISCONNECT = "io server disconnect";
const OWN_DISCONNECT = "io client disconnect";

/**
 * @param {string} origin
 * @param {object} [options] further options of socket.io-client
 * @returns {Connect}
 */
export function connectTo(origin, options = {}) {
  return (room, seat, listener) => {
    const socket = io(origin, {
      auth: { room, seat },
      // So that a proxy can lead a room's people to one server: one of 4,096, and so nobody's room in particular.
      query: { shard: room.slice(0, 2) },
      autoConnect: false,
      forceNew: true,
      parser: packets,
      // Networks that break websockets exist at field duty stations; polling is slower and gets through.
      transports: ["websocket", "polling"],
      tryAllTransports: true,
      reconnectionDelay: 500,
      reconnectionDelayMax: 5_000,
      timeout: 10_000,
      ...options,
    });
    socket.on("connect", () => listener.up());
    socket.on("disconnect", (reason) => {
      if (reason === OWN_DISCONNECT) return;
      listener.down();
      if (reason === SERVER_DISCONNECT) listener.turnedAway("dropped");
    });
    socket.on("connect_error", (error) => {
      if (!socket.active) listener.turnedAway(error.message);
    });
    socket.onAny((event, fields) => listener.event(event, fields ?? {}));
    return {
      open: () => void socket.connect(),
      close: () => void socket.disconnect(),
      request: (event, fields = {}, read = () => {}) => ask(socket, event, fields, read),
    };
  };
}

/**
 * @param {import("socket.io-client").Socket} socket
 * @param {string} event
 * @param {object} fields
 * @param {(answer: any) => void} read
 * @returns {Promise<any>}
 */
function ask(socket, event, fields, read) {
  return new Promise((resolve, reject) => {
    // Socket.IO would keep it and send it later; the caller decides anew after entering again.
    if (!socket.connected) return reject(new RoomError("not_connected"));
    socket.timeout(ANSWER_MS).emit(event, fields, (/** @type {unknown} */ lost, /** @type {any} */ answer) => {
      if (lost) return reject(new RoomError("not_connected"));
      if (answer?.error) return reject(new RoomError(String(answer.error)));
      try {
        read(answer ?? {});
        resolve(answer ?? {});
      } catch (error) {
        reject(error); // an answer that is not as the protocol has it
      }
    });
  });
}
