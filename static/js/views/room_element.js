// The ground of every view: light DOM, renewed when the language changes, wishes sent out as events.
// Must not know who listens.
import { LitElement } from "lit";
import { hasWords, onLanguageChange } from "../words/language.js";
import { keepFocus, whereFocusIs } from "./focus.js";
import { leaveFieldsAlone } from "./no_assistants.js";

/** @typedef {import("../entries/room_state.js").RoomAction} RoomAction */

export class RoomElement extends LitElement {
  /** @type {(() => void) | undefined} */
  #deaf;

  /** Light DOM, so that one style sheet and the browser's own accessibility reach everything. */
  createRenderRoot() {
    return this;
  }

  connectedCallback() {
    super.connectedCallback();
    this.#deaf = onLanguageChange(() => this.requestUpdate());
  }

  disconnectedCallback() {
    super.disconnectedCallback();
    this.#deaf?.();
  }

  /** Nothing is shown before it can be said: the words come a moment after the script. @returns {boolean} */
  shouldUpdate() {
    return hasWords();
  }

  /** @param {import("lit").PropertyValues<this>} changed */
  update(changed) {
    const held = whereFocusIs(this);
    super.update(changed);
    leaveFieldsAlone(this);
    keepFocus(held);
  }

  /** @param {RoomAction} action */
  act(action) {
    this.tell("room-action", action);
  }

  /** @param {string} name @param {unknown} [detail] */
  tell(name, detail) {
    this.dispatchEvent(new CustomEvent(name, { detail, bubbles: true, composed: true }));
  }
}
