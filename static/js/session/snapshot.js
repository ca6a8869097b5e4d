// The RoomState of a room, made anew at each change. Must not decide anything.

import { meetingOf } from "../entries/roster.js";
import { isAwaited } from "../entries/translations.js";
import { boardState } from "./board_view.js";
import { announcements, consents, mediationState, outcomeState } from "./mediation_view.js";
import { inNeutralOrder } from "./neutral_order.js";
import { outsideState } from "./outside_state.js";
import { ownChannels, ownId } from "./own_channels.js";
import { bookAhead } from "./posting.js";

/**
 * @typedef {import("../entries/room_state.js").RoomState} RoomState
 * @typedef {import("../entries/room_state.js").ChannelState} ChannelState
 * @typedef {import("../entries/room_state.js").Message} Message
 * @typedef {import("../entries/room_state.js").Person} Person
 * @typedef {import("./room.js").Room} Room
 * @typedef {import("./desk.js").Desk} Desk
 */

const ORDER = ["joint", "private", "caucus", "own", "notes"];

/** @param {Room} room @returns {RoomState} */
export function snapshot(room) {
  const channels = [...room.desks.values()].filter(({ channel }) => channel.book.kind !== null).map((desk) => channelState(room, desk));
  for (const own of ownChannels(room)) channels.push(ownState(room, own));
  channels.sort((one, other) => ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind));
  const people = channels.flatMap((channel) => channel.people);
  return {
    ...outsideState(room),
    phase: room.phase,
    me: people.find(({ me }) => me) ?? null,
    channels,
    ...mediationState(room),
    ...room.role.view(),
  };
}

/** @param {Room} room @param {Desk} desk @returns {ChannelState} */
function channelState(room, desk) {
  const { channel, outbox, typing } = desk;
  const { book, described, id } = channel;
  const { held, listens } = described;
  const present = new Set(described.present);
  const nameOf = (/** @type {string} */ seat) => book.names[seat] ?? "";
  const mine = book.people.find(({ seat }) => seat === room.seat)?.side ?? null;
  const listed = book.people.map((person) => ({ ...person, present: present.has(person.seat), me: person.seat === room.seat }));
  const people = inNeutralOrder(room.id, mine, listed);
  const interprets = doesInterpret(room, book);
  return {
    id,
    kind: /** @type {ChannelState["kind"]} */ (book.kind),
    title: book.title,
    people,
    messages: messages(room, channel, outbox, nameOf),
    unread: channel.unread,
    draft: room.drafts.draft(id),
    begun: room.drafts.begun(id),
    typing: typing.seats.map(nameOf).filter(Boolean),
    held,
    hostAway: desk.isHostAway,
    mayWrite: !listens && !interprets && channel.hasBase,
    listens,
    interprets,
    muted: book.muted,
    awaits: book.awaits,
    interpreters: [...book.interpreters],
    settled: channel.isSettled,
    attendance: book.attendance && inNeutralOrder(room.id, mine, book.attendance).map((person) => ({ seat: "", ...person })),
    ready: book.ready,
    agree: book.agree,
    own: null,
    checkIn: bookAhead(room, desk).distress.checkIn,
    meetingOf: meetingOf(book),
    board: boardState(room, desk),
    consents: consents(room, desk),
    announcements: announcements(desk),
    outcome: outcomeState(room, desk),
  };
}

/** @param {Room} room @param {import("../entries/book.js").Book} book */
const doesInterpret = (room, book) => meetingOf(book) !== room.seat && book.people.some(({ seat, role }) => seat === room.seat && role === "interpreter");

/** Shown like any channel, and carried by another one. @param {Room} room @param {import("./own_channels.js").OwnChannel} own @returns {ChannelState} */
function ownState(room, own) {
  const carrier = channelState(room, own.desk);
  const id = ownId(own.channel);
  const { isNotepad, standing, asking, holders, present } = own;
  const inside = present ? present.grants.map(({ to }) => to) : [];
  const said = own.said();
  const messages = said.map((one) => ({
    ...one,
    name: own.book.names[one.sender] ?? "",
    mine: one.sender === room.seat,
    hidden: false,
    awaited: false,
    translations: [],
    isShared: false,
    isRelayed: false,
    delivery: /** @type {const} */ ("sent"),
    arrivedAt: own.desk.channel.arrivedAtNumber(one.number),
  }));
  return {
    ...carrier,
    id,
    kind: "own",
    title: "",
    people: carrier.people.filter(({ seat, me, role }) => role !== "mediator" && (me || inside.includes(seat))),
    messages,
    unread: Math.max(0, said.filter(({ sender }) => sender !== room.seat).length - said.slice(0, room.ownRead.get(id) ?? 0).filter(({ sender }) => sender !== room.seat).length),
    draft: room.ownDrafts.get(id) ?? "",
    begun: {},
    typing: [],
    muted: false,
    awaits: false,
    interpreters: [],
    mayWrite: carrier.mayWrite && standing === "open",
    attendance: null,
    checkIn: null,
    meetingOf: null,
    consents: [],
    announcements: [],
    outcome: null,
    own: { isNotepad, standing, asking, holders },
  };
}

/**
 * What is in the channel's order, then what is on its way.
 * @param {Room} room @param {Desk["channel"]} channel @param {Desk["outbox"]} outbox @param {(seat: string) => string} nameOf
 * @returns {Message[]}
 */
function messages(room, channel, outbox, nameOf) {
  const { book } = channel;
  const sideOf = (/** @type {string} */ seat) => book.people.find((person) => person.seat === seat)?.side ?? null;
  const seesAll = room.isHost || doesInterpret(room, book);
  const ordered = book.messages.map((said) => {
    const { entry, number, sender, text, withdrawn, hidden = false, shared, relayed, translations = [] } = said;
    const awaited = isAwaited(said) && !withdrawn;
    const isOfOwnSide = !shared && sideOf(sender) !== null && sideOf(sender) === sideOf(room.seat);
    const mine = sender === room.seat && !shared;
    return {
      entry,
      sender: shared ? "" : sender,
      name: shared ? (shared.name ?? "") : nameOf(sender),
      mine,
      text: (hidden && !mine && !room.isHost) || (awaited && !(mine || seesAll || isOfOwnSide)) ? "" : text,
      awaited,
      translations: hidden && !mine && !room.isHost ? [] : translations.map(({ by, language, text: words }) => ({ language, name: nameOf(by), mine: by === room.seat, text: words })),
      withdrawn,
      hidden,
      isShared: Boolean(shared),
      isRelayed: Boolean(relayed),
      delivery: /** @type {const} */ ("sent"),
      number,
      arrivedAt: channel.arrivedAt.get(entry) ?? 0,
    };
  });
  const onTheirWay = outbox.items.filter(({ body }) => body.kind === "message").map(({ entry, body, delivery, number }) => ({
    entry,
    sender: room.seat,
    name: nameOf(room.seat),
    mine: true,
    text: body.text,
    withdrawn: false,
    hidden: false,
    awaited: false,
    translations: [],
    isShared: false,
    isRelayed: false,
    delivery: number === null ? delivery : /** @type {const} */ ("sent"),
    number,
    arrivedAt: room.clock.now(),
  }));
  return [...ordered, ...onTheirWay];
}
