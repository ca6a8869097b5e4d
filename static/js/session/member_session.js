// A member's part: from the link, or from a reload, through the lobby into the room, and back in whenever a network
// or a mediator's tab was lost. Must not know what hosts do.

import { randomBytes } from "../crypto/encoding.js";
import { tidyName } from "../entries/name.js";
import { RoomError } from "../transport/room_error.js";
import { Arrival } from "./arrival.js";
import { Granted } from "./granted.js";
import { HalfIsGone, Halves } from "./halves_at_server.js";
import { holdingFrom, secretsOf } from "./holding.js";
import { Joining } from "./joining.js";
import { bytesOf } from "./keyring.js";
import { joined, parted } from "./member_secrets.js";

/**
 * @typedef {import("./room.js").Room} Room
 * @typedef {import("./role.js").Role} Role
 * @typedef {import("./personal_link.js").PersonalLink} PersonalLink
 * @typedef {import("./channel.js").Channel} Channel
 */

const SHOW_LOBBY_MS = 3_000;
const SECRET_BYTES = 32;

/** @implements {Role} */
export class MemberSession {
  #room;
  #link;
  #arrival;
  #halves;
  /** @type {import("./keepsake.js").Kept | null} */
  #kept = null;
  #granted = new Granted();
  /** P, made here and told to nobody. */
  #ownSeed = randomBytes(SECRET_BYTES);
  #isAdmitted = false;
  #wordsCompared = false;

  /**
   * @param {Room} room
   * @param {PersonalLink | null} link  null after a reload
   */
  constructor(room, link) {
    this.#room = room;
    this.#halves = new Halves(room);
    this.#kept = room.keepsake.read();
    this.#link = link;
    this.#arrival = link && this.#arrive(link);
  }

  /** @param {PersonalLink} link */
  #arrive(link) {
    this.#link = link;
    return new Arrival(this.#room, link, {
      granted: (grant) => this.#take(grant),
      told: (whisper) => this.#told(whisper),
      wordsAreKnown: () => this.#room.enterPhase(this.#granted.isHere || this.#kept ? "confirming" : "lobby"),
      hostIsNew: () => this.#room.changed(),
      doesNotHold: () => this.#doesNotHold(),
    });
  }

  /** @param {{name: string, language: string}} [introduction] @param {Promise<boolean> | null} [shown] */
  async start(introduction, shown) {
    if (introduction && this.#arrival) {
      const name = tidyName(introduction.name);
      if (name === null) throw new RoomError("malformed");
      this.#arrival.introduction = { name, language: introduction.language };
      this.#room.drafts.introduction = this.#arrival.introduction;
    }
    if (this.#kept || !this.#link) this.#room.connect();
    else await new Joining(this.#room, this.#link, shown).keepTrying();
  }

  entering() {}

  /** @param {any} entered */
  entered({ admitted }) {
    this.#isAdmitted = admitted;
    if (this.#kept && !this.#arrival?.resume) {
      if (admitted) void this.#recover(this.#kept);
      else if (this.#arrival) this.#startAnew();
      else this.#room.finish("replaced");
      return;
    }
    if (this.#granted.isHere && !admitted) return this.#room.finish("replaced");
    // The server may have lost its half.
    if (this.#granted.isHere && this.#arrival?.resume) void this.#keep(this.#arrival.resume);
    if (this.#room.phase !== "confirming") this.#room.enterPhase(this.#granted.isHere ? "inside" : "lobby");
    if (!this.#arrival) return;
    if (admitted && !this.#arrival.resume) this.#arrival.isBare = true;
    if (!this.#hasArrived) void this.#arrival.knock();
    this.#hasArrived = true;
  }

  /** Whether this connection has knocked already; entering again on it must not knock again. */
  #hasArrived = false;

  away() {
    this.#hasArrived = false;
  }

  /** @param {import("./keepsake.js").Kept} kept */
  async #recover(kept) {
    try {
      const [secret, resume, ownSeed] = parted(await this.#halves.recover(kept));
      const { room, seat, version } = kept;
      const introduction = this.#arrival?.introduction;
      this.#arrival = this.#arrive({ room, seat, version, secret });
      this.#arrival.resume = resume;
      if (ownSeed.length) this.#ownSeed = ownSeed;
      this.#room.unlockDrafts(resume);
      this.#arrival.introduction = introduction ?? this.#room.drafts.introduction ?? { name: "", language: "" };
      this.#granted.remember(resume);
      this.#hasArrived = true;
      this.#room.clock.setTimeout(() => this.#waitInLobby(), SHOW_LOBBY_MS);
      await this.#arrival.knock();
    } catch (error) {
      if (!(error instanceof HalfIsGone)) return;
      if (this.#arrival) this.#startAnew();
      else this.#room.finish("failed");
    }
  }

  /** A reload is granted at once, unless no mediator is there. */
  #waitInLobby() {
    if (this.#room.phase === "connecting") this.#room.enterPhase("lobby");
  }

  /** What was kept is worth nothing now, but the person has opened the link again. */
  #startAnew() {
    this.#kept = null;
    this.#room.keepsake.forget();
    this.entered({ admitted: this.#isAdmitted });
  }

  /** @param {string} event @param {any} fields */
  event(event, fields) {
    if (event === "refused") return this.#room.finish("refused");
    if (event === "admitted") return void this.#room.enter().catch(() => {});
    this.#arrival?.event(event, fields);
  }

  /** @param {string} why */
  turnedAway(why) {
    this.#hasArrived = false;
    if (why !== "refused") return;
    // The pass is of an earlier opening of the room, or of an earlier version of the link; the link may still be good.
    if (!this.#link) this.#room.finish("removed");
    else if (this.#granted.isHere || this.#kept) this.#showLinkAgain(this.#link).catch(() => {});
    else void new Joining(this.#room, this.#link).keepTrying();
  }

  /** @param {PersonalLink} link */
  async #showLinkAgain(link) {
    if (!(await new Joining(this.#room, link).once())) return this.#room.finish("removed");
    this.#kept = null;
    this.#isAdmitted = false;
    this.#granted = new Granted();
    this.#ownSeed = randomBytes(SECRET_BYTES);
    this.#room.startOver();
    const { introduction } = /** @type {Arrival} */ (this.#arrival);
    this.#arrival?.stop();
    this.#arrival = this.#arrive(link);
    this.#arrival.introduction = this.#room.drafts.introduction = introduction;
    this.#room.connect();
  }

  /** @param {any} grant */
  #take(grant) {
    const resume = bytesOf(grant.resume);
    const arrival = /** @type {Arrival} */ (this.#arrival);
    if (!resume) return;
    const holding = holdingFrom(grant, /** @type {PersonalLink} */ (this.#link).version);
    if (holding) {
      arrival.stop();
      return void this.#handOver(holding).catch(() => {});
    }
    arrival.resume = resume;
    arrival.isBare = false;
    this.#granted.take(grant, resume);
    this.#room.unlockDrafts(resume);
    this.#room.enterPhase("inside");
    this.#learn(grant);
    void this.#keep(resume);
    if (!this.#isAdmitted) this.#room.enter().catch(() => {});
  }

  /**
   * A co-mediator has been let in: the page for mediators goes on from what its own reload would find.
   * @param {import("./holding.js").Holding} holding
   */
  async #handOver(holding) {
    this.#kept = null;
    await this.#halves.keep(secretsOf(holding), { version: holding.version, isHost: true, notes: holding.notes });
    this.#room.enterPhase("mediating");
  }

  /** @param {Uint8Array} resume */
  async #keep(resume) {
    const { version, secret } = /** @type {PersonalLink} */ (this.#link);
    this.#kept = null;
    await this.#halves.keep(joined(secret, resume, this.#ownSeed), { version, isHost: false, notes: null }).catch(() => {});
  }

  /** @param {any} whisper */
  #told(whisper) {
    if (whisper.kind === "keys" && this.#granted.isHere) this.#learn(whisper);
    if (whisper.kind === "words_compared") this.#wordsCompared = true;
    this.#room.changed();
  }

  /** @param {any} told a grant, or keys */
  #learn(told) {
    // Entries of a host that was not known as one changed nothing; read again they do.
    if (this.#granted.learn(told)) for (const { channel } of this.#room.desks.values()) channel.reopen();
    this.#room.advance();
  }

  #doesNotHold() {
    this.#room.alarm("commitment", null);
    if (!this.#granted.isHere) this.#room.finish("failed");
  }

  get keyring() {
    return this.#granted.keyring;
  }

  hosts() {
    return this.#granted.hosts;
  }

  /** @param {string} seat */
  authorsOf(seat) {
    return seat === this.#room.seat ? this.#granted.authors : [];
  }

  ownSeed() {
    return this.#granted.isHere || this.#arrival?.resume ? this.#ownSeed : null;
  }

  author() {
    return this.#granted.authors[0] ?? null;
  }

  channelChanged() {}

  /** @param {Channel} channel @param {any} body */
  applied(channel, body) {
    this.#room.inside?.watchWording(this.#room, channel, body);
  }

  signalled() {}

  /** @param {string} channel */
  channelGone(channel) {
    this.#granted.keyring.drop(channel);
  }

  /** @param {string} reason */
  alarmed(reason) {
    this.#room.inside?.reportAlarm(this.#room, reason);
  }

  forget() {
    this.#arrival?.stop();
    this.#arrival = null;
    this.#link = null;
    this.#kept = null;
    this.#granted = new Granted();
    this.#ownSeed.fill(0);
  }

  view() {
    const words = this.#room.phase === "lobby" || this.#room.phase === "confirming" ? (this.#arrival?.words ?? []) : [];
    return { words, wordsCompared: this.#wordsCompared, shuttle: this.#granted.isShuttle, watermark: this.#granted.watermark };
  }

  /** The mediator is back on a new device. @param {boolean} yes the words are the same on both screens */
  async confirmWords(yes) {
    const arrival = this.#arrival;
    if (!arrival || this.#room.phase !== "confirming") return;
    if (yes) {
      arrival.whisper({ kind: "keys_back", keys: this.#granted.keyring.items() });
      this.#room.enterPhase("lobby");
    } else {
      this.#room.alarm("commitment", null);
      arrival.isBare = false;
      await arrival.knock();
    }
  }

  async leave() {
    this.#room.finish("closed");
  }
}
