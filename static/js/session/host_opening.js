// How a mediator's tab becomes a host: it opens the room, comes back after a reload, or takes over from a lost device.
// Must not know anything of a room that is open elsewhere.

import { linkSecret } from "../crypto/derivation.js";
import { randomBytes, randomId } from "../crypto/encoding.js";
import { Arrival } from "./arrival.js";
import { HalfIsGone, Halves } from "./halves_at_server.js";
import { HostSession } from "./host_session.js";
import { holdingFrom } from "./holding.js";
import { openRoomRequest } from "./preparation.js";

/**
 * @typedef {import("./room.js").Room} Room
 * @typedef {import("./role.js").Role} Role
 * @typedef {import("./links.js").HostLink} HostLink
 * @typedef {import("./holding.js").Holding} Holding
 * @typedef {import("./founding.js").Founding} Founding
 */

const TRY_AGAIN_MS = 5_000;
/** A mediator's tab that holds the room has brought it back by then; the server sees to that too. */
const ANEW_AFTER_MS = 120_000;
const SECRET_BYTES = 32;
const HOST_SEAT_VERSION = 1;

/** @implements {Role} */
export class HostOpening {
  #room;
  #link;
  #name = "";
  #isOpenAlready = false;
  /** Since when the room has been on its way back. @type {number | null} ms */
  #waitsSince = null;
  /** Asks the device that the room is open on, should it still be there, to hand it over. @type {Arrival | null} */
  #arrival = null;
  /** @type {Holding | null} */
  #handedOver = null;

  /**
   * @param {Room} room
   * @param {HostLink | null} link  null after a reload
   */
  constructor(room, link) {
    this.#room = room;
    this.#link = link;
    this.keyring = { keysFor: () => null, isInherited: () => false, baseOf: () => null };
  }

  async start() {
    if (this.#link) await this.#open(this.#link);
    else this.#room.connect();
  }

  /** @param {HostLink} link */
  async #open(link) {
    if (this.#room.isStopped || this.#room.isOver) return;
    const { requests } = this.#room.surroundings;
    try {
      const session = await requests.session();
      this.#name = session.name ?? "";
      const answer = await requests.open(openRoomRequest(link), session.csrf_token ?? "");
      this.#isOpenAlready = answer.already_open === true;
      this.#waitsSince = null;
      // Opened anew: what this tab kept was of an opening that the server has forgotten.
      if (!this.#isOpenAlready) this.#room.keepsake.forget();
      this.#room.connect();
    } catch (error) {
      const { reason } = /** @type {any} */ (error);
      this.#room.restoration.isUnderWay = reason === "restoring";
      this.#waitsSince = reason === "restoring" ? (this.#waitsSince ?? this.#room.clock.now()) : null;
      this.#room.changed();
      if (reason !== "not_connected" && reason !== "restoring") return this.#room.finish(reason === "closed" ? "closed" : "refused");
      this.#room.clock.setTimeout(() => this.#open(link), TRY_AGAIN_MS);
    }
  }

  entering() {}

  /** @param {any} entered */
  entered({ admitted }) {
    const kept = this.#room.keepsake.read();
    if (kept?.isHost && admitted) void this.#recover(kept);
    else if (this.#link && admitted && !this.#isOpenAlready) this.#become(this.#fresh(), this.#founding(this.#link, false));
    else if (this.#handedOver && admitted) this.#become(this.#handedOver, null);
    else if (this.#link) this.#waitElsewhere(this.#link, admitted);
    else this.#room.finish("replaced");
  }

  /** @param {HostLink} link @param {boolean} admitted */
  #waitElsewhere({ invitation }, admitted) {
    this.#room.enterPhase("elsewhere");
    if (this.#arrival) return;
    const { id: room, seat } = this.#room;
    const own = { room, seat, version: HOST_SEAT_VERSION, secret: linkSecret(invitation, seat, HOST_SEAT_VERSION) };
    this.#arrival = new Arrival(this.#room, own, {
      granted: (grant) => (this.#handedOver = holdingFrom(grant, HOST_SEAT_VERSION)),
      told: () => {},
      wordsAreKnown: () => this.#room.changed(),
      hostIsNew: () => {},
      doesNotHold: () => this.#room.alarm("commitment", null),
    });
    this.#arrival.introduction = { name: this.#name, language: "" };
    this.#arrival.isBare = admitted;
    void this.#arrival.knock();
  }

  /** @returns {Holding} */
  #fresh() {
    const { invitation } = /** @type {HostLink} */ (this.#link);
    return { roomSecret: randomBytes(SECRET_BYTES), invitation, notes: randomId(), version: HOST_SEAT_VERSION };
  }

  /** @param {HostLink} link @param {boolean} isInheriting @returns {Founding} */
  #founding({ shuttle, seats, declaration }, isInheriting) {
    return { name: this.#name, shuttle, seats, declaration, isInheriting };
  }

  /** @param {Holding} holding @param {Founding | null} founding */
  #become(holding, founding) {
    this.#arrival?.stop();
    this.#link = null;
    becomeHost(this.#room, holding, founding);
  }

  /** @param {import("./keepsake.js").Kept} kept */
  async #recover(kept) {
    try {
      const both = await new Halves(this.#room).recover(kept);
      const holding = { roomSecret: both.slice(0, SECRET_BYTES), invitation: both.slice(SECRET_BYTES), notes: kept.notes ?? randomId(), version: kept.version };
      this.#become(holding, null);
    } catch (error) {
      if (!(error instanceof HalfIsGone)) return;
      if (this.#link) this.#waitElsewhere(this.#link, true);
      else this.#room.finish("failed");
    }
  }

  /** From a lost device: this one becomes the host's, and the room gets a new secret. */
  async takeOver() {
    if (this.#room.phase !== "elsewhere" || !this.#link) return;
    this.#arrival?.stop();
    this.#room.keepsake.forget();
    await this.#room.request("take_over");
    this.#become(this.#fresh(), this.#founding(this.#link, true));
  }

  get #mayOpenAnew() {
    return this.#waitsSince !== null && this.#room.clock.now() - this.#waitsSince >= ANEW_AFTER_MS;
  }

  /** No tab that holds the room comes back: this one opens another in its place, at the next try. */
  async openAnew() {
    if (!this.#mayOpenAnew || !this.#link) return;
    const { requests } = this.#room.surroundings;
    const { csrf_token: token } = await requests.session();
    await requests.abandon(this.#link.ticket, token ?? "");
  }

  /** @param {string} why */
  turnedAway(why) {
    if (why !== "refused") return;
    if (this.#link) void this.#open(this.#link);
    else this.#room.finish("replaced");
  }

  hosts() {
    return [this.#room.seat];
  }

  /** @returns {Uint8Array[]} */
  authorsOf() {
    return [];
  }

  author() {
    return null;
  }

  /** @param {string} event @param {any} fields */
  event(event, fields) {
    if (event === "knock") this.#room.early.push([event, fields]);
    else if (event === "admitted") this.#room.enter().catch(() => {});
    else this.#arrival?.event(event, fields);
  }

  away() {
    this.#arrival?.stop();
    this.#arrival = null;
  }

  channelChanged() {}

  channelGone() {}

  applied() {}

  signalled() {}

  alarmed() {}

  forget() {
    this.#arrival?.stop();
    this.#link = null;
    this.#handedOver = null;
  }

  view() {
    return { isHost: true, words: this.#arrival?.words ?? [], mayOpenAnew: this.#mayOpenAnew };
  }

  async leave() {
    this.#room.stop();
    this.#room.changed();
  }
}

/**
 * @param {Room} room
 * @param {Holding} holding
 * @param {Founding | null} founding
 */
export function becomeHost(room, holding, founding) {
  room.take(new HostSession(room, holding, founding));
  room.enter().catch(() => {});
}
