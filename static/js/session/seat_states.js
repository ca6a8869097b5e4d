// The seats as a host's screen shows them. Must not decide anything.

import { watermarkCode } from "../crypto/watermark_code.js";

/**
 * @typedef {import("../entries/room_state.js").SeatState} SeatState
 * @param {import("./room.js").Room} room
 * @param {import("./seat_book.js").SeatBook} seats
 * @param {import("./purposes.js").Purposes} purposes
 * @returns {SeatState[]} everyone's but one's own and the first mediator's, who have no link to give
 */
export function seatStates(room, seats, purposes) {
  const notes = seats.notes().filter(({ seat, n }) => n > 0 && seat !== room.seat);
  return notes.map((note) => {
    const { seat, n, version, kind, label, side, name, compared } = note;
    const listed = seats.listed.get(seat);
    const meeting = purposes.meeting(seat)?.book;
    const device = listed?.device;
    return {
      seat,
      n,
      version,
      kind,
      label,
      side,
      name,
      admitted: seats.isAdmitted(seat),
      connected: listed?.connected === true,
      compared,
      revoked: listed?.revoked === true,
      ready: meeting?.ready[seat] ?? null,
      agree: meeting?.agree[seat] ?? null,
      pledged: meeting?.pledge?.given ?? null,
      code: device ? watermarkCode(seats.resumeSecret(seat, device)) : "",
      link: seats.link(room.id, note, room.surroundings.origin),
    };
  });
}
