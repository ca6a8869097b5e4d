// The first minutes of a room under a new secret: the notes, and in them the mediator, the plan and the seats.
// Must not know how anyone comes in.

import { tidyName } from "../entries/name.js";

/**
 * @typedef {import("../entries/notes.js").SeatNote} SeatNote
 *
 * @typedef {object} Founding
 * @property {string} name  the mediator's
 * @property {boolean} shuttle
 * @property {import("./links.js").PreparedSeat[]} seats
 * @property {import("./links.js").HostLink["declaration"]} declaration  the mediator's
 * @property {boolean} isInheriting  back on a new device: everything there is lies under another secret
 *
 * @typedef {object} Parts
 * @property {import("./room.js").Room} room
 * @property {number} version  of the mediator's own seat
 * @property {import("./notebook.js").Notebook} notebook
 * @property {import("./seat_book.js").SeatBook} seats
 * @property {import("./arrangement.js").Arrangement} arrangement
 * @property {import("./inheritance.js").Inheritance} inheritance
 */

const NO_NAME = "–";

/**
 * @param {Parts} parts
 * @param {Founding} founding
 */
export async function found({ room, version, notebook, seats, arrangement, inheritance }, { name, shuttle, seats: prepared, declaration, isInheriting }) {
  const { seat, device } = room;
  /** @type {SeatNote} */
  const me = { seat, n: 0, version, kind: "host", label: "", side: null, name: tidyName(name) ?? NO_NAME, device, compared: true };
  const former = isInheriting ? inheritance.begin() : [];
  seats.tell(me); // the notes' first roster names the mediator
  await arrangement.make({ kind: "notes", title: "", seats: [], needsHost: false, channel: notebook.id });
  notebook.post({ kind: "plan", shuttle, reference: null });
  if (declaration) notebook.post({ kind: "declare", ...declaration });
  inheritance.note();
  notebook.post(seats.tell(me));
  for (const planned of isInheriting ? inheritance.seatsAsListed(prepared) : prepared) {
    notebook.post(seats.tell({ ...planned, seat: seats.seatId(planned.n), name: "", device: null, compared: false }));
  }
  if (isInheriting) await shutOutFormerHosts({ room, seats });
  for (const channel of former) await arrangement.change(channel, {});
}

/** They hold the former secret only; they come back by their links and compare words. @param {Pick<Parts, "room" | "seats">} parts */
async function shutOutFormerHosts({ room, seats }) {
  const others = [...seats.listed.values()].filter(({ seat, kind, device }) => kind === "host" && device && seat !== room.seat);
  for (const { seat } of others) await room.request("remove", { seat });
}
