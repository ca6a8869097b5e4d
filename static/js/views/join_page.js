// From a link to the room, on one page: welcome, name, ground rules, the waiting room, and the room in place.
// Sends "ask-in" {name}. Must not know what a link holds.
import { html, nothing } from "lit";
import { language } from "../words/language.js";
import { t } from "../words/text.js";
import { beforeComingIn, browserCheck, browserTroubles } from "./browser_check.js";
import { groundRules } from "./ground_rules.js";
import "./language_choice.js";
import { whenHere } from "./later.js";
import { rehearsalStrip } from "./rehearsal_strip.js";
import { roomOrPhase } from "./room_or_phase.js";
import { RoomElement } from "./room_element.js";
import { typedLine } from "./typed.js";

/** @typedef {import("../entries/room_state.js").RoomState} RoomState */

const LONGEST_NAME = 80;

export class JoinPage extends RoomElement {
  static properties = {
    room: { attribute: false },
    now: { attribute: false },
    notice: { attribute: false },
    linkIsWrong: { attribute: false },
    hasStrangers: { attribute: false },
    isAsking: { attribute: false },
    isRehearsal: { attribute: false },
    trying: { state: true },
  };

  constructor() {
    super();
    /** Null until the person has asked to come in. @type {RoomState | null} */
    this.room = null;
    this.now = Date.now();
    this.notice = "";
    this.linkIsWrong = false;
    /** Whether an extension of the browser changes this page. */
    this.hasStrangers = false;
    /** Whether what the person asked for is on its way. */
    this.isAsking = false;
    this.isRehearsal = false;
    /** Whether the device is being tried out. */
    this.trying = false;
    this.addEventListener("tried-out", () => this.try(false));
  }

  /** @param {SubmitEvent & {target: HTMLFormElement}} event */
  ask(event) {
    event.preventDefault();
    const field = /** @type {HTMLInputElement} */ (event.target.elements.namedItem("name"));
    const name = typedLine(field.value);
    field.setCustomValidity(name ? "" : t("Please enter a name that can be read."));
    if (field.reportValidity()) this.tell("ask-in", { name });
  }

  /** What has been typed stays. @param {boolean} trying */
  try(trying) {
    this.trying = trying;
    if (!trying) this.updateComplete.then(() => /** @type {HTMLElement | null} */ (this.querySelector(".join h1"))?.focus());
  }

  form() {
    const troubles = browserTroubles();
    return html`
      <form class="ask" @submit=${this.ask}>
        <label class="field">
          <span>${t("Your name")}</span>
          <small class="soft" id="name-hint">${t("As the others should see it. It is encrypted; only people let into your session read it.")}</small>
          <input type="text" name="name" required maxlength=${LONGEST_NAME} dir="auto" aria-describedby="name-hint"
            @input=${(/** @type {Event & {target: HTMLInputElement}} */ { target }) => target.setCustomValidity("")}>
        </label>
        <section aria-labelledby="rules-heading">
          <h2 id="rules-heading">${t("The ground rules")}</h2>
          ${groundRules()}
        </section>
        ${beforeComingIn(this.hasStrangers)}
        <label class="check accept">
          <input type="checkbox" name="accepted" required>
          <span>${t("I accept these rules, and I promise: I record nothing, and nobody else reads or listens with me")}</span>
        </label>
        ${browserCheck(troubles)}
        <button type="submit" class="button primary" ?disabled=${troubles.length > 0 || this.isAsking}>${this.isAsking ? t("Connecting…") : t("Ask to come in")}</button>
        <p class="actions">
          <a href="/help?language=${language()}" target="_blank" rel="noopener">${t("How it works")}</a>
          <a href="/privacy?language=${language()}" target="_blank" rel="noopener">${t("What is seen, and what is kept")}</a>
        </p>
        <p class="soft">${t("The mediator then lets you in. Until then you see no one, and no one but the mediator sees you.")}</p>
      </form>`;
  }

  render() {
    if (this.room) return roomOrPhase(this, this.room, this.now, this.notice, this.hasStrangers);
    return html`
      ${rehearsalStrip(this.isRehearsal)}
      <main class="page join">
        <language-choice></language-choice>
        ${this.trying ? whenHere(this, "aids.js", () => html`<try-out></try-out>`) : nothing}
        <div class="welcome" ?hidden=${this.trying}>
          <h1 tabindex="-1">${t("Welcome")}</h1>
          ${this.linkIsWrong
            ? html`<p>${t("This link is not complete. Open it again from the message that was sent to you, or copy all of it into the address bar.")}</p>`
            : html`
                <p class="lead">${t("This is a confidential conversation with a mediator. You have nothing to install and no account to make.")}</p>
                <button type="button" class="button" @click=${() => this.try(true)}>${t("Try out this device")}</button>
                ${this.notice ? html`<p class="notice" role="alert">${this.notice}</p>` : nothing}
                ${this.form()}`}
        </div>
      </main>`;
  }
}

customElements.define("join-page", JoinPage);
