// A button that copies one text, says so, and sends "copied". Must not know what it copies.
import { html } from "lit";
import { t } from "../words/text.js";
import { RoomElement } from "./room_element.js";

export class CopyButton extends RoomElement {
  static properties = { text: { attribute: false }, label: { attribute: false }, outcome: { state: true } };

  constructor() {
    super();
    this.text = "";
    this.label = "";
    /** @type {"" | "copied" | "shown"} */
    this.outcome = "";
  }

  async copy() {
    try {
      await navigator.clipboard.writeText(this.text);
      this.outcome = "copied";
    } catch {
      this.outcome = "shown"; // no clipboard here: to be copied by hand
    }
    this.tell("copied");
  }

  render() {
    return html`
      <button type="button" class="button primary" @click=${this.copy}>${this.outcome === "copied" ? t("Copied") : this.label}</button>
      <span class="visually-hidden" role="status">${this.outcome === "copied" ? t("Copied") : ""}</span>
      ${this.outcome === "shown" ? html`<textarea readonly dir="auto" aria-label=${this.label} .value=${this.text}></textarea>` : ""}`;
  }
}

customElements.define("copy-button", CopyButton);
