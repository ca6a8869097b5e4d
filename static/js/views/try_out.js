// Trying out a device beforehand, in the page alone: the browser, the size of the text, the sound, a line to oneself.
// Sends "tried-out" when it is enough. Must not know the link; nothing of what is done here leaves the page.
import { html } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { t } from "../words/text.js";
import { browserCheck, browserTroubles } from "./browser_check.js";
import { comfortChoices } from "./comfort_choices.js";
import "./message_composer.js";
import { RoomElement } from "./room_element.js";

/** A notepad as the room has it, of which only the composer looks. */
const NOTEPAD = /** @type {any} */ ({
  id: "try-out", kind: "own", own: { isNotepad: true, standing: "open", asking: [], holders: [] }, people: [], draft: "", mayWrite: true, listens: false, held: false, hostAway: false,
});

export class TryOut extends RoomElement {
  static properties = { lines: { state: true } };

  constructor() {
    super();
    /** @type {string[]} */
    this.lines = [];
    this.addEventListener("room-action", (event) => {
      event.stopPropagation(); // there is no room
      const action = /** @type {CustomEvent<import("../entries/room_state.js").RoomAction>} */ (event).detail;
      if (action.action === "say") this.lines = [...this.lines, action.text];
    });
  }

  firstUpdated() {
    this.querySelector("h1")?.focus();
  }

  /** @param {string} name @param {string} note @param {string} text @param {boolean} mine */
  line(name, note, text, mine) {
    return html`
      <article class="message ${mine ? "mine" : ""}">
        <p class="byline"><b>${name}</b> <span>${note}</span></p>
        <p class="text" dir="auto">${text}</p>
      </article>`;
  }

  render() {
    return html`
      <h1 tabindex="-1">${t("Try out this device")}</h1>
      <p class="lead">${t("Nothing that you do here is sent. Your link is not used up by it, and nobody learns of it.")}</p>
      <section><h2>${t("Your browser")}</h2>${browserCheck(browserTroubles())}</section>
      <section class="comforts"><h2>${t("Reading and hearing")}</h2>${comfortChoices(this)}</section>
      <section>
        <h2>${t("What it looks like")}</h2>
        <p>${t("Each conversation has a colour of its own, and a button that says who reads what you write. Here it is you alone: try it.")}</p>
        <div class="try-room channel-own">
          <div class="log" role="log" aria-label=${t("What it looks like")}>
            ${this.line(t("Example"), t("just now"), t("This is what others write. What you write stands on the other side."), false)}
            ${repeat(this.lines, (_, at) => at, (text) => this.line(t("You"), t("stays in this page"), text, true))}
          </div>
          <message-composer .channel=${NOTEPAD}></message-composer>
        </div>
      </section>
      <button type="button" class="button primary" @click=${() => this.tell("tried-out")}>${t("Back to the welcome page")}</button>`;
  }
}

customElements.define("try-out", TryOut);
