// After the end: calm, and clear about what is left. Must not know which session it was.
import { html } from "lit";
import { t } from "../words/text.js";
import "./language_choice.js";
import { RoomElement } from "./room_element.js";

export class ClosedPage extends RoomElement {
  render() {
    return html`
      <main class="page closed-page">
        <language-choice></language-choice>
        <h1 tabindex="-1">${t("The session is over")}</h1>
        <p class="lead">${t("Thank you for being here.")}</p>
        <p>${t("Nothing that was written is kept, here or on the server. If a mediation took place, only the days of its beginning and end are known to the mediator.")}</p>
        <p>${t("What others said stays confidential, for you too.")}</p>
        <p>${t("Such a conversation can leave one tired. If you would like to talk about what comes next, or how you are, you can turn to the mediator, to the staff counsellor or to someone you trust.")}</p>
        <p class="soft">${t("You can close this page.")}</p>
      </main>`;
  }
}

customElements.define("closed-page", ClosedPage);
