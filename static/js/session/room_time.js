// The time that all tabs of a room share: whole seconds left until the room's own end. No clocks are compared.

/** @typedef {import("./room.js").Room} Room */

/** @param {Room} room @returns {number} */
export const secondsLeft = (room) => Math.max(0, Math.round(((room.endsAt ?? 0) - room.clock.now()) / 1000));

/** @param {Room} room @param {number} left @returns {number} ms, this tab's clock */
export const momentOf = (room, left) => (room.endsAt ?? 0) - left * 1000;
