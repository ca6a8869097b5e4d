// What a mediator's tab carries from one channel to another once it has been decided: wordings that everyone consented
// to, posts that were let through, prepared cards, which features are on, when the mediators mean to be
// back, what every side is asked, what all are asked to promise, a pause that somebody needs, and whom the parties are
// asked to accept. What was left undone by a reload or by
// another mediator's tab is done at the next occasion; done twice it changes nothing. Must not decide anything.

import { askedIn } from "../entries/permission.js";
import { LISTS } from "../entries/board.js";
import { meetingOf } from "../entries/roster.js";
import { newCard } from "./board_work.js";
import { introduced, meetingsOfParties } from "./declaration_work.js";
import { bookAhead, jointDesk, notesDesk, wouldChange } from "./posting.js";
import { sidesOf } from "./sides.js";

/**
 * @typedef {import("./room.js").Room} Room
 * @typedef {import("./desk.js").Desk} Desk
 * @typedef {import("./posting.js").Body} Body
 */

const MOST_NAME_LETTERS = 80;

/** @param {Room} room one in which every channel has been read */
export function carry(room) {
  const notes = notesDesk(room);
  for (const desk of room.desks.values()) {
    carryConsents(room, desk);
    carryPosts(room, desk);
    if (notes && desk !== notes) tellSwitches(room, desk, bookAhead(room, notes));
  }
  askNewSides(room);
  holdForPauses(room);
  introduceToParties(room);
  if (notes) placePrepared(room, notes);
}

/** @param {Room} room @param {Desk | undefined} desk @param {Body} body */
function send(room, desk, body) {
  if (wouldChange(room, desk, body)) desk.outbox.add(body).catch(() => {});
}

/** @param {Room} room @param {string} destination @returns {Desk | undefined} */
export const destinationDesk = (room, destination) => (destination === "joint" ? jointDesk(room) : room.desks.get(destination));

/** @param {Room} room @param {Desk} from */
function carryConsents(room, { channel: { book } }) {
  for (const { consent, status, destination, wording, asOption, named } of book.consents) {
    if (status !== "shared") continue;
    const names = askedIn(book).map((seat) => book.names[seat]).join(", ");
    const name = named ? [...names].slice(0, MOST_NAME_LETTERS).join("").trim() : null;
    send(room, destinationDesk(room, destination), { kind: "shared", consent, wording, as_option: asOption, named: name });
  }
}

/** @param {Room} room @param {Desk} from */
function carryPosts(room, { channel: { book } }) {
  for (const { entry, seat, text, decision } of book.requests.posts) {
    if (decision === "posted") send(room, jointDesk(room), { kind: "relayed", of: entry, seat, text });
  }
}

/** @param {Room} room @param {Desk} desk @param {import("../entries/book.js").Book} notes */
function tellSwitches(room, desk, { features: on, pledge, back }) {
  if (desk.channel.book.kind === null) return;
  send(room, desk, { kind: "features", on });
  if (desk.channel.book.back !== back) send(room, desk, { kind: "absence", until: back });
  if (pledge) send(room, desk, { kind: "pledge_ask", ask: pledge.ask, told: pledge.told });
}

/** A side that came, or became several, after a range was asked is asked too. @param {Room} room */
function askNewSides(room) {
  const asked = [...room.desks.values()].flatMap((desk) => bookAhead(room, desk).ranges);
  const ended = new Set(asked.filter((one) => one.ended).map(({ check }) => check));
  const open = new Map(asked.filter(({ check }) => !ended.has(check)).map((one) => [one.check, one]));
  if (open.size === 0) return;
  for (const { desk } of sidesOf(room)) {
    for (const { check, title, measure, unit } of open.values()) send(room, desk, { kind: "range_ask", check, title, measure, unit });
  }
}

/** Who needs a pause keeps whatever opponents share on hold, until a mediator lets it go on; nobody is told whose pause it is. @param {Room} room */
function holdForPauses(room) {
  const needing = [...room.desks.values()].filter((desk) => bookAhead(room, desk).distress.pause).map(({ channel }) => meetingOf(channel.book));
  for (const { channel: { id, described, book } } of room.desks.values()) {
    const isMeant = described.needs_host && !described.held && book.people.some(({ seat }) => needing.includes(seat));
    if (isMeant) room.request("channel_set", { channel: id, held: true, needs_host: true }).catch(() => {});
  }
}

/** What mediators and interpreters declare, each party is shown alone. @param {Room} room */
function introduceToParties(room) {
  const people = introduced(room);
  for (const desk of meetingsOfParties(room)) if (people.length > 0) send(room, desk, { kind: "introduce", people });
}

/** @param {Room} room @param {Desk} notes */
function placePrepared(room, notes) {
  const joint = jointDesk(room);
  if (!joint) return;
  for (const list of LISTS) {
    const titles = bookAhead(room, notes).prepared[list];
    for (const title of titles) send(room, joint, newCard(list, title));
    if (titles.length > 0) send(room, notes, { kind: "prepared", list, titles: [] });
  }
}
