// A channel's book: what its entries, applied in order, amount to.
// Must not know the DOM, the network, keys, the clock or chance.

import { setBack } from "./absence.js";
import * as announcements from "./announcements.js";
import { applyAttendance } from "./attendance.js";
import { EMPTY_BOARD, freeze, setColumns } from "./board.js";
import { dropUnmerged, edit, place } from "./card.js";
import { group, merge, move } from "./card_move.js";
import { undo } from "./card_undo.js";
import { wishClose } from "./close_wishes.js";
import * as consents from "./consents.js";
import { applyMessage, applyRelayed, applyShared, hide, withdraw } from "./conversation.js";
import * as course from "./course.js";
import * as declarations from "./declarations.js";
import * as distress from "./distress.js";
import { applyInherited, applyPlan, applySeat } from "./notes.js";
import * as outcome from "./outcome.js";
import * as own from "./own.js";
import * as may from "./permission.js";
import * as pledge from "./pledge.js";
import { NOTHING_PREPARED, prepare } from "./prepared.js";
import * as ranges from "./ranges.js";
import * as ratings from "./ratings.js";
import { applyAnswer } from "./readiness.js";
import * as requests from "./requests.js";
import { applyRoster, mayOnlyListen, meetingOf } from "./roster.js";
import { isBoolean, isCount, isId, isPlain } from "./shape.js";
import * as translations from "./translations.js";

/**
 * @typedef {import("./room_state.js").ChannelKind} ChannelKind
 * @typedef {import("./roster.js").Listed} Listed
 * @typedef {import("./conversation.js").Said} Said
 * @typedef {import("./attendance.js").Attendant} Attendant
 * @typedef {import("./notes.js").SeatNote} SeatNote
 * @typedef {import("./notes.js").InheritedKey} InheritedKey
 *
 * @typedef {object} Book
 * @property {ChannelKind | null} kind  null until the first roster
 * @property {string} title
 * @property {readonly Listed[]} people
 * @property {Readonly<Record<string, string>>} names  of everyone who was ever listed, for what they said
 * @property {Readonly<Record<string, number>>} listedAt  the roster entry since which a seat has been listed without a break
 * @property {readonly import("./roster.js").Coming[]} interpreters  who came or went, in order
 * @property {readonly Said[]} messages
 * @property {boolean} muted  only mediators write for now
 * @property {boolean} awaits  what is said now waits for translation
 * @property {readonly Attendant[] | null} attendance
 * @property {Readonly<Record<string, boolean>>} ready
 * @property {Readonly<Record<string, boolean>>} agree
 * @property {Readonly<Record<string, SeatNote>>} seats
 * @property {Readonly<Record<string, readonly string[]>>} devices  every device that a seat has been admitted on
 * @property {{shuttle: boolean, reference: string | null} | null} plan
 * @property {readonly InheritedKey[]} inherited
 * @property {import("./board.js").Board} board
 * @property {import("./ratings.js").Ratings} ratings
 * @property {readonly import("./ranges.js").Check[]} ranges
 * @property {readonly import("./announcements.js").Announced[]} announced
 * @property {readonly import("./consents.js").Asked[]} consents
 * @property {import("./outcome.js").Outcome | null} outcome
 * @property {import("./course.js").Proceedings} course
 * @property {import("./requests.js").Requests} requests
 * @property {import("./distress.js").Distress} distress
 * @property {readonly string[]} closeWishes  the notes': mediators who would close the session
 * @property {import("./declarations.js").Declarations} declarations
 * @property {import("./own.js").Own} own  sealed by a side for itself
 * @property {readonly import("./board_state.js").Feature[]} features
 * @property {import("./prepared.js").Prepared} prepared
 * @property {number | null} back  a private meeting's, and the notes': when the mediators mean to be back, as seconds left to the room
 * @property {import("./pledge.js").Pledge | null} pledge  a private meeting's: of its person; in the notes: what all are asked
 *
 * @typedef {object} Entry
 * @property {number} number
 * @property {string} sender  seat, by the server's stamp
 * @property {string} entry  id
 * @property {Record<string, unknown>} body
 * @property {readonly string[]} hosts  the host seats, as the grant names them
 */

/** @type {Readonly<Book>} */
export const EMPTY_BOOK = Object.freeze({
  kind: null,
  title: "",
  people: [],
  names: {},
  listedAt: {},
  interpreters: [],
  messages: [],
  muted: false,
  awaits: false,
  attendance: null,
  ready: {},
  agree: {},
  seats: {},
  devices: {},
  plan: null,
  inherited: [],
  board: EMPTY_BOARD,
  ratings: ratings.EMPTY_RATINGS,
  ranges: [],
  announced: [],
  consents: [],
  outcome: null,
  course: course.EMPTY_COURSE,
  requests: requests.NO_REQUESTS,
  distress: distress.NO_DISTRESS,
  declarations: declarations.NOTHING_DECLARED,
  own: own.NOTHING_OWN,
  closeWishes: [],
  features: [],
  prepared: NOTHING_PREPARED,
  pledge: null,
  back: null,
});

/**
 * @template {keyof Book} Part
 * @param {Part} part the only one that the entry can change
 * @param {import("./permission.js").Permission} may who may make it
 * @param {(state: Book[Part], entry: Entry, book: Book) => Book[Part]} reduce gives back what it was given when nothing changes
 * @returns {(book: Book, entry: Entry) => Book}
 */
const on = (part, may, reduce) => (book, entry) => {
  if (!may(book, entry)) return book;
  const after = reduce(book[part], entry, book);
  return after === book[part] ? book : { ...book, [part]: after };
};

/** @param {import("./permission.js").Permission} may @param {(book: Book, entry: Entry) => Book} reduce */
const only = (may, reduce) => (/** @type {Book} */ book, /** @type {Entry} */ entry) => (may(book, entry) ? reduce(book, entry) : book);

/** @param {((book: Book, entry: Entry) => Book)[]} reducers */
const each = (...reducers) => (/** @type {Book} */ book, /** @type {Entry} */ entry) => reducers.reduce((now, reduce) => reduce(now, entry), book);

const anyone = () => true;
/** @param {boolean} muted @param {Entry} entry */
const mute = (muted, { body: { on } }) => (isBoolean(on) ? on : muted);
const isHostInJoint = may.isHostIn("joint");
const isHostAside = may.isHostIn("private", "caucus");
const isOneself = (/** @type {Book} */ book, /** @type {Entry} */ { sender }) => meetingOf(book) === sender;
const isPartyOneself = (/** @type {Book} */ book, /** @type {Entry} */ entry) => isOneself(book, entry) && may.isParty(book, entry);
/** What somebody has told of themselves in their meeting may be settled there by a mediator, and by them. @param {string} field */
const mayTellOrSettle = (field) => (/** @type {Book} */ book, /** @type {Entry} */ entry) =>
  isOneself(book, entry) || (book.kind === "private" && entry.body[field] === false && may.isHost(book, entry));
const mayOfferLastWord = (/** @type {Book} */ book, /** @type {Entry} */ entry) =>
  (book.kind === "private" && may.isHost(book, entry)) || (isOneself(book, entry) && entry.body.offered === false);
const isPartyInJoint = (/** @type {Book} */ book, /** @type {Entry} */ entry) => book.kind === "joint" && may.isParty(book, entry);
const mayRaiseHand = (/** @type {Book} */ book, /** @type {Entry} */ { sender }) => book.kind === "joint" && !mayOnlyListen(book, sender);
const isInJoint = (/** @type {Book} */ book, /** @type {Entry} */ entry) => book.kind === "joint" && may.mayWrite(book, entry);

/** @type {Map<string, (book: Book, entry: Entry) => Book>} */
const REDUCERS = new Map([
  ["roster", applyRoster],
  ["message", applyMessage],
  ["withdraw", each(on("messages", anyone, withdraw), on("requests", anyone, requests.withdrawPost))],
  ["translation", on("messages", translations.mayTranslate, translations.translate)],
  ["await_translation", only(may.isHostIn("joint", "private", "caucus"), translations.awaitTranslation)],
  ["untranslated", on("messages", may.isHost, translations.showUntranslated)],
  ["hide", on("messages", may.isHost, hide)],
  ["attendance", applyAttendance],
  ["ready", applyAnswer],
  ["agree", applyAnswer],
  ["seat", applySeat],
  ["plan", applyPlan],
  ["inherited", applyInherited],
  ["card", on("board", may.mayChangeBoard, place)],
  ["card_edit", on("board", may.mayChangeBoard, edit)],
  ["card_move", on("board", may.mayChangeBoard, move)],
  ["card_undo", on("board", may.mayChangeBoard, undo)],
  ["card_merge", on("board", may.isHost, merge)],
  ["card_group", on("board", may.isHost, group)],
  ["columns", on("board", may.isHost, setColumns)],
  ["freeze", on("board", may.isHost, freeze)],
  ["drop_unmerged", each(on("board", anyone, dropUnmerged), on("outcome", anyone, outcome.dropText))],
  ["prepared", on("prepared", may.isHostIn("notes"), prepare)],
  ["rating", on("ratings", may.isPartyOfOneSide, ratings.rate)],
  ["reveal", on("ratings", may.isHostOfOneSide, ratings.reveal)],
  ["permit", on("ratings", may.isPartyOfOneSide, ratings.permit)],
  ["reveal_end", on("ratings", may.isHostOfOneSide, ratings.endReveal)],
  ["range_ask", on("ranges", may.isHostOfOneSide, ranges.askRange)],
  ["range", on("ranges", may.isPartyOfOneSide, ranges.stateRange)],
  ["range_permit", on("ranges", may.isPartyOfOneSide, ranges.permitRange)],
  ["range_end", on("ranges", may.isHostOfOneSide, ranges.endRange)],
  ["announce", on("announced", isHostInJoint, announcements.announceOptions)],
  ["room_found", on("announced", isHostInJoint, announcements.announceRoom)],
  ["consent", on("consents", may.mayAskConsent, consents.askConsent)],
  ["consent_answer", on("consents", may.mayAnswerConsent, consents.answerConsent)],
  ["consent_reword", on("consents", may.mayReword, consents.reword)],
  ["consent_shared", on("consents", isHostAside, consents.share)],
  ["consent_dropped", on("consents", anyone, consents.dropConsent)],
  ["shared", only(may.isHostIn("joint", "private", "caucus"), applyShared)],
  ["outcome", on("outcome", isInJoint, outcome.writeOutcome)],
  ["outcome_answer", on("outcome", isPartyInJoint, outcome.answerOutcome)],
  ["outcome_end", on("outcome", isHostInJoint, outcome.endOutcome)],
  ["stage", on("course", isHostInJoint, course.setStage)],
  ["timer", on("course", isHostInJoint, course.setTimer)],
  ["floor", on("course", isHostInJoint, course.setFloor)],
  ["hand", on("course", mayRaiseHand, course.setHand)],
  ["pause", on("course", isHostInJoint, course.setPause)],
  ["screening", on("course", isHostInJoint, course.setScreening)],
  ["mute", on("muted", may.isHostIn("joint", "caucus"), mute)],
  ["features", on("features", may.isHost, course.setFeatures)],
  ["private_word", on("requests", mayTellOrSettle("asked"), requests.askWord)],
  ["need_pause", on("distress", mayTellOrSettle("needed"), distress.askPause)],
  ["differently", on("distress", mayTellOrSettle("asked"), distress.askDifferently)],
  ["last_word", on("distress", mayOfferLastWord, distress.offerLastWord)],
  ["check_in_ask", on("distress", may.isHostIn("private"), distress.askCheckIn)],
  ["check_in", on("distress", isOneself, distress.checkIn)],
  ["for_joint", on("requests", isOneself, requests.askPost)],
  ["screened", on("requests", may.isHostIn("private"), requests.decide)],
  ["absence", on("back", may.isHostIn("private", "notes"), setBack)],
  ["pledge_ask", on("pledge", may.isHostIn("private", "notes"), pledge.askPledge)],
  ["pledge", on("pledge", isOneself, pledge.givePledge)],
  ["close_wish", on("closeWishes", may.isHostIn("notes"), wishClose)],
  ["declare", on("declarations", declarations.mayDeclare, declarations.declare)],
  ["introduce", on("declarations", may.isHostIn("private"), declarations.introduce)],
  ["accept", on("declarations", isPartyOneself, declarations.accept)],
  ["own_hello", on("own", own.mayKeepOwn, own.sayHello)],
  ["own_key", on("own", own.mayKeepOwn, own.makeKey)],
  ["own", on("own", own.mayKeepOwn, own.keep)],
  ["relayed", only(isHostInJoint, applyRelayed)],
]);

/** Every kind of entry there is. */
export const KINDS = [...REDUCERS.keys()];

/**
 * @param {Book} book
 * @param {{number: unknown, sender: unknown, entry: unknown, body: unknown, hosts: readonly string[]}} entry
 * @returns {Book} the same book when the entry is malformed or not allowed
 */
export function applyEntry(book, entry) {
  if (!isEntry(entry)) return book;
  // Never String(kind): what was opened may have a toString of its own, which throws.
  const { kind } = entry.body;
  const reduce = typeof kind === "string" ? REDUCERS.get(kind) : undefined;
  return reduce ? reduce(book, entry) : book;
}

/**
 * @param {any} entry
 * @returns {entry is Entry}
 */
function isEntry(entry) {
  return isCount(entry.number) && isId(entry.sender) && isId(entry.entry) && isPlain(entry.body);
}
