// A tab in a room, whatever its part: the connection, entering, the channels and their catching up, the end.
// Must not know how one is admitted, nor what only hosts do: that is its role's.

import { draftKey } from "../crypto/derivation.js";
import { DraftBox } from "./draft_box.js";
import { Keepsake } from "./keepsake.js";
import { Restoration } from "./restoration.js";
import { AFTER_LIMIT_MS, Sleep } from "./sleep.js";
import { BROWSER_CLOCK } from "./surroundings.js";

/**
 * @typedef {import("../entries/room_state.js").RoomState} RoomState
 * @typedef {import("./channel.js").Channel} Channel
 * @typedef {import("./channel.js").Description} Description
 * @typedef {import("./role.js").Role} Role
 * @typedef {import("./surroundings.js").Surroundings} Surroundings
 */

const TRY_AGAIN_MS = 3_000;
const FINAL = new Set(["closed", "removed", "refused", "replaced", "failed"]);

export class Room {
  #connection;
  /** @type {Set<() => void>} */
  #listeners = new Set();
  /** @type {unknown} */
  #limitTimer = null;
  sleep = new Sleep(this);
  /** @type {unknown} */
  #openTimer = null;
  /** @type {Role} */
  role = /** @type {any} */ (null);
  /** @type {RoomState["phase"]} */
  phase = "connecting";
  isOnline = false;
  isHost = false;
  isStopped = false;
  /** The server's life that this tab was last in. */
  life = 0;
  /** @type {string | null} */
  device = null;
  /** @type {number | null} */
  endsAt = null;
  /** @type {number | null} */
  closingAt = null;
  /** @type {RoomState["alarms"]} */
  alarms = [];
  /** Null while it is still on its way. @type {import("./inside.js").Inside | null} */
  inside = null;
  /** Somebody has been let in of whose page not all has come. */
  #isEarly = false;
  /** @type {Map<string, import("./desk.js").Desk>} */
  desks = new Map();
  /** Of one's side's own channels, in memory alone: channel to draft, and to how many have been read. @type {Map<string, string>} */
  ownDrafts = new Map();
  /** @type {Map<string, number>} */
  ownRead = new Map();
  /** What came for a host before this tab had become one. @type {[event: string, fields: any][]} */
  early = [];

  /**
   * @param {Surroundings} surroundings
   * @param {string} room
   * @param {string} seat
   */
  constructor(surroundings, room, seat) {
    this.surroundings = surroundings;
    this.clock = surroundings.clock ?? BROWSER_CLOCK;
    this.id = room;
    this.seat = seat;
    this.keepsake = new Keepsake(surroundings.storage, seat);
    this.drafts = new DraftBox(this.keepsake, room, seat);
    this.restoration = new Restoration(this);
    this.#connection = surroundings.connect(room, seat, {
      up: () => this.isBack(),
      down: () => this.#down(),
      turnedAway: (why) => this.#turnedAway(why),
      event: (name, fields) => this.#heard(name, fields),
    });
  }

  /** @param {import("./inside.js").Inside} inside what was still missing has come */
  furnish(inside) {
    this.inside = inside;
    if (this.#isEarly && this.isOnline) this.enter().catch(() => {});
    this.changed();
  }

  /** @param {Role} role it is told what came too early for the one before */
  take(role) {
    this.role = role;
    for (const [event, fields] of this.early.splice(0)) role.event(event, fields);
  }

  get isOver() {
    return FINAL.has(this.phase);
  }

  /** @param {() => void} listener @returns {() => void} */
  onChange(listener) {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  changed() {
    for (const listener of this.#listeners) listener();
  }

  /** @param {RoomState["phase"]} phase */
  enterPhase(phase) {
    if (!this.isOver) this.phase = phase;
    this.changed();
  }

  connect() {
    if (!this.isOver && !this.isStopped) this.#connection.open();
  }

  /** Leaves everything as a reload needs it. */
  stop() {
    this.isStopped = true;
    this.isOnline = false;
    this.clock.clearTimeout(this.#openTimer);
    this.clock.clearTimeout(this.#limitTimer);
    this.#connection.close();
  }

  /** @param {string} event @param {object} [fields] @param {(answer: any) => void} [read] */
  request(event, fields, read) {
    return this.#connection.request(event, fields, read);
  }

  /** @param {RoomState["phase"]} phase one of the final ones: keys, state and what was kept are dropped */
  finish(phase) {
    if (this.isOver) return;
    this.stop();
    this.phase = phase;
    this.role.forget();
    this.#forget();
    this.closingAt = null;
    this.sleep.answered();
    this.surroundings.requests.leave(this.seat).catch(() => {});
    this.changed();
  }

  /** @param {RoomState["alarms"][number]["kind"]} kind @param {string | null} channel */
  alarm(kind, channel) {
    if (this.alarms.some((known) => known.kind === kind && known.channel === channel)) return;
    this.alarms = [...this.alarms, { kind, channel }];
    if (kind === "history" || kind === "forged" || kind === "commitment") this.role.alarmed(kind);
    this.changed();
  }

  #forget() {
    this.desks.clear();
    this.ownDrafts.clear();
    this.ownRead.clear();
    this.drafts.forget();
    this.keepsake.forget();
  }

  /** The room was opened anew: nothing of what was here is in it. */
  startOver() {
    this.#forget();
    this.enterPhase("connecting");
  }

  unlockDrafts(/** @type {Uint8Array} */ resume) {
    this.drafts.unlock(draftKey(resume));
    for (const { outbox } of this.desks.values()) outbox.restore();
  }

  /** There is a room to be in again. */
  isBack() {
    this.isOnline = true;
    this.changed();
    this.enter().catch(() => {});
  }

  #down() {
    this.isOnline = false;
    this.restoration.isUnderWay = false;
    this.early = [];
    this.role.away();
    for (const { outbox } of this.desks.values()) outbox.flush();
    this.changed();
  }

  /** @param {string} why */
  #turnedAway(why) {
    this.isOnline = false;
    if (this.isOver || this.isStopped) return;
    if (why === "closed") return this.finish("closed");
    if (why !== "dropped") this.sleep.answered();
    this.role.turnedAway(why);
    this.connectSoon();
    this.changed();
  }

  connectSoon() {
    this.clock.clearTimeout(this.#openTimer);
    this.#openTimer = this.clock.setTimeout(() => this.connect(), TRY_AGAIN_MS);
  }

  /** Asks the server how things stand; rejects with RoomError when the connection goes meanwhile. */
  async enter() {
    await this.request("enter", {}, (entered) => this.#entered(entered));
  }

  /** @param {any} entered */
  #entered(entered) {
    if (this.isOver || this.isStopped) return;
    if (entered.restoring) return void this.restoration.begin().catch(() => {});
    this.restoration.isUnderWay = false;
    this.#isEarly = entered.admitted && !this.inside;
    if (this.#isEarly) return; // one enters once more when it has come
    this.role.entering(entered);
    if (entered.admitted) this.#takePlace(entered);
    this.role.entered(entered);
    this.sleep.answered();
    this.changed();
  }

  /** @param {any} entered */
  #takePlace({ device, is_host: isHost, life, seconds_left: secondsLeft, closing_seconds: closingSeconds, channels }) {
    this.device = device;
    if (this.life > 0 && life > this.life) for (const description of channels) this.desks.get(description.channel)?.rejoin(description, this.life);
    this.life = life;
    this.isHost = isHost === true;
    this.endsAt = this.clock.now() + secondsLeft * 1000;
    this.#setClosing(closingSeconds);
    this.clock.clearTimeout(this.#limitTimer);
    // A tab that sleeps through the end must not keep what everyone else has dropped.
    this.#limitTimer = this.clock.setTimeout(() => this.finish("closed"), Math.min(secondsLeft * 1000 + AFTER_LIMIT_MS, 2 ** 31 - 1));
    const listed = new Set(channels.map((/** @type {Description} */ { channel }) => channel));
    for (const id of this.desks.keys()) if (!listed.has(id)) this.#drop(id);
    for (const description of channels) this.describe(description);
  }

  /** @param {number | null} seconds */
  #setClosing(seconds) {
    this.closingAt = typeof seconds === "number" ? this.clock.now() + seconds * 1000 : null;
  }

  /** @param {Description} description new, or changed */
  describe(description) {
    if (!this.inside) return;
    const known = this.desks.get(description.channel);
    const desk = known ?? new this.inside.Desk(this, description);
    if (known) known.channel.describe(description);
    else this.desks.set(description.channel, desk);
    this.role.channelChanged(desk.channel);
    desk.channel.advance();
    desk.catchUp();
    this.changed();
  }

  /** @param {readonly string[]} seats */
  hasHostAmong(seats) {
    const hosts = this.role.hosts();
    return seats.some((seat) => hosts.includes(seat));
  }

  /** @param {string} id */
  #drop(id) {
    this.desks.delete(id);
    this.role.channelGone(id);
    this.drafts.setUnsent(id, []);
    this.drafts.setDraft(id, "");
  }

  /** Reads on where keys were missing. */
  advance() {
    for (const { channel, outbox } of this.desks.values()) {
      channel.advance();
      outbox.flush();
    }
    this.changed();
  }

  /** @param {string} event @param {any} fields */
  #heard(event, fields) {
    if (this.isOver || this.isStopped) return;
    const desk = this.desks.get(fields.channel);
    try {
      if (event === "channel") this.describe(fields);
      else if (event === "channel_gone") this.#drop(fields.channel);
      else if (this.restoration.event(event, fields)) return;
      else if (event === "closing") this.#setClosing(fields.seconds);
      else if (event === "closed" || event === "removed" || event === "replaced") this.finish(event);
      else if (event === "envelope") desk?.receive(fields);
      else if (event === "presence") desk?.seePresent(fields.present);
      else if (event === "signal") desk?.hearSignal(fields);
      else this.role.event(event, fields);
    } catch {
      // An event that is not as the protocol has it is no event; the next one may be.
    }
    this.changed();
  }
}
