// The RoomState of somebody who is not in yet, or whose page has not all come. Must not know channels.

import { isRehearsal } from "../entries/rehearsal.js";

/**
 * @typedef {import("../entries/room_state.js").RoomState} RoomState
 * @typedef {import("./room.js").Room} Room
 */

/** @param {Room} room @returns {RoomState} */
export function outsideState(room) {
  const anyone = [...room.desks.values()].flatMap(({ channel }) => channel.described.present);
  return /** @type {RoomState} */ ({
    // Inside is where one can be shown what is there.
    phase: room.phase === "inside" ? "connecting" : room.phase,
    online: room.isOnline,
    restoring: room.restoration.isUnderWay,
    isHost: room.isHost,
    me: null,
    words: [],
    wordsCompared: false,
    hostPresent: room.isOnline && (room.isHost || room.hasHostAmong(anyone)),
    endsAt: room.endsAt,
    closingAt: room.closingAt,
    channels: [],
    alarms: room.alarms,
    waiting: [],
    seats: [],
    shuttle: false,
    began: false,
    reference: null,
    mediation: "",
    rehearsal: isRehearsal(room.id),
    datesAreBehind: false,
    watermark: "",
    features: [],
    pledge: null,
    ...room.role.view(),
  });
}
