// Once a session runs: the room when one is inside, otherwise the place that one is at.
// A lost server or a mediator's new device leaves the room on the screen.
import { html } from "lit";
import { whenHere } from "./later.js";

/** @typedef {import("../entries/room_state.js").RoomState} RoomState */

const STAYS_ON_SCREEN = new Set(["connecting", "confirming", "not_open"]);

/** @param {RoomState} room */
export const isInside = (room) => room.phase === "inside" || (STAYS_ON_SCREEN.has(room.phase) && room.channels.length > 0);

/** @param {import("./room_element.js").RoomElement} view @param {RoomState} room @param {number} now @param {string} notice @param {boolean} hasStrangers */
export const roomOrPhase = (view, room, now, notice, hasStrangers) =>
  isInside(room)
    ? whenHere(view, "room_inside.js", () => html`<mediation-room .room=${room} .now=${now} .notice=${notice} .hasStrangers=${hasStrangers}></mediation-room>`)
    : html`<room-phase .room=${room}></room-phase>`;
