// Ratings, reveals and range checks as the person may see them: a side its own, mediators every side's.
// What qualifies to be announced is worked out here, in a mediator's tab, and nothing is ever posted for it.

import { isAccepting, permission } from "../entries/ratings.js";
import { isThereRoom } from "../entries/ranges.js";
import { bookAhead, jointDesk } from "./posting.js";
import { momentOf } from "./room_time.js";
import { ownFormerDesks, ownSideDesk, sidesOf } from "./sides.js";

/**
 * @typedef {import("../entries/board_state.js").RevealState} RevealState
 * @typedef {import("../entries/board_state.js").RangeCheck} RangeCheck
 * @typedef {import("../entries/board_state.js").SideRating} SideRating
 * @typedef {import("../entries/board.js").PlacedCard} PlacedCard
 * @typedef {import("../entries/book.js").Book} Book
 * @typedef {import("../entries/ratings.js").Ratings} Ratings
 * @typedef {import("../entries/ranges.js").Check} Check
 * @typedef {import("./sides.js").Side} Side
 * @typedef {import("./room.js").Room} Room
 *
 * @typedef {Pick<import("../entries/board_state.js").Card, "rating" | "ratingIsOfEarlierText" | "ratingSetAside" | "ratingFrozen" | "announced" | "matrix">} CardRating
 * @typedef {{seen: unknown[], of: (card: PlacedCard) => CardRating}} BoardRatings  `seen`: what it was made of
 */

const LATELY_MS = 10 * 60_000;
const FEWEST_SIDES = 2;
/** @type {CardRating} */
const NONE = Object.freeze({ rating: null, ratingIsOfEarlierText: false, ratingSetAside: false, ratingFrozen: false, announced: false, matrix: [] });

/** @param {Room} room @param {Side} side @returns {Ratings | undefined} */
const ratingsOf = (room, { desk }) => desk && bookAhead(room, desk).ratings;

/** @param {import("./desk.js").Desk[]} former @returns {Ratings[]} what was rated before a side was several */
const ratedBefore = (former) => former.map(({ channel }) => channel.book.ratings);

/** @param {Room} room @param {Book} book the board's @returns {BoardRatings} */
export function ratingsOnBoard(room, book) {
  if (book.kind !== "joint") return { seen: [], of: () => NONE };
  const announced = new Map(book.announced.flatMap(({ options }) => options.map(({ option, version }) => [option, version])));
  const isAnnounced = (/** @type {PlacedCard} */ { card, version }) => announced.get(card) === version;
  return room.isHost ? hostRatings(room, book, isAnnounced) : ownRatings(room, book, isAnnounced);
}

/** @param {Room} room @param {Book} book @param {(card: PlacedCard) => boolean} isAnnounced @returns {BoardRatings} */
function ownRatings(room, book, isAnnounced) {
  const desk = ownSideDesk(room);
  const own = desk && bookAhead(room, desk).ratings;
  const former = ratedBefore(ownFormerDesks(room));
  return {
    seen: [own, ...former, book.announced],
    of(card) {
      if (card.list !== "options") return NONE;
      const rated = own?.rated.get(card.card);
      return {
        rating: rated?.value ?? null,
        ratingIsOfEarlierText: Boolean(rated?.value) && rated?.version !== card.version,
        ratingSetAside: !rated && former.some((ratings) => ratings.rated.get(card.card)?.value),
        ratingFrozen: own?.reveal?.options.includes(card.card) ?? false,
        announced: isAnnounced(card),
        matrix: [],
      };
    },
  };
}

/** @param {Room} room @param {Book} book @param {(card: PlacedCard) => boolean} isAnnounced @returns {BoardRatings} */
function hostRatings(room, book, isAnnounced) {
  const sides = sidesOf(room);
  const all = sides.map((side) => ratingsOf(room, side));
  return {
    seen: [...all, ...sides.flatMap(({ names, former }) => [names, ...ratedBefore(former)]), book.announced],
    of(card) {
      if (card.list !== "options") return NONE;
      const matrix = sides.map((side, at) => sideRating(room, side, all[at], card));
      const ratingFrozen = all.some((ratings) => ratings?.reveal?.options.includes(card.card));
      return { ...NONE, ratingFrozen, announced: isAnnounced(card), matrix };
    },
  };
}

/** @param {Room} room @param {Side} side @param {Ratings | undefined} ratings @param {PlacedCard} card @returns {SideRating} */
function sideRating(room, { side, names, parties, desk, former }, ratings, { card, version }) {
  const rated = ratings?.rated.get(card);
  const reveal = ratings?.reveal?.options.includes(card) ? ratings.reveal : null;
  const until = reveal ? saidAt(room, desk, reveal) : room.clock.now();
  return {
    side,
    names,
    value: rated?.value ?? null,
    isOfEarlierText: Boolean(rated?.value) && rated?.version !== version,
    setAside: !rated && ratedBefore(former).some((before) => before.rated.get(card)?.value),
    changedLately: rated !== undefined && rated.isChanged && until - saidAt(room, desk, rated) < LATELY_MS,
    permits: reveal && permission(parties, reveal.permits[card]),
  };
}

/**
 * When this tab heard it; of what was there before this tab was, what its entry says.
 * @param {Room} room @param {Side["desk"]} desk @param {{entry: string, left: number}} said @returns {number} ms, this tab's clock
 */
const saidAt = (room, desk, { entry, left }) => desk?.channel.heardAt.get(entry) ?? momentOf(room, left);

/** @param {Room} room @returns {RevealState | null} */
export function revealState(room) {
  if (room.isHost) {
    const open = sidesOf(room).map((side) => ratingsOf(room, side)?.reveal).find(Boolean);
    return open ? { batch: open.batch, options: [...open.options], permits: {}, qualifying: qualifying(room).map(({ option }) => option) } : null;
  }
  const desk = ownSideDesk(room);
  const reveal = desk && bookAhead(room, desk).ratings.reveal;
  if (!reveal) return null;
  const answers = reveal.options.map((option) => [option, reveal.permits[option]?.[room.seat]]).filter(([, answer]) => answer !== undefined);
  return { batch: reveal.batch, options: [...reveal.options], permits: Object.fromEntries(answers), qualifying: [] };
}

/** @param {Room} room a host's @returns {{option: string, version: string}[]} rated acceptable in its present words, and permitted, by every side */
export function qualifying(room) {
  const sides = sidesOf(room);
  const all = sides.map(({ desk }) => desk?.channel.book.ratings);
  const batch = all[0]?.reveal?.batch;
  const joint = jointDesk(room)?.channel.book;
  const isOneBatch = batch !== undefined && all.every((ratings) => ratings?.reveal?.batch === batch);
  if (!joint || !isOneBatch || sides.length < FEWEST_SIDES) return [];
  const cards = (all[0]?.reveal?.options ?? []).map((option) => joint.board.cards.get(option)).filter((card) => card !== undefined);
  const doesQualify = (/** @type {PlacedCard} */ { card, version }) =>
    sides.every(({ parties }, at) => {
      const rated = all[at]?.rated.get(card);
      return rated?.version === version && isAccepting(rated.value) && permission(parties, all[at]?.reveal?.permits[card]) === true;
    });
  return cards.filter(doesQualify).map(({ card, version }) => ({ option: card, version }));
}

/** @param {Room} room @returns {RangeCheck[]} */
export function rangeChecks(room) {
  const told = new Set(jointDesk(room)?.channel.book.announced.map(({ about }) => about));
  if (room.isHost) return hostChecks(room, told);
  const desk = ownSideDesk(room);
  const own = desk ? bookAhead(room, desk).ranges : [];
  const before = ownFormerDesks(room).flatMap(({ channel }) => channel.book.ranges.filter(({ range }) => range).map(({ check }) => check));
  return own.map((check) => ({
    ...asked(check, told),
    least: check.range?.least ?? null,
    most: check.range?.most ?? null,
    permit: check.permits[room.seat] ?? null,
    setAside: !check.range && before.includes(check.check),
  }));
}

/** @param {Check} check @param {Set<string>} told @returns {RangeCheck} without what anybody has said */
function asked({ check, title, measure, unit, ended }, told) {
  const unsaid = { least: null, most: null, permit: null, setAside: false, sides: [], overlaps: null, mayAnnounce: false };
  return { check, title, measure, unit, ended, ...unsaid, announced: told.has(check) };
}

/** @param {Room} room @param {Set<string>} told @returns {RangeCheck[]} */
function hostChecks(room, told) {
  const sides = sidesOf(room);
  const all = sides.map(({ desk }) => new Map(desk?.channel.book.ranges.map((check) => [check.check, check])));
  const first = new Map(all.flatMap((checks) => [...checks]));
  return [...first.values()].map((check) => {
    const own = all.map((checks) => checks.get(check.check));
    const said = sides.map(({ side, names, parties }, at) => {
      const permits = own[at] ? permission(parties, own[at].permits) : null;
      return { side, names, stated: Boolean(own[at]?.range), permits };
    });
    const overlaps = isThereRoom(own.map((one) => one?.range ?? null));
    const ended = own.every((one) => !one || one.ended);
    const mayAnnounce = overlaps === true && !told.has(check.check) && said.every(({ permits }) => permits === true);
    return { ...asked({ ...check, ended }, told), sides: said, overlaps, mayAnnounce };
  });
}
