// After the end: calm, and clear about what is left. Must not know which session it was.
import { html, nothing } from "lit";
import { t } from "../words/text.js";
import "./language_choice.js";
import { RoomElement } from "./room_element.js";

export class ClosedPage extends RoomElement {
  static properties = { hasLeft: { attribute: false }, wasRehearsal: { attribute: false }, contacts: { attribute: false } };

  constructor() {
    super();
    /** By oneself, while the session goes on. */
    this.hasLeft = false;
    this.wasRehearsal = false;
    /** Whom to turn to, as the office has it. @type {string[]} */
    this.contacts = [];
  }

  support() {
    if (!this.contacts.length) return nothing;
    return html`
      <h2>${t("If you would like to talk to somebody")}</h2>
      <ul class="contacts">${this.contacts.map((line) => html`<li translate="no"><bdi>${line}</bdi></li>`)}</ul>`;
  }

  left() {
    return html`
      <h1 tabindex="-1">${t("You have left the session")}</h1>
      <p class="lead">${t("Nobody asks you why.")}</p>
      <p>${t("Nothing of it is left in this page. If you want to come back, open your link again: the mediator lets you in, and nobody asks for a reason then either.")}</p>
      ${this.support()}
      <p class="soft">${t("You can close this page.")}</p>`;
  }

  rehearsed() {
    return html`
      <h1 tabindex="-1">${t("The rehearsal is over")}</h1>
      <p class="lead">${t("It was for practice. Nothing of it was real, and nothing of it is kept.")}</p>
      <p class="soft">${t("You can close this page.")}</p>`;
  }

  render() {
    return html`
      <main class="page closed-page">
        <language-choice></language-choice>
        ${this.hasLeft ? this.left() : this.wasRehearsal ? this.rehearsed() : this.over()}
      </main>`;
  }

  over() {
    return html`
        <h1 tabindex="-1">${t("The session is over")}</h1>
        <p class="lead">${t("Thank you for being here.")}</p>
        <p>${t("Nothing that was written is kept, here or on the server. If a mediation took place, only the days of its beginning and end are known to the mediator.")}</p>
        <p>${t("What others said stays confidential, for you too.")}</p>
        <p>${t("Such a conversation can leave one tired. If you would like to talk about what comes next, or how you are, you can turn to the mediator, to the staff counsellor or to someone you trust.")}</p>
        ${this.support()}
        <p class="soft">${t("You can close this page.")}</p>`;
  }
}

customElements.define("closed-page", ClosedPage);
