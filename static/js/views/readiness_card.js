// In a person's private meeting: who will be in the joint session, and two separate private answers.
// Must not know anyone else's answers.
import { html } from "lit";
import { t } from "../words/text.js";
import { sideMark } from "./marks.js";
import { roleName } from "./roles.js";
import { RoomElement } from "./room_element.js";

/** @typedef {import("../entries/room_state.js").ChannelState} ChannelState */

export class ReadinessCard extends RoomElement {
  static properties = { channel: { attribute: false }, seat: { attribute: false }, reopened: { state: true } };

  constructor() {
    super();
    /** @type {ChannelState} */
    this.channel = /** @type {any} */ (null);
    this.seat = "";
    /** Whether the person wants to change answers given before. */
    this.reopened = false;
  }

  /** @param {boolean | undefined} answer @param {(yes: boolean) => void} give @param {string} question @param {string} yes */
  question(answer, give, question, yes) {
    const asked = (/** @type {boolean} */ value) => () => give(value);
    return html`
      <fieldset class="answer">
        <legend>${question}</legend>
        <button type="button" class="button choice" aria-pressed=${answer === true} @click=${asked(true)}>${yes}</button>
        <button type="button" class="button choice" aria-pressed=${answer === false} @click=${asked(false)}>${t("Not yet")}</button>
      </fieldset>`;
  }

  render() {
    const ready = this.channel.ready[this.seat];
    const agree = this.channel.agree[this.seat];
    if (ready && agree && !this.reopened) {
      return html`
        <section class="ready-card settled" aria-label=${t("Your answers")}>
          <p>${t("You are ready, and you agree to mediate. Only the mediators know.")}</p>
          <button type="button" class="quiet" @click=${() => (this.reopened = true)}>${t("Change")}</button>
        </section>`;
    }
    return html`
      <section class="ready-card" aria-labelledby="ready-heading">
        <h2 id="ready-heading">${t("Before the joint session")}</h2>
        <p>${t("These people will be there:")}</p>
        <ul class="attendance">
          ${(this.channel.attendance ?? []).map(
            (person) => html`<li>${sideMark(person.side)} <b>${person.name}</b> <span>${roleName(person.role)}</span></li>`,
          )}
        </ul>
        ${this.question(ready, (yes) => this.act({ action: "answerReady", ready: yes }), t("Are you ready to meet them?"), t("I am ready"))}
        ${this.question(agree, (yes) => this.act({ action: "answerAgree", agree: yes }), t("Do you agree to mediate?"), t("I agree to mediate"))}
        <p class="soft">${t("Only the mediators see your answers. You need not give a reason, and you can change them.")}</p>
      </section>`;
  }
}

customElements.define("readiness-card", ReadinessCard);
