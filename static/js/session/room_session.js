// The one object that a page holds: whoever the person is, and whatever they become on the way.
// Must not do anything itself.

import { RoomError } from "../transport/room_error.js";
import { MEDIATION_ACTIONS } from "./mediation_actions.js";
import { outsideState } from "./outside_state.js";

/**
 * @typedef {import("../entries/room_state.js").RoomState} RoomState
 * @typedef {import("../entries/room_state.js").RoomAction} RoomAction
 * @typedef {import("./room.js").Room} Room
 * @typedef {import("./inside.js").Inside} Inside
 */

/** Every action with its fields in order. @type {Readonly<Record<RoomAction["action"], readonly string[]>>} */
const ACTIONS = {
  say: ["channel", "text"],
  withdraw: ["channel", "entry"],
  setDraft: ["channel", "text", "of"],
  typing: ["channel"],
  read: ["channel"],
  answerReady: ["ready"],
  answerAgree: ["agree"],
  confirmWords: ["yes"],
  leave: [],
  admit: ["attempt", "compared"],
  refuse: ["attempt"],
  remove: ["seat"],
  replaceLink: ["seat"],
  revokeLink: ["seat"],
  addSeat: ["kind", "label", "side"],
  showAttendance: [],
  openJoint: [],
  makeCaucus: ["seats", "title"],
  changeCaucus: ["channel", "add", "remove"],
  hold: ["channel", "held"],
  holdAll: ["held"],
  movePerson: ["seat", "to"],
  letInterpret: ["channel", "seat", "hears"],
  mute: ["channel", "on"],
  translate: ["channel", "of", "language", "text"],
  awaitTranslation: ["channel", "on"],
  showUntranslated: ["channel", "entry"],
  begin: [],
  closeBegin: [],
  closeCancel: [],
  takeOver: [],
  openAnew: [],
  askIn: ["channel"],
  letIn: ["channel", "seat"],
  ...MEDIATION_ACTIONS,
};

export class RoomSession {
  #room;
  /** @type {object[]} */
  #works = [];
  /** @type {object | null} */
  #own = null;
  #start;
  #isStarted = false;
  /** @type {RoomState | null} */
  #state = null;
  #isTelling = false;
  /** @type {Set<(state: RoomState) => void>} */
  #subscribers = new Set();

  /**
   * @param {Room} room with its role
   * @param {() => Promise<void>} start
   * @param {Inside | Promise<Inside>} inside
   */
  constructor(room, start, inside) {
    this.#room = room;
    this.#start = start;
    room.onChange(() => this.#changed());
    if (inside instanceof Promise) inside.then((come) => this.#furnish(come));
    else this.#furnish(inside);
  }

  /** @param {Inside} inside */
  #furnish(inside) {
    this.#works = inside.works.map((Work) => new Work(this.#room));
    this.#own = new inside.OwnWork(this.#room);
    this.#room.furnish(inside);
  }

  /** @returns {RoomState} the same object until something changes */
  get state() {
    this.#state ??= Object.freeze((this.#room.inside?.snapshot ?? outsideState)(this.#room));
    return this.#state;
  }

  /**
   * @param {(state: RoomState) => void} subscriber called once for each burst of changes
   * @returns {() => void} unsubscribes
   */
  subscribe(subscriber) {
    this.#subscribers.add(subscriber);
    return () => this.#subscribers.delete(subscriber);
  }

  #changed() {
    this.#state = null;
    if (this.#isTelling) return;
    this.#isTelling = true;
    queueMicrotask(() => {
      this.#isTelling = false;
      const { state } = this;
      for (const subscriber of this.#subscribers) subscriber(state);
    });
  }

  start() {
    if (this.#isStarted) return;
    this.#isStarted = true;
    this.#start().catch(() => this.#room.finish("failed"));
  }

  /** Disconnects, and keeps what a reload needs. */
  stop() {
    this.#room.stop();
  }

  /** The tab was asleep. @returns {Promise<void>} settled once the server has said how things stand */
  wake() {
    return this.#room.sleep.end();
  }

  /** Drops keys and state, and what was kept. */
  wipe() {
    this.#room.finish("closed");
  }

  /**
   * @param {RoomAction} detail
   * @returns {Promise<void>} rejects with RoomError
   */
  async perform(detail) {
    const fields = ACTIONS[detail.action];
    if (!fields || this.#room.isOver) throw new RoomError("not_allowed");
    const given = fields.map((field) => /** @type {any} */ (detail)[field]);
    // The role is looked up each time: a co-mediator's changes on the way.
    const role = /** @type {any} */ (this.#room.role);
    // What a side keeps for itself goes by no other way.
    const those = this.#room.inside?.isOwnId(/** @type {any} */ (detail).channel) ? [this.#own] : [...this.#works, role, role.chairing];
    for (const able of those) {
      const act = /** @type {any} */ (able)?.[detail.action];
      if (typeof act === "function") return act.apply(able, given);
    }
    throw new RoomError("not_allowed");
  }
}
