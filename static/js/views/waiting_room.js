// The mediator's waiting room: who asks to come in, with the words to compare by phone.
// Must not know the conversations.
import { html, nothing } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { LANGUAGES } from "../words/language.js";
import { t, tn } from "../words/text.js";
import { roleName } from "./roles.js";
import { RoomElement } from "./room_element.js";
import { wordsInLine } from "./safety_words.js";

/** @typedef {import("../entries/room_state.js").Waiting} Waiting */

export class WaitingRoom extends RoomElement {
  static properties = { waiting: { attribute: false }, alone: { attribute: false }, compared: { state: true } };

  constructor() {
    super();
    /** @type {Waiting[]} */
    this.waiting = [];
    /** Whether nobody has come in so far. */
    this.alone = false;
    /** Attempts whose words the mediator has compared. @type {Set<string>} */
    this.compared = new Set();
  }

  /** @param {string} attempt @param {boolean} yes */
  compare(attempt, yes) {
    const compared = new Set(this.compared);
    if (yes) compared.add(attempt);
    else compared.delete(attempt);
    this.compared = compared;
  }

  /** @param {Waiting} one */
  card(one) {
    const compared = this.compared.has(one.attempt);
    const label = one.label || roleName(one.kind);
    return html`
      <article class="waiting-card" aria-label=${t("In the waiting room: {label}", { label })}>
        <h3 translate="no">${label}</h3>
        <p translate="no"><bdi>${one.name}</bdi>${one.language in LANGUAGES ? html` <small class="soft">${LANGUAGES[one.language]}</small>` : nothing}</p>
        ${one.secondDevice ? html`<p class="warning">${t("Somebody is already in on this link. Letting this device in shuts the other out.")}</p>` : nothing}
        ${one.words.length
          ? html`
              <p class="words-line">${t("Words:")} ${wordsInLine(this, one.words)}</p>
              <label class="check">
                <input type="checkbox" .checked=${compared}
                  @change=${(/** @type {Event & {target: HTMLInputElement}} */ event) => this.compare(one.attempt, event.target.checked)}>
                <span>${t("I compared the words")}</span>
              </label>`
          : html`<p class="soft">${t("The words will be here in a moment.")}</p>`}
        <div class="actions">
          <button type="button" class="button ${compared ? "primary" : ""}" ?disabled=${!one.words.length}
            @click=${() => this.act({ action: "admit", attempt: one.attempt, compared })}>${t("Let in")}</button>
          <button type="button" class="button" @click=${() => this.act({ action: "refuse", attempt: one.attempt })}>${t("Not now")}</button>
        </div>
      </article>`;
  }

  render() {
    const n = this.waiting.length;
    const words = n ? tn("{n} person is waiting", "{n} people are waiting", n) : "";
    return html`
      <p class="visually-hidden" role="status">${words}</p>
      ${n
        ? html`
            <section class="waiting" aria-labelledby="waiting-heading">
              <h2 id="waiting-heading" class="group">${t("Waiting room")}</h2>
              <button type="button" class="waiting-line" @click=${() => this.tell("choose-tab", "people")}>${words}</button>
              ${repeat(this.waiting, (one) => one.attempt, (one) => this.card(one))}
            </section>`
        : this.alone
          ? html`<section aria-label=${t("Waiting room")}><p class="soft nobody">${t("Nobody is here yet. People appear in the waiting room as they open their links.")}</p></section>`
          : nothing}`;
  }
}

customElements.define("waiting-room", WaitingRoom);
