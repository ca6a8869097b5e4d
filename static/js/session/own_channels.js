// A side's own channels in this tab: which of its keys open what, and who asks to be let in. A member's alone.
// Must not post anything.

import { openGrant, openOwn, ownPrivate, ownWords, publicOf } from "../crypto/own_key.js";
import { fromBase64url, toBase64url } from "../crypto/encoding.js";
import { isMessageText } from "../entries/conversation.js";
import { meetingOf } from "../entries/roster.js";
import { bookAhead } from "./posting.js";

/**
 * @typedef {import("./room.js").Room} Room
 * @typedef {import("./desk.js").Desk} Desk
 * @typedef {import("../entries/own.js").Own} Own
 * @typedef {import("../entries/own.js").OwnKey} OwnKey
 * @typedef {{entry: string, number: number, sender: string, text: string, withdrawn: boolean}} OwnSaid
 */

const PREFIX = "own.";

/** @param {string} channel that carries it @returns {string} by which views call it */
export const ownId = (channel) => PREFIX + channel;

/** @param {unknown} id @returns {boolean} */
export const isOwnId = (id) => typeof id === "string" && id.startsWith(PREFIX);

/** @param {unknown} text @returns {Uint8Array} */
function bytes(text) {
  try {
    return fromBase64url(String(text));
  } catch {
    return new Uint8Array(0);
  }
}

export class OwnChannel {
  #room;
  #seed;

  /** @param {Room} room @param {Desk} desk that carries it @param {Uint8Array} seed P */
  constructor(room, desk, seed) {
    this.#room = room;
    this.#seed = seed;
    this.desk = desk;
    this.channel = desk.channel.id;
  }

  get book() {
    return bookAhead(this.#room, this.desk);
  }

  get secret() {
    return ownPrivate(this.#seed, this.channel);
  }

  get isNotepad() {
    return this.book.kind === "private";
  }

  /** @returns {{of: string, public: string} | null} this tab's own hello, once it stands in the channel */
  get hello() {
    const said = this.book.own.hellos[this.#room.seat];
    return said?.public === toBase64url(publicOf(this.secret)) ? said : null;
  }

  /** @param {OwnKey} made @returns {boolean} whether everyone it was given to is still there, at the same device */
  isCurrent({ grants }) {
    const { own, people } = this.book;
    return grants.every(({ to, of }) => own.hellos[to]?.of === of && people.some(({ seat }) => seat === to));
  }

  /** @param {OwnKey} made @returns {Uint8Array | null} null: it was not given to this tab */
  open({ key, by, grants }) {
    const { own } = this.book;
    const grant = grants.find(({ to, of }) => to === this.#room.seat && of === this.hello?.of);
    const maker = own.hellos[by];
    if (!grant || !maker) return null;
    return openGrant(this.secret, bytes(maker.public), { room: this.#room.id, channel: this.channel, key, of: grant.of }, bytes(grant.box));
  }

  /** The latest key counts: whoever it leaves out has to be let in (again). @returns {OwnKey | null} */
  get present() {
    const latest = this.book.own.keys.at(-1);
    return latest && this.open(latest) ? latest : null;
  }

  /** @returns {"open" | "asked" | "closed"} closed: others of the side have a key, and this person has not asked for it */
  get standing() {
    if (this.present || this.book.own.keys.length === 0) return "open";
    return this.hello ? "asked" : "closed";
  }

  /** @returns {{seat: string, name: string, words: number[]}[]} who has said hello and is not in, for somebody who is */
  get asking() {
    const { present, book } = this;
    const inside = present ? present.grants.map(({ of }) => of) : [];
    if (!present && book.own.keys.length > 0) return [];
    return Object.entries(book.own.hellos)
      .filter(([seat, { of }]) => seat !== this.#room.seat && !inside.includes(of) && book.people.some((person) => person.seat === seat))
      .map(([seat]) => this.#someone(seat));
  }

  /** @returns {{seat: string, name: string, words: number[]}[]} who can let this person in, who asks */
  get holders() {
    const latest = this.standing === "asked" ? this.book.own.keys.at(-1) : undefined;
    return (latest?.grants ?? []).filter(({ to }) => to !== this.#room.seat).map(({ to }) => this.#someone(to));
  }

  /** @param {string} seat that has said hello */
  #someone(seat) {
    const { own, names } = this.book;
    return { seat, name: names[seat] ?? "", words: ownWords(publicOf(this.secret), bytes(own.hellos[seat]?.public)) };
  }

  /** @returns {OwnSaid[]} what this tab can open, in the channel's order */
  said() {
    /** @type {Map<string, Uint8Array | null>} */
    const keys = new Map(this.book.own.keys.map((made) => [made.key, this.open(made)]));
    /** @type {OwnSaid[]} */
    const said = [];
    for (const { key, number, sender, id, box } of this.book.own.posts) {
      const opening = keys.get(key);
      const body = /** @type {any} */ (opening && openOwn(opening, { room: this.#room.id, channel: this.channel, key, sender, id }, bytes(box)));
      if (body?.kind === "message" && isMessageText(body.text)) said.push({ entry: id, number, sender, text: body.text, withdrawn: false });
      const taken = body?.kind === "withdraw" ? said.find((one) => one.entry === body.id && one.sender === sender) : undefined;
      if (taken) Object.assign(taken, { text: "", withdrawn: true });
    }
    return said;
  }
}

/** @param {Room} room @returns {OwnChannel[]} of this person: their side's, and their own notepad while they are alone or have used it */
export function ownChannels(room) {
  const seed = room.role.ownSeed?.();
  if (!seed) return [];
  const desks = [...room.desks.values()].filter(({ channel: { book } }) => {
    const isStanding = book.kind === "caucus" && book.title === "" && book.people.some(({ seat, role }) => seat === room.seat && role !== "interpreter");
    return isStanding || meetingOf(book) === room.seat;
  });
  const own = desks.map((desk) => new OwnChannel(room, desk, seed));
  const hasSide = own.some(({ isNotepad }) => !isNotepad);
  return own.filter(({ isNotepad, book }) => !isNotepad || !hasSide || book.own.posts.length > 0);
}
