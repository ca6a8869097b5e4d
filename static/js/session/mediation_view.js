// What is beyond words, as the person sees it: consents, announcements, the outcome, the course. Must not decide anything.

import { haveAllSaidYes } from "../entries/consents.js";
import { mayBeCopied } from "../entries/outcome.js";
import { askedIn, partiesOf } from "../entries/permission.js";
import { EMPTY_COURSE } from "../entries/course.js";
import { NOTHING_PREPARED } from "../entries/prepared.js";
import { meetingOf } from "../entries/roster.js";
import { destinationDesk } from "./courier.js";
import { declarationsOf } from "./declaration_work.js";
import { bookAhead, findDesk, jointDesk, notesDesk } from "./posting.js";
import { rangeChecks, revealState } from "./rating_view.js";
import { momentOf } from "./room_time.js";

/**
 * @typedef {import("../entries/board_state.js").MediationState} MediationState
 * @typedef {import("../entries/board_state.js").Course} Course
 * @typedef {import("../entries/board_state.js").PendingPost} PendingPost
 * @typedef {import("../entries/book.js").Book} Book
 * @typedef {import("../entries/consents.js").Asked} Asked
 * @typedef {import("./room.js").Room} Room
 * @typedef {import("./desk.js").Desk} Desk
 */

/** @param {Room} room @param {Desk} desk @returns {import("../entries/board_state.js").Consent[]} */
export function consents(room, desk) {
  const book = bookAhead(room, desk);
  const seats = askedIn(book);
  return book.consents.map(({ by, answers, earlier, ...asked }) => ({
    ...asked,
    mine: by === room.seat,
    earlier: [...earlier],
    answers: seats.map((seat) => ({ seat, name: book.names[seat] ?? "", answer: answers[seat] ?? null })),
    mayAnswer: asked.status === "open" && seats.includes(room.seat),
    mayShare: room.isHost && asked.status === "open" && haveAllSaidYes({ by, answers, earlier, ...asked }, desk.channel.book),
    arrived: room.isHost && hasArrived(room, asked),
  }));
}

/** @param {Room} room @param {Pick<Asked, "consent" | "destination">} asked */
function hasArrived(room, { consent, destination }) {
  const messages = destinationDesk(room, destination)?.channel.book.messages ?? [];
  return messages.some(({ shared }) => shared?.consent === consent);
}

/** @param {Desk} desk @returns {import("../entries/board_state.js").Announcement[]} */
export function announcements({ channel }) {
  return channel.book.announced.map(({ kind, entry, number, titles }) => ({ kind, entry, number, titles: [...titles] }));
}

/** @param {Room} room @param {Desk} desk @returns {import("../entries/board_state.js").OutcomeState | null} */
export function outcomeState(room, desk) {
  const book = bookAhead(room, desk);
  if (!book.outcome) return null;
  const { outcome, text, ended, answers, unmerged } = book.outcome;
  const own = unmerged.filter(({ author }) => author === room.seat).map(({ entry, text: mine }) => ({ entry, text: mine }));
  const settled = desk.channel.book;
  return {
    outcome,
    text,
    ended,
    answers: { ...answers },
    mayAnswer: !ended && partiesOf(book).includes(room.seat),
    mayCopy: settled.outcome?.outcome === outcome && mayBeCopied(settled.outcome, settled),
    unmerged: own,
  };
}

/** @param {Room} room @returns {MediationState} */
export function mediationState(room) {
  const notes = notesDesk(room);
  const meeting = findDesk(room, (book) => meetingOf(book) === room.seat);
  const told = notes ?? meeting ?? jointDesk(room);
  const prepared = notes ? bookAhead(room, notes).prepared : NOTHING_PREPARED;
  return {
    features: told ? [...bookAhead(room, told).features] : [],
    mayHaveOutcome: false,
    reveal: revealState(room),
    ranges: rangeChecks(room),
    course: courseOf(room, meeting),
    ...distressOf(room, meeting),
    ...declarationsOf(room),
    closeWishes: notes ? closeWishes(room, bookAhead(room, notes)) : [],
    backAt: backAt(room, notes ?? meeting),
    pledge: pledgeOf(room, notes ?? meeting),
    prepared: { issues: [...prepared.issues], interests: [...prepared.interests], options: [...prepared.options] },
  };
}

/** @param {Room} room @param {Desk | undefined} desk @returns {number | null} ms, this tab's clock */
function backAt(room, desk) {
  const back = desk ? bookAhead(room, desk).back : null;
  return back === null ? null : momentOf(room, back);
}

/** @param {Room} room @param {Desk | undefined} desk */
function pledgeOf(room, desk) {
  const pledge = desk && bookAhead(room, desk).pledge;
  return pledge ? { told: pledge.told, given: pledge.given } : null;
}

/** @param {Room} room @param {Desk | undefined} meeting one's own @returns {Course} */
function courseOf(room, meeting) {
  const desk = jointDesk(room);
  const joint = desk && bookAhead(room, desk);
  const { stage, timer, floor, hands, pause, screening } = joint?.course ?? EMPTY_COURSE;
  const nameOf = (/** @type {string} */ seat) => joint?.names[seat] ?? "";
  const named = (/** @type {string} */ seat) => ({ seat, name: nameOf(seat) });
  return {
    stage,
    timer: timer && { seat: timer.seat, name: nameOf(timer.seat ?? ""), ...countdown(room, timer) },
    floor: floor === null ? null : named(floor),
    hands: hands.map(named),
    handUp: hands.includes(room.seat),
    pause: pause && countdown(room, pause),
    screening,
    privateWordAsked: Boolean(meeting) && bookAhead(room, /** @type {Desk} */ (meeting)).requests.word !== null,
    privateWords: room.isHost ? privateWords(room) : [],
    pending: pendingPosts(room),
  };
}

/** @param {Room} room @param {import("../entries/course.js").Span} span */
const countdown = (room, { seconds, until }) => ({ seconds, endsAt: momentOf(room, until) });

/** @param {Room} room @returns {{channel: string, seat: string, book: Book}[]} */
function meetings(room) {
  const all = [...room.desks.values()].map((desk) => ({ channel: desk.channel.id, seat: meetingOf(desk.channel.book), book: bookAhead(room, desk) }));
  return /** @type {{channel: string, seat: string, book: Book}[]} */ (all.filter(({ seat }) => seat !== null));
}

/** @param {Room} room @param {Desk | undefined} meeting one's own */
function distressOf(room, meeting) {
  const own = meeting && bookAhead(room, meeting).distress;
  const others = room.isHost ? meetings(room).map(({ channel, seat, book }) => ({ channel, seat, name: book.names[seat] ?? "", distress: book.distress })) : [];
  return {
    pauseAsked: own?.pause ?? false,
    lastWord: own?.lastWord ?? others.some(({ distress }) => distress.lastWord),
    differently: [...(own?.differently ?? [])],
    pauses: others.filter(({ distress }) => distress.pause).map(({ channel, seat, name }) => ({ channel, seat, name })),
    otherWords: others.flatMap(({ channel, seat, name, distress }) => distress.differently.map((of) => ({ channel, seat, name, of, text: textOf(room, of) }))),
  };
}

/** @param {Room} room @param {Book} notes */
const closeWishes = (room, { closeWishes: wishes, names }) => wishes.map((seat) => ({ name: names[seat] ?? "", me: seat === room.seat }));

/** @param {Room} room @param {string} entry */
function textOf(room, entry) {
  const messages = [...room.desks.values()].flatMap(({ channel }) => channel.book.messages);
  return messages.find((said) => said.entry === entry)?.text ?? "";
}

/** @param {Room} room who asked first, first: the more seconds the room then had */
function privateWords(room) {
  const asked = meetings(room).filter(({ book }) => book.requests.word !== null);
  asked.sort((one, other) => Number(other.book.requests.word) - Number(one.book.requests.word));
  return asked.map(({ channel, seat, book }) => ({ channel, seat, name: book.names[seat] ?? "" }));
}

/** @param {Room} room @returns {PendingPost[]} */
function pendingPosts(room) {
  const posts = meetings(room).flatMap(({ channel, book }) =>
    book.requests.posts.map(({ entry, seat, text, decision, note }) => ({ channel, entry, seat, name: book.names[seat] ?? "", text, decision, note })),
  );
  const shown = posts.filter(({ decision }) => (room.isHost ? decision === "asked" : decision !== "withdrawn"));
  return /** @type {PendingPost[]} */ (shown);
}
